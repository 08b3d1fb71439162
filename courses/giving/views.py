"""For who gives a group: the run sheets of its meetings and the guides beside its modules. Participants get none of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.curricula.contract import HasGuide, UnitKind
from courses.curricula.models import CurriculumUnit
from courses.curricula.showing import original_page, pinned_page
from courses.editions.access import visible_editions
from courses.editions.models import Edition, Session
from courses.errors import CoursesError
from courses.giving.forms import ToolsForm
from courses.giving.run_sheet import run_sheet_of
from courses.giving.tools import MOST_NOTED, found_tools, known_tools, note_tools, noted_tools, planned_tools


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
    meeting = _meeting(group, session)
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
    # A translation of the module may have no guide of its own: then there is the original's.
    pages = (find(group.version_id, unit) for find in (pinned_page, original_page))
    text = next((text for page in pages if isinstance(page, HasGuide) and (text := page.guide_html(request))), "")
    if not text:
        raise Http404
    context = {"edition": group, "unit": unit, "guide": text}
    return render(request, "leerlijn_courses/giving/guide.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tools_used(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """Which tools were used at a meeting: those of its run sheet, and others that are found by words."""
    group = _given(request, pk)
    meeting = _meeting(group, session)
    planned, noted = planned_tools(meeting), noted_tools(meeting)
    typed = {key for value in request.POST.getlist("used")[:MOST_NOTED] if (key := _key(value))}
    words = request.POST.get("words", "").replace("\x00", "")[:200].strip()
    found = found_tools(request, words) if words else []
    known = known_tools(request, planned | noted.keys() | typed)
    offered = {tool.key: tool for tool in (*sorted(known.values(), key=lambda one: one.title), *found)}
    began = {"used": [str(key) for key in known if noted.get(key, key in planned)]}
    form = ToolsForm(request.POST if request.method == "POST" else None, initial=began, offered=offered.values())
    if request.method == "POST" and form.is_valid() and "find" not in request.POST and _noted(request, meeting, form):
        messages.success(request, _("Noted."))
        return redirect("leerlijn_courses:run_sheet", group.pk, meeting.pk)
    looked = words if request.method == "POST" and "find" in request.POST else ""
    context = {"edition": group, "session": meeting, "form": form, "title": _title(meeting, None, group)}
    return render(
        request, "leerlijn_courses/giving/tools_used.html", {**context, "looked": looked, "found": len(found)}
    )


def _noted(request: HttpRequest, meeting: Session, form: ToolsForm) -> bool:
    try:
        note_tools(meeting, used=form.chosen, by=request.user)
    except CoursesError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _given(request: HttpRequest, pk: int) -> Edition:
    return get_object_or_404(visible_editions(request.user), pk=pk)


def _meeting(group: Edition, session: int) -> Session:
    return get_object_or_404(Session, pk=session, edition=group, is_break=False, self_paced=False)


def _title(meeting: Session | None, unit: CurriculumUnit | None, group: Edition) -> str:
    return (meeting.title if meeting else "") or (unit.title if unit else "") or group.title


def _unit(group: Edition, key: str, kind: UnitKind) -> CurriculumUnit:
    return get_object_or_404(CurriculumUnit, version=group.version_id, key=key, kind=kind)


def _sheet(request: HttpRequest, group: Edition, unit: CurriculumUnit | None, meeting: Session | None) -> HttpResponse:
    definition: dict[str, Any] = unit.definition if unit is not None else {}
    sheet = run_sheet_of(definition, get_language() or settings.LANGUAGE_CODE, meeting)
    noted = noted_tools(meeting) if meeting is not None else {}
    used = {key for key, is_used in noted.items() if is_used}
    tools = known_tools(request, {row.tool for row in sheet.rows if row.tool} | used)
    context = {
        "edition": group,
        "unit": unit,
        "session": meeting,
        "title": _title(meeting, unit, group),
        "sheet": sheet,
        "rows": [(row, tools.get(row.tool) if row.tool else None) for row in sheet.rows],
        "used": [tool for key, tool in tools.items() if key in used],
        "can_note": meeting is not None and meeting.starts_at <= timezone.now(),
    }
    return render(request, "leerlijn_courses/giving/run_sheet.html", context)
