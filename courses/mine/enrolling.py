"""Enrolling by oneself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from courses.completion.wording import rule_in_words
from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit
from courses.editions.enrolling import check_open, enrol_oneself
from courses.editions.errors import EnrolmentClosed
from courses.editions.models import Edition, Enrolment
from courses.editions.places.waiting import places_for_newcomers
from courses.errors import CoursesError
from courses.mine.access import own_enrolments, own_records
from courses.mine.forms import EnrolForm
from courses.people.access import person_of
from courses.people.changing import change_own_details
from courses.people.models import Person
from courses.people.organisations import organisation_named
from courses.people.registering import person_for_account
from courses.registering.answering import keep_answers


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, edition: int) -> HttpResponse:
    """What it is, when and where; then one button. Who is in already is led to their line."""
    group = get_object_or_404(Edition.objects.select_related("version", "organisation"), pk=edition)
    account: Any = request.user
    person = person_of(account)
    records = own_records(request.user, person)
    mine = Enrolment.objects.filter(person__in=records, edition=group, state__in=Enrolment.OPEN).first()
    if mine is not None:
        return _welcome(request, mine, already=True)
    if not group.open_for_enrolment:
        raise Http404
    form = EnrolForm(
        request.POST if request.method == "POST" else None,
        person=person,
        edition=group,
        initial={"name": account.get_full_name()},
    )
    refusal = _refusal(group)
    sessions = list(group.sessions.filter(round=None))
    if request.method == "POST" and refusal is None and form.is_valid():
        try:
            return _welcome(request, _enrol(request, group, person, form), already=False)
        except CoursesError as error:
            form.add_error(None, str(error))
    return render(
        request,
        "leerlijn_courses/mine/enrol.html",
        {
            "edition": group,
            "title": group.version.title if group.version else group.title,
            "sessions": sessions,
            "last_day": max((s.ends_at for s in sessions), default=group.created_at).astimezone(group.zone).date(),
            "form": form,
            "refusal": refusal,
            "full": places_for_newcomers(group) == 0,
            "minutes": group.version.net_minutes if group.version else 0,
            "rule": rule_in_words(group.version.completion_rule) if group.version else [],
        },
    )


def _refusal(group: Edition) -> str | None:
    try:
        check_open(group)
    except EnrolmentClosed as error:
        return str(error)
    return None


def _enrol(request: HttpRequest, group: Edition, person: Person | None, form: EnrolForm) -> Enrolment:
    given = form.cleaned_data
    with transaction.atomic():
        person = person or person_for_account(request.user, name=given["name"])
        if given.get("phone"):
            change_own_details(request.user, name=person.name, phone=given["phone"])
        enrolment = enrol_oneself(
            person,
            group,
            by=request.user,
            function=given.get("function", ""),
            organisation=organisation_named(given.get("organisation", ""), keeper=group.organisation),
            parent=_trajectory_with(request.user, group),
        )
        keep_answers(enrolment, form.answers())
        return enrolment


def _trajectory_with(account: Any, group: Edition) -> Enrolment | None:
    """The running enrolment whose curriculum contains what this group follows, if there is one."""
    if group.version is None:
        return None
    running = list(own_enrolments(account).filter(state=Enrolment.State.PLACED))
    parts = CurriculumUnit.objects.filter(
        version__in={enrolment.edition.version_id for enrolment in running} - {None}, kind=UnitKind.CURRICULUM
    )
    pages = {unit.definition.get("page"): unit.version_id for unit in parts}
    same = Page.objects.filter(pk__in=pages, translation_key=group.version.translation_key).values_list("pk", flat=True)
    versions = {pages[page] for page in same}
    return next((enrolment for enrolment in running if enrolment.edition.version_id in versions), None)


def _welcome(request: HttpRequest, enrolment: Enrolment, *, already: bool) -> HttpResponse:
    title = enrolment.edition.title
    if enrolment.state == Enrolment.State.WAITING:
        messages.info(
            request,
            _("“%(title)s” is full. You are on the waiting list; we write to you when there is a place.")
            % {"title": title},
        )
    elif already:
        messages.info(request, _("You are enrolled in “%(title)s” already.") % {"title": title})
    else:
        messages.success(request, _("You are enrolled in “%(title)s”. Welcome!") % {"title": title})
    return redirect("leerlijn_courses:my_line")
