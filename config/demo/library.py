"""The demo's library: tools for four settings, a dossier with its sources, and a story of practice."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from cms.authors import let_work_on
from cms.models import (
    AudienceTag,
    CataloguePage,
    DossierPage,
    LibraryItemPage,
    LibraryPage,
    RegionTag,
    SettingTag,
    StoryPage,
    ThemeTag,
    ToolPage,
)
from courses.network.models import Application
from courses.network.taking_part import admit
from courses.people.models import Organisation

SETTINGS = {
    "sportveld": ("Sportveld", "Sports field", "op het sportveld", "on the sports field"),
    "klas": ("Klas", "Classroom", "in de klas", "in the classroom"),
    "geloofshuis": ("Geloofshuis", "House of faith", "in het geloofshuis", "in the house of faith"),
    "werk": ("Werk", "Work", "op het werk", "at work"),
}
REGIONS = {
    "groningen": ("Groningen", "Groningen"),
    "utrecht": ("Utrecht", "Utrecht"),
    "vlaanderen": ("Vlaanderen", "Flanders"),
}


@dataclass(frozen=True)
class Item:
    """Something of the library in plain data; `steps` are (title, minutes, text), `cards` (title, text)."""

    model: type[LibraryItemPage]
    slug: str
    title: str
    lead: str
    text: str = ""
    steps: tuple[tuple[str, int, str], ...] = ()
    cards: tuple[tuple[str, str], ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    settings: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


ITEMS = (
    Item(
        ToolPage,
        "praten-langs-de-lijn",
        "Praten langs de lijn",
        "Een korte werkvorm voor na de training: iedereen zegt één ding over wat er langs de lijn gebeurde.",
        text="<p>Langs de lijn valt soms een opmerking die blijft hangen. Maak er tien minuten voor.</p>",
        steps=(
            ("In een kring", 2, "<p>Ga staan waar iedereen elkaar ziet. Telefoons in de tas.</p>"),
            ("Wat zag je?", 5, "<p>Ieder zegt één zin over wat hij zag of hoorde. Niemand reageert.</p>"),
            ("Wat spreken we af?", 5, "<p>Kies samen één afspraak voor de volgende wedstrijd.</p>"),
        ),
        settings=("sportveld",),
        themes=("polarisatie", "dialoog"),
        audiences=("sportcoaches",),
        regions=("groningen",),
        fields={"kind": "method", "group_from": 8, "group_to": 20, "minutes": 12, "dated": date(2024, 3, 12)},
    ),
    Item(
        ToolPage,
        "de-stille-ronde",
        "De stille ronde",
        "Eén vraag op tafel, en iedereen vertelt om de beurt. Niemand reageert, ook niet met een knik.",
        text="<p>In een debat zoek je de zwakke plek van de ander. Hier zoek je wat de ander ziet en jij niet.</p>",
        steps=(
            ("Leg één vraag op tafel", 5, "<p>Bijvoorbeeld: <i>Wanneer voelde jij je ergens welkom?</i></p>"),
            ("Twee minuten stil", 2, "<p>Iedereen denkt na. Schrijven mag.</p>"),
            ("De ronde", 15, "<p>Ieder vertelt om de beurt. De anderen luisteren alleen.</p>"),
            ("Wat hoorde je?", 8, "<p>Vraag pas na de laatste: <i>Wat hoorde je dat je niet verwachtte?</i></p>"),
        ),
        settings=("klas", "geloofshuis", "werk"),
        themes=("dialoog", "ontmoeting"),
        audiences=("docenten", "leidinggevenden", "vrijwilligers"),
        fields={
            "kind": "method",
            "group_from": 6,
            "group_to": 12,
            "minutes": 30,
            "material": "Een kring van stoelen\nEen voorwerp dat rondgaat",
            "dated": date(2023, 9, 4),
        },
    ),
    Item(
        ToolPage,
        "vragen-die-openen",
        "Vragen die openen",
        "Twaalf kaarten met vragen naar ervaringen. Ze helpen als een gesprek over meningen vastloopt.",
        text="<p>Leg de kaarten met de tekst naar onder op tafel. Wie wil, draait er een om en begint.</p>",
        cards=(
            ("Thuis", "Wanneer voelde jij je voor het laatst ergens helemaal thuis?"),
            ("Welkom", "Wie heeft jou eens welkom geheten toen je dat niet verwachtte? Wat deed die ander?"),
            ("Zorg", "Waar lig jij wakker van als je aan je buurt denkt?"),
            ("Trots", "Waar ben je trots op in de plaats waar je woont?"),
            ("Anders", "Met wie praat jij die heel anders denkt dan jij? Hoe gaat dat?"),
            ("Van gedachten", "Wanneer veranderde je van gedachten? Wat hielp?"),
            ("Stil", "Waarover zwijg je liever? Wat zou je helpen om het te zeggen?"),
            ("Jong", "Wat leerde jij als kind over mensen die anders zijn?"),
            ("Grens", "Waar ligt jouw grens in een gesprek? Hoe geef je die aan?"),
            ("Hulp", "Wie hielp jou eens zonder iets terug te willen?"),
            ("Morgen", "Wat kun jij morgen doen, klein en dichtbij?"),
            ("Jouw vraag", "Welke vraag ontbreekt hier? Stel hem."),
        ),
        settings=("klas", "geloofshuis", "werk", "sportveld"),
        themes=("dialoog", "ontmoeting"),
        audiences=("docenten", "vrijwilligers", "leidinggevenden"),
        fields={"kind": "conversation_card", "licence": "by-sa", "group_from": 4, "group_to": 8, "minutes": 45},
    ),
    Item(
        ToolPage,
        "de-zorg-en-de-wens",
        "De zorg en de wens",
        "Ieder schrijft een zorg en een wens op. Samen zoek je wensen die bij meer zorgen passen.",
        steps=(
            ("Schrijven", 10, "<p>Eén zorg en één wens, elk op een eigen kaart.</p>"),
            ("Ophangen", 10, "<p>Eerst de wensen, daarna de zorgen.</p>"),
            (
                "Zoeken",
                25,
                "<p>Welke wens past bij meer dan één zorg? Vaak hangen ‘voor’ en ‘tegen’ dan door elkaar.</p>",
            ),
        ),
        settings=("werk",),
        themes=("conflict", "dialoog"),
        audiences=("leidinggevenden", "ambtenaren"),
        regions=("utrecht",),
        fields={
            "kind": "method",
            "group_from": 8,
            "group_to": 20,
            "minutes": 45,
            "material": "Kaarten in twee kleuren\nStiften\nEen muur",
            "dated": date(2024, 11, 5),
            "available_to": "members",
        },
    ),
    Item(
        ToolPage,
        "sociale-kaart-groningen",
        "Sociale kaart Groningen",
        "Wie doet wat in de provincie, en wie kun je bellen als er spanning is. Voor professionals, op aanvraag.",
        text="<p>De kaart noemt mensen bij naam. Deel haar niet verder.</p>",
        themes=("polarisatie",),
        audiences=("ambtenaren", "beleidsmakers"),
        regions=("groningen",),
        fields={"kind": "social_map", "licence": "ask", "available_to": "request", "dated": date(2014, 12, 1)},
    ),
    Item(
        DossierPage,
        "wat-werkt-bij-ontmoeting",
        "Wat werkt bij ontmoeting?",
        "Wat werkt wel en wat niet als je contact wilt tussen mensen met een verschillende achtergrond?",
        text=(
            "<h2>Wat onderzoek laat zien</h2><p>Contact kan vooroordelen verminderen, als het onder goede omstandigheden "
            "gebeurt. Vier dingen helpen: mensen zijn gelijk in de ontmoeting, ze hebben een doel samen, ze hebben elkaar "
            "nodig, en de omgeving staat erachter.</p><h2>Wat minder werkt</h2><p>Eén keer samen eten verandert weinig. "
            "En wie mensen uitnodigt als voorbeeld van hun groep, maakt die groep alleen maar zichtbaarder.</p>"
        ),
        sources=(
            {"author": "Gordon Allport", "title": "The Nature of Prejudice", "year": 1954},
            {
                "author": "Thomas Pettigrew en Linda Tropp",
                "title": "A meta-analytic test of intergroup contact theory",
                "year": 2006,
                "address": "https://doi.org/10.1037/0022-3514.90.5.751",
                "accessed": "2022-09-01",
            },
        ),
        themes=("ontmoeting", "kennis"),
        audiences=("beleidsmakers", "vrijwilligers"),
        fields={"dated": date(2022, 10, 7), "review_on": date(2027, 10, 7), "made_by": "Respectvol Samenleven"},
    ),
    Item(
        DossierPage,
        "handboek-polrad",
        "Handboek POLRAD",
        "Hoe je rolmodellen vindt, traint, inzet en begeleidt. Voor professionals en beleidsmakers.",
        text=(
            "<h2>Van onderop</h2><p>De kracht van het project is dat rolmodellen van onderaf zijn geworven, getraind, "
            "ingezet en gecoacht.</p>"
        ),
        sources=({"author": "CMO STAMM", "title": "POLRAD, de kracht van lokale rolmodellen", "year": 2015},),
        themes=("polarisatie", "kennis"),
        audiences=("beleidsmakers",),
        regions=("groningen",),
        fields={"dated": date(2014, 12, 1), "made_by": "De partners van POLRAD"},
    ),
    Item(
        StoryPage,
        "soep-op-dinsdag",
        "Soep op dinsdag",
        "In een buurthuis eten elke dinsdag mensen samen die elkaar eerst alleen van gezicht kenden.",
        text=(
            "<p>Het begon met een pan die te groot was. Nu staan er elke week twee mensen uit verschillende straten te "
            "koken. Ze kozen één regel: je gaat naast iemand zitten van wie je de naam niet weet.</p>"
            "<p>Na een half jaar vroeg een van de koks: ‘Mogen we ook praten over het azc?’ Dat mocht. Eerst de soep.</p>"
        ),
        themes=("ontmoeting",),
        audiences=("vrijwilligers",),
        regions=("utrecht",),
        fields={"series": "Aangenaam Kennismaken", "place": "Een buurthuis in Utrecht", "dated": date(2022, 6, 14)},
    ),
)


# Language variants of some of them, by the slug of the Dutch one; what isn't said is as there.
ENGLISH = {
    "de-stille-ronde": Item(
        ToolPage,
        "the-silent-round",
        "The silent round",
        "One question on the table, and everybody tells in turn. Nobody reacts, not even with a nod.",
        text="<p>In a debate you look for the weak spot of the other. Here you look for what only the other sees.</p>",
        steps=(
            ("Put one question on the table", 5, "<p>For instance: <i>When did you feel welcome somewhere?</i></p>"),
            ("Two minutes of silence", 2, "<p>Everybody thinks. Writing is fine.</p>"),
            ("The round", 15, "<p>Each tells in turn. The others only listen.</p>"),
            (
                "What did you hear?",
                8,
                "<p>Ask only after the last one: <i>What did you hear that surprised you?</i></p>",
            ),
        ),
        fields={"material": "A circle of chairs\nAn object that goes round"},
    ),
    "vragen-die-openen": Item(
        ToolPage,
        "questions-that-open",
        "Questions that open",
        "Cards with questions about experiences. They help when a talk about opinions gets stuck.",
        text="<p>Put the cards on the table face down. Who wants to turns one and begins.</p>",
        cards=(
            ("Home", "When did you last feel completely at home somewhere?"),
            ("Welcome", "Who once welcomed you when you didn’t expect it? What did they do?"),
            ("Proud", "What are you proud of in the place where you live?"),
            ("Different", "With whom do you talk who thinks quite differently? How does that go?"),
        ),
    ),
    "de-zorg-en-de-wens": Item(
        ToolPage,
        "the-worry-and-the-wish",
        "The worry and the wish",
        "Each writes down a worry and a wish. Together you look for wishes that fit more than one worry.",
        steps=(
            ("Writing", 10, "<p>One worry and one wish, each on a card of its own.</p>"),
            ("Hanging up", 10, "<p>First the wishes, then the worries.</p>"),
            ("Looking", 25, "<p>Which wish fits more than one worry? Often ‘for’ and ‘against’ then hang mixed.</p>"),
        ),
        fields={"material": "Cards in two colours\nPens\nA wall"},
    ),
}


def make_network(network: Organisation, partner: Organisation, *, by: Any) -> None:
    """A partner that takes part, and an organisation that asks to: it waits for an answer."""
    admit(partner, network, by=by)
    Application.objects.get_or_create(
        network=network,
        email="noor@example.org",
        defaults={
            "kind": Application.Kind.JOIN,
            "organisation_name": "Buurthuis De Verzonnen Linde",
            "organisation_kind": Organisation.Kind.CIVIL_SOCIETY,
            "place": "Fictiedam",
            "name": "Noor Voorbeeld",
            "why": "Onze vrijwilligers merken dat gesprekken sneller vastlopen. Zij zoeken werkvormen die hen helpen.",
            "language": "nl",
            "confirmed_at": timezone.now(),
        },
    )


def make_library(catalogue: CataloguePage, organisations: dict[str, Organisation], *, by: Any) -> LibraryPage:
    """The library below the catalogue. What is there is left alone, whatever was changed in it."""
    found = LibraryPage.objects.child_of(catalogue).first()
    library = found or LibraryPage(
        title="Bibliotheek",
        slug="bibliotheek",
        locale=catalogue.locale,
        lead="Werkvormen, dossiers en verhalen van mensen die hiermee werken. Kies waar je bent, of zoek.",
        network=organisations["stay-human"],
    )
    if found is None:
        _place(catalogue, library, by)
        let_work_on(library)
    _make_labels()
    there = set(LibraryItemPage.objects.child_of(library).values_list("slug", flat=True))
    for item in ITEMS:
        if item.slug not in there:
            _place(library, _page(item), by)
    _make_english(catalogue, library, by)
    return library


def _make_english(catalogue: CataloguePage, library: LibraryPage, by: Any) -> None:
    """The library in English with what is translated; the rest stands in it in Dutch."""
    english = Locale.objects.filter(language_code="en").first()
    parent = catalogue.get_translation_or_none(english) if english else None
    if parent is None:
        return
    found = library.get_translation_or_none(english)
    place = found or LibraryPage(
        title="Library",
        slug="library",
        lead="Methods, dossiers and stories of people who work with them. Choose where you are, or search.",
        network=library.network,
        translation_key=library.translation_key,
    )
    if found is None:
        _place(parent, place, by)
        let_work_on(place)
    there = set(LibraryItemPage.objects.child_of(place).values_list("slug", flat=True))
    for item in ITEMS:
        words = ENGLISH.get(item.slug)
        dutch = LibraryItemPage.objects.child_of(library).filter(slug=item.slug).first()
        if words and dutch and words.slug not in there:
            page = _page(replace(item, **_said(words), fields=item.fields | words.fields), keys=item.slug)
            page.translation_key = dutch.translation_key
            _place(place, page, by)


def _said(words: Item) -> dict[str, Any]:
    return {name: getattr(words, name) for name in ("slug", "title", "lead", "text", "steps", "cards")}


def _page(item: Item, *, keys: str = "") -> LibraryItemPage:
    """The page; its blocks have their keys from the slug of the Dutch one."""
    keys = keys or item.slug
    body: list[tuple[str, Any]] = [("text", item.text)] if item.text else []
    body += [("step", {"title": title, "minutes": minutes, "text": text}) for title, minutes, text in item.steps]
    streams: dict[str, Any] = {"body": _stream(keys, body)}
    if item.cards:
        cards = [("card", {"title": title, "text": text}) for title, text in item.cards]
        streams["cards"] = _stream(f"{keys}-cards", cards)
    if item.sources:
        nothing = {"author": "", "year": None, "address": "", "accessed": None}
        streams["sources"] = _stream(f"{keys}-sources", [("source", nothing | source) for source in item.sources])
    fields = {"licence": "by", "made_by": "Stay Human", **item.fields}
    page = item.model(title=item.title, slug=item.slug, lead=item.lead, **streams, **fields)
    page.used_in.set(SettingTag.objects.filter(slug__in=item.settings))
    page.themes.set(ThemeTag.objects.filter(name__in=item.themes))
    page.audiences.set(AudienceTag.objects.filter(name__in=item.audiences))
    page.regions.set(RegionTag.objects.filter(slug__in=item.regions))
    return page


def _stream(slug: str, blocks: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{slug}:{number}"))}
        for number, (kind, value) in enumerate(blocks)
    ]


def _make_labels() -> None:
    for slug, (name, name_en, phrase, phrase_en) in SETTINGS.items():
        SettingTag.objects.get_or_create(
            slug=slug, defaults={"name": name, "name_en": name_en, "phrase": phrase, "phrase_en": phrase_en}
        )
    for slug, (name, name_en) in REGIONS.items():
        RegionTag.objects.get_or_create(slug=slug, defaults={"name": name, "name_en": name_en})


def _place(parent: Any, page: Any, by: Any) -> None:
    page.owner, page.live, page.locale = by, False, parent.locale
    page.full_clean(exclude=["path", "depth", "slug"])
    parent.add_child(instance=page)
    page.save_revision(user=by, clean=False).publish(user=by)
