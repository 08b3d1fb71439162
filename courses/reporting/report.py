"""A funder's report: what was asked, and the answer as plain data and as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from courses.cells import safe_cell
from courses.grants.models import Grant
from courses.reporting.ages import AgeBand, parse_bands
from courses.reporting.counting import Count, count
from courses.reporting.crosses import check_cross, cross_of
from courses.reporting.dimensions import check_dimension
from courses.reporting.disclosure.answering import published_tables
from courses.reporting.disclosure.tables import Figure
from courses.reporting.labels import REASONS
from courses.reporting.periods import Period

FUNDER = "funder"
PUBLIC = "public"
AUDIENCES = (FUNDER, PUBLIC)
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
    "cross_dimension",
    "cross_value",
)
BOM = "\ufeff"
HIDDEN = "hidden"


@dataclass(frozen=True)
class Question:
    """What a report is asked for. `organisations` limits it to what these organise.

    Without `as_of` the answer is of now. `audience` is one of `AUDIENCES`: a funder gets exact figures, the public gets
    the published tables.
    """

    grant: Grant
    period: Period
    as_of: datetime | None = None
    by: tuple[str, ...] = ()
    bands: tuple[AgeBand, ...] = ()
    organisations: tuple[int, ...] | None = None
    cross: tuple[tuple[str, str], ...] = ()
    audience: str = FUNDER
    asked_at: datetime = field(default_factory=timezone.now, compare=False)

    @property
    def moment(self) -> datetime:
        """As known when: at `as_of`, or else now, which is when the question was asked."""
        return self.as_of or self.asked_at

    def count(self) -> Count:
        for dimension in self.by:
            check_dimension(dimension)
        for cross in self.cross:
            check_cross(cross)
        return count(self.grant, period=self.period, as_of=self.as_of, organisations=self.organisations, by=self.by)


def report(
    question: Question, counted: Count | None = None, *, also_hidden: frozenset[Figure] = frozenset()
) -> dict[str, Any]:
    """The answer as one plain object; `counted` spares a second count where the caller has one.

    `also_hidden` names figures of published tables that stay hidden (`courses.reporting.disclosure.publishing`).
    """
    counted = counted or question.count()
    bands = question.bands or parse_bands()
    asked = {
        "grant": question.grant.code,
        "period": {
            "first_day": question.period.first_day.isoformat(),
            "last_day": question.period.last_day.isoformat(),
        },
        "as_of": question.moment.isoformat(),
        "structure": "current",
        "audience": question.audience,
    }
    if question.audience == PUBLIC:
        return asked | published_tables(counted, by=question.by, cross=question.cross, bands=bands, also=also_hidden)
    erased = counted.of_whom_erased
    return asked | {
        "measures": counted.measures,
        # Of these so many are of people who were erased; where nobody was, nothing is said.
        **({"erased": erased} if any(erased.values()) else {}),
        "exclusions": counted.waterfall.exclusions,
        "breakdowns": {
            dimension: [
                {"value": row.value, "label": row.label, **row.figures} for row in counted.breakdown(dimension, bands)
            ]
            for dimension in question.by
        },
        "crosses": [cross_of(counted, cross, bands) for cross in question.cross],
    }


def as_json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def as_csv(answer: dict[str, Any]) -> str:
    """One figure a row, with on each row whose and of when it is; in a cross an empty value is the total.

    A file of it starts with `BOM`, so that Excel reads it as UTF-8; on standard output, where programs read, it doesn't.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    common = (answer["grant"], answer["period"]["first_day"], answer["period"]["last_day"], answer["as_of"])
    for cells in _figures(answer):
        row = (*common, *cells)
        writer.writerow([safe_cell(cell) for cell in row + ("",) * (len(COLUMNS) - len(row))])
    return text.getvalue()


def _figures(answer: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for measure, number in answer["measures"].items():
        yield "measures", "", "", "", measure, shown(number)
    for measure, number in answer.get("erased", {}).items():
        if number:
            yield "erased", "", "", "", measure, number
    for exclusion in answer["exclusions"]:
        reason = exclusion["reason"]
        yield "exclusions", "", reason, str(REASONS[reason]), "enrolments", exclusion["count"]
    for dimension, rows in answer["breakdowns"].items():
        for row in rows:
            for measure, number in row.items():
                if measure not in ("value", "label"):
                    yield "breakdowns", dimension, row["value"], row["label"], measure, shown(number)
    for cross in answer["crosses"]:
        row_dimension, column_dimension = cross["by"]
        for cell in cross["cells"]:
            row, column = ("" if cell[side] is None else cell[side] for side in ("row", "column"))
            number = shown(cell["new_persons"])
            yield "crosses", row_dimension, row, "", "new_persons", number, column_dimension, column


def shown(number: Any) -> Any:
    """A figure as a cell of a plain table holds it: a hidden one is the word `hidden`."""
    return HIDDEN if isinstance(number, dict) else number
