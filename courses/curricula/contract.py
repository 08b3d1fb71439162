"""What `courses` knows of a page that teaches: the data it hands over, and the two methods it answers.

A host's own page type offers a curriculum by having `get_curriculum()`; a page that shows a unit has `serve_unit()`.
Nothing else of a page is ever asked. Everything here is plain data, so that it can be pinned and hashed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, runtime_checkable

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    MODULE = "module", _("module")
    TEST = "test", _("test")
    PLANNED_SESSION = "planned_session", _("meeting")
    WORK_PRODUCT = "work_product", _("work product")
    DEPLOYMENT = "deployment", _("deployment")
    COACHING = "coaching", _("coaching talk")
    CURRICULUM = "curriculum", _("programme")


class CurriculumKind(TextChoices):
    MASTERCLASS = "masterclass", _("masterclass")
    TRAINING = "training", _("training")
    TRAJECTORY = "trajectory", _("trajectory")
    INTERVISION = "intervision", _("peer consultation")
    EVENT = "event", _("event")
    OUTREACH = "outreach", _("information activity")


# A text per language code, such as {"nl": "Luisteren", "en": "Listening"}.
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Unit:
    """The smallest thing a curriculum can require.

    `key` is stable over edits and shared by the languages: the page's translation key, with `:<block id>` for a part of a
    page. `functions` are the codes of those for whom it is meant (empty: everybody). `parent` is the key of the module
    that shows a test. `definition` is versioned plain JSON (`{"version": 1, …}`); what a test's holds stands in
    `courses.learning.scoring`; a curriculum's is `{"version": 1, "page": <page id>}`, a module's
    `{"version": 1, "exercises": [<block id>]}`: where a reader does or writes something that is no unit of its own, with
    `only_for` (block id → functions) where it is not for everybody, and `elsewhere` (language → block id → functions) what
    a translation asks besides; with `"guide": true` its page has something for trainers (`HasGuide`). A planned session's
    may have a `plan`: per language a list of rows with `minutes`, `title`, `break`, `method`, `material`, `room` and
    `note`, which only who gives the session ever sees; with a `tool` (`key`: the translation key of its page) where the
    method is one of a library.
    """

    key: str
    kind: UnitKind
    titles: Texts
    minutes: int = 0
    required: bool = True
    functions: tuple[str, ...] = ()
    parent: str = ""
    page_id: int | None = None
    definition: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CompletionRule:
    """When an enrolment is complete. A part that is None or False asks nothing; with no part at all nobody completes.

    `test_percentage`: each test's best score is at least this (0–100). `sessions_present`: counted attendance at this many
    of the edition's meetings (fewer meetings held than asked: all of them).
    """

    all_required: bool = True
    test_percentage: int | None = None
    sessions_present: int | None = None


@dataclass(frozen=True)
class Curriculum:
    """All that is pinned of what a page offers. `net_minutes` is what a certificate states, `themes` are codes."""

    kind: CurriculumKind
    titles: Texts
    units: tuple[Unit, ...]
    rule: CompletionRule
    outcomes: Mapping[str, list[str]] = field(default_factory=dict)
    net_minutes: int = 0
    address_form: str = "je"
    themes: tuple[str, ...] = ()
    # The pages that show units, each with the revision that is published: {page id: revision id or None}.
    pages: Mapping[int, int | None] = field(default_factory=dict)

    def structure(self) -> str:
        """SHA-256 of what progress hangs on: unit keys, kinds, required, tests' questions and the rule, no wording."""
        parts = {
            "units": [
                [u.key, str(u.kind), u.required, list(u.functions), u.parent, structure_of(u.definition)]
                for u in self.units
            ],
            "rule": asdict(self.rule),
        }
        canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


# What a trainer reads (`plan`, and that there is a `guide`) is no more what progress hangs on than a text is.
WORDING = {"text", "texts", "feedback", "model_answer", "title", "titles", "page", "plan", "guide"}


def structure_of(definition: Any) -> Any:
    """A definition without its wording: a typo corrected in a question is no other test."""
    if isinstance(definition, Mapping):
        return {key: structure_of(value) for key, value in definition.items() if key not in WORDING}
    if isinstance(definition, list | tuple):
        return [structure_of(value) for value in definition]
    return definition


def text_in(texts: Texts, language: str) -> str:
    """The text in a language, else in its base language, else whichever comes first."""
    return texts.get(language) or texts.get(language.partition("-")[0]) or next(iter(texts.values()), "")


@dataclass(frozen=True)
class UnitVisit:
    """Somebody at a unit: what a page needs to show it to them, worked out by `courses.learning`.

    `enrolment` is None in an author's preview. `stations` are the line's (see the `line` template tag). `definitions` are
    the pinned definitions of the tests this page shows, by unit key; `answers` what was answered to them, `reflections`
    what was written, by block key. `languages` are the codes of those the unit can be read in, `wanted` the one that was
    asked for where it isn't one of them; `original` finds the page that leads. `after` is where one primary button
    leads, `after_label` what it says.
    """

    enrolment: Any
    unit: Any
    stations: list[Any] = field(default_factory=list)
    definitions: Mapping[str, Any] = field(default_factory=dict)
    attempts: Mapping[str, Any] = field(default_factory=dict)
    reflections: Mapping[str, Any] = field(default_factory=dict)
    languages: Sequence[str] = ()
    wanted: str = ""
    original: Callable[[], Any] | None = None
    position: str = ""
    finished: bool = False
    after: str = ""
    after_label: str = ""


@runtime_checkable
class HasGuide(Protocol):
    """A Wagtail page with something for its trainers: safe HTML, or "" without any. No other method ever answers it."""

    def guide_html(self, request: HttpRequest) -> str: ...


@runtime_checkable
class OffersCurriculum(Protocol):
    """A Wagtail page that can be enrolled in by way of its editions."""

    def get_curriculum(self) -> Curriculum: ...


@runtime_checkable
class ShowsUnit(Protocol):
    """A Wagtail page that shows a unit to somebody who is following it (`visit`: whose, where, what is next)."""

    def serve_unit(self, request: HttpRequest, visit: UnitVisit) -> HttpResponse: ...
