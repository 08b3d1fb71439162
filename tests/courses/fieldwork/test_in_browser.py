"""Both ways of a field worker, and the host's, on a small phone; without JavaScript; on a dropped line; both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.fieldwork.activities import present_at, session_of
from courses.fieldwork.hosting import host_address, host_link
from courses.fieldwork.models import Activity, HostAnswer
from courses.models import Attendance, Consent, Person
from courses.people.assigning import assign
from tests import factories as f
from tests.factories_fieldwork import FieldworkerFactory, RecruitFactory, logged
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 320, "height": 640}
NAMES = ("Amira Proef", "ሰላም ተስፋይ", "نادية الاختبار", "Jan-Willem van der Langeachternaam tot Proefneming")


@pytest.fixture
def worker():
    return FieldworkerFactory(organisation__name="Jongerenwerk De Proef", account__language="nl")


@pytest.fixture
def models(worker):
    return [RecruitFactory(organisation=worker.organisation, person__name=name).person for name in NAMES]


def button(page: Any, word: str) -> Any:
    return page.get_by_role("button", name=word, exact=True)


def test_somebody_is_written_down_with_two_fields_and_asked_later(page, live_server, log_in, axe, worker):
    log_in(worker.account)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:field"))
    axe(page)
    browser.take_pictures(page, "field-empty", (320,))
    page.get_by_role("link", name="Iemand toevoegen").click()
    axe(page)
    browser.take_pictures(page, "field-person", (320, 1280))
    page.set_viewport_size(PHONE)
    page.get_by_label("Naam").fill("نادية الاختبار")
    page.get_by_label("Telefoonnummer").fill("06-12 34 56 78")
    button(page, "Opschrijven").click()
    page.get_by_text("is opgeschreven").wait_for()
    assert Person.objects.get(keeper=worker.organisation).phone == "06-12 34 56 78"
    page.get_by_role("link", name="نادية الاختبار").click()
    axe(page)
    browser.take_pictures(page, "field-consent", (320,))
    page.get_by_label("Ja, dat is goed").check()
    button(page, "Antwoord bewaren").click()
    page.get_by_text("Het antwoord is bewaard").wait_for()
    axe(page)
    browser.take_pictures(page, "field-people", (320,))
    assert Consent.objects.get().said == "given"
    page.goto(live_server.url + reverse("leerlijn_courses:field_person"))
    page.get_by_label("Naam").fill("Nadia")
    page.get_by_label("Telefoonnummer").fill("+31612345678")
    button(page, "Opschrijven").click()
    page.get_by_text("Kennen we deze persoon al?").wait_for()
    axe(page)
    browser.take_pictures(page, "field-same", (320,))
    page.get_by_label("Nee, dit is iemand anders").check()
    button(page, "Opschrijven").click()
    page.get_by_text("is opgeschreven").wait_for()
    assert Person.objects.count() == 2


def fill(page: Any) -> None:
    page.get_by_label("Dag").fill((timezone.localdate() - timedelta(days=1)).isoformat())
    page.get_by_label("Gemeente").fill("Proefstad")
    page.get_by_label("Plaats").fill("Buurthuis De Proef")
    page.get_by_label("Partner die jullie ontving").fill("Bibliotheek Proef")
    page.get_by_label("Thema").fill("Samenleven")
    page.get_by_label("ሰላም ተስፋይ").check()
    page.get_by_label("Aantal aanwezigen").fill("24")


def test_an_activity_is_logged_and_confirmed_on_the_spot(page, live_server, log_in, axe, worker, models, context):
    log_in(worker.account)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:field_activity"))
    axe(page)
    fill(page)
    browser.take_pictures(page, "field-activity", (320, 1280))
    page.set_viewport_size(PHONE)
    button(page, "Melden").click()
    page.get_by_text("Deze activiteit is gemeld").wait_for()
    axe(page)
    browser.take_pictures(page, "field-logged", (320, 1280))
    page.set_viewport_size(PHONE)
    activity = Activity.objects.get()
    assert list(present_at(activity)) == [models[1]]
    assert page.evaluate("Object.keys(localStorage).length") == 0
    context.clear_cookies()
    page.goto(host_address(host_link(activity, by=None)).replace("http://localhost:8000", live_server.url))
    assert "ሰላም" not in page.content()
    axe(page)
    browser.take_pictures(page, "field-host", (320, 1280))
    page.set_viewport_size(PHONE)
    button(page, "Ja, dit klopt").click()
    page.get_by_text("Dank je wel").wait_for()
    axe(page)
    browser.take_pictures(page, "field-host-thanks", (320,))
    assert Attendance.objects.effective().get().evidence == "countersigned"
    page.go_back()
    page.reload()
    assert HostAnswer.objects.count() == 1


def test_with_last_times_words_four_touches_log_the_next_one(page, live_server, log_in, worker, models):
    logged(worker.organisation, by=worker.account, host="Bibliotheek Proef", role_models=models[:1])
    log_in(worker.account)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:field_activity"))
    page.get_by_label("Plaats").fill("Plein")
    page.get_by_label("Amira Proef").check()
    page.get_by_label("Aantal aanwezigen").fill("12")
    button(page, "Melden").click()
    page.get_by_text("Deze activiteit is gemeld").wait_for()
    latest = Activity.objects.latest("pk")
    assert (latest.edition.region, latest.host.name, latest.edition.themes) == (
        "Proefstad",
        "Bibliotheek Proef",
        ["Samenleven"],
    )


def test_a_dropped_line_keeps_it_and_sends_it_once(page, live_server, log_in, worker, models, context):
    log_in(worker.account)
    page.set_viewport_size(PHONE)
    address = live_server.url + reverse("leerlijn_courses:field_activity")
    page.goto(address)
    fill(page)
    context.set_offline(True)
    button(page, "Melden").click()
    page.get_by_text("Geen verbinding").wait_for()
    browser.take_pictures(page, "field-offline", (320,))
    page.set_viewport_size(PHONE)
    assert "ሰላም" not in page.evaluate("JSON.stringify(localStorage)")
    context.set_offline(False)
    page.goto(address)
    page.get_by_text("Hier was je mee bezig").wait_for()
    expect(page.get_by_label("Plaats")).to_have_value("Buurthuis De Proef")
    expect(page.get_by_label("ሰላም ተስፋይ")).to_be_checked()
    context.set_offline(True)
    button(page, "Melden").click()
    page.get_by_text("Geen verbinding").wait_for()
    context.set_offline(False)
    page.get_by_text("Deze activiteit is gemeld").wait_for(timeout=30_000)
    assert Activity.objects.count() == 1
    page.goto(address)
    expect(page.get_by_label("Plaats")).to_have_value("")


def test_without_javascript_what_is_wrong_is_said_and_stays(browser, live_server, worker, models):
    from tests.rig import browser as rig

    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport=PHONE)
    rig.log_in(context, live_server.url, worker.account)
    page = context.new_page()
    page.goto(live_server.url + reverse("leerlijn_courses:field_activity"))
    fill(page)
    page.get_by_label("Aantal aanwezigen").fill("")
    button(page, "Melden").click()
    page.locator(".ll-error-summary").wait_for()
    rig.take_pictures(page, "field-activity-error", (320,))
    assert page.get_by_label("Plaats").input_value() == "Buurthuis De Proef"
    page.get_by_label("Aantal aanwezigen").fill("3")
    button(page, "Melden").dblclick()
    page.get_by_text("Deze activiteit is gemeld").wait_for()
    context.close()
    assert Activity.objects.count() == 1
    assert session_of(Activity.objects.get()).headcount == 3


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_screen_meets_the_guidelines(page, live_server, log_in, axe, language, context):
    account = f.UserFactory(language=language, name="Coördinator Proef")
    lead, one = f.OrganisationFactory(name="Penvoerder Proef"), f.OrganisationFactory(name="Partner Een")
    assign(account, lead, "coordinator", by=None)
    assign(account, one, "coordinator", by=None)
    grant = f.GrantFactory(lead=lead)
    people = [RecruitFactory(organisation=one, person__name=name).person for name in NAMES]
    first = logged(one, grant=grant, host="Bibliotheek Proef", role_models=people, people=2, by=account)
    logged(f.OrganisationFactory(name="Partner Twee"), grant=grant, host="Bibliotheek Proef")
    HostAnswer.objects.create(activity=first, agrees=False, people=31, note="Er waren meer mensen, ook bij de deur.")
    log_in(account)
    context.set_extra_http_headers({"Accept-Language": language})
    screens = {
        "home": reverse("leerlijn_courses:field"),
        "person": reverse("leerlijn_courses:field_person"),
        "activity": reverse("leerlijn_courses:field_activity"),
        "logged": reverse("leerlijn_courses:field_logged", args=[first.pk]),
        "people": reverse("leerlijn_courses:field_people") + f"?for={one.pk}",
        "consent": reverse("leerlijn_courses:field_consent", args=[people[3].pk]),
    }
    for name, path in screens.items():
        page.set_viewport_size(PHONE)
        page.goto(live_server.url + path)
        axe(page)
        browser.take_pictures(page, f"field-{name}-{language}", (320,))
        page.evaluate("document.documentElement.dir = 'rtl'")
        axe(page)
    desks = {
        "list": reverse("leerlijn_fieldwork:index"),
        "doubts": reverse("leerlijn_fieldwork:doubts"),
        "correct": reverse("leerlijn_fieldwork:correct", args=[first.pk]),
    }
    for name, path in desks.items():
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(live_server.url + path)
            axe(page, within=".ll-admin")
        browser.take_pictures(page, f"field-desk-{name}-{language}", (320, 1280))
