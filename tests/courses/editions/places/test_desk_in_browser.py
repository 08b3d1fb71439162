"""A coordinator's page of a group with a waiting list and substitutes, by the keyboard's and the screen reader's rules."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.editions.enrolling import enrol, withdraw
from courses.editions.places.models import Offer
from courses.editions.places.offering import move_waiting_lists
from courses.editions.places.substituting import substitute_by_name
from courses.models import Assignment, Enrolment
from courses.people.assigning import assign
from tests import factories as f
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_waits_who_is_asked_and_who_came_for_whom(page, live_server, log_in, axe, language):
    ours, account = f.OrganisationFactory(name="Gemeente Proefdam"), f.UserFactory(language=language)
    assign(account, ours, Assignment.Role.COORDINATOR, by=None)
    edition = f.EditionFactory(organisation=ours, capacity=4, title="Samen in gesprek")
    starts = timezone.now() + timedelta(days=20)
    f.SessionFactory(edition=edition, starts_at=starts, ends_at=starts + timedelta(hours=3))
    names = ("Noor Test", "Bram Test", "Ayşe van der Voorbeeldenstraat-Proefpersoon", "Ömer Test", *"ABCDEF")
    people = [f.PersonFactory(name=name, email="" if name == "B" else f"{n}@example.org", phone="06 12 34 56 78")
              for n, name in enumerate(names)]  # fmt: skip
    rows = [enrol(person, edition, by=None, function="bestuurder", organisation=ours) for person in people]
    withdraw([rows[0]], by=None)
    past = timezone.now() - timedelta(days=1)
    Offer.objects.update(made_at=past - timedelta(days=1), expires_at=past)
    move_waiting_lists()
    substitute_by_name(rows[1], name="Vera Vervanger", email="vera@example.org", by=None)
    log_in(account)
    address = reverse("leerlijn_editions:edition", args=[edition.pk])
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + address)
        axe(page, within=".ll-admin")
        browser.take_pictures(page, f"group-places-{language}", (width,))
        page.goto(live_server.url + reverse("leerlijn_editions:substitute", args=[edition.pk, rows[2].pk]))
        axe(page, within=".ll-admin")
        browser.take_pictures(page, f"group-substitute-{language}", (width,))
    page.goto(live_server.url + address)
    page.locator("form[action$='/accept/'] button").click()
    page.locator(".messages").get_by_role("listitem").first.wait_for()
    assert Enrolment.objects.get(pk=rows[5].pk).state == "placed"
