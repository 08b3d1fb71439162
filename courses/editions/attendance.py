"""The page on which a trainer or coordinator says who was at a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.editions.access import visible_editions
from courses.editions.closed import WhyForm, reported_over
from courses.editions.forms import HeadcountForm, MarkForm, NetMinutesForm
from courses.editions.marking import Mark, effective_marks, fix_minutes, mark_session, set_headcount
from courses.editions.models import Attendance, Enrolment, Session
from courses.editions.rounds.models import Choice
from courses.editions.views import _header
from courses.errors import CoursesError


def attendance(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """Every person of the group with one choice each; what is left open says nothing, saving twice marks once."""
    group = get_object_or_404(visible_editions(request.user), pk=pk)
    meeting = get_object_or_404(Session, pk=session, edition=group, self_paced=False, is_break=False)
    forms = mark_forms(meeting, request.POST or None)
    headcount = HeadcountForm(request.POST or None, initial={"headcount": meeting.headcount})
    net = NetMinutesForm(request.POST or None, initial={"net_minutes": meeting.net_minutes})
    why = WhyForm(request.POST or None, reported=reported_over(meeting))
    valid = why.may_go_on() and headcount.is_valid() and net.is_valid() and all(form.is_valid() for form in forms)
    if request.method == "POST" and valid:
        try:
            _save(
                meeting,
                forms,
                headcount.cleaned_data["headcount"],
                net.cleaned_data["net_minutes"],
                by=request.user,
                reason=why.said,
            )
        except CoursesError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Attendance is saved."))
            return redirect("leerlijn_editions:edition", group.pk)
    elif request.method == "POST":
        messages.error(request, _("Nothing is saved yet: look at the lines marked below."))
    context = {
        "edition": group,
        "session": meeting,
        "forms": forms,
        "headcount": headcount,
        "net": net,
        "why": why,
        "statuses": [choice for choice in Attendance.Status.choices if choice[0] != Attendance.Status.VOID],
        **_header(group, _("Attendance")),
    }
    return render(request, "leerlijn_courses/admin/attendance.html", context)


def mark_forms(meeting: Session, data: object) -> list[MarkForm]:
    """A form for everybody who has a place, and for who stopped but was marked before; at a breakout who chose it first."""
    holds = effective_marks(meeting)
    chosen = (
        set(Choice.objects.filter(session=meeting).values_list("enrolment", flat=True)) if meeting.round_id else set()
    )
    rows = (
        Enrolment.objects.filter(edition_id=meeting.edition_id, person__erased_at__isnull=True)
        .select_related("person")
        .order_by("person__name", "pk")
    )
    listed: dict[int, Enrolment] = {}
    for row in rows:
        if row.state == Enrolment.State.PLACED or (row.person_id in holds and row.person_id not in listed):
            listed[row.person_id] = row
    in_order = sorted(listed.values(), key=lambda row: row.pk not in chosen)
    return [
        MarkForm(data, enrolment=row, holds=holds.get(row.person_id), net_minutes=meeting.net_minutes)
        for row in in_order
    ]


def _save(
    meeting: Session, forms: list[MarkForm], headcount: int | None, net: int | None, *, by: object, reason: str
) -> None:
    marks = []
    for form in forms:
        status, minutes = form.cleaned_data["status"], form.cleaned_data["minutes"]
        if status:
            given = minutes if status in Attendance.COUNTED else None
            marks.append(Mark(form.enrolment, status, minutes=given))
        elif form.holds is not None and form.holds.status != Attendance.Status.VOID and form.has_changed():
            marks.append(Mark(form.enrolment, Attendance.Status.VOID))
    with transaction.atomic():
        if net != meeting.net_minutes:
            fix_minutes(meeting, net, by=by, reason=reason)
        mark_session(meeting, marks, by=by, reason=reason)
        if headcount != meeting.headcount:
            set_headcount(meeting, headcount, by=by, reason=reason)
