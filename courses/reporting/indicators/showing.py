"""Indicators as a person reads them: one sentence with what was reached, what was aimed at and what there was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from courses.grants.models import Grant
from courses.reporting.access import organisations_counted
from courses.reporting.definitions import written
from courses.reporting.forms import last_day_so_far
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.indicators.results import (
    Counted,
    Number,
    ResultRow,
    counted_together,
    current_versions,
    plain,
    titles_of,
)
from courses.reporting.indicators.sentences import sentence_of
from courses.reporting.labels import dimension_label
from courses.reporting.periods import Period


@dataclass(frozen=True)
class Shown:
    """One indicator as it stands. `percent` is how far the target is reached, at most 100; None without one.

    `organisations` is whose groups were counted; None is everybody's, and only then the target means something.
    """

    pk: int
    code: str
    name: str
    state: str
    state_label: str
    unit: str
    sentence: str
    version: int
    hash: str
    baseline: str
    target: str
    reached: str
    said: str
    percent: int | None
    unknown: int
    rows: list[tuple[str, list[tuple[str, str, str, str]]]]
    organisations: tuple[int, ...] | None


def so_far(grant: Grant) -> Period:
    """From the project's first day until today, or its last day."""
    return Period(grant.first_day, last_day_so_far(grant))


def shown(grant: Grant, account: Any, *, only: Indicator | None = None, as_of: datetime | None = None) -> list[Shown]:
    """The indicators of a project as far as this account may count, over the project until now."""
    versions = current_versions(grant, states=Indicator.State.values)
    if only is not None:
        versions = [version for version in versions if version.indicator_id == only.pk]
    counted_for = organisations_counted(account, grant)
    organisations = None if counted_for is None else tuple(counted_for.values_list("pk", flat=True))
    recipes = [version.recipe for version in versions]
    titles = titles_of(recipes)
    answers = counted_together(grant, recipes, period=so_far(grant), as_of=as_of, organisations=organisations)
    return [
        _shown(version, sentence_of(recipe, titles), answer, organisations)
        for version, recipe, answer in zip(versions, recipes, answers, strict=True)
    ]


def _shown(version: IndicatorVersion, sentence: str, answer: Counted, organisations: tuple[int, ...] | None) -> Shown:
    row = version.indicator
    target = plain(row.target) if organisations is None else None
    return Shown(
        pk=row.pk,
        code=row.code,
        name=row.name,
        state=row.state,
        state_label=str(row.get_state_display()),
        unit=str(version.recipe.unit),
        sentence=sentence,
        version=version.number,
        hash=version.hash,
        baseline=_written(plain(row.baseline)),
        target=_written(plain(row.target)),
        reached=written(answer.reached),
        said=said(answer.reached, target, plain(row.baseline)) + of_which_erased(answer.erased),
        percent=min(100, int(answer.reached * 100 / target)) if target else None,
        unknown=answer.unknown,
        rows=[(dimension_label(name), [_row(name, one) for one in rows]) for name, rows in answer.rows.items()],
        organisations=organisations,
    )


def _row(dimension: str, row: ResultRow) -> tuple[str, str, str, str]:
    """What it is called, its number, its share, and how the page of its members is asked for it."""
    behind = urlencode({"dimension": dimension, "value": row.value})
    return row.label, written(row.number), _share(row.number, row.of), behind


def said(reached: Number, target: Number | None, baseline: Number | None, *, frozen: bool = False) -> str:
    """Such as “65 reached, 60 aimed at; it began at 0”. What is frozen grows no more."""
    numbers = {"reached": written(reached), "target": _written(target), "baseline": _written(baseline)}
    if target is None:
        return (_("%(reached)s reached") if frozen else _("%(reached)s so far")) % numbers
    if baseline is None:
        return _("%(reached)s reached, %(target)s aimed at") % numbers
    return _("%(reached)s reached, %(target)s aimed at; it began at %(baseline)s") % numbers


def of_which_erased(number: Number) -> str:
    return _(", of which %(number)s erased") % {"number": written(number)} if number else ""


def _written(number: Number | None) -> str:
    return "" if number is None else written(number)


def _share(number: Number, of: Number | None) -> str:
    return f"{round(number * 100 / of)}%" if of else ""
