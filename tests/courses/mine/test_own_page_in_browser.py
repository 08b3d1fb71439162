"""One's own page on a phone: from the mail to the place, sending somebody else, and cancelling; in both languages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.curricula.contract import CurriculumKind
from courses.editions.addresses import own_page_address
from courses.editions.enrolling import enrol, withdraw
from courses.editions.models import Enrolment
from courses.mail.models import Mail
from tests import factories as f
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 320, "height": 640}
State = Enrolment.State


def event(capacity: int = 1, **fields: Any):
    """An event of one afternoon, three weeks from now."""
    version = f.CurriculumVersionFactory(kind=CurriculumKind.EVENT, titles=f.both("Samen in gesprek: slotbijeenkomst"))
    edition = f.EditionFactory(version=version, kind=CurriculumKind.EVENT, capacity=capacity, **fields)
    starts = (timezone.now() + timedelta(days=21)).replace(hour=11, minute=30, second=0, microsecond=0)
    for hours, title in ((0, "Lunch"), (1, "Opening")):
        begins = starts + timedelta(hours=hours)
        f.SessionFactory(
            edition=edition,
            starts_at=begins,
            ends_at=begins + timedelta(hours=1 + 2 * hours),
            title=title,
            place="Buurthuis De Proef, Voorbeeldstraat 1, Groningen",
        )
    return edition


def address_in(mail: Mail) -> str:
    return re.search(r"/p/\w+/", mail.text)[0]


def test_from_the_mail_to_the_place_and_on_to_a_substitute(page, live_server, axe):
    edition = event()
    leaving, waiting = (
        enrol(f.PersonFactory(name=name, email=f"{name[:4].lower()}@example.org"), edition, by=None)
        for name in ("Noor Weggaander", "Ayşe Wachtend-van der Voorbeeldenstraat")
    )
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + own_page_address(waiting))
    axe(page)
    browser.take_pictures(page, "own-page-waiting", (320, 1280))
    withdraw([leaving], by=None)
    mail = Mail.objects.get(key__startswith="offered:")
    page.goto(live_server.url + address_in(mail))
    axe(page)
    browser.take_pictures(page, "own-page-offer", (320, 1280))
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Ja, ik neem de plaats").click()
    page.get_by_text("De plaats is voor jou").wait_for()
    axe(page)
    browser.take_pictures(page, "own-page-placed", (320, 1280))
    page.set_viewport_size(PHONE)
    assert Enrolment.objects.get(pk=waiting.pk).state == State.PLACED
    page.get_by_role("link", name="Iemand anders sturen").click()
    page.locator("main button.ll-button").click()
    page.locator(".ll-error-summary").wait_for()
    axe(page)
    browser.take_pictures(page, "own-page-substitute-error", (320,))
    page.get_by_label("Naam van wie er komt").fill("Bram Vervanger")
    page.get_by_label("E-mailadres van die persoon").fill("bram@example.org")
    page.locator("main button.ll-button").click()
    page.get_by_text("Het is geregeld").wait_for()
    axe(page)
    browser.take_pictures(page, "own-page-replaced", (320,))
    seat = Enrolment.objects.get(edition=edition, state=State.PLACED)
    assert (seat.person.name, seat.substitute_for_id) == ("Bram Vervanger", waiting.pk)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_state_meets_the_guidelines(page, live_server, axe, language, width):
    person = f.PersonFactory(name="Ayşe Voorbeeld", language=language)
    placed = f.EnrolmentFactory(person=person, edition=event(capacity=5))
    passed = f.OfferFactory(
        enrolment=f.EnrolmentFactory(person=person, edition=event(), state=State.WAITING),
        made_at=timezone.now() - timedelta(days=3),
        expires_at=timezone.now() - timedelta(days=1),
    ).enrolment
    stopped = f.EnrolmentFactory(
        person=person, edition=event(), state=State.STOPPED, withdrawn_on=timezone.now().date()
    )
    course = f.EnrolmentFactory(person=person)
    for days in (-7, 7, 14):
        starts = timezone.now() + timedelta(days=days)
        f.SessionFactory(edition=course.edition, starts_at=starts, ends_at=starts + timedelta(hours=2), title="Dagdeel")
    undated = f.EnrolmentFactory(person=person)
    page.set_viewport_size({"width": width, "height": 800})
    screens = {"passed": passed, "stopped": stopped, "course": course, "undated": undated, "placed": placed}
    for name, enrolment in screens.items():
        page.goto(live_server.url + own_page_address(enrolment))
        axe(page)
        browser.take_pictures(page, f"own-page-{name}-{language}", (width,))
    for act in ("cancel", "substitute"):
        page.goto(live_server.url + own_page_address(placed) + f"{act}/")
        axe(page)
        browser.take_pictures(page, f"own-page-{act}-{language}", (width,))
        page.evaluate("document.documentElement.dir = 'rtl'")
        axe(page)
    page.goto(live_server.url + own_page_address(placed) + "cancel/")
    page.locator("main .ll-button--warn").click()
    page.locator(".ll-messages").wait_for()
    assert Enrolment.objects.get(pk=placed.pk).state == State.STOPPED
