"""One thumb in a dark hall: taps, undo, a dropped connection, two phones, no script, and what the phone remembers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.editions.marking import Mark, mark_session
from courses.models import Attendance, Enrolment, Session, Tap
from tests import factories as f
from tests.factories_freezing import report_over
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 320, "height": 640}
NAMES = (
    "Aaltje de Vries-van der Meulen",
    "Ahmet Yıldırım-Doğan",
    "عبد الرحمن بن محمد بن عبد العزيز الأندلسي",
    "ኣብርሃም ተስፋማርያም ወልደሚካኤል ገብረእግዚኣብሔር",
    "Wolfeschlegelsteinhausenbergerdorff",
)
SAVED = re.compile("Alles is bewaard|Everything is saved")


@pytest.fixture
def session():
    now = timezone.now()
    edition = f.EditionFactory(title="Gespreksleiding", organisation=f.OrganisationFactory(name="Stichting Voorbeeld"))
    made = f.SessionFactory(
        edition=edition,
        title="Bijeenkomst 1",
        place="Groningen, buurthuis",
        starts_at=now - timedelta(minutes=10),
        ends_at=now + timedelta(hours=3),
    )
    for name in NAMES:
        organisation = f.OrganisationFactory(name="Gemeente Voorbeeldstad") if name.startswith("A") else None
        f.EnrolmentFactory(edition=edition, person=f.PersonFactory(name=name), organisation=organisation)
    return made


def trainer_of(session: Session, name: str = "Sanne Voorbeeld") -> Any:
    account = f.UserFactory(name=name, language="nl")
    f.EnrolmentFactory(edition=session.edition, person=f.PersonFactory(account=account, name=name), role="trainer")
    return account


def address(live_server, session, name="meeting", *more):
    return live_server.url + reverse(f"leerlijn_courses:{name}", args=[session.pk, *more])


@pytest.fixture
def meets(axe):
    """As `axe`, scrolled to the end: while one scrolls, the bar covers half a row somewhere, and that is no small target."""

    def check(page):
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        axe(page)
        page.evaluate("window.scrollTo(0, 0)")

    return check


def row(page, name):
    return page.locator(".ph-row").filter(has_text=name)


def tap(page, name):
    row(page, name).locator(".ph-tap").click()


def choose(page, name, choice):
    row(page, name).locator(".ph-dots").click()
    page.locator(f"#ph-dialog [data-status={choice}]").click()


def until(page, expression):
    """Playwright's own waiting evaluates text in the page, which the content policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def saved(page):
    expect(page.locator("#ph-state")).to_have_text(SAVED)


def marks(session):
    found = Attendance.objects.effective().filter(session=session).exclude(status="void")
    return {name.split()[0]: (status, minutes) for name, status, minutes in
            found.values_list("person__name", "status", "minutes")}  # fmt: skip


def test_a_meeting_is_marked_with_one_thumb(page, live_server, log_in, meets, session):
    log_in(trainer_of(session))
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:today"))
    page.wait_for_url(address(live_server, session))
    meets(page)
    tap(page, "Aaltje")
    expect(row(page, "Aaltje").locator(".ph-word")).to_have_text("Aanwezig")
    tap(page, "Ahmet")
    tap(page, "Ahmet")
    expect(page.locator("#ph-said")).to_contain_text("Te laat")
    choose(page, "Wolfe", "absent")
    row(page, NAMES[2]).locator(".ph-dots").click()
    meets(page)
    browser.take_pictures(page, "phone-dialog", (320,))
    page.locator("#ph-minutes-number").fill("9999")
    page.locator("#ph-minutes button").click()
    expect(page.locator("#ph-minutes-wrong")).to_be_visible()
    page.locator("#ph-minutes-number").fill("90")
    page.locator("#ph-minutes button").click()
    page.locator("#ph-plus").click()
    page.locator("#ph-plus").click()
    page.locator("#ph-less").click()
    expect(page.locator("#ph-count")).to_contain_text("3 van 5 er")
    saved(page)
    assert marks(session) == {"Aaltje": ("present", None), "Ahmet": ("late", None), "عبد": ("partial", 90),
                              "Wolfeschlegelsteinhausenbergerdorff": ("absent", None)}  # fmt: skip
    session.refresh_from_db()
    assert session.unnamed == 1
    meets(page)
    browser.take_pictures(page, "phone-marked", (320, 1280))
    page.set_viewport_size(PHONE)
    for _ in range(4):
        page.locator("#ph-undo").click()
    expect(row(page, NAMES[2]).locator(".ph-word")).to_have_text("Nog niets ingevuld")
    page.locator("#ph-undo").click()
    expect(row(page, "Wolfe").locator(".ph-word")).to_have_text("Nog niets ingevuld")
    saved(page)
    assert marks(session) == {"Aaltje": ("present", None), "Ahmet": ("late", None)}
    session.refresh_from_db()
    assert session.unnamed == 0


def test_a_dropped_connection_loses_and_doubles_nothing(context, page, live_server, log_in, session):
    log_in(trainer_of(session))
    page.set_viewport_size(PHONE)
    page.goto(address(live_server, session))
    saved(page)
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "caches.match(location.pathname).then(Boolean)")
    until(page, "caches.open('leerlijn-phone-shell').then(c => c.keys()).then(all => all.length > 5)")
    context.set_offline(True)
    tap(page, "Aaltje")
    tap(page, "Ahmet")
    tap(page, "Ahmet")
    page.locator("#ph-plus").click()
    expect(page.locator("#ph-state")).to_contain_text("4 nog te versturen")
    expect(page.locator("#ph-state")).to_contain_text("Geen verbinding")
    browser.take_pictures(page, "phone-offline", (320,))
    page.set_viewport_size(PHONE)
    assert not Tap.objects.exists()
    page.reload()
    expect(row(page, "Ahmet").locator(".ph-word")).to_have_text("Te laat")
    expect(page.locator("#ph-count")).to_contain_text("2 van 5 er")
    expect(page.locator("#ph-unnamed")).to_have_text("1 zonder naam")
    assert page.evaluate("getComputedStyle(document.querySelector('.ph-tap')).minHeight") == "64px"
    tap(page, "Wolfe")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address(live_server, session))
    saved(again)
    assert marks(session) == {"Aaltje": ("present", None), "Ahmet": ("late", None),
                              "Wolfeschlegelsteinhausenbergerdorff": ("present", None)}  # fmt: skip
    assert Tap.objects.count() == 5
    assert Session.objects.get(pk=session.pk).unnamed == 1


def test_the_queue_goes_when_the_connection_is_back_without_anybody_doing_anything(
    context, page, live_server, log_in, session
):
    log_in(trainer_of(session))
    page.goto(address(live_server, session))
    saved(page)
    context.set_offline(True)
    tap(page, "Aaltje")
    expect(page.locator("#ph-state")).to_contain_text("1 nog te versturen")
    context.set_offline(False)
    saved(page)
    assert marks(session) == {"Aaltje": ("present", None)}


def test_a_meeting_one_no_longer_gives_keeps_no_other_waiting(context, page, live_server, log_in, session):
    account = trainer_of(session)
    now = timezone.now()
    other = f.SessionFactory(starts_at=now, ends_at=now + timedelta(hours=1))
    f.EnrolmentFactory(edition=other.edition, person=f.PersonFactory(name="Noor Test"))
    f.EnrolmentFactory(edition=other.edition, person=account.leerlijn_person, role="trainer")
    log_in(account)
    page.goto(address(live_server, session))
    saved(page)
    context.set_offline(True)
    tap(page, "Aaltje")
    Enrolment.objects.filter(edition=session.edition, role="trainer").update(state="stopped")
    context.set_offline(False)
    expect(page.locator("#ph-state")).to_contain_text("opnieuw geprobeerd")
    page.goto(address(live_server, other))
    tap(page, "Noor")
    expect(page.locator("#ph-state")).to_contain_text("1 nog te versturen")
    assert marks(other) == {"Noor": ("present", None)}
    assert not marks(session)


def test_two_phones_and_what_somebody_set_right_meanwhile(browser_, page, live_server, log_in, session):
    log_in(trainer_of(session))
    page.goto(address(live_server, session))
    saved(page)
    other = browser_.new_context(viewport=PHONE, locale="nl-NL")
    browser.log_in(other, live_server.url, trainer_of(session, "Joris Proefpersoon"))
    theirs = other.new_page()
    theirs.goto(address(live_server, session))
    saved(theirs)
    other.set_offline(True)
    tap(theirs, "Aaltje")
    tap(theirs, "Ahmet")
    choose(page, "Aaltje", "excused")
    saved(page)
    other.set_offline(False)
    saved(theirs)
    expect(row(theirs, "Aaltje").locator(".ph-said")).to_contain_text(
        "Sanne Voorbeeld heeft dit intussen aangepast: Afgemeld"
    )
    expect(row(theirs, "Aaltje").locator(".ph-word")).to_have_text("Afgemeld")
    browser.take_pictures(theirs, "phone-overtaken", (320,))
    page.evaluate("leerlijnPhone.send(document.getElementById('phone').dataset.session)")
    expect(row(page, "Ahmet").locator(".ph-word")).to_have_text("Aanwezig")
    assert marks(session) == {"Aaltje": ("excused", None), "Ahmet": ("present", None)}
    other.close()


@pytest.fixture
def browser_(context):
    return context.browser


def test_logged_out_meanwhile_nothing_is_lost_and_no_name_stays(context, page, live_server, log_in, session):
    account = trainer_of(session)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    log_in(account)
    page.goto(address(live_server, session))
    saved(page)
    until(page, "caches.match(location.pathname).then(Boolean)")
    cookies = [cookie for cookie in context.cookies() if cookie["name"] != "sessionid"]
    context.clear_cookies()
    context.add_cookies(cookies)
    tap(page, "Aaltje")
    expect(page.locator("#ph-state")).to_contain_text("Je bent uitgelogd")
    assert not Attendance.objects.exists()
    page.locator("#ph-state a").click()
    page.wait_for_url(re.compile("login"))
    until(page, "caches.keys().then(all => !all.some(name => name.startsWith('leerlijn-phone-names-')))")
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert "Aaltje" not in kept
    page.fill("input[name=login]", account.email)
    page.fill("input[name=password]", f.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(address(live_server, session))
    saved(page)
    assert marks(session) == {"Aaltje": ("present", None)}


def test_without_a_script_every_row_posts(new_context, live_server, session):
    context = new_context(java_script_enabled=False, viewport=PHONE)
    browser.log_in(context, live_server.url, trainer_of(session))
    page = context.new_page()
    page.goto(address(live_server, session))
    tap(page, "Aaltje")
    tap(page, "Aaltje")
    row(page, "Wolfe").locator(".ph-dots").click()
    page.locator("button[value=absent]").click()
    page.locator("#ph-plus").click()
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.fill("input[name=name]", "Noor Test")
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"#p\d+$"))
    assert marks(session) == {"Aaltje": ("late", None), "Wolfeschlegelsteinhausenbergerdorff": ("absent", None),
                              "Noor": ("present", None)}  # fmt: skip
    assert Session.objects.get(pk=session.pk).unnamed == 1
    browser.take_pictures(page, "phone-no-script", (320,))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_screen_meets_the_guidelines(page, live_server, context, log_in, meets, session, language):
    account = trainer_of(session)
    account.language = language
    account.save()
    people = f.EnrolmentFactory.create_batch(15, edition=session.edition)
    mark_session(
        session, [Mark(one, s) for one, s in zip(people, ("late", "excused", "absent"), strict=False)], by=None
    )
    mark_session(session, [Mark(people[4], "partial", minutes=45)], by=None)
    ago = timezone.now() - timedelta(days=9)
    f.SessionFactory(edition=session.edition, starts_at=ago, ends_at=ago + timedelta(hours=1))
    log_in(account)
    context.set_extra_http_headers({"Accept-Language": language})
    screens = {
        "today": live_server.url + reverse("leerlijn_courses:today") + "?all",
        "meeting": address(live_server, session),
        "person": address(live_server, session, "meeting_person", people[4].pk),
        "new": address(live_server, session, "meeting_new"),
        "notes": address(live_server, session, "meeting_notes"),
    }
    for name, path in screens.items():
        page.set_viewport_size(PHONE)
        page.goto(path)
        meets(page)
        if name == "meeting":
            page.screenshot(path=browser.PICTURES / f"phone-first-{language}.png")
            page.evaluate("document.documentElement.classList.add('ll-text-largest', 'll-spacing-wide')")
            meets(page)
            page.screenshot(path=browser.PICTURES / f"phone-large-{language}.png")
            page.evaluate("document.documentElement.classList.remove('ll-text-largest', 'll-spacing-wide')")
        browser.take_pictures(page, f"phone-{name}-{language}", (320, 1280))
        page.evaluate("document.documentElement.dir = 'rtl'")
        meets(page)
        browser.take_pictures(page, f"phone-{name}-{language}-mirrored", (320,))


def test_two_hundred_by_keyboard_and_by_name(page, live_server, log_in, meets, session):
    f.EnrolmentFactory.create_batch(195, edition=session.edition)
    log_in(trainer_of(session))
    page.set_viewport_size(PHONE)
    page.goto(address(live_server, session))
    meets(page)
    page.locator("#ph-q").fill("ahmet yild")
    expect(page.locator(".ph-row:visible")).to_have_count(1)
    page.locator("#ph-q").fill("zzz")
    expect(page.locator("#ph-nobody")).to_be_visible()
    page.locator("#ph-q").fill("")
    page.locator(".ph-tap").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#ph-said")).to_contain_text("Te laat")
    for _ in range(9):
        page.keyboard.press("ArrowDown")
        focused = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert focused <= page.locator(".ph-bar").bounding_box()["y"]
    for _ in range(9):
        page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('.ph-tap')")
    page.keyboard.press("Control+z")
    expect(page.locator("#ph-said")).to_contain_text("Aanwezig")
    saved(page)
    box = page.locator(".ph-bar").bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"] + 1
    page.screenshot(path=browser.PICTURES / "phone-two-hundred.png")
    small = page.evaluate(
        "[...document.querySelectorAll('.ph-tap, .ph-dots, .ph-bar button, .ph-add a')].filter(b => "
        "b.getBoundingClientRect().height < 56 || b.getBoundingClientRect().width < 56).length"
    )
    assert small == 0


def test_taps_of_a_reported_meeting_wait_on_the_phone_for_a_sentence(
    context, page, live_server, log_in, meets, session
):
    log_in(trainer_of(session))
    page.set_viewport_size(PHONE)
    page.goto(address(live_server, session))
    saved(page)
    report_over(session)
    context.set_offline(True)
    tap(page, "Aaltje")
    context.set_offline(False)
    expect(page.locator("#ph-state")).to_contain_text("wachten op deze telefoon op één zin")
    assert not Attendance.objects.exists()
    browser.take_pictures(page, "phone-waits-for-a-reason", (320,))
    page.get_by_role("link", name="Zeg waarom").click()
    expect(row(page, "Aaltje").locator(".ph-word")).to_have_text("Aanwezig")
    meets(page)
    browser.take_pictures(page, "phone-asks-for-a-reason", (320, 1280))
    page.set_viewport_size(PHONE)
    page.get_by_label("Waarom verander je dit nu nog?").fill("De lijst lag in een la.")
    page.get_by_role("button", name="Verder").click()
    saved(page)
    assert marks(session) == {"Aaltje": ("present", None)}
    assert Attendance.objects.get().reason == "De lijst lag in een la."
    expect(page.locator("main")).to_contain_text("De lijst lag in een la.")
    browser.take_pictures(page, "phone-has-a-reason", (320,))
