"""Every block on one module, and what stands beside it for trainers, in a real browser: narrow, wide and on paper."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.documents import get_document_model
from wagtail.models import Comment

from courses.curricula.models import CurriculumVersion
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SessionFactory,
    SuperuserFactory,
    raw,
    raw_meeting,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def item(value):
    return raw("item", value)


def every_block():
    documents = get_document_model().objects
    film, sound = (documents.create(title=n, file=ContentFile(b"x" * 90_000, name=n)) for n in ("film.mp4", "stem.mp3"))
    captions = documents.create(
        title="Ondertitels", file=ContentFile(b"WEBVTT\n\n00:00.000 --> 00:02.000\nDag.\n", name="film.vtt")
    )
    form = documents.create(title="Conflictdiagnose, invulblad", file=ContentFile(b"%PDF-1.4", name="diagnose.pdf"))
    said = "<p>“Ik zie dat je boos bent.”</p>"
    steps = [
        item({"title": "Vertraag", "text": "<p>Adem. Praat langzamer.</p>"}),
        item({"title": "Benoem", "text": ""}),
    ]
    return [
        raw("text", "<p>Een conflict begint <b>klein</b>.</p>", "one"),
        raw(
            "video",
            {"title": "Twee buren", "file": film.pk, "captions": captions.pk, "address": "", "transcript": said},
        ),
        raw("audio", {"title": "Een gesprek aan de deur", "file": sound.pk, "transcript": said}),
        raw(
            "embed",
            {"title": "Kaart van de wijk", "address": "https://kaart.example.org/wijk", "about": "<p>De wijk.</p>"},
            "elsewhere",
        ),
        raw("download", {"title": "", "file": form.pk, "about": "Vul dit in voor je eigen casus."}),
        raw("quote", {"text": "Wie luistert, hoort meer.", "source": "Een deelnemer"}),
        raw(
            "example",
            {
                "title": "De fiets in het portiek",
                "text": "<p>Twee buren praten al een maand niet meer.</p>",
                "question": "Waar zou jij beginnen?",
                "source": "Een wijkcoach",
            },
        ),
        raw(
            "accordion",
            {
                "parts": [
                    item({"title": "Wat is polarisatie?", "text": "<p>Denken in wij en zij.</p>"}),
                    item({"title": "Wat is een conflict?", "text": "<p>Een verschil dat knelt.</p>"}),
                ]
            },
        ),
        raw(
            "discussion",
            {
                "title": "Wie ontbreekt aan tafel?",
                "question": "<p>Noem een gesprek waar iemand bij had moeten zijn.</p>",
                "group_size": "in tweetallen",
                "minutes": 10,
                "outcome": "Kies één zin.",
            },
        ),
        raw(
            "method",
            {
                "title": "Over de streep",
                "goal": "Zien wat je deelt.",
                "group_size": "10 tot 25 mensen",
                "minutes": 30,
                "material": "een streep op de vloer",
                "steps": [item("<p>Iedereen staat aan één kant.</p>"), item("<p>Lees een stelling voor.</p>")],
            },
        ),
        raw("step_plan", {"title": "Als het uit de hand loopt", "intro": "Begin hier.", "steps": steps}),
        raw("checklist", {"title": "Voor je begint", "points": [item("Stoelen in een kring."), item("Koffie.")]}),
        raw(
            "only_for",
            {
                "functions": ["raadslid"],
                "pieces": [
                    raw("text", "<p>Wat je het college vraagt.</p>"),
                    raw("reflection", {"question": "Welke vraag stel je?", "hint": ""}),
                ],
            },
        ),
    ]


@pytest.fixture
def module(transactional_db):
    plan = [
        {"minutes": 15, "title": "Welkom en kennismaken", "room": "Zaal 2, stoelen in een kring"},
        {
            "minutes": 45,
            "title": "Over de streep",
            "method": "Werkvorm Over de streep",
            "material": "afplakband, 20 stellingen",
            "note": "Stop als iemand stil wordt.",
        },
        {"minutes": 15, "title": "Koffie", "is_break": True, "room": "Foyer"},
        {"minutes": 75, "title": "Dialoogtafels", "method": "Dialoog in rondes", "material": "gesprekskaarten"},
    ]
    outline = [raw_meeting("Dagdeel 1", minutes=0, key="m", plan=[item(row) for row in plan])]
    offer = MasterclassPageFactory(title="Doorbreek de bubbel", outline=outline)
    guide = [
        raw("text", "<p>Geef dit na de lunch.</p>"),
        raw("checklist", {"title": "Mee", "points": [item("Kaarten")]}),
    ]
    return ModulePageFactory(parent=offer, title="Een conflict lezen", body=every_block(), guide=guide)


@pytest.fixture
def enrolment(module):
    version = CurriculumVersion.objects.filter(units__page=module.pk).latest("number")
    person = PersonWithAccountFactory(account__language="nl")
    return EnrolmentFactory(edition=EditionFactory(version=version), person=person, function="raadslid")


def test_a_module_with_every_block(page, log_in, axe, pictures, live_server, module, enrolment):
    page.route(
        "https://kaart.example.org/**", lambda route: route.fulfill(body="<p>Kaart</p>", content_type="text/html")
    )
    log_in(enrolment.person.account)
    address = live_server.url + reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])
    page.goto(address)
    axe(page)
    pictures(page, "blocks")
    page.get_by_text("Wat is polarisatie?").click()
    assert page.get_by_text("Denken in wij en zij.").is_visible()
    page.get_by_label("Koffie.").check()
    page.emulate_media(media="print")
    assert page.get_by_text("Een verschil dat knelt.").is_visible()
    assert page.get_by_text("https://kaart.example.org/wijk").is_visible()
    assert not page.get_by_role("button", name="Tonen van kaart.example.org").is_visible()


def test_wagtails_checks_read_every_block_in_the_editor(page, log_in, live_server, module):
    """Nothing is wrong with them; a heading that nobody filled in is found."""
    log_in(SuperuserFactory(language="nl"))
    editor = live_server.url + reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert checked(page, editor) == "0"
    module.body = [*every_block(), raw("text", "<h3></h3><p>Tot slot.</p>")]
    module.save_revision()
    assert checked(page, editor) == "1"


def checked(page, editor):
    """How many things the checks of the editor find."""
    page.goto(editor)
    page.locator("[data-side-panel-toggle=checks]").click()
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"^\d{2,}$"), timeout=20_000)
    return page.locator("[data-content-checker-count]").inner_text()


def test_a_reviewer_comments_on_a_field_inside_a_block_and_the_author_reads_it(page, log_in, live_server, module):
    log_in(SuperuserFactory(language="nl", name="Rita Redactie"))
    page.set_viewport_size({"width": 1280, "height": 900})
    editor = live_server.url + reverse("wagtailadmin_pages:edit", args=[module.pk])
    page.goto(editor)
    page.locator("[data-side-panel-toggle=comments]").click()
    # The last field of the page: the hint of a reflection that stands inside what is for council members only.
    page.locator("[data-contentpath=hint]").last.locator("[data-comment-add]").click()
    page.get_by_placeholder("Typ commentaar").last.fill("Mag dit korter?")
    page.get_by_role("button", name="Opmerking", exact=True).click()
    page.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_load_state("networkidle")
    page.goto(editor)
    page.locator("[data-side-panel-toggle=comments]").click()
    expect(page.get_by_text("Mag dit korter?").first).to_be_visible()
    assert Comment.objects.get().contentpath.endswith(".hint")


def test_a_run_sheet_and_a_guide_in_the_hand(page, log_in, axe, pictures, live_server, module, enrolment):
    trainer = EnrolmentFactory(
        edition=enrolment.edition, person=PersonWithAccountFactory(account__language="nl"), role="trainer"
    )
    start = timezone.now().replace(hour=12, minute=30) + timedelta(days=3)
    session = SessionFactory(
        edition=enrolment.edition,
        unit_key=f"{module.get_parent().translation_key}:m",
        title="Middag in Utrecht",
        starts_at=start,
        ends_at=start + timedelta(hours=3),
        place="Stadhuis",
    )
    log_in(trainer.person.account)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live_server.url + reverse("leerlijn_courses:meeting", args=[session.pk]))
    page.get_by_role("link", name="Draaiboek").click()
    expect(page.get_by_text("Stop als iemand stil wordt.")).to_be_visible()
    axe(page)
    pictures(page, "run-sheet")
    page.get_by_role("link", name="Draaiboeken en handleidingen").click()
    axe(page)
    pictures(page, "to-give")
    page.get_by_role("link", name="Een conflict lezen").click()
    expect(page.get_by_text("Geef dit na de lunch.")).to_be_visible()
    axe(page)
    pictures(page, "guide")
