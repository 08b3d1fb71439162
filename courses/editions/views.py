"""A group's own pages in Wagtail's admin: who and when, enrolling, meetings, documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.curricula.pinning import latest_version
from courses.editions.access import manages, visible_editions
from courses.editions.closed import Reported, When, WhyForm, reported_at, reported_over
from courses.editions.enrolling import enrol
from courses.editions.forms import DocumentForm, EnrolPersonForm, SessionForm, coordinating_organisation, planned_units
from courses.editions.heads import with_the_unnamed
from courses.editions.marking import fix_minutes
from courses.editions.models import Attendance, Edition, EditionDocument, Enrolment, Session
from courses.editions.places.people_list import people_of
from courses.editions.planning import cancel_session, change_session, plan_sessions
from courses.errors import CoursesError
from courses.people.access import starts_groups_for
from courses.people.registering import create_person
from courses.slots import registry
from courses.slots.registry import Action, Moment


def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """The group's page: meetings, people, documents, and what other rooms and plugins add."""
    group = _visible(request, pk)
    people = people_of(group, request.GET)
    log_access(
        by=request.user,
        action=Access.Action.SEEN,
        kind="edition",
        subjects=[group.pk],
        detail=f"{people['everybody']} enrolments",
    )
    sessions = list(_sessions(group))
    everybody = with_the_unnamed(Session.objects.filter(edition=group))
    held = {session.unit_key for session in sessions}
    may_manage = manages(request.user, group)
    return render(
        request,
        "leerlijn_courses/admin/edition.html",
        {
            "edition": group,
            "sessions": [
                (session, everybody.get(session.pk), registry.filled(registry.SESSION_ACTION, request, session))
                for session in sessions
            ],
            "unplanned": [unit for unit in planned_units(group) if unit[0] not in held],
            **people,
            "may_manage": may_manage,
            "document_form": DocumentForm(),
            "moments": _moments(request, group, may_manage=may_manage),
            "panels": registry.filled(registry.EDITION_PANEL, request, group),
            **_header(group),
        },
    )


def start(request: HttpRequest, page: int) -> HttpResponse:
    """From a published programme to the form that starts a group on its newest version."""
    if not starts_groups_for(request.user).exists():
        raise Http404
    version = latest_version(get_object_or_404(Page, pk=page, live=True))
    if version is None:
        messages.warning(request, _("Publish the programme first: a group runs on what was published."))
        return redirect("wagtailadmin_explore", page)
    return redirect(f"{reverse('leerlijn_courses_edition_modeladmin_create')}?version={version.pk}")


def enrol_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Enrol somebody known or new."""
    group = _managed(request, pk)
    found = request.GET.get("q", "").strip()
    form = EnrolPersonForm(request.POST or None, account=request.user, found=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                person = data["person"] or create_person(
                    name=data["name"],
                    email=data["email"],
                    phone=data["phone"],
                    keeper=coordinating_organisation(request.user, group),
                    by=request.user,
                )
                enrolment = enrol(
                    person,
                    group,
                    by=request.user,
                    role=data["role"],
                    function=data["function"],
                    organisation=data["organisation"],
                )
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _enrolled_sentence(enrolment))
            return redirect("leerlijn_editions:edition", group.pk)
    context = {"edition": group, "form": form, "found": found, **_header(group, _("Enrol somebody"))}
    return render(request, "leerlijn_courses/admin/enrol.html", context)


def add_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting; `?unit=` fills in which part of the programme it holds."""
    group = _visible(request, pk)
    form = SessionForm(request.POST or None, edition=group, unit=request.GET.get("unit", ""))
    why = WhyForm(request.POST or None, reported=_reported_then(group, form))
    if request.method == "POST" and form.is_valid() and why.may_go_on():
        plan_sessions(group, [form.meeting()], by=request.user, reason=why.said)
        messages.success(request, _("The meeting is planned."))
        return redirect("leerlijn_editions:edition", group.pk)
    context = {"edition": group, "form": form, "why": why, **_header(group, _("Plan a meeting"))}
    return render(request, "leerlijn_courses/admin/session.html", context)


def edit_session(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    group = _visible(request, pk)
    row = get_object_or_404(Session, pk=session, edition=group)
    if row.round_id is not None:
        return redirect("leerlijn_editions:edit_round", group.pk, row.round_id)
    form = SessionForm(request.POST or None, edition=group, session=row)
    why = WhyForm(request.POST or None, reported=reported_over(row) or _reported_then(group, form))
    if request.method == "POST" and why.may_go_on() and form.is_valid():
        try:
            with transaction.atomic():
                changed = change_session(row, form.meeting(), by=request.user, reason=why.said)
                if form.cleaned_data.get("net_minutes") != changed.net_minutes and not changed.is_break:
                    fix_minutes(changed, form.cleaned_data.get("net_minutes"), by=request.user, reason=why.said)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is changed."))
            return redirect("leerlijn_editions:edition", group.pk)
    context = {"edition": group, "form": form, "session": row, "why": why, **_header(group, _("Change the meeting"))}
    return render(request, "leerlijn_courses/admin/session.html", context)


def _reported_then(group: Edition, form: SessionForm) -> list[Reported]:
    """The reported periods that the meeting would lie in, once its times are filled in."""
    if not form.is_bound or not form.is_valid():
        return []
    return reported_at(When(form.meeting().starts_at, edition=group.pk))


@require_POST
def remove_session(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    group = _visible(request, pk)
    try:
        cancel_session(get_object_or_404(Session, pk=session, edition=group), by=request.user)
        messages.success(request, _("The meeting is off the plan."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_editions:edition", group.pk)


@require_POST
def add_document(request: HttpRequest, pk: int) -> HttpResponse:
    group = _visible(request, pk)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        document = form.save(commit=False)
        document.edition, document.added_by = group, request.user
        document.save()
        messages.success(request, _("The document is there for the group."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("leerlijn_editions:edition", group.pk)


@require_POST
def remove_document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    group = _visible(request, pk)
    get_object_or_404(EditionDocument, pk=document, edition=group).delete()
    messages.success(request, _("The document is removed."))
    return redirect("leerlijn_editions:edition", group.pk)


def document(request: HttpRequest, pk: int, document: int) -> FileResponse:
    group = _visible(request, pk)
    row = get_object_or_404(EditionDocument, pk=document, edition=group)
    return FileResponse(row.file.open(), as_attachment=True, filename=Path(row.file.name or "").name)


def _visible(request: HttpRequest, pk: int) -> Edition:
    found = visible_editions(request.user).select_related("organisation", "version")
    return get_object_or_404(found, pk=pk)


def _managed(request: HttpRequest, pk: int) -> Edition:
    group = _visible(request, pk)
    if not manages(request.user, group):
        raise Http404
    return group


def _moments(request: HttpRequest, group: Edition, *, may_manage: bool) -> list[tuple[str, list[Action]]]:
    """What one can do for a group, in the order of its life; a moment at which there is nothing to do is left out."""
    offered = [*_own_actions(group)] if may_manage else []
    offered += registry.filled(registry.EDITION_ACTION, request, group)
    headings = {
        Moment.SIGNING_UP: _("Signing up"),
        Moment.BEFOREHAND: _("Beforehand"),
        Moment.ON_THE_DAY: _("On the day"),
        Moment.SETTING_UP: _("Setting up"),
    }
    by_moment = ((heading, [one for one in offered if one.moment == moment]) for moment, heading in headings.items())
    return [(heading, actions) for heading, actions in by_moment if actions]


def _own_actions(group: Edition) -> Iterator[Action]:
    with suppress(NoReverseMatch):
        from_file = reverse("leerlijn_interchange:enrol_file", args=[group.pk])
        yield Action(from_file, _("Enrol from a file"), Moment.SIGNING_UP)
    yield Action(reverse("leerlijn_courses_edition_modeladmin_edit", args=[group.pk]), _("Change the group"))


def _sessions(group: Edition) -> QuerySet[Session]:
    there = Q(attendances__superseded_at__isnull=True, attendances__status__in=Attendance.COUNTED)
    marked = Q(attendances__superseded_at__isnull=True) & ~Q(attendances__status=Attendance.Status.VOID)
    return (
        group.sessions.select_related("round")
        .annotate(there=Count("attendances", filter=there), marked=Count("attendances", filter=marked))
        .order_by("starts_at", "pk")
    )


def _enrolled_sentence(enrolment: Enrolment) -> str:
    if enrolment.state == Enrolment.State.WAITING:
        return _("All places are taken: this person is on the waiting list.")
    return _("This person is in the group.")


def _header(group: Edition, here: str = "") -> dict[str, Any]:
    """What Wagtail's own page header needs."""
    crumbs = [
        {"url": reverse("leerlijn_courses_edition_modeladmin_index"), "label": _("Groups")},
        {"url": reverse("leerlijn_editions:edition", args=[group.pk]), "label": group.title},
    ]
    return {
        "breadcrumbs_items": [*crumbs, {"url": "", "label": here}] if here else crumbs,
        "header_title": f"{here} · {group.title}" if here else group.title,
        "header_icon": "calendar-alt",
    }
