"""The afternoon that closes Respectvol Samenleven, some weeks ahead: a page, rounds to choose from, and who comes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Page

from cms.models import AudienceTag, CataloguePage, EventPage, ThemeTag
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import latest_version, pin_version
from courses.door.opening import make_door
from courses.editions.enrolling import Entry, enrol_many, withdraw
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.planning import Meeting, start_edition
from courses.editions.rounds.choosing import choose_breakouts
from courses.editions.rounds.planning import Breakout, RoundPlan, plan_round
from courses.people.models import Person
from courses.people.registering import create_persons
from courses.registering.answering import Answered, keep_answers
from courses.registering.asking import set_presets
from courses.registering.models import RegistrationQuestion

from .groups import CLOSING_DAY, CLOSING_DAYS_AHEAD, working_day
from .logins import OTHER_PARTICIPANT
from .running import Stage

SLUG = "slotmiddag-respectvol-samenleven"
TITLE = "Slotmiddag Respectvol Samenleven"
PLENARY = "Plenaire opening"
PLACE = "Utrecht, De Verzonnen Zaal"
CAPACITY = 40
LABELS = ("Test je kennis", "Ontmoet elkaar", "Meer weten", "Aan de slag")
# Title, room and places of each breakout, in the order of the labels.
ROUNDS = (
    (
        time(14, 30),
        (
            ("Feit of fabel over ontmoeting", "Zaal Linde", 20),
            ("Aan tafel met een onbekende", "Zaal Esdoorn", 20),
            ("Wat onderzoek zegt over contact", "Zaal Wilg", 20),
            ("Schrijf je eigen uitnodiging", "Zaal Berk", 6),
        ),
    ),
    (
        time(15, 35),
        (
            ("Herken jij de vier voorwaarden?", "Zaal Linde", 20),
            ("Verhalen uit drie straten", "Zaal Esdoorn", 20),
            ("Het dossier ‘Wat werkt bij…’", "Zaal Wilg", 20),
            ("Een plan voor je eigen buurt", "Zaal Berk", 20),
        ),
    ),
)
ROUND_MINUTES = 50

# Everybody is invented. Those after the fortieth come too late; the last place but one comes free again.
COMING = (
    ("Annelies Voorbeeldhuis", "movisie"), ("كريم مثال", "fictiedam"), ("ሰላም ምሳሌ", "modelhaven"),
    ("Bas de Verzinner", "vng"), ("Chiara Esempio", "fictiedam"), ("Desta Verbeelding", "stay-human"),
    ("Eelkje Proefstra", "schijnmeer"), ("Farid el Voorbeeld", "namaakwijk"), ("Greetje Denkbeeldsma", "modelhaven"),
    ("ليلى مثال", "stay-human"), ("Hidde Bedacht", "proefwoude"), ("Ivana Primjer", "bedachterbroek"),
    ("Jamal van Verzonnen", "movisie"), ("ተስፋይ ኣብነት", "zogenaamdrecht"), ("Karin Zogenaamd", "fictiedam"),
    ("Lütfiye Örnek", "verzonnerveen"), ("Maarten Proefpersoon", "doedemocratie"), ("Nadia Denkbeeld", "denkbeeldhoek"),
    ("Olga Primerova", "monsterzijl"), ("Paweł Przykład", "voorbeeldrecht"), ("Quinten de Fictie", "namaakwijk"),
    ("Roos van der Proef", "schijnmeer"), ("يوسف النموذج", "modelhaven"), ("Sjoukje Verbeeldstra", "movisie"),
    ("Teun Bedachtzaam", "proefwoude"), ("Ulrike Beispiel", "stay-human"), ("Veerle Verzonnenberg", "agii"),
    ("Wim Zogenaamd", "fictiedam"), ("Xander Voorbeeldcoach", ""), ("Yara Denkbeeld", "vng"),
    ("Zeynep Örnek", "bedachterbroek"), ("Adama Exemple", "zogenaamdrecht"), ("Brechtje de Fictie", ""),
    ("Cor Proefpersoon", "monsterzijl"), ("ሃና ምሳሌ", "verzonnerveen"), ("Dirkje van der Proef", "voorbeeldrecht"),
    (
        "Jonkvrouw Wilhelmina Apollonia van den Voorbeeld tot Denkbeeldenstein-Verzonnerveen",
        "denkbeeldhoek",
    ),
    ("Ewout Verbeelding", "modelhaven"), ("Fatma Örnekoğlu", "movisie"),
    ("Gerda Teveel", "schijnmeer"), ("Hakim Wachtmaar", "fictiedam"),
)  # fmt: skip
DIETS = {
    0: ["vegetarian"],
    1: ["halal"],
    2: ["vegan"],
    7: ["halal"],
    9: ["halal"],
    11: ["vegetarian"],
    13: ["vegan"],
    15: ["halal", "no_nuts"],
    19: ["vegetarian"],
    25: ["gluten_free"],
    30: ["vegetarian"],
    35: ["lactose_free"],
}
ACCESS = {8: ["wheelchair"], 17: ["hearing_loop"], 33: ["large_print"]}
HAVE_CHOSEN = 31
"""How many chose their breakouts already."""
CANCELS = 27
"""The one of those who come that can't come after all: the first who waits has an offer by that."""

ASKED = (RegistrationQuestion.Kind.ORGANISATION, RegistrationQuestion.Kind.DIET, RegistrationQuestion.Kind.ACCESS)


def day_of(today: date) -> date:
    return working_day(today, CLOSING_DAYS_AHEAD)


def make_closing_day(catalogue: CataloguePage, stage: Stage, *, author: Any) -> Edition | None:
    """The page and its group with all that people did there; None where it was there already."""
    if Edition.objects.filter(code=CLOSING_DAY).exists():
        return None
    day = day_of(stage.today)
    edition = _start(_version(catalogue, day, author), day, stage)
    set_presets(edition, dict.fromkeys(ASKED, ""), by=stage.by)
    _plan_rounds(edition, day, stage)
    coming = _enrol(edition, stage)
    _answer(edition, coming)
    _choose(edition, coming, stage)
    withdraw([coming[CANCELS]], by=stage.by)
    make_door(edition.sessions.get(title=PLENARY), name="Hoofdingang", by=stage.by)
    return edition


def move_page(edition: Edition, days: int, *, by: Any) -> None:
    """The page's day moves with its group."""
    page = (
        EventPage.objects.filter(translation_key=edition.version.translation_key).first() if edition.version else None
    )
    if page is not None:
        page.day += timedelta(days=days)
        page.save_revision(user=by, clean=False).publish(user=by)


def _version(catalogue: CataloguePage, day: date, author: Any) -> CurriculumVersion:
    page = EventPage.objects.child_of(catalogue).filter(slug=SLUG).first() or _make_page(catalogue, day, author)
    return latest_version(page) or pin_version(page, by=author)


def _make_page(catalogue: Page, day: date, author: Any) -> EventPage:
    page = EventPage(
        locale=catalogue.locale,
        slug=SLUG,
        title=TITLE,
        lead=(
            "Twee jaar zochten mensen in buurten, scholen en verenigingen uit wat werkt om samen te leven. Deze middag "
            "delen zij het. Kies twee deelsessies, en ga naar huis met iets wat je morgen kunt doen."
        ),
        day=day,
        starts=time(12, 30),
        ends=time(16, 30),
        place=PLACE,
        for_whom="Voor iedereen die ontmoeting organiseert of mogelijk maakt: bewoners, vrijwilligers, professionals.",
        cost="Gratis, met lunch",
        made_by="Movisie, in opdracht van het ministerie van Sociale Zaken en Werkgelegenheid",
        form=EventPage.Form.MEETINGS,
        rule_all_required=False,
        owner=author,
        live=False,
    )
    page.themes.set(ThemeTag.objects.filter(name__in=("ontmoeting", "kennis")))
    page.audiences.set(AudienceTag.objects.filter(name__in=("vrijwilligers", "wijkwerkers", "beleidsmakers")))
    catalogue.add_child(instance=page)
    page.save_revision(user=author, clean=False).publish(user=author)
    return page


def _start(version: CurriculumVersion, day: date, stage: Stage) -> Edition:
    zone = ZoneInfo("Europe/Amsterdam")

    def at(hour: time) -> datetime:
        return datetime.combine(day, hour, zone)

    return start_edition(
        version,
        by=stage.by,
        title=TITLE,
        organisation=stage.organisations["movisie"],
        code=CLOSING_DAY,
        themes=["ontmoeting", "kennis"],
        capacity=CAPACITY,
        open_for_enrolment=True,
        meetings=[
            Meeting(at(time(12, 30)), at(time(13, 30)), title="Inloop met lunch", place=PLACE, is_break=True),
            Meeting(at(time(13, 30)), at(time(14, 15)), title=PLENARY, place=PLACE),
        ],
    )


def _plan_rounds(edition: Edition, day: date, stage: Stage) -> None:
    closes = datetime.combine(day - timedelta(days=2), time(12), edition.zone)
    for number, (starts, rooms) in enumerate(ROUNDS, start=1):
        begins = datetime.combine(day, starts, edition.zone)
        breakouts = [
            Breakout(title=title, label=label, place=room, capacity=places)
            for label, (title, room, places) in zip(LABELS, rooms, strict=True)
        ]
        ends = begins + timedelta(minutes=ROUND_MINUTES)
        plan_round(edition, RoundPlan(f"Ronde {number}", begins, ends, breakouts, choose_until=closes), by=stage.by)


def _enrol(edition: Edition, stage: Stage) -> list[Enrolment]:
    """Those who come, in the order of the list, and the other participant of the demo as the last of them."""
    keeper = stage.organisations["movisie"]
    rows = [Person(name=name, keeper=keeper, language="nl") for name, _ in COMING]
    persons = create_persons(rows, by=stage.by)
    entries = [
        Entry(person, organisation=stage.organisations.get(home))
        for person, (_, home) in zip(persons, COMING, strict=True)
    ]
    entries.insert(
        CAPACITY - 1, Entry(stage.known[OTHER_PARTICIPANT.name], organisation=stage.organisations["modelhaven"])
    )
    asked = stage.today - timedelta(days=4)
    enrol_many([Entry(stage.trainer, role=Enrolment.Role.TRAINER)], edition, by=stage.by, on=asked)
    return enrol_many(entries, edition, by=stage.by, on=asked)


def _answer(edition: Edition, coming: list[Enrolment]) -> None:
    questions = {question.kind: question for question in RegistrationQuestion.objects.filter(edition=edition)}
    for number, enrolment in enumerate(coming):
        given = [
            Answered(questions[kind], chosen=tuple(answers[number]))
            for kind, answers in ((ASKED[1], DIETS), (ASKED[2], ACCESS))
            if number in answers
        ]
        if given:
            keep_answers(enrolment, given)


def _choose(edition: Edition, coming: list[Enrolment], stage: Stage) -> None:
    rounds = [list(one.breakouts.order_by("pk")) for one in edition.rounds.order_by("starts_at")]
    for number, enrolment in enumerate(coming[:HAVE_CHOSEN]):
        wanted: dict[int, Session | None] = {}
        for step, rooms in enumerate(rounds):
            # The small room is filled by every fifth, so that one of the breakouts is full.
            room = rooms[-1] if number % 5 == step else rooms[(number + step) % (len(rooms) - 1)]
            wanted[room.round_id or 0] = room
        choose_breakouts(enrolment, wanted, by=stage.by)
