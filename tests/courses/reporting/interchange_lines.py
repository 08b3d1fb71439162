"""A random world as a file in the interchange format, for going in by the front door."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

from tests.courses.reporting.worlds import Line, World


def as_file(world: World, seed: int) -> str:
    """The world's lines, shuffled. What the format can't say is taken out of the world first.

    That is: people counted without a name, a place somebody never got, and a second enrolment of one person in one
    group, whose marks the format gives to one of the two by the day.
    """
    repeated = _repeated(world)
    world.lines = [line for line in world.lines if line.get("enrolment", line["id"]) not in repeated]
    for line in world.lines:
        line.pop("unnamed", None)
    lines = [_plain(world, line) for line in world.lines]
    random.Random(seed).shuffle(lines)
    source = {"type": "source", "id": f"invented-{seed}"}
    funder = {"type": "funder", "id": "fund", "name": "Invented Fund"}
    return "".join(json.dumps(line) + "\n" for line in (source, funder, *lines))


def _repeated(world: World) -> set[str]:
    seen: set[tuple[str, str]] = set()
    repeated = set()
    for line in world.lines:
        if line["type"] == "enrolment":
            line["placed"] = True
            if line.get("withdrawn_on"):
                line["enrolled_on"] = min(line["enrolled_on"], line["withdrawn_on"])
            pair = (line["person"], line["edition"])
            if pair in seen:
                repeated.add(line["id"])
            seen.add(pair)
    for line in world.lines:
        if line.get("parent") in repeated:
            del line["parent"]
    return repeated


def _plain(world: World, line: Line) -> Line:
    plain = {key: _text(value) for key, value in line.items() if value not in (None, "")}
    for only_in_tests in ("placed", "enrolment"):
        plain.pop(only_in_tests, None)
    names: dict[str, dict[str, Any]] = {
        "grant": {"code": line["id"], "title": line["id"], "funder": "fund"},
        "person": {"name": f"Invented {line['id']}"},
        "edition": {"title": f"Group {line['id']}", "code": line["id"]},
    }
    return plain | names.get(line["type"], {})


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
