"""All that the files of one report are made of, gathered once: after this nothing asks the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language

from courses.editions.models import Edition
from courses.reporting.ages import parse_bands
from courses.reporting.freezing.answering import frozen_answer
from courses.reporting.freezing.differing import CellChange
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.recounting import TOTAL
from courses.reporting.indicators.results import Result, results_of
from courses.reporting.report import PUBLIC, Question, report

Answer = dict[str, Any]


@dataclass(frozen=True)
class Project:
    """The project as it is called on paper."""

    code: str
    title: str
    funder: str
    programme: str
    lead: str
    first_day: date
    last_day: date
    time_zone: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True)
class Aim:
    """An indicator's result beside its target; `target` and `baseline` are None where nobody set them."""

    code: str
    name: str
    sentence: str
    unit: str
    version: int
    hash: str
    reached: float
    baseline: float | None = None
    target: float | None = None
    unknown: int = 0
    rows: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True)
class Change:
    """One cell that differs from the version before. In a cross `dimension` is two with a comma; `row` None is a total."""

    section: str
    dimension: str
    row: str | None
    column: str | None
    measure: str
    was: float
    now: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seal:
    """How a frozen report is known again; its state is not here, since that changes while the report doesn't."""

    number: int
    version: int
    hash: str
    cells_hash: str
    members_hash: str
    previous_hash: str


@dataclass(frozen=True)
class Material:
    """A pure description: the same material gives the same bytes, wherever and whenever."""

    project: Project
    answer: Answer
    own_part_of: tuple[str, ...] = ()
    bands: str = ""
    aims: tuple[Aim, ...] = ()
    previous: int | None = None
    changes: tuple[Change, ...] = ()
    seal: Seal | None = None
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def is_public(self) -> bool:
        return self.answer["audience"] == "public"

    @property
    def as_of(self) -> datetime:
        return datetime.fromisoformat(self.answer["as_of"])


def gather(question: Question, *, whole: bool = True, step: Callable[[], None] = lambda: None) -> Material:
    """Of a live report; only the `whole` has what workbook and paper say beside the answer.

    `step` is called when one of the two slow things is done: counting, and the indicators.
    """
    answer = report(question)
    step()
    aims: tuple[Aim, ...] = ()
    if whole and question.audience != PUBLIC:
        results = results_of(
            question.grant, period=question.period, as_of=question.as_of, organisations=question.organisations
        )
        aims = tuple(map(_aim, results))
    material = Material(
        project=project_of(question.grant),
        answer=answer,
        own_part_of=_names(question.organisations),
        bands=",".join(band.text for band in question.bands or parse_bands()),
        aims=aims,
        titles=titles_in(answer) if whole else {},
    )
    step()
    return material


def of_frozen(
    frozen: FrozenReport,
    *,
    by: Sequence[str] | None = None,
    cross: Sequence[tuple[str, str]] | None = None,
    whole: bool = True,
) -> Material:
    """Of a frozen report: nothing in it comes from anywhere but the report's own row."""
    answer = frozen_answer(frozen, by=by, cross=cross)
    asked = frozen.asked
    project = asked.get("project")
    return Material(
        project=_project(project) if project else project_of(frozen.grant),
        answer=answer,
        bands=asked["age_bands"],
        aims=tuple(map(_frozen_aim, json.loads(frozen.indicators))) if whole else (),
        previous=frozen.version - 1 if frozen.previous_hash else None,
        changes=tuple(_change(CellChange.of_json(one)) for one in json.loads(frozen.changes)) if whole else (),
        seal=Seal(frozen.pk, frozen.version, frozen.hash, frozen.cells_hash, frozen.members_hash, frozen.previous_hash),
        titles=titles_of_rows(answer),
    )


def _project(kept: dict[str, Any]) -> Project:
    days = {name: date.fromisoformat(kept[name]) for name in ("first_day", "last_day")}
    return Project(**{**kept, **days})


def _frozen_aim(kept: dict[str, Any]) -> Aim:
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    words = {name: kept[name].get(language) or next(iter(kept[name].values())) for name in ("name", "sentence")}
    rows = tuple((dimension, row["label"], row["number"]) for dimension, found in kept["rows"].items() for row in found)
    plain = {
        name: kept[name] for name in ("code", "unit", "version", "hash", "reached", "baseline", "target", "unknown")
    }
    return Aim(**plain, **words, rows=rows)


def _change(change: CellChange) -> Change:
    section, dimension, row, column, measure = change.cell
    unit = 3600 if measure == "hours" else 1
    return Change(
        section=section,
        dimension=dimension,
        row=None if row == TOTAL else row,
        column=None if column == TOTAL else column,
        measure=measure,
        was=round(change.before / unit, 2),
        now=round(change.after / unit, 2),
        reasons=tuple(change.reasons),
    )


def titles_of_rows(answer: Answer) -> dict[str, str]:
    """The names of groups, where the answer itself tells them."""
    return {str(row["value"]): row["label"] for row in answer["breakdowns"].get("edition", ())}


def _aim(result: Result) -> Aim:
    return Aim(
        code=result.code,
        name=result.name,
        sentence=result.sentence,
        unit=result.unit,
        version=result.version,
        hash=result.hash,
        reached=result.reached,
        baseline=result.baseline,
        target=result.target,
        unknown=result.unknown,
        rows=tuple((dimension, row.label, row.number) for dimension, rows in result.rows.items() for row in rows),
    )


def project_of(grant: Any) -> Project:
    return Project(
        code=grant.code,
        title=grant.title,
        funder=str(grant.funder),
        programme=grant.programme,
        lead=str(grant.lead) if grant.lead else "",
        first_day=grant.first_day,
        last_day=grant.last_day,
        time_zone=grant.time_zone,
    )


def titles_in(answer: Answer) -> dict[str, str]:
    """The names of groups that stand in cross tables, where a cell has no label of its own."""
    wanted = {
        str(cell[side])
        for cross in answer["crosses"]
        for side, dimension in zip(("row", "column"), cross["by"], strict=True)
        if dimension == "edition"
        for cell in cross["cells"]
        if cell[side] is not None
    }
    return {str(pk): title for pk, title in Edition.objects.filter(pk__in=wanted).values_list("pk", "title")}


def _names(organisations: tuple[int, ...] | None) -> tuple[str, ...]:
    from courses.people.models import Organisation

    if organisations is None:
        return ()
    return tuple(
        Organisation.objects.filter(pk__in=organisations).order_by("name", "pk").values_list("name", flat=True)
    )
