"""Logging an information activity: one call makes the edition, its session, who was at work and the head count."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.curricula.contract import CurriculumKind
from courses.editions.enrolling import Entry, enrol_many
from courses.editions.marking import Mark, mark_session, set_headcount
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.editions.planning import Meeting, change_session, start_prepared
from courses.fieldwork.doubles import look_for_doubles
from courses.fieldwork.errors import FieldworkRefused
from courses.fieldwork.models import KEY_LENGTH, Activity
from courses.grants.models import Grant
from courses.people.models import Organisation, Person

Status = Attendance.Status
# Before this nobody logged anything, and a year such as 0202 was mistyped.
FIRST_DAY = date(1990, 1, 1)
LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Told:
    """What somebody tells about an activity. `people` is everybody in the room; `host` the name of who received it."""

    starts_at: datetime
    ends_at: datetime
    municipality: str
    place: str
    theme: str = ""
    host: str = ""
    host_email: str = ""
    people: int | None = None
    role_models: Sequence[Person] = ()
    note: str = ""
    photo: ContentFile[bytes] | None = None


def log_activity(
    told: Told,
    *,
    organisation: Organisation,
    client_key: uuid.UUID,
    by: Any,
    grant: Grant | None = None,
    reason: str = "",
) -> Activity:
    """Write an activity down, whole or not at all. The same `client_key` again answers that of the first time."""
    known = _sent_before(organisation, client_key)
    if known is not None:
        return known
    _check(told)
    try:
        with transaction.atomic():
            return _write(told, organisation, client_key, grant, by, reason)
    except IntegrityError:
        known = _sent_before(organisation, client_key)
        if known is None:
            raise
        return known


def change_activity(activity: Activity, told: Told, *, by: Any, reason: str = "") -> Activity:
    """Correct what was told: facts are appended, a role model who was not there has the mark withdrawn."""
    _check(told)
    with transaction.atomic():
        activity = Activity.objects.select_for_update().get(pk=activity.pk)
        edition, session = activity.edition, session_of(activity)
        edition.title, edition.region = title_of(told), told.municipality
        edition.themes = [told.theme] if told.theme else []
        edition.save(update_fields=["title", "region", "themes"])
        change_session(session, _meeting(told), by=by, reason=reason)
        _change_people(edition, session, told.role_models, by=by, reason=reason)
        if session.headcount != told.people:
            set_headcount(session, told.people, by=by, reason=reason)
        activity.host = host_named(told.host, told.host_email, activity.organisation, by=by)
        activity.note = told.note
        if told.photo is not None:
            _keep_photo(activity, told.photo)
        _compare(activity, told)
        activity.save()
        record_changes([edition], action="leerlijn.change_activity", by=by)
        look_for_doubles([activity])
        return activity


def session_of(activity: Activity) -> Session:
    return Session.objects.filter(edition=activity.edition_id).order_by("starts_at", "pk")[0]


def present_at(activity: Activity) -> QuerySet[Person]:
    """The role models who were at work there."""
    marks = Attendance.objects.effective().filter(
        session__edition=activity.edition_id, enrolment__role=Enrolment.Role.DEPLOYED, status__in=Attendance.COUNTED
    )
    return Person.objects.filter(pk__in=marks.values("person")).order_by("name", "pk")


def title_of(told: Told) -> str:
    return " · ".join(part for part in (told.theme or _("Information activity"), told.place or told.host) if part)[:300]


def running_grants(organisation: Organisation, day: date) -> QuerySet[Grant]:
    """The projects that could pay for what this organisation does on a day; the youngest first."""
    working = Q(lead=organisation) | Q(partnerships__organisation=organisation)
    return Grant.objects.filter(working, first_day__lte=day, last_day__gte=day).distinct().order_by("-first_day", "pk")


def host_named(name: str, email: str, organisation: Organisation, *, by: Any) -> Organisation | None:
    """The host as this organisation wrote it down before, else newly written down; partners' are never looked at."""
    if not name:
        return None
    key = compared(name)
    # Few enough: the hosts that one organisation knows.
    own = Organisation.objects.filter(Q(keeper=organisation) | Q(pk=organisation.pk)).order_by("pk")
    host = next((one for one in own if compared(one.name) == key), None)
    if host is None:
        host = Organisation.objects.create(name=name, email=email, keeper=organisation)
    elif email and host.keeper_id == organisation.pk and host.email != email:
        host.email = email
        host.save(update_fields=["email"])
    return host


def compared(text: str) -> str:
    """A place or name as it is compared: letters and digits of it, without case and accents."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in parts if sign.isalnum())[:KEY_LENGTH]


def _write(
    told: Told, organisation: Organisation, key: uuid.UUID, grant: Grant | None, by: Any, reason: str
) -> Activity:
    edition = Edition(
        title=title_of(told),
        kind=CurriculumKind.OUTREACH,
        organisation=organisation,
        themes=[told.theme] if told.theme else [],
        region=told.municipality,
    )
    if grant is not None:
        edition.funding = [EditionFunding(grant=grant)]
    start_prepared(edition, by=by, meetings=[_meeting(told)])
    activity = Activity(edition=edition, organisation=organisation, client_key=key, recorded_by=by, note=told.note)
    activity.host = host_named(told.host, told.host_email, organisation, by=by)
    _compare(activity, told)
    if told.photo is not None:
        _keep_photo(activity, told.photo)
    activity.save(force_insert=True)
    session = session_of(activity)
    _deploy(edition, session, told.role_models, by=by, reason=reason)
    if told.people is not None:
        set_headcount(session, told.people, by=by, reason=reason)
    look_for_doubles([activity])
    return activity


def _deploy(edition: Edition, session: Session, people: Sequence[Person], *, by: Any, reason: str) -> None:
    if people:
        entries = [Entry(person, Enrolment.Role.DEPLOYED, organisation=edition.organisation) for person in people]
        day = session.starts_at.astimezone(edition.zone).date()
        enrolments = enrol_many(entries, edition, by=by, on=day)
        marks = [Mark(enrolment, Status.PRESENT) for enrolment in enrolments]
        mark_session(session, marks, by=by, reason=reason)


def _change_people(edition: Edition, session: Session, people: Sequence[Person], *, by: Any, reason: str) -> None:
    """Who stays keeps the mark they have, with its evidence."""
    marks = Attendance.objects.effective().filter(session=session, enrolment__role=Enrolment.Role.DEPLOYED)
    there = {mark.person_id: mark for mark in marks.filter(status__in=Attendance.COUNTED).select_related("enrolment")}
    wanted = {person.pk for person in people}
    fresh = [person for person in people if person.pk not in there]
    _deploy(edition, session, fresh, by=by, reason=reason)
    gone = [Mark(mark.enrolment, Status.VOID) for pk, mark in there.items() if pk not in wanted]
    if gone:
        mark_session(session, gone, by=by, reason=reason)


def _meeting(told: Told) -> Meeting:
    return Meeting(starts_at=told.starts_at, ends_at=told.ends_at, place=told.place)


def _compare(activity: Activity, told: Told) -> None:
    activity.day = told.starts_at.astimezone(activity.edition.zone).date()
    activity.region_key = compared(told.municipality)
    activity.place_key = compared(told.place)
    activity.host_key = compared(told.host)
    activity.few_counted = told.people is not None and told.people < len(told.role_models)


def _keep_photo(activity: Activity, photo: ContentFile[bytes]) -> None:
    """The old one goes once the new one stands."""
    storage, old = activity.photo.storage, activity.photo.name
    activity.photo.save(f"{uuid.uuid4().hex}.jpg", photo, save=False)
    if old:
        transaction.on_commit(lambda: storage.delete(old))


def _check(told: Told) -> None:
    now = timezone.now()
    if told.ends_at <= told.starts_at:
        raise FieldworkRefused(_("The activity ends before it starts."))
    if told.ends_at - told.starts_at > LONGEST:
        raise FieldworkRefused(_("An activity takes a day at most. Log each day by itself."))
    if told.starts_at > now:
        raise FieldworkRefused(_("This moment is still to come. Log an activity when it is over."))
    if told.starts_at.date() < FIRST_DAY:
        raise FieldworkRefused(_("That day is too long ago. Look at the year."))
    if not (told.place or told.host):
        raise FieldworkRefused(_("Say where it was: a place, or who received you."))
    if told.people is None and not told.role_models:
        raise FieldworkRefused(_("Say how many people there were, or who of you was there."))


def _sent_before(organisation: Organisation, client_key: uuid.UUID) -> Activity | None:
    return Activity.objects.filter(organisation=organisation, client_key=client_key).first()
