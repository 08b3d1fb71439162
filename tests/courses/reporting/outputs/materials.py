"""Reports made up by hand, with names that a spreadsheet, a page or a reader could stumble over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from courses.reporting.measures import MEASURES, THE_SEVEN
from courses.reporting.outputs.material import Aim, Change, Material, Project, Seal

HOSTILE = ("=cmd|' /C calc'!A0", "@SUM(1+1)", "+31 6 12345678", "-2+3", "\tTab", '=HYPERLINK("x")')
SCRIPTS = ("جمعية الحوار الشمالي", "ሰላም ማኅበር", "Doğa Işık Vakfı", "Стоцький 🙂")
AS_OF = "2026-02-01T12:00:00.123456+01:00"
FUNDER_MEASURES = dict(zip(MEASURES, (70, 86, 75, 97, 301, 61, 58, 12, 30, 212, 80, 133, 602.25), strict=True))


def row(value: str, numbers: range | list[int], measures: Any = THE_SEVEN, label: str = "") -> dict[str, Any]:
    return {"value": value, "label": label or value, **dict(zip(measures, numbers, strict=False))}


def funder_answer() -> dict[str, Any]:
    names = [*HOSTILE, *SCRIPTS]
    return {
        "grant": "HOME/2012/=1+1",
        "period": {"first_day": "2025-01-01", "last_day": "2025-12-31"},
        "as_of": AS_OF,
        "structure": "current",
        "audience": "funder",
        "measures": FUNDER_MEASURES,
        "exclusions": [{"reason": "staff", "count": 9}, {"reason": "same_person", "count": 11}],
        "breakdowns": {
            "gender": [
                row("female", [40, 50, 45, 60, 200, 40, 38], label="woman"),
                row("declined", [20, 26, 20, 27, 81, 16, 15], label="prefers not to say"),
                row("not_asked", [10, 10, 10, 10, 20, 5, 5], label="not asked"),
            ],
            "age": [row("18-29", [70, 86, 75, 97, 301, 61, 58])],
            "organisation": [row(name, list(range(n, n + 13)), MEASURES) for n, name in enumerate(names, start=1)],
        },
        "crosses": [
            {
                "by": ["gender", "age"],
                "cells": [
                    {"row": one, "column": other, "new_persons": number}
                    for one, number in (("female", 40), ("declined", 20), ("not_asked", 10), (None, 70))
                    for other in ("18-29", None)
                ],
            }
        ],
    }


def public_answer() -> dict[str, Any]:
    """4711 and 4713 are what the hidden figures would be; nothing here knows them."""
    hidden = {"hidden": True}
    return {
        **funder_answer(),
        "audience": "public",
        "measures": {"new_persons": 70},
        "exclusions": [],
        "breakdowns": {
            "gender": [
                {"value": "female", "label": "woman", "new_persons": 40},
                {"value": "male", "label": "man", "new_persons": hidden},
                {"value": "not_asked", "label": "not asked", "new_persons": hidden},
            ]
        },
        "crosses": [
            {
                "by": ["gender", "age"],
                "cells": [
                    {"row": "female", "column": "18-29", "new_persons": hidden},
                    {"row": "female", "column": None, "new_persons": 40},
                    {"row": None, "column": "18-29", "new_persons": hidden},
                    {"row": None, "column": None, "new_persons": 70},
                ],
            }
        ],
        "audit": {"hidden": 4, "shown": 5, "least_values": 6},
    }


def material(**changes: Any) -> Material:
    whole = Material(
        project=Project(
            code="HOME/2012/=1+1",
            title="POLRAD · ሰላም",
            funder="=Invented Fund",
            programme="ISEC / RAD",
            lead=SCRIPTS[0],
            first_day=date(2025, 1, 1),
            last_day=date(2026, 12, 31),
            time_zone="Europe/Amsterdam",
        ),
        answer=funder_answer(),
        bands="0-17,18-29",
        aims=(
            Aim("P1", "Professionals trained", "People who completed.", "people", 2, "ab" * 32, 65, 5, 60, 3),
            Aim("=P2", HOSTILE[0], "Activities held.", "activities", 1, "cd" * 32, 102, None, None, 0),
        ),
        previous=1,
        changes=(Change("breakdowns", "gender", "female", "", "new_persons", 39, 40, ("late_entry",)),),
        seal=Seal(7, 2, "e1" * 32, "d3" * 32, "f2" * 32, "c4" * 32),
    )
    return replace(whole, **changes)


def public_material() -> Material:
    return material(answer=public_answer())
