"""What could be better on a page: shown to its author while editing and at publishing, and never in the way of it.

What keeps a page from being published is `cms.checking`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.blocks.minute_plan import net_of, plan_rows
from cms.describing import describe, modules_below
from cms.models import CurriculumPage, ModulePage
from cms.translating import about_variants
from cms.wording import Link, Text, reading_minutes, texts_of, words_in
from courses.curricula.contract import CurriculumKind, UnitKind, text_in
from courses.moments import hours_in_words

# Plain texts keep to 15 or 20 words; beyond this nobody at B1 follows.
LONG_SENTENCE = 25
SHOWN = 5
STIFF = {
    "nl": {
        "aangaande": "over",
        "alsmede": "en",
        "conform": "volgens",
        "derhalve": "dus",
        "desalniettemin": "toch",
        "dientengevolge": "daardoor",
        "echter": "maar",
        "geschieden": "gebeuren",
        "gaarne": "graag",
        "inzake": "over",
        "jegens": "tegen",
        "middels": "met",
        "mits": "als",
        "niettegenstaande": "ondanks",
        "omtrent": "over",
        "onderhavige": "deze",
        "reeds": "al",
        "teneinde": "om",
        "trachten": "proberen",
        "thans": "nu",
        "zulks": "dat",
    },
    "en": {
        "aforementioned": "this",
        "commence": "begin",
        "endeavour": "try",
        "facilitate": "help",
        "hereinafter": "from here",
        "notwithstanding": "despite",
        "pursuant": "by",
        "regarding": "about",
        "thereof": "of it",
        "utilise": "use",
        "utilize": "use",
        "whilst": "while",
    },
}
SAYS_NOTHING = {
    *("hier", "klik hier", "link", "deze link", "lees meer", "lees verder", "meer", "meer informatie"),
    *("here", "click here", "this link", "read more", "more", "more information"),
}


def advice(page: Any) -> list[str]:
    """Sentences about what could be better, the heaviest first; empty when all is well."""
    if isinstance(page, ModulePage):
        return list(dict.fromkeys(_about_module(page)))
    if isinstance(page, CurriculumPage):
        return list(dict.fromkeys(_about_programme(page)))
    return []


def _about_module(page: Any) -> Iterator[str]:
    pieces = list(_pieces(page.body))
    for block in pieces:
        yield from _about_piece(block)
    texts = [*texts_of(page.body), *texts_of(page.guide)]
    yield from _about_links(link for text in texts for link in text.links)
    yield from about_variants(page)
    yield from _about_steps(page)
    if not page.lead.strip():
        yield _("The introduction is empty. One sentence tells what this module is about.")
    words = sum(text.words for text in texts_of(page.body))
    if page.minutes and reading_minutes(words) > page.minutes:
        yield _("Reading takes some %(reading)s, and you say %(minutes)s. Give more time, or shorten the text.") % {
            "reading": hours_in_words(reading_minutes(words)),
            "minutes": hours_in_words(page.minutes),
        }
    yield from _about_language([*_plain(page.lead), *texts], page.locale.language_code)


def _about_programme(page: Any) -> Iterator[str]:
    if not page.outcomes.strip() and page.curriculum_kind != CurriculumKind.EVENT:
        yield _("It does not say what somebody can do afterwards. Certificates print that.")
    for block in page.outline:
        if block.block_type == "planned_session":
            yield from _about_plan(block.value)
    yield from about_variants(page)
    typed = [text for field in (page.lead, page.for_whom, page.outcomes) for text in _plain(field)]
    yield from _about_language([*typed, *texts_of(page.outline)], page.locale.language_code)


def _pieces(stream: Any) -> Iterator[Any]:
    """The blocks of a module, those for a function among them."""
    for block in stream:
        if block.block_type == "only_for":
            yield from _pieces(block.value.get("pieces") or ())
        else:
            yield block


def _about_piece(block: Any) -> Iterator[str]:
    value, kind = block.value, block.block_type
    if kind in ("video", "audio"):
        title = {"title": value.get("title") or block.block.label}
        if not _said(value.get("transcript")):
            yield _("“%(title)s” has no transcript: who can't hear it, or would rather read, gets nothing.") % title
        if kind == "video" and value.get("file") and not value.get("captions"):
            yield _("The video “%(title)s” has no captions: who can't hear it sees people talk.") % title
    if kind == "embed" and not _said(value.get("about")):
        yield _("“%(title)s” stands on another site. Say what is to be seen there, for who doesn't go there.") % {
            "title": value.get("title") or block.block.label
        }
    missing = {"picture": "image", "download": "file", "audio": "file", "reading_aloud": "recording"}.get(kind)
    if missing and not value.get(missing):
        yield _("A block “%(kind)s” has lost its file or picture. Choose another, or remove the block.") % {
            "kind": block.block.label
        }
    if not any(text.words for text in texts_of([block])) and kind not in ("picture", "download", "test"):
        yield _("A block “%(kind)s” is empty. Fill it, or remove it.") % {"kind": block.block.label}
    elif any(not value.get(name, True) for name in ("steps", "points", "parts") if kind != "text" and name in value):
        yield _("The block “%(kind)s” lists nothing yet.") % {"kind": block.block.label}


def _said(rich: Any) -> bool:
    return bool(rich) and any(Text(rich.source, True, None).sentences)


def _about_links(links: Iterable[Link]) -> Iterator[str]:
    found = list(links)
    pages = {link.target for link in found if link.kind == "page" and link.target.isdigit()}
    documents = {link.target for link in found if link.kind == "document" and link.target.isdigit()}
    live = set(map(str, Page.objects.live().filter(pk__in=pages).values_list("pk", flat=True))) if pages else set()
    there = get_document_model().objects.filter(pk__in=documents).values_list("pk", flat=True) if documents else ()
    known = {"page": live, "document": set(map(str, there))}
    for link in found:
        text = " ".join(link.text.split())
        if not text:
            yield _("There is a link without a word in it: nobody can choose it. Remove it, or give it words.")
        elif link.kind in known and link.target not in known[link.kind]:
            yield _("The link “%(text)s” leads to a page or document that is gone or not published.") % {
                "text": text[:80]
            }
        elif not link.kind and link.target.strip() in ("", "#", "http://", "https://"):
            yield _("The link “%(text)s” leads nowhere.") % {"text": text[:80]}
        elif text.lower().strip(" .!»>") in SAYS_NOTHING:
            yield _("The link “%(text)s” does not say where it leads. Link the words that do.") % {"text": text[:80]}


def _about_steps(page: Any) -> Iterator[str]:
    title, empty = "", False
    for block in [*page.body, None]:
        if block is None or block.block_type == "section":
            if empty:
                yield _("Nothing stands below the step “%(title)s”.") % {"title": title}
            title, empty = (block.value, True) if block is not None else ("", False)
        else:
            empty = False


def _about_plan(value: Any) -> Iterator[str]:
    typed, planned = value.get("minutes") or 0, net_of(plan_rows(value))
    if typed and planned and typed != planned:
        yield _("“%(title)s”: you say %(typed)s, and the plan without breaks takes %(planned)s.") % {
            "title": value.get("title") or "",
            "typed": hours_in_words(typed),
            "planned": hours_in_words(planned),
        }


def _about_language(texts: Iterable[Text], language: str) -> Iterator[str]:
    """Of the languages whose words and sentences we know how to weigh; in others who writes knows better."""
    stiff = STIFF.get(language.partition("-")[0])
    if stiff is None:
        return
    long: list[str] = []
    heard: dict[str, str] = {}
    for text in texts:
        for sentence in text.sentences:
            words = words_in(sentence)
            if len(words) > LONG_SENTENCE:
                long.append(
                    _("A sentence of %(count)d words is hard to follow: “%(sentence)s”. Make it two or three.")
                    % {"count": len(words), "sentence": _short(sentence)}
                )
            heard |= {word.lower(): stiff[word.lower()] for word in words if word.lower() in stiff}
    yield from long[:SHOWN]
    if len(long) > SHOWN:
        rest = len(long) - SHOWN
        yield ngettext("And %(count)d more long sentence.", "And %(count)d more long sentences.", rest) % {
            "count": rest
        }
    for word, plainer in list(heard.items())[:SHOWN]:
        yield _("“%(word)s” is a stiff word. Plainer: “%(plainer)s”.") % {"word": word, "plainer": plainer}


def _plain(text: str) -> list[Text]:
    return [Text(text, False, None)] if text else []


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 90 else f"{sentence[:89].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Glance:
    """One row of a programme's outline as its author sees it; `reading` is minutes, None where nothing is read."""

    title: str
    kind: str
    minutes: int
    required: bool
    reading: int | None = None
    plan: tuple[int, int] | None = None


@dataclass(frozen=True)
class Outline:
    """A programme at a glance: its rows, and what they add up to in minutes; `net` is what a certificate states."""

    rows: list[Glance]
    net: int

    @property
    def required(self) -> int:
        return sum(row.minutes for row in self.rows if row.required)

    @property
    def everything(self) -> int:
        return sum(row.minutes for row in self.rows)


def outline_of(page: Any) -> Outline:
    """The parts of a programme with minutes and reading time; of a meeting with a plan its minutes and those of breaks."""
    curriculum = describe(page)
    language = page.locale.language_code
    read = {
        str(module.translation_key): reading_minutes(sum(text.words for text in texts_of(module.body)))
        for module in modules_below([page]).get(page.path, ())
    }
    plans = {block.id: plan_rows(block.value) for block in page.outline if block.block_type == "planned_session"}
    rows = []
    for unit in curriculum.units:
        if unit.kind == UnitKind.TEST:
            continue
        plan = plans.get(unit.key.rpartition(":")[2]) or []
        whole = sum(row["minutes"] for row in plan)
        rows.append(
            Glance(
                title=text_in(unit.titles, language),
                kind=str(UnitKind(unit.kind).label),
                minutes=unit.minutes,
                required=unit.required,
                reading=read.get(unit.key),
                plan=(whole, whole - net_of(plan)) if plan else None,
            )
        )
    return Outline(rows, curriculum.net_minutes)


def steps_at_a_glance(page: Any) -> list[tuple[str, int]]:
    """The steps of a module, each with the minutes that reading it takes."""
    steps: list[tuple[str, int]] = []
    for block in page.body:
        if block.block_type == "section" or not steps:
            steps.append((block.value if block.block_type == "section" else page.title, 0))
        if block.block_type != "section":
            title, words = steps[-1]
            steps[-1] = (title, words + sum(text.words for text in texts_of([block])))
    return [(title, reading_minutes(words)) for title, words in steps]
