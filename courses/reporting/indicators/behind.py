"""Behind an indicator's figure: whom or what it counts, one line each, and the page that shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.grants.access import visible_grants
from courses.grants.models import Grant
from courses.reporting.access import organisations_counted
from courses.reporting.counting import Count
from courses.reporting.dimensions import Value
from courses.reporting.forms import ReportForm
from courses.reporting.freezing.access import visible_reports
from courses.reporting.freezing.finding import NUMBER
from courses.reporting.freezing.keeping import payloads_of
from courses.reporting.freezing.picture import rebuild
from courses.reporting.freezing.promised import promised_from
from courses.reporting.heading import heading
from courses.reporting.indicators.counting import World, number_of
from courses.reporting.indicators.loading import Values, load_world
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.indicators.recipes import Recipe, Unit
from courses.reporting.indicators.results import members_by_row, titles_of
from courses.reporting.indicators.sentences import sentence_of
from courses.reporting.indicators.showing import said
from courses.reporting.labels import dimension_label, label_of
from courses.reporting.members import Member
from courses.reporting.periods import Period, local_day
from courses.reporting.showing import lines_for

PER_PAGE = 50


@require_safe
def members(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    """The definition, and whom it counts over a period; `?dimension=` and `value=` ask for a row.

    With `?report=` it is what a frozen report counted, out of its members: what is left of them since.
    """
    grant = get_object_or_404(visible_grants(request.user).select_related("funder", "lead"), pk=pk)
    row = get_object_or_404(grant.indicators, pk=indicator)
    counted_for = organisations_counted(request.user, grant)
    organisations = None if counted_for is None else tuple(counted_for.values_list("pk", flat=True))
    if "report" in request.GET:
        version, period, world, values = _frozen(request, row, organisations)
    else:
        version, form = row.versions.order_by("-number")[0], ReportForm(request.GET, grant=grant)
        if not form.is_valid():
            raise Http404
        question = form.question(organisations)
        period = question.period
        world = load_world(grant, [version.recipe], as_of=question.moment, organisations=organisations)
        values = Values.of(world, [version.recipe])
    found, label = _asked(request, version.recipe, world, members_by_row(version.recipe, world, values, period))
    counted = Count(world.ledger, period)
    page = Paginator(lines_of(version.recipe, world, found), PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_for(request.user, counted, page.object_list)
    named = sorted({line.record for line in lines if line.record is not None and line.name})
    if named:
        log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=named, detail=grant.code)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "indicator": row,
        "version": version,
        "period": period,
        "said": said(number_of(version.recipe, found), None, None, frozen="report" in request.GET),
        "sentence": sentence_of(version.recipe, titles_of([version.recipe])),
        "row": label,
        "name": str(version.recipe.unit),
        "nameless": any(line.record and not line.name for line in lines),
        "asked": asked.urlencode(),
        "page": page,
        "lines": lines,
        "columns": lines[0].columns if lines else (),
        **heading(grant, _("Whom it counts"), above=_above(grant, row)),
    }
    return render(request, "leerlijn_courses/indicators/members.html", context)


def lines_of(recipe: Recipe, world: World, found: Mapping[Any, Any]) -> list[Member]:
    """What a recipe counted, by day and then by id."""
    if recipe.unit == Unit.ACTIVITIES:
        held = _held_on(world)
        lines = [Member(edition=edition, session=held.get((edition, day)), day=day) for edition, day in found.items()]
    else:
        lines = [_line(recipe, world, key, one) for key, one in found.items()]
    return sorted(
        lines, key=lambda line: (line.day or date.min, line.edition or 0, line.session or 0, line.person or 0)
    )


def _line(recipe: Recipe, world: World, key: Any, one: Any) -> Member:
    if recipe.unit in (Unit.PERSONS, Unit.DEPLOYED_PERSONS):
        return Member(person=key, day=one)
    if recipe.unit == Unit.REACH:
        return Member(edition=key, number=one)
    if recipe.unit in (Unit.SESSIONS, Unit.CONTACTS, Unit.HOURS):
        person, pk = (None, key) if recipe.unit == Unit.SESSIONS else key
        session = world.ledger.sessions[pk]
        hours = recipe.unit == Unit.HOURS
        day = local_day(session.starts_at, world.ledger.grants[0].zone) if hours else one
        return Member(person, session.edition, pk, day, round(one / 60) if hours else None)
    person, edition = key
    return Member(person=person, edition=edition, day=one)


def _held_on(world: World) -> dict[tuple[int, date], int]:
    """Per group and day the first meeting, by which a line opens to its evidence."""
    zone = world.ledger.grants[0].zone
    first: dict[tuple[int, date], int] = {}
    for row in sorted(world.ledger.sessions.values(), key=lambda row: (row.starts_at, row.id)):
        first.setdefault((row.edition, local_day(row.starts_at, zone)), row.id)
    return first


def _asked(
    request: HttpRequest, recipe: Recipe, world: World, rows: Mapping[tuple[str, Value], Mapping[Any, Any]]
) -> tuple[Mapping[Any, Any], str]:
    """The members of the figure, or of the row asked, and what the row is called."""
    dimension, value = request.GET.get("dimension", ""), request.GET.get("value", "")
    if not dimension:
        return rows["", ""], ""
    if dimension not in recipe.dimensions:
        raise Http404
    at: tuple[str, Value] | None = next(
        (place for place in rows if (place[0], str(place[1])) == (dimension, value)), None
    )
    label = label_of(dimension, at[1] if at else value, world.ledger.editions) if at else value
    return rows[at] if at else {}, f"{dimension_label(dimension)}: {label}"


def _frozen(request: HttpRequest, row: Indicator, organisations: Any) -> tuple[IndicatorVersion, Period, World, Values]:
    """What a report of this project holds of it; the whole of it, so for who leads the project."""
    asked = request.GET["report"]
    if organisations is not None or not NUMBER.fullmatch(asked):
        raise Http404
    frozen = get_object_or_404(visible_reports(request.user).filter(grant=row.grant_id), pk=int(asked))
    kept = next((one for one in json.loads(frozen.indicators) if one["code"] == row.code), None)
    if kept is None or "recipe" not in kept:
        raise Http404
    version = get_object_or_404(row.versions, number=kept["version"])
    payloads = list(payloads_of(frozen))
    promised = promised_from(payloads, rebuild(payloads), [version.recipe])
    return version, frozen.period, promised.world, promised.values


def _above(grant: Grant, row: Indicator) -> list[tuple[str, str]]:
    return [
        (reverse("leerlijn_indicators:index", args=[grant.pk]), _("Indicators")),
        (reverse("leerlijn_indicators:indicator", args=[grant.pk, row.pk]), row.name),
    ]
