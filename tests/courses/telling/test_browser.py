"""The coordinator's mails, the mails themselves on a phone, and one's own calendar, in a real browser."""

from __future__ import annotations

import pytest
from django.urls import reverse

from courses.editions.addresses import own_page_address
from courses.editions.planning import change_session
from courses.models import Assignment, Mail
from courses.people.assigning import assign
from tests import factories as f
from tests.factories_telling import group, in_days, moved, someone, written
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 1280)


def test_a_coordinator_reads_changes_tries_and_tells(page, live_server, log_in, axe, settings):
    settings.LEERLIJN_BASE_URL = live_server.url
    edition = group(in_days(20), in_days(27), title="Wijkgroep Oost")
    someone(edition, name="Nadia van Voorbeeldenstein-Proefpersoon tot Verzonnerveen", language="nl")
    someone(edition, name="Zonder Adres", email="", phone="06 00 00 00 00")
    written()
    session = edition.sessions.first()
    change_session(session, moved(session, place="Dorpshuis De Nieuwe Zaal"), by=None)
    account = f.UserFactory(language="nl")
    assign(account, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    log_in(account)
    page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[edition.pk]))
    page.get_by_role("link", name="Mails", exact=True).click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page, within=".ll-admin")
    browser.take_pictures(page, "mails", WIDTHS)
    page.locator("a[href$='/mails/confirmed/nl/']").click()
    page.get_by_label("Tekst").fill("Welkom {nam}")
    page.get_by_role("button", name="Tekst opslaan").click()
    page.get_by_text("We kennen {nam} niet").wait_for()
    axe(page, within=".ll-admin")
    browser.take_pictures(page, "mail-text-error", WIDTHS)
    page.get_by_label("Tekst").fill("Welkom, {naam}. Neem je eigen kopje mee.")
    page.get_by_role("button", name="Tekst opslaan").click()
    page.frame_locator("iframe").get_by_text("Neem je eigen kopje mee.").wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page, within=".ll-admin")
    browser.take_pictures(page, "mail-text", WIDTHS)
    page.get_by_role("link", name="Alle mails van deze groep").click()
    page.get_by_role("button", name="Nu aan de groep vertellen").click()
    page.get_by_text("2 mensen krijgen bericht.").wait_for()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_mails_on_a_phone(page, live_server, axe, settings, language):
    settings.LEERLIJN_BASE_URL = live_server.url
    edition = group(in_days(20), in_days(27), place="Buurthuis De Proef, Voorbeeldlaan 12, Groningen")
    person = f.PersonWithAccountFactory(name="Nadia Proefpersoon", language=language)
    from courses.editions.enrolling import enrol
    from courses.telling.announcing import publish_changes

    enrol(person, edition, by=None)
    written()
    first, second = edition.sessions.order_by("starts_at")
    change_session(first, moved(first, place="Elders"), by=None)
    from courses.editions.planning import cancel_session

    cancel_session(second, by=None)
    publish_changes(edition, by=None)
    written()
    page.set_viewport_size({"width": 320, "height": 640})
    for mail in Mail.objects.exclude(key__contains=":entry-"):
        page.goto("about:blank")
        page.set_content(mail.html)
        assert not browser.scrolls_sideways(page)
        browser.take_pictures(page, f"mail-{mail.key.partition(':')[0]}-{language}", (320, 1280))


def test_ones_own_calendar_from_the_own_page_and_from_my_line(page, live_server, log_in, axe, settings):
    settings.LEERLIJN_BASE_URL = live_server.url
    mine = someone(group(), account=f.UserFactory(language="nl"), language="nl", name="Nadia Proefpersoon")
    page.goto(live_server.url + own_page_address(mine))
    page.get_by_text("Een agenda die vanzelf bijblijft").click()
    page.get_by_role("button", name="Adres maken").click()
    page.get_by_text("/calendar/").wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
    browser.take_pictures(page, "calendar-own-page", WIDTHS)
    with page.expect_download() as download:
        page.get_by_role("link", name="In mijn agenda zetten").click()
    assert download.value.suggested_filename.endswith(".ics")
    log_in(mine.person.account)
    page.goto(live_server.url + reverse("leerlijn_courses:my_line"))
    axe(page)
    browser.take_pictures(page, "calendar-my-line", WIDTHS)
