"""Editions, their meetings, who takes part, and who was there."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from courses import models
from courses.curricula.contract import CurriculumKind
from tests.factories.curricula import CurriculumVersionFactory
from tests.factories.grants import GrantFactory
from tests.factories.people import OrganisationFactory, PersonFactory


class EditionFactory(DjangoModelFactory):
    """A group on a pinned version without units; `version=None` is an imported one."""

    class Meta:
        model = models.Edition

    title = factory.Sequence(lambda n: f"Test group {n}")
    code = factory.Sequence(lambda n: f"TEST-{n:04}")
    kind = CurriculumKind.TRAINING
    version = factory.SubFactory(CurriculumVersionFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class EditionFundingFactory(DjangoModelFactory):
    class Meta:
        model = models.EditionFunding

    edition = factory.SubFactory(EditionFactory)
    grant = factory.SubFactory(GrantFactory)


class SessionFactory(DjangoModelFactory):
    """A meeting of two hours on the afternoon of 15 January 2025; `days` moves it."""

    class Meta:
        model = models.Session

    class Params:
        days = 0

    edition = factory.SubFactory(EditionFactory)
    starts_at = factory.LazyAttribute(lambda s: datetime(2025, 1, 15, 13, tzinfo=UTC) + timedelta(days=s.days))
    ends_at = factory.LazyAttribute(lambda s: s.starts_at + timedelta(hours=2))
    place = "Test Hall"


class SelfPacedSessionFactory(SessionFactory):
    """The one session of an edition without meetings, all of 2025."""

    self_paced = True
    starts_at = datetime(2025, 1, 1, tzinfo=UTC)
    ends_at = datetime(2025, 12, 31, 22, 59, tzinfo=UTC)
    place = ""


class EnrolmentFactory(DjangoModelFactory):
    """A placed participant."""

    class Meta:
        model = models.Enrolment

    person = factory.SubFactory(PersonFactory)
    edition = factory.SubFactory(EditionFactory)
    enrolled_on = date(2025, 1, 6)
    placed_on = factory.LazyAttribute(
        lambda enrolment: enrolment.enrolled_on if enrolment.state == models.Enrolment.State.PLACED else None
    )
    state = models.Enrolment.State.PLACED


class OfferFactory(DjangoModelFactory):
    """A place that is held for who waits, for two days from now."""

    class Meta:
        model = models.Offer

    enrolment = factory.SubFactory(EnrolmentFactory, state=models.Enrolment.State.WAITING)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))


class AttendanceFactory(DjangoModelFactory):
    """A present mark, written as a row: `append_facts` is what settles supersession."""

    class Meta:
        model = models.Attendance

    enrolment = factory.SubFactory(EnrolmentFactory)
    person = factory.SelfAttribute("enrolment.person")
    session = factory.SubFactory(SessionFactory, edition=factory.SelfAttribute("..enrolment.edition"))
    status = models.Attendance.Status.PRESENT
    evidence = models.Attendance.Evidence.TRAINER


class EditionDocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.EditionDocument

    edition = factory.SubFactory(EditionFactory)
    title = "Programme of the day"
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4 test", name="programme.pdf"))
