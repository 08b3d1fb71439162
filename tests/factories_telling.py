"""Groups, people and what they were told, for tests of `courses.telling`; made by the verbs, as people make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from courses.editions.enrolling import enrol
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.planning import Meeting, plan_sessions
from courses.jobs.running import run_waiting
from courses.mail.models import Mail
from courses.telling.models import Announcement, CalendarEntry, EditionMails, EditionText, MailKind, Notice
from tests import factories as f


class NoticeFactory(DjangoModelFactory):
    """A confirmation that was mailed."""

    class Meta:
        model = Notice

    key = factory.Sequence(lambda n: f"test-notice-{n}")
    enrolment = factory.SubFactory(f.EnrolmentFactory)
    edition = factory.SelfAttribute("enrolment.edition")
    kind = "confirmed"
    state = "mailed"
    mail = factory.SubFactory(f.MailFactory)


def group(*starts: datetime, place: str = "Buurthuis De Proef", **fields: Any) -> Edition:
    """A group with meetings of two hours; without a moment it meets once, in twenty days."""
    titles = fields.pop("titles", {"nl": "Luisteren in de wijk", "en": "Listening in the neighbourhood"})
    fields.setdefault("version", f.CurriculumVersionFactory(titles=titles, address_form=fields.pop("form", "je")))
    edition = f.EditionFactory(**fields)
    for start in starts or (in_days(20),):
        plan_sessions(edition, [Meeting(start, start + timedelta(hours=2), place=place)], by=None)
    return edition


def in_days(days: float) -> datetime:
    """That many days from now, at one in the afternoon UTC."""
    return (timezone.now() + timedelta(days=days)).replace(hour=13, minute=0, second=0, microsecond=0)


def someone(edition: Edition, **person: Any) -> Enrolment:
    return enrol(f.PersonFactory(**person), edition, by=None)


def moved(session: Session, **fields: Any) -> Meeting:
    """A meeting as it is, but for these fields."""
    names = ("starts_at", "ends_at", "title", "place", "unit_key")
    return Meeting(**{**{name: getattr(session, name) for name in names}, **fields})


def written() -> list[Mail]:
    """All mails so far, after the jobs that wait have written and sent them."""
    run_waiting()
    return list(Mail.objects.order_by("pk"))


class EditionMailsFactory(DjangoModelFactory):
    """The reminders as they are when nobody chose."""

    class Meta:
        model = EditionMails

    edition = factory.SubFactory(f.EditionFactory)


class EditionTextFactory(DjangoModelFactory):
    class Meta:
        model = EditionText

    edition = factory.SubFactory(f.EditionFactory)
    kind = MailKind.CONFIRMED
    language = "nl"
    subject = "Tot dan"
    text = "Neem iets te eten mee."


class CalendarEntryFactory(DjangoModelFactory):
    """What people were told of one meeting."""

    class Meta:
        model = CalendarEntry

    class Params:
        session = factory.SubFactory(f.SessionFactory)

    edition = factory.SelfAttribute("session.edition")
    meeting = factory.SelfAttribute("session.pk")
    starts_at = factory.SelfAttribute("session.starts_at")
    ends_at = factory.SelfAttribute("session.ends_at")


class AnnouncementFactory(DjangoModelFactory):
    class Meta:
        model = Announcement

    edition = factory.SubFactory(f.EditionFactory)
    changes = factory.LazyFunction(lambda: [{"what": "test"}])
