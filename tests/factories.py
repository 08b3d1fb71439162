"""Rows for tests, one factory a model, sorted by room. People and organisations are invented; mail goes to example.org.

A factory makes the smallest row that is right: an enrolment is placed, an edition runs on a version of one module.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from cms.models import (
    AudienceTag,
    CataloguePage,
    EventPage,
    MasterclassPage,
    ModulePage,
    ThemeTag,
    TrainingPage,
    TrajectoryPage,
)
from courses import models
from courses.curricula.contract import CompletionRule, CurriculumKind, UnitKind
from courses.door.opening import make_door

PASSWORD = "a-password-for-tests"


class UserFactory(DjangoModelFactory):
    """An account that logs in with `PASSWORD`."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"account-{n}@example.org")
    name = factory.Sequence(lambda n: f"Test Account {n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("password", PASSWORD)
        return model_class._default_manager.create_user(*args, **kwargs)


class SuperuserFactory(UserFactory):
    is_staff = True
    is_superuser = True


class PageFactory(DjangoModelFactory):
    """A plain page below the root: something for a version to be pinned from."""

    class Meta:
        model = Page

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        parent = kwargs.pop("parent", None) or Page.objects.get(depth=1)
        return parent.add_child(instance=model_class(**kwargs))


# people


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Test Organisation {n}")
    kind = models.Organisation.Kind.CIVIL_SOCIETY


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Assignment

    account = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = models.Assignment.Role.COORDINATOR


class PersonFactory(DjangoModelFactory):
    """A person without an account; `account=UserFactory()` or `PersonWithAccountFactory` gives one."""

    class Meta:
        model = models.Person

    name = factory.Sequence(lambda n: f"Test Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")


class PersonWithAccountFactory(PersonFactory):
    account = factory.SubFactory(
        UserFactory, email=factory.SelfAttribute("..email"), name=factory.SelfAttribute("..name")
    )


class LinkRequestFactory(DjangoModelFactory):
    """An account whose proven address fits several persons, and that waits for a coordinator."""

    class Meta:
        model = models.LinkRequest

    account = factory.SubFactory(UserFactory)
    addresses = factory.LazyAttribute(lambda request: [request.account.email])


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.Answer

    person = factory.SubFactory(PersonFactory)
    dimension = "gender"
    value = "female"
    valid_from = date(2025, 1, 1)


class MergeFactory(DjangoModelFactory):
    class Meta:
        model = models.Merge

    person = factory.SubFactory(PersonFactory)
    other = factory.SubFactory(PersonFactory)


# grants


class FunderFactory(DjangoModelFactory):
    class Meta:
        model = models.Funder

    name = factory.Sequence(lambda n: f"Test Funder {n}")


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = models.Grant

    code = factory.Sequence(lambda n: f"TEST/{n:04}")
    title = factory.Sequence(lambda n: f"Test project {n}")
    funder = factory.SubFactory(FunderFactory)
    first_day = date(2025, 1, 1)
    last_day = date(2026, 12, 31)
    lead = factory.SubFactory(OrganisationFactory)


class GrantPartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.GrantPartner

    grant = factory.SubFactory(GrantFactory)
    organisation = factory.SubFactory(OrganisationFactory)


# curricula


def both(text: str) -> dict[str, str]:
    return {"nl": text, "en": f"{text} (en)"}


def definition_of_test(*questions: dict[str, Any], pass_percentage: int = 70) -> dict[str, Any]:
    """A test as it is pinned; without questions it has one with a single right answer, `q1`: right `a`, wrong `b`."""
    return {"version": 1, "pass_percentage": pass_percentage, "questions": list(questions) or [question("q1")]}


def question(key: str, kind: str = "single", right: str = "a", options: str = "ab", weight: int = 1) -> dict[str, Any]:
    """A question whose options are the letters of `options`, of which those in `right` are right."""
    return {
        "key": key,
        "kind": kind,
        "weight": weight,
        "text": both(f"<p>Question {key}</p>"),
        "options": [
            {
                "key": letter,
                "right": letter in right,
                "text": both(f"Option {letter}"),
                "feedback": both(f"On {letter}"),
            }
            for letter in options
        ],
        "feedback": both(f"<p>About {key}</p>"),
        "model_answer": both(f"<p>Model of {key}</p>") if kind == "open" else {},
    }


class CurriculumVersionFactory(DjangoModelFactory):
    """A pinned version without units; the rule is a dict of `CompletionRule`'s fields."""

    class Meta:
        model = models.CurriculumVersion

    page = factory.SubFactory(PageFactory)
    translation_key = factory.LazyAttribute(lambda version: version.page.translation_key)
    number = 1
    structure = factory.LazyFunction(lambda: hashlib.sha256(uuid.uuid4().bytes).hexdigest())
    kind = CurriculumKind.TRAINING
    titles = factory.LazyAttribute(lambda version: both(version.page.title))
    rule = factory.LazyFunction(lambda: rule())


def rule(
    all_required: bool = True, test_percentage: int | None = None, sessions_present: int | None = None
) -> dict[str, Any]:
    """A version's rule as it is stored."""
    return asdict(CompletionRule(all_required, test_percentage, sessions_present))


class CurriculumUnitFactory(DjangoModelFactory):
    """A required module of ten minutes; positions count up within the version."""

    class Meta:
        model = models.CurriculumUnit

    version = factory.SubFactory(CurriculumVersionFactory)
    position = factory.LazyAttribute(lambda unit: unit.version.units.count())
    key = factory.LazyFunction(lambda: str(uuid.uuid4()))
    kind = UnitKind.MODULE
    titles = factory.LazyAttribute(lambda unit: both(f"Unit {unit.position}"))
    minutes = 10


class TestUnitFactory(CurriculumUnitFactory):
    """A required test with one question."""

    __test__ = False
    kind = UnitKind.TEST
    minutes = 5
    definition = factory.LazyFunction(definition_of_test)


class PlannedSessionUnitFactory(CurriculumUnitFactory):
    kind = UnitKind.PLANNED_SESSION
    minutes = 120


class PagePinFactory(DjangoModelFactory):
    class Meta:
        model = models.PagePin

    version = factory.SubFactory(CurriculumVersionFactory)
    page = factory.SelfAttribute("version.page")


# cms


def raw(kind: str, value: Any, key: str = "") -> dict[str, Any]:
    """A block as it is stored."""
    return {"type": kind, "value": value, "id": key or str(uuid.uuid4())}


def raw_option(text: str, *, right: bool = False, feedback: str = "", key: str = "") -> dict[str, Any]:
    return raw("item", {"text": text, "right": right, "feedback": feedback}, key)


def raw_choice(text: str = "Wat is goed?", *options: dict[str, Any], kind: str = "single", key: str = "") -> Any:
    given = list(options) or [raw_option("Dit", right=True, feedback="Ja."), raw_option("Dat", feedback="Nee.")]
    return raw(kind, {"text": f"<p>{text}</p>", "options": given, "feedback": "<p>Uitleg.</p>", "weight": 1}, key)


def raw_test(*questions: dict[str, Any], title: str = "Toets", key: str = "", **limits: int) -> dict[str, Any]:
    asked = list(questions) or [raw_choice()]
    return raw("test", {"title": title, "intro": "", "pass_percentage": 70, **limits, "questions": asked}, key)


def raw_meeting(title: str = "Dagdeel", minutes: int = 180, key: str = "", **value: Any) -> dict[str, Any]:
    given = {"title": title, "minutes": minutes, "description": "", "required": True, "functions": [], **value}
    return raw("planned_session", given, key)


def raw_module(module: Any, **value: Any) -> dict[str, Any]:
    return raw("module", {"module": module.pk, "required": True, "functions": [], **value})


class ThemeTagFactory(DjangoModelFactory):
    class Meta:
        model = ThemeTag

    name = factory.Sequence(lambda n: f"Thema {n}")


class AudienceTagFactory(DjangoModelFactory):
    class Meta:
        model = AudienceTag

    name = factory.Sequence(lambda n: f"Doelgroep {n}")


class CatalogueFactory(PageFactory):
    """Below the start page of the site; published, as all pages here are unless `draft=True`."""

    class Meta:
        model = CataloguePage

    slug = factory.LazyFunction(lambda: f"page-{uuid.uuid4().hex[:12]}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        draft = kwargs.pop("draft", False)
        blocks = {name: json.dumps(kwargs.pop(name)) for name in ("body", "outline") if name in kwargs}
        kwargs.setdefault("parent", None)
        kwargs["parent"] = kwargs["parent"] or cls._parent()
        page = super()._create(model_class, *args, live=False, locale=kwargs["parent"].locale, **kwargs, **blocks)
        return page if draft else published(page)

    @classmethod
    def _parent(cls) -> Any:
        return Site.objects.get(is_default_site=True).root_page


def published(page: Any, by: Any = None) -> Any:
    """Publish what the page holds now, without an author's form; answers it as it is stored."""
    page.save_revision(user=by, clean=False).publish(user=by)
    return page.__class__.objects.get(pk=page.pk)


class MasterclassPageFactory(CatalogueFactory):
    """A masterclass with one planned meeting."""

    class Meta:
        model = MasterclassPage

    lead = "Een masterclass voor de proef."
    for_whom = "Voor wie het wil weten."
    outline = factory.LazyFunction(lambda: [raw_meeting()])

    @classmethod
    def _parent(cls) -> Any:
        return CataloguePage.objects.first() or CatalogueFactory()


class TrainingPageFactory(MasterclassPageFactory):
    class Meta:
        model = TrainingPage


class TrajectoryPageFactory(MasterclassPageFactory):
    class Meta:
        model = TrajectoryPage


class EventPageFactory(MasterclassPageFactory):
    """A day to keep free; nothing is known of its programme yet."""

    class Meta:
        model = EventPage

    day = date(2222, 10, 7)
    starts = time(12, 30)
    ends = time(16, 30)
    place = "Test Hall"
    outline = factory.LazyFunction(list)


class ModulePageFactory(CatalogueFactory):
    """A module of one text, below a masterclass."""

    class Meta:
        model = ModulePage

    body = factory.LazyFunction(lambda: [raw("text", "<p>Een tekst.</p>")])

    @classmethod
    def _parent(cls) -> Any:
        return MasterclassPageFactory()


# editions


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


# door


class DoorFactory(DjangoModelFactory):
    """A door with the link that helpers get; its event is far ahead."""

    class Meta:
        model = models.Door

    session = factory.SubFactory(SessionFactory, days=10_000)
    name = "Ingang"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        return make_door(kwargs["session"], name=kwargs["name"], by=None)


class WalkInFactory(DjangoModelFactory):
    class Meta:
        model = models.WalkIn

    enrolment = factory.SubFactory(EnrolmentFactory)
    door = factory.SubFactory(DoorFactory)


# learning


class UnitProgressFactory(DjangoModelFactory):
    """An opened unit; `finished_at` finishes it."""

    class Meta:
        model = models.UnitProgress

    enrolment = factory.SubFactory(EnrolmentFactory)
    unit_key = factory.LazyFunction(lambda: str(uuid.uuid4()))


class TestAttemptFactory(DjangoModelFactory):
    __test__ = False

    class Meta:
        model = models.TestAttempt

    enrolment = factory.SubFactory(EnrolmentFactory)
    unit_key = factory.LazyFunction(lambda: str(uuid.uuid4()))
    number = 1
    answers = factory.LazyFunction(lambda: {"q1": ["a"]})
    definition = factory.LazyFunction(definition_of_test)
    points = 1
    points_possible = 1
    percentage = 100
    passed = True


class ReflectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Reflection

    enrolment = factory.SubFactory(EnrolmentFactory)
    block_key = factory.LazyFunction(lambda: str(uuid.uuid4()))
    text = "What I take with me."


# completion


class CompletionFactory(DjangoModelFactory):
    class Meta:
        model = models.Completion

    enrolment = factory.SubFactory(EnrolmentFactory)
    person = factory.SelfAttribute("enrolment.person")
    edition = factory.SelfAttribute("enrolment.edition")
    completed_on = date(2025, 3, 1)


# jobs, mail, audit, interchange


class JobFactory(DjangoModelFactory):
    class Meta:
        model = models.Job

    kind = "test.kind"


class MailFactory(DjangoModelFactory):
    class Meta:
        model = models.Mail

    key = factory.Sequence(lambda n: f"test-mail-{n}")
    recipient = "reader@example.org"
    subject = "A subject"
    text = "A text"
    language = "nl"


class UploadFactory(DjangoModelFactory):
    """A file that waits for somebody to say yes; its content is not there yet."""

    class Meta:
        model = models.Upload

    kind = models.Upload.Kind.PARTICIPATION
    name = "lijst.jsonl"
    created_by = factory.SubFactory(UserFactory)


class SourceLineFactory(DjangoModelFactory):
    class Meta:
        model = models.SourceLine

    source = "test"
    type = "person"
    external_id = factory.Sequence(lambda n: f"p-{n}")
    object_id = factory.Sequence(lambda n: n)
    digest = "0" * 64
