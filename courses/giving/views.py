"""For who gives a group: the run sheets of its meetings and the guides beside its modules. Participants get none of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.curricula.contract import HasGuide, UnitKind
from courses.curricula.models import CurriculumUnit
from courses.curricula.showing import pinned_page
from courses.editions.access import visible_editions
from courses.editions.models import Edition, Session
from courses.giving.run_sheet import run_sheet_of


@never_cache
@login_required
@require_safe
def to_give(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings with a run sheet, and the modules with a guide, in the order of the programme."""
    group = _given(request, pk)
    units = list(CurriculumUnit.objects.filter(version=group.version_id))
    held: dict[str, list[Session]] = {}
    for session in group.sessions.filter(is_break=False, self_paced=False).order_by("starts_at", "pk"):
        held.setdefault(session.unit_key, []).append(session)
    context = {
        "edition": group,
        "planned": [
            (unit, held.get(unit.key, []))
            for unit in units
            if unit.kind == UnitKind.PLANNED_SESSION and unit.definition.get("plan")
        ],
        "guided": [unit for unit in units if unit.definition.get("guide")],
    }
    return render(request, "leerlijn_courses/giving/to_give.html", context)


@never_cache
@login_required
@require_safe
def run_sheet(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """The plan of one dated meeting, to hold in the hand or to print."""
    group = _given(request, pk)
    meeting = get_object_or_404(Session, pk=session, edition=group, is_break=False, self_paced=False)
    unit = CurriculumUnit.objects.filter(version=group.version_id, key=meeting.unit_key).first()
    return _sheet(request, group, unit, meeting)


@never_cache
@login_required
@require_safe
def undated_run_sheet(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The plan of a meeting that has no date yet."""
    group = _given(request, pk)
    return _sheet(request, group, _unit(group, key, UnitKind.PLANNED_SESSION), None)


@never_cache
@login_required
@require_safe
def guide(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What stands beside a module for its trainers, as the group's version pinned it."""
    group = _given(request, pk)
    unit = _unit(group, key, UnitKind.MODULE)
    page = pinned_page(group.version_id, unit)
    text = page.guide_html(request) if isinstance(page, HasGuide) else ""
    if not text:
        raise Http404
    context = {"edition": group, "unit": unit, "guide": text}
    return render(request, "leerlijn_courses/giving/guide.html", context)


def _given(request: HttpRequest, pk: int) -> Edition:
    return get_object_or_404(visible_editions(request.user), pk=pk)


def _unit(group: Edition, key: str, kind: UnitKind) -> CurriculumUnit:
    return get_object_or_404(CurriculumUnit, version=group.version_id, key=key, kind=kind)


def _sheet(request: HttpRequest, group: Edition, unit: CurriculumUnit | None, meeting: Session | None) -> HttpResponse:
    definition: dict[str, Any] = unit.definition if unit is not None else {}
    context = {
        "edition": group,
        "unit": unit,
        "session": meeting,
        "title": (meeting.title if meeting else "") or (unit.title if unit else "") or group.title,
        "sheet": run_sheet_of(definition, get_language() or settings.LANGUAGE_CODE, meeting),
    }
    return render(request, "leerlijn_courses/giving/run_sheet.html", context)
