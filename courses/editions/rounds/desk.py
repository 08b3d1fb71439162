"""Rounds on a group's pages in the admin: planning them, seeing how full they are, inviting, choosing for somebody."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.curricula.contract import CurriculumKind
from courses.editions.access import manages
from courses.editions.closed import Reported, When, WhyForm, reported_at, reported_over
from courses.editions.forms import planned_units
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.rounds.choosing import choose_breakouts
from courses.editions.rounds.forms import ROWS, InviteForm, RoundForm, breakout_formset, part_forms
from courses.editions.rounds.inviting import invite_to_choose, to_invite
from courses.editions.rounds.models import Choice, ChoiceWaiting, Round
from courses.editions.rounds.planning import change_round, overbooked_sentence, plan_round, remove_round, split_session
from courses.editions.rounds.programme import Part, programme_of, wanted_in
from courses.editions.views import _header, _managed, _visible
from courses.errors import CoursesError
from courses.slots.registry import Action


def plan_round_action(request: HttpRequest, edition: Edition) -> Action | None:
    """The first round of an event; the panel has the next ones."""
    if edition.kind != CurriculumKind.EVENT or edition.rounds.exists():
        return None
    return Action(reverse("leerlijn_editions:add_round", args=[edition.pk]), _("Plan a round with breakouts"))


def split_action(request: HttpRequest, session: Session) -> Action | None:
    if not session.unit_key or session.round_id is not None or session.self_paced or getattr(session, "marked", False):
        return None
    address = reverse("leerlijn_editions:split_session", args=[session.edition_id, session.pk])
    return Action(address, _("Split in two meetings"))


def rounds_panel(request: HttpRequest, edition: Edition) -> str:
    """How full each breakout is; nothing for a group without rounds."""
    rounds = [part for part in programme_of(edition) if part.round is not None]
    if not rounds:
        return ""
    context = {
        "edition": edition,
        "rounds": rounds,
        "may_manage": manages(request.user, edition),
        "open": any(part.is_open for part in rounds),
    }
    return render_to_string("leerlijn_courses/admin/rounds_panel.html", context, request=request)


def add_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a round; `?like=` fills in the breakouts of another one."""
    group = _visible(request, pk)
    typed = request.GET.get("like", "")
    like = Round.objects.filter(edition=group, pk=int(typed)).first() if typed.isdecimal() and len(typed) < 18 else None
    return _round_page(request, group, None, like)


def edit_round(request: HttpRequest, pk: int, round: int) -> HttpResponse:
    group = _visible(request, pk)
    return _round_page(
        request, group, get_object_or_404(Round.objects.select_related("edition"), pk=round, edition=group)
    )


def _round_page(request: HttpRequest, group: Edition, one: Round | None, like: Round | None = None) -> HttpResponse:
    data = request.POST or None
    form = RoundForm(data, edition=group, one=one, like=like)
    rows = breakout_formset(data, one=one, like=like, more=ROWS if request.GET.get("more") else 0)
    why = WhyForm(data, reported=_reported(group, one, form))
    if request.method == "POST" and form.is_valid() and rows.is_valid() and why.may_go_on():
        plan = form.plan(rows.breakouts())
        told: dict[str, Any] = {"by": request.user, "reason": why.said}
        try:
            saved = change_round(one, plan, **told) if one else plan_round(group, plan, **told)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The round is saved."))
            _warn_of_small_rooms(request, group, saved)
            if "more" in request.POST:
                return redirect(reverse("leerlijn_editions:edit_round", args=[group.pk, saved.pk]) + "?more=1#rows")
            return redirect("leerlijn_editions:edition", group.pk)
    here = _("Change the round") if one else _("Plan a round")
    kinds = Session.objects.filter(edition=group).exclude(label="").order_by("label").values_list("label", flat=True)
    context = {
        "edition": group,
        "round": one,
        "form": form,
        "rows": rows,
        "why": why,
        "kinds": kinds.distinct(),
        "chosen": Choice.objects.filter(round=one).count() if one else 0,
        **_header(group, here),
    }
    return render(request, "leerlijn_courses/admin/round.html", context)


def _reported(group: Edition, one: Round | None, form: RoundForm) -> list[Reported]:
    """The reported periods in which the round lies, or would."""
    moments = [one.starts_at] if one else []
    if form.is_bound and form.is_valid():
        moments.append(form.plan([]).starts_at)
    return reported_at(*(When(at, edition=group.pk) for at in moments))


def _warn_of_small_rooms(request: HttpRequest, group: Edition, saved: Round) -> None:
    for part in programme_of(group):
        if part.round == saved:
            for room in part.rooms:
                sentence = overbooked_sentence(room.session, room.taken)
                if sentence:
                    messages.warning(request, sentence)


@require_POST
def drop_round(request: HttpRequest, pk: int, round: int) -> HttpResponse:
    group = _visible(request, pk)
    try:
        remove_round(get_object_or_404(Round, pk=round, edition=group), by=request.user)
        messages.success(request, _("The round is off the plan."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_editions:edition", group.pk)


def split(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """Hold a planned session in two meetings."""
    group = _visible(request, pk)
    row = get_object_or_404(Session, pk=session, edition=group, round=None, self_paced=False)
    title = row.title or dict(planned_units(group)).get(row.unit_key, "")
    forms = part_forms(request.POST or None, row, group, title)
    why = WhyForm(request.POST or None, reported=reported_over(row))
    if request.method == "POST" and all(form.is_valid() for form in forms) and why.may_go_on():
        try:
            meetings = [form.meeting(row.unit_key) for form in forms]
            split_session(row, meetings, by=request.user, reason=why.said)
        except CoursesError as refusal:
            forms[0].add_error(None, str(refusal))
        else:
            messages.success(request, _("The session is held in two meetings. Who was at both has done it."))
            return redirect("leerlijn_editions:edition", group.pk)
    here = _header(group, _("Split in two meetings"))
    context = {"edition": group, "session": row, "forms": forms, "why": why, **here}
    return render(request, "leerlijn_courses/admin/split.html", context)


def choices(request: HttpRequest, pk: int) -> HttpResponse:
    """Who goes where: the names per breakout, who waits, and who has not chosen."""
    group = _managed(request, pk)
    parts = [part for part in programme_of(group) if part.round is not None]
    names = _names(group)
    log_access(by=request.user, action=Access.Action.SEEN, kind="choices", subjects=[group.pk])
    chosen = Choice.objects.filter(round__edition=group).values_list("session", "enrolment")
    waiting = (
        ChoiceWaiting.objects.filter(round__edition=group).order_by("since", "pk").values_list("session", "enrolment")
    )
    rounds = [_who_is_where(part, names, list(chosen), list(waiting)) for part in parts]
    context = {"edition": group, "rounds": rounds, **_header(group, _("Who goes where"))}
    return render(request, "leerlijn_courses/admin/choices.html", context)


def _names(group: Edition) -> dict[int, Enrolment]:
    """Those who choose, by name."""
    rows = Enrolment.objects.filter(edition=group, state=Enrolment.State.PLACED, role__in=Enrolment.TAKING_PART)
    return {row.pk: row for row in rows.select_related("person").order_by("person__name", "pk")}


def _who_is_where(part: Part, names: dict[int, Enrolment], chosen: list, waiting: list) -> dict[str, Any]:
    rooms, decided = [], set()
    for room in part.rooms:
        there = {enrolment for session, enrolment in chosen if session == room.session.pk}
        decided |= there
        queue = [
            names[enrolment] for session, enrolment in waiting if session == room.session.pk and enrolment in names
        ]
        rooms.append({"room": room, "there": [row for pk, row in names.items() if pk in there], "waiting": queue})
    return {"part": part, "rooms": rooms, "undecided": [row for pk, row in names.items() if pk not in decided]}


def choose_for(request: HttpRequest, pk: int, enrolment: int) -> HttpResponse:
    """A coordinator changes what somebody chose, also when the time to choose is over."""
    group = _managed(request, pk)
    row = get_object_or_404(Enrolment.objects.select_related("person"), pk=enrolment, edition=group)
    refused: dict[int, str] = {}
    if request.method == "POST":
        try:
            wanted = wanted_in(request.POST, programme_of(group))
            outcome = choose_breakouts(row, wanted, by=request.user, past_deadline=True)
            refused = {round_id: str(refusal) for round_id, refusal in outcome.refused.items()}
        except CoursesError as refusal:
            refused = {0: str(refusal)}
        if not refused:
            messages.success(request, _("The choices are saved."))
            return redirect("leerlijn_editions:choices", group.pk)
        messages.error(request, " ".join(refused.values()))
    context = {
        "edition": group,
        "enrolment": row,
        "rounds": [part for part in programme_of(group, row) if part.round is not None],
        **_header(group, _("Choices")),
    }
    return render(request, "leerlijn_courses/admin/choose_for.html", context)


def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the invitation goes to, and the button that sends it."""
    group = _managed(request, pk)
    invited = to_invite(group)
    form = InviteForm(request.POST or None, initial={"invitation": uuid4()})
    if request.method == "POST" and form.is_valid():
        if not any(part.is_open for part in programme_of(group)):
            messages.warning(request, _("There is nothing to choose now."))
            return redirect("leerlijn_editions:edition", group.pk)
        job = invite_to_choose(group, form.cleaned_data["invitation"], by=request.user)
        return redirect("leerlijn_courses:job", job.pk)
    log_access(by=request.user, action=Access.Action.SEEN, kind="choices", subjects=[group.pk])
    context = {"edition": group, "invited": invited, "form": form, **_header(group, _("Invite to choose"))}
    return render(request, "leerlijn_courses/admin/invite_to_choose.html", context)
