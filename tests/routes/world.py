"""One of everything, so that each address leads somewhere: whose it is decides what each role meets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from certificates.awarding import standard_design
from certificates.issuing import issue
from cms.models import CataloguePage, CitationNotice, DossierChange, ModulePage, TrainingPage
from cms.together.sharing import share
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import pin_version
from courses.door.tickets import ticket_code
from courses.editions.addresses import own_page_address
from courses.fieldwork.hosting import host_link
from courses.interchange.uploading import keep
from courses.links.codes import code_of
from courses.links.opening import make_link
from courses.models import Assignment, Enrolment, ErasureRequest, HostAnswer, Job, Link, PossibleDouble
from courses.paper.printing import print_sheet
from courses.people.assigning import assign
from courses.people.merging import merge
from courses.registering.applying import PURPOSE
from courses.registering.models import RegistrationQuestion
from courses.reporting.freezing.freezing import freeze
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests.factories import (
    CompletionFactory,
    DoorFactory,
    EditionDocumentFactory,
    EditionFactory,
    EditionFundingFactory,
    EnrolmentFactory,
    FunderFactory,
    GrantFactory,
    OrganisationFactory,
    PersonFactory,
    SessionFactory,
    SuperuserFactory,
    TestAttemptFactory,
    UserFactory,
)
from tests.factories_cards import code_for
from tests.factories_checking import AcceptedDoubtFactory, AuditFactory
from tests.factories_doubles import PersonPairFactory
from tests.factories_editions import BreakoutFactory, RoundFactory
from tests.factories_fieldwork import RecruitFactory, logged
from tests.factories_indicators import PEOPLE, IndicatorFactory, IndicatorVersionFactory
from tests.factories_learning import TestSittingFactory
from tests.factories_network import ApplicationFactory, NetworkMemberFactory
from tests.factories_paper import ScanFactory
from tests.factories_questions import bank_question
from tests.factories_registering import QuestionFactory, RegistrationFactory
from tests.factories_telling import NoticeFactory

ROLES = "apoutcfs"
GUIDE = [("text", "Voor trainers.")]


@dataclass
class World:
    """`accounts` by the letter of their role; `at` holds what an address may name."""

    accounts: dict[str, Any] = field(default_factory=dict)
    at: dict[str, Any] = field(default_factory=dict)


def make_world() -> World:
    world = World()
    ours, theirs = OrganisationFactory.create_batch(2)
    accounts = {letter: UserFactory() for letter in "poutcf"} | {"a": AnonymousUser(), "s": SuperuserFactory()}
    world.accounts = accounts
    assign(accounts["c"], ours, Assignment.Role.COORDINATOR, by=None)
    assign(accounts["f"], theirs, Assignment.Role.COORDINATOR, by=None)
    assign(accounts["t"], ours, Assignment.Role.TRAINER, by=None)
    catalogue, offer, module = _pages()
    share(offer, ours, "reviews", by=None)
    _let_write(accounts["u"], catalogue)
    version = CurriculumVersion.objects.get(translation_key=offer.translation_key)
    edition = EditionFactory(organisation=ours, version=version, open_for_enrolment=True, capacity=20)
    people = {letter: PersonFactory(account=accounts[letter]) for letter in "pot"}
    enrolment = EnrolmentFactory(edition=edition, person=people["p"])
    EnrolmentFactory(edition=edition, person=people["t"], role="trainer")
    EnrolmentFactory(edition=EditionFactory(organisation=theirs), person=people["o"])
    grant = GrantFactory(lead=ours)
    EditionFundingFactory(edition=edition, grant=grant)
    completion = CompletionFactory(enrolment=enrolment)
    world.at = {
        "catalogue": catalogue,
        "offer": offer,
        "module": module,
        "unit": str(module.translation_key),
        "organisation": ours,
        "edition": edition,
        "session": SessionFactory(edition=edition),
        "round": BreakoutFactory(round=RoundFactory(edition=edition)).round,
        # What has no date yet can still be cancelled, whatever the day.
        "programme_code": _own_code(enrolment),
        "own_code": _own_code(EnrolmentFactory(person=people["p"])),
        "enrolment": enrolment,
        "person": people["p"],
        "grant": grant,
        "funder": FunderFactory(),
        "assignment": Assignment.objects.get(account=accounts["t"]),
        "document": EditionDocumentFactory(edition=edition),
        "completion": completion,
        "job": Job.objects.create(
            kind="test", state="done", created_by=accounts["c"], result_file=ContentFile(b"a", name="a.txt")
        ),
        "design": standard_design(),
        "certificate": issue(
            edition=edition, kind="completion", by=None, enrolments=[enrolment.pk], decided=True
        ).certificates[0],
        "completion_kind": "completion",
        "list": keep(
            ContentFile(b"naam\nTest Lijst", name="x.csv"), kind="enrolments", by=accounts["c"], edition=edition
        ),
        "participation": keep(ContentFile(b"{}", name="x.jsonl"), kind="participation", by=accounts["s"]),
    }
    world.at["citation_notice"] = CitationNotice.objects.create(
        change=DossierChange.objects.create(title="Wat werkt"), account=accounts["u"], pages=[module.pk]
    )
    twins = PersonFactory.create_batch(6, keeper=ours)
    world.at["person_pair"] = PersonPairFactory(first=twins[0], second=twins[1])
    world.at["judged_pair"] = PersonPairFactory(first=twins[2], second=twins[3], decision="different")
    world.at["joining"] = merge(twins[4], twins[5], by=None)
    world.at["open_edition"] = open_edition = EditionFactory(organisation=ours, open_for_enrolment=True)
    for kind in RegistrationQuestion.Kind:
        world.at["question"] = QuestionFactory(edition=open_edition, kind=kind)
    registration = RegistrationFactory(edition=open_edition)
    world.at["registration_code"] = code_of(make_link(purpose=PURPOSE, subject=registration.pk, by=None))
    world.at["card_holder"] = PersonFactory(keeper=ours)
    world.at["card_code"] = code_for(world.at["card_holder"])
    world.at["sheet"] = print_sheet(world.at["session"], by=accounts["c"])
    page = world.at["sheet"].pages.get()
    world.at["sheet_code"] = page.code
    world.at["scan"] = ScanFactory(page=page, session=page.sheet.session)
    period = Period(grant.first_day, grant.last_day)
    world.at["frozen"] = freeze(Question(grant=grant, period=period, as_of=timezone.now()), by=accounts["c"])
    world.at["report_hash"] = world.at["frozen"].hash
    activity = logged(ours, host="Test Host", photo=ContentFile(b"a"), by=accounts["c"])
    world.at["activity"] = activity
    world.at["pair"] = PossibleDouble.objects.get(second=logged(ours))
    world.at["host_answer"] = HostAnswer.objects.create(activity=activity, agrees=False, people=3)
    world.at["recruit"] = RecruitFactory(organisation=ours).person
    world.at["host_code"] = code_of(host_link(activity, by=None))
    for upload in ("list", "participation"):
        world.at[upload] = world.at[upload].key
    world.at["code"] = world.at["certificate"].code
    world.at["door"] = DoorFactory(session=SessionFactory(edition=edition, days=10_000))
    world.at["door_code"] = code_of(Link.objects.get(purpose="door"))
    world.at["bank_question"] = bank_question()
    world.at["late_sitting"] = TestSittingFactory(enrolment=enrolment, late_answers={"q1": ["a"]})
    TestAttemptFactory(enrolment=enrolment, unit_key=world.at["late_sitting"].unit_key)
    world.at["ticket_code"] = ticket_code(enrolment)
    world.at["feed_code"] = code_of(make_link(purpose="calendar", subject=enrolment.pk, by=None))
    asking = replace(PEOPLE, dimensions=("gender", "age", "disability"))
    world.at["indicator"] = IndicatorVersionFactory(
        indicator=IndicatorFactory(grant=grant, state="active"), data=asking.data, hash=asking.hash
    ).indicator
    # The one who is withdrawn on the way is not the one whose link is opened.
    world.at["audit"], opened = AuditFactory.create_batch(2, grant=grant)
    world.at["application"] = ApplicationFactory(network=ours)
    world.at["application_code"] = code_of(
        make_link(purpose="application", subject=world.at["application"].pk, by=None)
    )
    world.at["network_member"] = NetworkMemberFactory(network=ours)
    world.at["audit_code"] = code_of(make_link(purpose="audit", subject=opened.pk, by=accounts["c"]))
    world.at["accepted_doubt"] = AcceptedDoubtFactory(grant=grant, accepted_by=accounts["c"])
    ErasureRequest.objects.create(person=world.at["person"])
    world.at["notice"] = NoticeFactory(enrolment=enrolment)
    world.at["certified_code"] = _own_code(world.at["certificate"].enrolment)
    return world


def _own_code(enrolment: Enrolment) -> str:
    return own_page_address(enrolment).rstrip("/").rpartition("/")[2]


def _pages() -> tuple[Page, Page, Page]:
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Home", slug="routes-home"))
    catalogue = home.add_child(instance=CataloguePage(title="Aanbod", slug="aanbod"))
    offer = catalogue.add_child(
        instance=TrainingPage(title="Kijken", slug="kijken", lead="Leren kijken.", for_whom="Iedereen")
    )
    module = offer.add_child(instance=ModulePage(title="Zien", slug="zien", guide=GUIDE))
    module.save_revision().publish()
    offer.save_revision().publish()
    pin_version(offer, by=None)
    return catalogue, offer, module


def _let_write(account: Any, catalogue: Page) -> None:
    """As an author: may add and change pages below the catalogue, and submit them; a reviewer publishes."""
    group, _ = Group.objects.get_or_create(name="Leerlijn authors")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    account.groups.add(group)
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=catalogue, permission=permission)
