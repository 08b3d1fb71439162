"""Who gets which file of a project's figures, live and frozen, by an address that was typed in: every role, and partners."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import FrozenReport
from courses.people.assigning import assign
from courses.reporting.freezing.freezing import freeze
from courses.reporting.outputs.formats import FORMATS
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests import factories as f
from tests.routes.world import ROLES, make_world

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
ASKED = "first_day=2025-01-01&last_day=2025-12-31&by=organisation&by=edition"
HOME, LEAD, OTHERS = "Groep van de partner", "Groep van de lead", "Groep van een ander project"


class Projects:
    """A project with a lead and a partner, another project with its own partner, and somebody in each role."""

    def __init__(self) -> None:
        self.world = make_world()
        lead = self.world.at["organisation"]
        self.partner, self.stranger = f.OrganisationFactory.create_batch(2)
        days = {"first_day": YEAR.first_day, "last_day": YEAR.last_day}
        self.grant, other = f.GrantFactory(lead=lead, **days), f.GrantFactory(**days)
        f.GrantPartnerFactory(grant=self.grant, organisation=self.partner)
        f.GrantPartnerFactory(grant=other, organisation=self.stranger)
        for organisation, grant, title, people in (
            (lead, self.grant, LEAD, 3),
            (self.partner, self.grant, HOME, 2),
            (self.stranger, other, OTHERS, 4),
        ):
            session = f.SessionFactory(edition__organisation=organisation, edition__title=title)
            f.EditionFundingFactory(edition=session.edition, grant=grant)
            for enrolment in f.EnrolmentFactory.create_batch(people, edition=session.edition):
                f.AttendanceFactory(enrolment=enrolment, person=enrolment.person, session=session)
        accounts = dict(self.world.accounts)
        for name, organisation in (("partner", self.partner), ("elsewhere", self.stranger)):
            accounts[name] = f.UserFactory()
            assign(accounts[name], organisation, "coordinator", by=None)
        self.clients = {name: self.client(account) for name, account in accounts.items()}
        question = Question(self.grant, YEAR, timezone.now(), by=("organisation", "edition"))
        self.frozen = freeze(question, by=accounts["c"])

    @staticmethod
    def client(account: Any) -> Client:
        client = Client()
        if account.is_authenticated:
            client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def who(self, address: str) -> dict[str, Any]:
        """What each gets who gets something."""
        answers = {name: client.get(address) for name, client in self.clients.items()}
        assert {answer.status_code for answer in answers.values()} <= {200, 302, 403, 404}
        return {name: answer for name, answer in answers.items() if answer.status_code == 200}


@pytest.fixture
def projects() -> Projects:
    return Projects()


def texts_in(content: bytes) -> str:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    if content[:4] == b"%PDF":
        import pypdfium2

        document = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in document)
    return content.decode()


def test_every_role_and_partners_at_every_file(projects: Projects) -> None:
    assert len(projects.clients) == len(ROLES) + 2
    frozen, live = projects.frozen.pk, projects.grant.pk
    for kind in FORMATS:
        whole = projects.who(reverse("leerlijn_freezing:download", args=[frozen, kind]))
        assert set(whole) == {"c", "s"}, kind
        told = texts_in(whole["c"].content)
        assert LEAD in told
        assert HOME in told
        answers = projects.who(f"{reverse('leerlijn_reporting:download', args=[live, kind])}?{ASKED}")
        assert set(answers) == {"c", "s", "partner"}, kind
        assert LEAD in texts_in(answers["c"].content)
        own = texts_in(answers["partner"].content)
        assert HOME in own, kind
        assert LEAD not in own, kind
        assert not any(OTHERS in texts_in(answer.content) for answer in (*whole.values(), *answers.values()))
    figures = json.loads(projects.clients["partner"].get(
        f"{reverse('leerlijn_reporting:download', args=[live, 'json'])}?{ASKED}"
    ).content)  # fmt: skip
    assert figures["measures"]["cumulative_persons"] == 2
    assert [row["label"] for row in figures["breakdowns"]["edition"]] == [HOME]


def test_pages_of_a_frozen_report_show_a_partner_its_own_part_and_others_nothing(projects: Projects) -> None:
    frozen = projects.frozen.pk
    for name, arguments in (("report", [frozen]), ("waiting", [frozen]), ("rows", [frozen, "cumulative_persons"])):
        shown = projects.who(reverse(f"leerlijn_freezing:{name}", args=arguments))
        assert set(shown) <= {"c", "s", "partner"}, name
        assert {"c", "s"} <= set(shown), name
        if "partner" in shown:
            assert LEAD not in shown["partner"].content.decode(), name
    for name in ("verify", "step"):
        arguments = [frozen] if name == "verify" else [frozen, "accept"]
        for who in ("partner", "elsewhere", "f", "t", "u", "o", "p", "a"):
            answer = projects.clients[who].post(reverse(f"leerlijn_freezing:{name}", args=arguments))
            assert answer.status_code in (302, 403, 404), (name, who)
    assert FrozenReport.objects.get(pk=frozen).state == projects.frozen.state


def test_figures_indicators_publication_and_members_are_nobodys_elsewhere(projects: Projects) -> None:
    live = projects.grant.pk
    for name, arguments in (("project", [live]), ("members", [live, "cumulative_persons"]), ("publication", [live])):
        shown = projects.who(f"{reverse(f'leerlijn_reporting:{name}', args=arguments)}?{ASKED}")
        assert set(shown) <= {"c", "s", "partner"}, name
        assert all(LEAD not in answer.content.decode() for who, answer in shown.items() if who == "partner"), name
