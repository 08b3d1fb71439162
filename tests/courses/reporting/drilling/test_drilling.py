"""From a figure to its rows, from a row to its facts, and from a fact to the signed list: for whom, and no further."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from courses import models
from courses.editions.marking import Mark, mark_session
from courses.links.codes import code_of
from courses.links.models import Link
from courses.paper.confirming import confirm_scan
from courses.paper.keeping import keep_file
from courses.paper.printing import print_sheet
from courses.people.assigning import assign
from courses.people.merging import merge
from courses.reporting.drilling.auditing import make_audit, withdraw_audit
from courses.reporting.drilling.drawing import drawn, fingerprint
from courses.reporting.drilling.facts import facts_of
from courses.reporting.errors import ReportRefused
from courses.reporting.freezing.freezing import freeze
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests.factories import (
    AnswerFactory,
    EditionFactory,
    EditionFundingFactory,
    EnrolmentFactory,
    GrantFactory,
    GrantPartnerFactory,
    OrganisationFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)
from tests.factories_paper import photo_of

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
ASKED = {"first_day": "2025-01-01", "last_day": "2025-12-31"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class Project:
    """A lead without a group, and a partner whose group of three signed a list at their one meeting."""

    def __init__(self) -> None:
        self.lead, self.partner, self.stranger = OrganisationFactory.create_batch(3)
        self.grant = GrantFactory(lead=self.lead)
        GrantPartnerFactory(grant=self.grant, organisation=self.partner)
        self.edition = EditionFactory(organisation=self.partner, version=None, title="Group of the partner")
        EditionFundingFactory(edition=self.edition, grant=self.grant)
        self.session = SessionFactory(edition=self.edition)
        self.enrolments = [
            EnrolmentFactory(edition=self.edition, person=PersonFactory(name=f"Invented {name}", keeper=self.partner))
            for name in ("Aster", "Berg", "Cresse")
        ]
        self.by = self.coordinator(self.partner)

    def coordinator(self, organisation: Any) -> Any:
        account = UserFactory(language="en")
        assign(account, organisation, "coordinator", by=None)
        return account

    def mark(self, status: str = "present", **fields: Any) -> None:
        marks = [Mark(enrolment, status, **fields) for enrolment in self.enrolments]
        mark_session(self.session, marks, by=self.by, at=datetime(2025, 1, 15, 16, tzinfo=UTC))

    def signed(self) -> models.Scan:
        sheet = print_sheet(self.session, by=self.by)
        data = photo_of(sheet.pages.get())
        (scan,) = keep_file(BytesIO(data), name="a.jpg", size=len(data), by=self.by).scans
        confirm_scan(scan, signed=self.enrolments, countersigned=False, by=self.by)
        return scan

    def address(self, name: str, *parts: Any) -> str:
        return reverse(f"leerlijn_drilling:{name}", args=[self.grant.pk, *parts])

    @property
    def person(self) -> Any:
        return self.enrolments[0].person


@pytest.fixture
def project() -> Project:
    return Project()


@pytest.fixture
def as_lead(project, client):
    client.force_login(project.coordinator(project.lead))
    return client


def test_a_row_opens_into_every_mark_with_who_when_and_what_it_replaced(project, client):
    project.mark("late", minutes=90)
    project.signed()
    client.force_login(project.by)
    row = client.get(reverse("leerlijn_reporting:members", args=[project.grant.pk, "contacts"]), ASKED).content.decode()
    address = project.address("person", project.person.pk)
    assert address in row
    page = client.get(address).content.decode()
    assert "Invented Aster" in page
    assert "Invented Berg" not in page
    assert "signed list" in page
    assert "replaced by a later one" in page
    assert project.by.get_full_name() in page
    access = models.Access.objects.latest("pk")
    assert (access.kind, access.subjects, access.by) == ("person", [project.person.pk], project.by)


def test_the_lead_sees_a_number_and_no_name_answer_or_colleague_of_the_partner(project, as_lead):
    project.mark()
    AnswerFactory(person=project.person, value="female")
    page = as_lead.get(project.address("person", project.person.pk)).content.decode()
    assert f"Person {project.person.pk}" in page
    assert "Invented Aster" not in page
    assert "woman" not in page
    assert project.by.get_full_name() not in page


def test_whom_and_what_an_account_does_not_count_does_not_exist_for_it(project, client):
    project.mark()
    scan = project.signed()
    signature = scan.signatures.first()
    other = EnrolmentFactory().person
    addresses = [
        project.address("person", project.person.pk),
        project.address("meeting", project.session.pk),
        project.address("signature", signature.pk),
        project.address("scan", scan.pk),
    ]
    client.force_login(project.coordinator(project.stranger))
    assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(project.by)
    assert {client.get(address).status_code for address in addresses} == {200}
    assert client.get(project.address("person", other.pk)).status_code == 404


def test_a_partner_hears_nothing_of_a_record_elsewhere_that_was_joined(project, client):
    project.mark()
    elsewhere = EnrolmentFactory(edition=EditionFactory(organisation=project.lead, version=None, title="Elsewhere"))
    EditionFundingFactory(edition=elsewhere.edition, grant=project.grant)
    merge(project.person, elsewhere.person, by=None)
    address = project.address("person", project.person.pk)
    client.force_login(project.by)
    page = client.get(address).content.decode()
    assert "Group of the partner" in page
    assert "Elsewhere" not in page
    assert "was joined with" not in page
    client.force_login(project.coordinator(project.lead))
    page = client.get(address).content.decode()
    assert "Elsewhere" in page
    assert "was joined with" in page


def test_the_row_is_cut_to_the_signature_until_the_coordinator_of_the_group_shows_the_list(project, client):
    scan = project.signed()
    row, whole = project.address("signature", scan.signatures.first().pk), project.address("scan", scan.pk)
    lead = project.coordinator(project.lead)

    def width() -> int:
        return Image.open(BytesIO(client.get(row).content)).width

    client.force_login(lead)
    narrow = width()
    assert client.get(whole).status_code == 404
    assert client.post(project.address("release", scan.pk), {"reason": "I want to."}).status_code == 404
    client.force_login(project.by)
    client.post(project.address("release", scan.pk), {"reason": ""})
    assert not models.NamesReleased.objects.exists()
    client.post(project.address("release", scan.pk), {"reason": "The funder asks for the list."})
    client.force_login(lead)
    assert client.get(whole).status_code == 200
    assert models.Access.objects.latest("pk").kind == "scan"
    assert width() > narrow * 1.5
    client.force_login(project.by)
    client.post(project.address("stop_release", scan.pk))
    client.force_login(lead)
    assert client.get(whole).status_code == 404
    assert width() == narrow


def test_facts_of_many_cost_as_many_queries_as_of_one(project):
    project.mark()
    project.signed()
    persons = [enrolment.person_id for enrolment in project.enrolments]
    numbers = []
    for some in (persons[:1], persons):
        with CaptureQueriesContext(connection) as queries:
            assert len(facts_of(project.grant, some, as_of=timezone.now())) == len(some)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 8


def test_a_draw_follows_from_seed_and_keys_alone():
    keys = [str(number) for number in range(1, 101)]
    first = drawn(keys, seed="5eed", number=10)
    assert first == drawn(reversed(keys), seed="5eed", number=10)
    assert first == sorted(keys, key=lambda key: hashlib.sha256(f"5eed:{key}".encode()).hexdigest())[:10]
    assert first != drawn(keys, seed="5eee", number=10)
    assert drawn(keys[:3], seed="5eed", number=10) == drawn(keys[:3], seed="5eed", number=3)
    assert fingerprint(keys) == fingerprint(reversed(keys)) != fingerprint(keys[1:])


def audited(project: Project, **asked: Any) -> models.Audit:
    asked = {"measure": "contacts", "period": YEAR, "number": 2, "note": "Accountant", **asked}
    expires_at = asked.pop("expires_at", timezone.now() + timedelta(days=9))
    return make_audit(project.grant, expires_at=expires_at, by=project.coordinator(project.lead), **asked)


def by_link(audit: models.Audit, name: str = "audit", *parts: Any) -> str:
    link = Link.objects.get(purpose="audit", subject=audit.pk)
    return reverse(f"leerlijn_courses:{name}", args=[code_of(link), *parts])


def test_an_auditor_sees_the_rows_drawn_their_evidence_and_no_name(project, client):
    project.mark()
    project.signed()
    audit = audited(project)
    page = client.get(by_link(audit)).content.decode()
    assert page.count("Sterkste bewijs: getekende lijst") == 2
    assert audit.seed in page
    assert "Invented" not in page
    assert project.by.get_full_name() not in page
    (visit,) = audit.visits.all()
    assert visit.what == "page"
    keys = client.get(by_link(audit, "audit_keys")).content.decode().split()
    assert len(keys) == audit.population == 3
    assert fingerprint(keys) == audit.fingerprint
    assert drawn(keys, seed=audit.seed, number=2) == audit.rows


def test_an_auditors_pictures_are_of_those_drawn_and_nameless_until_names_are_shown(project, client):
    scan = project.signed()
    audit = audited(project, measure="cumulative_persons", number=1)
    on = {str(one.enrolment.person_id): one for one in scan.signatures.all()}
    mine = on.pop(audit.rows[0])
    assert {client.get(by_link(audit, "audit_picture", one.pk)).status_code for one in on.values()} == {404}
    narrow = Image.open(BytesIO(client.get(by_link(audit, "audit_picture", mine.pk)).content)).width
    client.force_login(project.coordinator(project.lead))
    client.post(project.address("show_names", audit.pk))
    client.logout()
    assert Image.open(BytesIO(client.get(by_link(audit, "audit_picture", mine.pk)).content)).width > narrow
    assert mine.enrolment.person.name in client.get(by_link(audit)).content.decode()
    assert audit.visits.filter(what="picture").count() == 2


def test_a_link_for_an_auditor_ends_and_can_be_withdrawn(project, client):
    project.mark()
    audit = audited(project)
    withdraw_audit(audit, by=None)
    assert client.get(by_link(audit)).status_code == 410
    late = audited(project)
    Link.objects.filter(subject=late.pk).update(expires_at=timezone.now())
    assert client.get(by_link(late)).status_code == 410
    assert not models.AuditVisit.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"number": 0},
        {"number": 101},
        {"measure": "reach"},
        {"period": Period(date(2026, 1, 1), date(2026, 1, 31))},
        {"expires_at": datetime(2024, 1, 1, tzinfo=UTC)},
        {"expires_at": datetime(2222, 1, 1, tzinfo=UTC)},
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(project, asked):
    project.mark()
    with pytest.raises(ReportRefused):
        audited(project, **asked)
    assert not models.Audit.objects.exists()


def test_rows_of_a_frozen_report_are_those_it_counted_whatever_came_later(project, client):
    project.mark()
    question = Question(grant=project.grant, period=YEAR, as_of=timezone.now())
    frozen = freeze(question, by=None, commit=True)
    audit = audited(project, measure="participations", period=None, report=frozen, number=9)
    for session in (project.session, SessionFactory(edition=project.edition, days=3)):
        late = EnrolmentFactory(edition=project.edition)
        mark_session(session, [Mark(late, "present")], by=project.by)
    assert len(audit.rows) == 3
    page = client.get(by_link(audit)).content.decode()
    assert frozen.hash in page
    keys = client.get(by_link(audit, "audit_keys")).content.decode().split()
    assert fingerprint(keys) == audit.fingerprint
    other = freeze(Question(grant=GrantFactory(), period=YEAR, as_of=timezone.now()), by=None, commit=True)
    with pytest.raises(ReportRefused):
        audited(project, report=other)


def test_only_the_lead_lets_an_auditor_in(project, client):
    project.mark()
    client.force_login(project.by)
    assert client.get(project.address("audits")).status_code == 404
    with pytest.raises(ReportRefused):
        make_audit(
            project.grant,
            measure="contacts",
            period=YEAR,
            number=1,
            note="",
            by=project.by,
            expires_at=timezone.now() + timedelta(days=1),
        )


def test_groups_can_be_drawn_too(project, client):
    project.mark()
    page = client.get(by_link(audited(project, measure="activities"))).content.decode()
    assert "Group of the partner" in page
    assert "3 mensen met naam bekend, genoteerd door de trainer" in page
