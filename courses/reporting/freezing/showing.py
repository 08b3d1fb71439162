"""A frozen report as a screen shows it, in the active language: figures, tables, and what changed with its reasons."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.reporting.definitions import DEFINITIONS, SECTIONS, written
from courses.reporting.dimensions import AGE, EDITION_LEVEL
from courses.reporting.freezing import causes
from courses.reporting.freezing.differing import INDICATORS, CellChange
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.recounting import TOTAL, shown
from courses.reporting.indicators.models import Indicator
from courses.reporting.labels import REASONS, dimension_label, label_of
from courses.reporting.measures import MEASURES
from courses.reporting.report import PUBLIC
from courses.reporting.showing import Figure, Table, figure_of

WHY = {
    causes.LATE: gettext_lazy("recorded later"),
    causes.CORRECTED: gettext_lazy("corrected"),
    causes.MERGE: gettext_lazy("two records joined"),
    causes.SPLIT: gettext_lazy("one record taken apart"),
    causes.ERASED: gettext_lazy("a person erased"),
    causes.WITHDRAWN: gettext_lazy("consent taken back"),
    causes.FUNDING: gettext_lazy("paid otherwise, or other days of the project"),
    causes.DEFINITION: gettext_lazy("another definition"),
}


@dataclass(frozen=True)
class Changed:
    """One cell that differs, in words."""

    what: str
    before: str
    after: str
    difference: str
    reasons: tuple[str, ...]


def sections_of_answer(answer: dict[str, Any]) -> list[tuple[str, list[Figure]]]:
    """Only what was frozen: a publication holds one figure, and that may be hidden."""
    measures = answer["measures"]
    sections = []
    for title, names in SECTIONS:
        figures = [figure_of(name, measures[name]) for name in names if shown(measures.get(name, {})) is not None]
        if figures:
            sections.append((str(title), figures))
    return sections


def indicators_in_words(frozen: FrozenReport) -> list[dict[str, Any]]:
    """Each indicator with its name and definition in the active language, as they were when frozen."""
    language = (get_language() or "nl").partition("-")[0]
    spoken = "nl" if language == "nl" else "en"
    keys = dict(Indicator.objects.filter(grant=frozen.grant_id).values_list("code", "pk"))
    return [
        {
            **one,
            "name": one["name"][spoken],
            "sentence": one["sentence"][spoken],
            "reached": written(one["reached"]),
            "target": None if one["target"] is None else written(one["target"]),
            "members": _members_of(frozen, one, keys.get(one["code"])),
            "baseline": None if one["baseline"] is None else written(one["baseline"]),
            "tables": [
                (dimension_label(dimension), [_row_of_indicator(dimension, row) for row in rows])
                for dimension, rows in one["rows"].items()
                if rows
            ],
        }
        for one in json.loads(frozen.indicators)
    ]


def _members_of(frozen: FrozenReport, one: dict[str, Any], indicator: int | None) -> str:
    """Where its members in this report are shown; nowhere for what was frozen without its recipe."""
    if indicator is None or "recipe" not in one:
        return ""
    return f"{reverse('leerlijn_indicators:members', args=[frozen.grant_id, indicator])}?report={frozen.pk}"


def _row_of_indicator(dimension: str, row: dict[str, Any]) -> tuple[str, str, str]:
    """What it is called, its number, and what opens it after the address of the indicator's members."""
    behind = f"&{urlencode({'dimension': dimension, 'value': row['value']})}" if row["number"] else ""
    return row["label"], written(row["number"]), behind


def exclusions_of_answer(answer: dict[str, Any]) -> list[tuple[str, int, str]]:
    """(what it says, number, reason)"""
    return [(str(REASONS[one["reason"]]), one["count"], one["reason"]) for one in answer["exclusions"]]


def tables_of_answer(answer: dict[str, Any]) -> list[Table]:
    return [_table(answer, dimension, rows) for dimension, rows in answer["breakdowns"].items()]


def _table(answer: dict[str, Any], dimension: str, rows: list[dict[str, Any]]) -> Table:
    measures = [
        name
        for name in MEASURES
        if any(name in row for row in rows) and (answer["measures"].get(name) or any(row.get(name) for row in rows))
    ]
    labels = [str(DEFINITIONS[name].label) for name in measures]
    return Table(
        title=dimension_label(dimension),
        columns=labels,
        rows=[
            (
                _label(dimension, row),
                [
                    (label, _figure(row.get(name, 0)), _behind(answer, dimension, row, name))
                    for label, name in zip(labels, measures, strict=True)
                ],
            )
            for row in rows
        ],
        total=[(label, _figure(answer["measures"].get(name, 0))) for label, name in zip(labels, measures, strict=True)],
        overlaps=dimension in EDITION_LEVEL and len(answer["measures"]) > 1,
        is_age=dimension == AGE,
    )


def _behind(answer: dict[str, Any], dimension: str, row: dict[str, Any], name: str) -> str:
    """A published figure doesn't open: nobody stands behind it by name."""
    if answer.get("audience") == PUBLIC or not shown(row.get(name, 0)):
        return ""
    return f"{name}/?{urlencode({'dimension': dimension, 'value': row['value']})}"


def _label(dimension: str, row: dict[str, Any]) -> str:
    """In the active language; a group is called as it was when the report was frozen."""
    return str(row["label"]) if dimension == "edition" else label_of(dimension, row["value"], {})


def _figure(number: Any) -> str:
    known = shown(number)
    return _("hidden") if known is None else written(known)


def changes_in_words(changes: Iterable[CellChange]) -> list[Changed]:
    return [_in_words(change) for change in changes]


def _in_words(change: CellChange) -> Changed:
    number = change.after - change.before
    sign = "+" if number > 0 else "−" if number < 0 else ""
    difference = f"{sign}{_weight(change, abs(number))}"
    if not number:
        difference = _("%(added)s in, %(removed)s out") % {
            "added": _weight(change, change.added),
            "removed": _weight(change, change.removed),
        }
    reasons = tuple(f"{WHY[reason]} ({times})" for reason, times in change.reasons.items())
    return Changed(_cell(change), _weight(change, change.before), _weight(change, change.after), difference, reasons)


def _weight(change: CellChange, number: int) -> str:
    return written(round(number / 3600, 2) if change.measure == "hours" else number)


def _cell(change: CellChange) -> str:
    section, dimension, row, column, measure = change.cell
    if section == "exclusions":
        return _("Not counted: %(reason)s") % {"reason": REASONS[row]}
    if section == INDICATORS:
        row_of = [_value(row, column)] if row else []
        return " · ".join([_("Indicator %(code)s") % {"code": dimension}, *row_of])
    name = str(DEFINITIONS[measure].label)
    if section == "measures":
        return name
    values = [
        _("total") if value == TOTAL else _value(one, value)
        for one, value in zip(dimension.split(","), (row, column), strict=False)
    ]
    return f"{name} · {' · '.join(values)}"


def _value(dimension: str, value: str) -> str:
    if dimension == "edition":
        return f"{dimension_label(dimension)} {value}"
    return f"{dimension_label(dimension)}: {label_of(dimension, value, {})}"
