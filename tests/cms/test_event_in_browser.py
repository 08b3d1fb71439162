"""An event from save-the-date to a chosen programme, by its users' own screens: S1, steps 1, 3 and 4."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from courses.curricula.models import CurriculumVersion
from courses.editions.addresses import own_page_address
from courses.editions.rounds.choosing import choose
from courses.models import Assignment, Choice, ChoiceWaiting, Session
from courses.people.assigning import assign
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    EventPageFactory,
    OrganisationFactory,
    SessionFactory,
    UserFactory,
)
from tests.rig.browser import WIDTHS, take_pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KINDS = ("Test je kennis", "Ontmoet elkaar", "Leer meer", "Aan de slag")
NARROW = {"width": 320, "height": 800}


@pytest.fixture
def event(transactional_db):
    return EventPageFactory(
        title="Respectvol samenleven: de slotbijeenkomst",
        lead="Twee jaar samen leren hoe je tegenover elkaar kunt staan en toch samenleeft. We sluiten af met elkaar.",
        programme_note="Het programma volgt na de zomer.",
        place="De Testhal, Utrecht",
        cost="Gratis",
    )


@pytest.fixture
def edition(event):
    """Lunch and a plenary part are planned; the page says so, and the coordinator plans two rounds below."""
    version = CurriculumVersion.objects.get(translation_key=event.translation_key)
    edition = EditionFactory(
        version=version, kind="event", title=event.title, organisation=OrganisationFactory(), open_for_enrolment=True
    )
    for start, end, title, is_break in ((1030, 1130, "Lunch", True), (1130, 1220, "Plenaire opening", False)):
        SessionFactory(
            edition=edition, title=title, is_break=is_break, place="Grote zaal",
            starts_at=at(start), ends_at=at(end),
        )  # fmt: skip
    return edition


def at(clock):
    return datetime(2222, 10, 7, clock // 100, clock % 100, tzinfo=UTC)


def looked_at(page, axe, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
    take_pictures(page, name)


def plan_round(page, starts, ends, *, filled):
    page.get_by_label("Begint").fill(starts)
    page.get_by_label("Eindigt").fill(ends)
    for n, kind in enumerate(KINDS):
        row = page.get_by_role("group", name=f"Deelsessie {n + 1}", exact=True)
        if not filled:
            row.get_by_label("Titel").fill(f"{kind}: een deelsessie met een tamelijk lange titel")
            row.get_by_label("Soort").fill(kind)
            row.get_by_label("Zaal").fill(f"Zaal {n + 1}")
            row.get_by_label("Plaatsen").fill("1" if n == 0 else "20")
            row.get_by_label("Wat er gebeurt").fill("Je doet mee, kijkt terug en neemt iets mee naar huis.")
    page.get_by_role("button", name="Ronde opslaan").click()


def test_a_coordinator_plans_eight_breakouts_and_somebody_chooses_by_keyboard_on_a_phone(
    page, context, log_in, axe, event, edition, live_server
):
    page.goto(live_server.url + event.url)
    looked_at(page, axe, "event-without-rounds")

    coordinator = UserFactory(language="nl")
    assign(coordinator, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    log_in(coordinator)
    page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[edition.pk]))
    page.get_by_role("link", name="Ronde met deelsessies plannen").click()
    looked_at(page, axe, "round-empty")
    plan_round(page, "14:30", "15:20", filled=False)
    page.get_by_role("link", name="Nog een ronde met dezelfde deelsessies").click()
    looked_at(page, axe, "round-filled")
    plan_round(page, "15:30", "16:20", filled=True)
    assert Session.objects.filter(edition=edition, round__isnull=False).count() == 8

    first = edition.rounds.first()
    rooms = list(first.breakouts.order_by("pk"))
    somebody, other = EnrolmentFactory.create_batch(2, edition=edition)
    choose(other, rooms[0], by=None)
    page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[edition.pk]))
    looked_at(page, axe, "edition-with-rounds")
    for name in ("choices", "invite_to_choose"):
        page.goto(live_server.url + reverse(f"leerlijn_editions:{name}", args=[edition.pk]))
        looked_at(page, axe, f"rounds-{name}")

    context.clear_cookies()
    page.goto(live_server.url + event.url)
    looked_at(page, axe, "event-with-programme")

    page.set_viewport_size(NARROW)
    page.goto(live_server.url + own_page_address(somebody))
    looked_at(page, axe, "own-page-to-choose")
    page.set_viewport_size(NARROW)
    page.get_by_role("link", name="Kies je deelsessies").click()
    looked_at(page, axe, "programme-to-choose")
    page.set_viewport_size(NARROW)
    assert page.get_by_role("radio", name=rooms[0].title).first.is_disabled()
    page.locator(f"#none-{first.pk}").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**#programme")
    assert Choice.objects.get(enrolment=somebody).session == rooms[2]
    page.get_by_role("button", name="Zet me op de wachtlijst").first.click()
    page.wait_for_url("**#programme")
    assert ChoiceWaiting.objects.get().session == rooms[0]
    looked_at(page, axe, "programme-chosen")
    page.emulate_media(media="print")
    take_pictures(page, "programme-on-paper", (700,))
    page.emulate_media(media="screen")

    context.set_extra_http_headers({"Accept-Language": "en"})
    context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    for address in (event.url, own_page_address(somebody), own_page_address(somebody) + "programme/"):
        page.goto(live_server.url + address)
        looked_at(page, axe, "event-in-english")
