"""A funder's report: what was asked, and the answer as plain data and as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.cells import safe_cell
from courses.grants.models import Grant
from courses.reporting.ages import AgeBand, parse_bands
from courses.reporting.counting import Count, count
from courses.reporting.dimensions import check_dimension
from courses.reporting.labels import REASONS
from courses.reporting.periods import Period

AUDIENCE = "funder"
COLUMNS = (
    "grant",
    "first_day",
    "last_day",
    "as_of",
    "section",
    "dimension",
    "value",
    "label",
    "measure",
    "figure",
)
BOM = "\ufeff"


@dataclass(frozen=True)
class Question:
    """What a report is asked for. `organisations` limits it to what these organise."""

    grant: Grant
    period: Period
    as_of: datetime
    by: tuple[str, ...] = ()
    bands: tuple[AgeBand, ...] = ()
    organisations: tuple[int, ...] | None = None

    def count(self) -> Count:
        for dimension in self.by:
            check_dimension(dimension)
        return count(self.grant, period=self.period, as_of=self.as_of, organisations=self.organisations)


def report(question: Question, counted: Count | None = None) -> dict[str, Any]:
    """The answer as one plain object; `counted` spares a second count where the caller has one."""
    counted = counted or question.count()
    bands = question.bands or parse_bands()
    return {
        "grant": question.grant.code,
        "period": {
            "first_day": question.period.first_day.isoformat(),
            "last_day": question.period.last_day.isoformat(),
        },
        "as_of": question.as_of.isoformat(),
        "structure": "current",
        "audience": AUDIENCE,
        "measures": counted.measures,
        "exclusions": counted.waterfall.exclusions,
        "breakdowns": {
            dimension: [
                {"value": row.value, "label": row.label, **row.figures} for row in counted.breakdown(dimension, bands)
            ]
            for dimension in question.by
        },
        "crosses": [],
    }


def as_json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def as_csv(answer: dict[str, Any]) -> str:
    """One figure a row, with on each row whose and of when it is. A file of it starts with `BOM`, so that Excel reads it
    as UTF-8; on standard output, where programs read, it doesn't.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    common = (answer["grant"], answer["period"]["first_day"], answer["period"]["last_day"], answer["as_of"])
    for cells in _figures(answer):
        writer.writerow([safe_cell(cell) for cell in (*common, *cells)])
    return text.getvalue()


def _figures(answer: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for measure, number in answer["measures"].items():
        yield "measures", "", "", "", measure, number
    for exclusion in answer["exclusions"]:
        reason = exclusion["reason"]
        yield "exclusions", "", reason, str(REASONS[reason]), "enrolments", exclusion["count"]
    for dimension, rows in answer["breakdowns"].items():
        for row in rows:
            for measure, number in row.items():
                if measure not in ("value", "label"):
                    yield "breakdowns", dimension, row["value"], row["label"], measure, number
