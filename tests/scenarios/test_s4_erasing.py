"""Two role models ask to be erased: S4, step 11, by their coordinator's own screens, within the term and after it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Attendance, Person
from courses.people.assigning import assign
from courses.people.erasing.erasing import erase_due
from tests import factories as f
from tests.scenarios.screens import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = ("Amira Proef-van der Test", "نادية الاختبار", "Noor Blijft-Gewoon")


@pytest.fixture
def coordinator(transactional_db: None) -> Any:
    lead = f.OrganisationFactory(name="CMO STAMM")
    account = f.UserFactory(language="nl")
    assign(account, lead, "coordinator", by=None)
    grant = f.GrantFactory(
        title="POLRAD", first_day=date(2013, 4, 1), last_day=date(2014, 12, 31), lead=lead,
        keep_until=date(2040, 12, 31), keep_reason="Verordening, artikel 82",
    )  # fmt: skip
    edition = f.EditionFactory(version=None, organisation=lead)
    f.EditionFundingFactory(edition=edition, grant=grant)
    start = datetime(2013, 6, 3, 10, tzinfo=UTC)
    session = f.SessionFactory(edition=edition, starts_at=start, ends_at=start.replace(hour=12))
    for name in NAMES:
        person = f.PersonFactory(name=name, keeper=lead, phone="06 12 34 56 78", birth_date=date(1990, 1, 1))
        enrolment = f.EnrolmentFactory(person=person, edition=edition, role="role_model")
        f.AttendanceFactory(person=person, session=session, enrolment=enrolment)
    account.grant = grant
    return account


def test_two_people_are_erased_and_the_figures_stay(
    coordinator: Any, page: Any, log_in: Any, axe: Any, pictures: Any, live_server: Any
) -> None:
    log_in(coordinator)
    page.set_viewport_size(DESK)
    for number, name in enumerate(NAMES[:2]):
        person = Person.objects.get(name=name)
        page.goto(live_server.url + reverse("leerlijn_courses_person_modeladmin_inspect", args=[person.pk]))
        page.get_by_role("link", name="Bekijk wat wissen doet").click()
        expect(page.get_by_role("heading", name="Dit gaat meteen weg")).to_be_visible()
        expect(page.get_by_text("Verordening, artikel 82").first).to_be_visible()
        if not number:
            axe(page)
            pictures(page, "erase-person")
            page.set_viewport_size(PHONE)
            axe(page)
            page.set_viewport_size(DESK)
        page.get_by_role("button", name="Voorgoed wissen").click()
        expect(page.get_by_text("De persoon is gewist.")).to_be_visible()
        expect(page.get_by_text(name)).to_have_count(0)
    figures = live_server.url + reverse("leerlijn_reporting:project", args=[coordinator.grant.pk])
    days = "?first_day=2013-04-01&last_day=2014-12-31"
    for locked in (True, False):
        if not locked:
            assert erase_due(moment=datetime(2041, 1, 1, 12, tzinfo=UTC)) == 2
        assert Attendance.objects.count() == (3 if locked else 1)
        page.goto(figures + days)
        expect(page.get_by_text("3 mensen deden mee sinds het begin van het project, waarvan 2 gewist")).to_be_visible()
    pictures(page, "figures-after-erasing")
