"""Showing a module: to who follows it, to everybody where its author opened it, and to the author as an example."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.answers import ShownTest, show_test
from cms.bank import bank_of
from cms.describing import describe, part_key, test_definition, tests_of
from cms.offering import language_unless_read, open_enrolment, stations
from courses.curricula.contract import UnitVisit
from courses.editions.models import Enrolment
from courses.languages import direction_of, name_of, own_name
from courses.people.functions import function_label


@dataclass(frozen=True)
class Piece:
    """A block of the page with what belongs to it in this visit.

    `language` is its content's where that is not the screen's; `borrowed` what language it is in, in words, where the
    translation lacks it and it stands here as it was written.
    """

    block: Any
    key: str
    test: ShownTest | None = None
    written: Any = None
    # For whom, in words, where it is not for everybody; and whether it is the first of those pieces.
    only_for: str = ""
    first: bool = True
    language: str = ""
    borrowed: str = ""

    @property
    def direction(self) -> str:
        return direction_of(self.language) if self.language else ""


@dataclass
class Step:
    """What is shown at once: from one title of a step to the next. `key` is the anchor that is remembered."""

    key: str
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)


# Who looks: a function's code; ANYBODY sees only what is for everybody, UNKNOWN everything, each with for whom it is.
ANYBODY, UNKNOWN = None, ""


def reaches(functions: Iterable[str], reader: str | None) -> bool:
    """Whether content for these functions (none: for everybody) is shown to a reader, as with the parts of a line."""
    return not functions or (reader is not ANYBODY and (reader == UNKNOWN or reader in functions))


def steps_of(page: Any, visit: UnitVisit, reader: str | None) -> list[Step]:
    """The module cut at its titles; one without titles is a single step. A step that is all for others is left out."""
    steps: list[Step] = []
    passed_over: set[str] = set()
    for block in page.body:
        if block.block_type == "section" or not steps:
            steps.append(Step(key=block.id or "", title=block.value if block.block_type == "section" else ""))
        if block.block_type == "section":
            continue
        pieces = _pieces(page, block, visit, reader)
        steps[-1].pieces += pieces
        if not pieces:
            passed_over.add(steps[-1].key)
    return [step for step in steps if step.pieces or step.key not in passed_over]


def _pieces(page: Any, block: Any, visit: UnitVisit, reader: str | None) -> list[Piece]:
    if block.block_type != "only_for":
        return [_piece(page, block, visit)]
    functions = block.value.get("functions") or ()
    if not functions or not reaches(functions, reader):
        return []
    label = ", ".join(function_label(code) for code in functions)
    return [
        replace(_piece(page, inner, visit), only_for=label, first=number == 0)
        for number, inner in enumerate(block.value.get("pieces") or ())
    ]


def _piece(page: Any, block: Any, visit: UnitVisit) -> Piece:
    key, code = part_key(page, block), page.locale.language_code
    piece = Piece(block, key, language=language_unless_read(code))
    if block.block_type == "test" and key in visit.definitions:
        return replace(piece, test=show_test(key, visit.definitions[key], visit.attempts.get(key), code))
    if block.block_type == "reflection":
        return replace(piece, written=visit.reflections.get(key))
    return piece


def complete_steps(steps: list[Step], page: Any, visit: UnitVisit, reader: str | None) -> None:
    """What is asked, and a translation lacks, comes in as it was written: whoever reads in a language is asked the same.

    A test that only the translation has is no part of the version, so nobody can do it.
    """
    for step in steps:
        step.pieces = [
            one for one in step.pieces if one.block.block_type != "test" or one.test or not visit.definitions
        ]
    there = {piece.key for step in steps for piece in step.pieces}
    asked = {part_key(page, _Key(key)) for key in getattr(visit.unit, "definition", {}).get("exercises") or ()}
    missing = (asked | set(visit.definitions)) - there
    if visit.unit.page_id == page.pk or not missing or visit.original is None:
        return
    original = visit.original()
    if not isinstance(original, type(page)) or original.locale_id == page.locale_id:
        return
    by_key = {step.key: step for step in steps}
    for step in steps_of(original, visit, reader):
        lacked = [piece for piece in step.pieces if piece.key in missing]
        here = by_key.get(step.key) or (steps[-1] if steps else None)
        if lacked and here is None:
            steps.append(here := Step(key=step.key))
        for piece in lacked:
            here.pieces.append(replace(piece, borrowed=name_of(original.locale.language_code)))  # type: ignore[union-attr]


@dataclass(frozen=True)
class _Key:
    """What `part_key` asks of a block."""

    id: str


def serve_visit(page: Any, request: HttpRequest, visit: UnitVisit) -> HttpResponse:
    """One step, where the reader was; with `?whole` the module on one page, for reading on and for paper."""
    reader = visit.enrolment.function if visit.enrolment else UNKNOWN
    steps = steps_of(page, visit, reader)
    complete_steps(steps, page, visit, reader)
    at = _step_at(steps, visit.position)
    whole = visit.enrolment is None or "whole" in request.GET or len(steps) < 2
    return _answer(
        page,
        request,
        visit=visit,
        steps=steps if whole else steps[at : at + 1],
        whole=whole,
        number=at + 1,
        count=len(steps),
        languages=_languages(page, visit),
        lacking=name_of(visit.wanted) if visit.wanted else "",
        shown_in=name_of(page.locale.language_code),
        earlier=steps[at - 1] if at and not whole else None,
        later=steps[at + 1] if at + 1 < len(steps) and not whole else None,
        mode="visit" if visit.enrolment is not None else "example",
        parent_url=reverse("leerlijn_courses:my_line") if visit.enrolment is not None else visit.after,
        parent_title=_("My line") if visit.enrolment is not None else visit.after_label,
    )


def _languages(page: Any, visit: UnitVisit) -> list[tuple[str, str, bool]]:
    """The languages to choose from, by their own names, each with whether it is the one on the screen."""
    here = page.locale.language_code
    return [(code, own_name(code), code == here) for code in visit.languages] if len(visit.languages) > 1 else []


def serve_publicly(page: Any, request: HttpRequest) -> HttpResponse:
    """A module's own address: to the reader's line, as an example for who gives it, to everybody, or to the offer."""
    offer = page.get_parent().specific
    enrolment = open_enrolment(request, offer)
    if enrolment is not None and enrolment.state == Enrolment.State.PLACED:
        if enrolment.takes_part:
            return redirect("leerlijn_courses:unit", enrolment.pk, str(page.translation_key))
        return serve_example(page, request)
    if page.open_to_all:
        return serve_openly(page, request)
    return redirect(offer.get_url(request))


def serve_openly(page: Any, request: HttpRequest) -> HttpResponse:
    """The texts, for who takes part in nothing: without tests, reflections and progress."""
    offer = page.get_parent().specific
    steps = steps_of(page, UnitVisit(enrolment=None, unit=None), ANYBODY)
    return _answer(
        page,
        request,
        visit=None,
        steps=steps,
        whole=True,
        mode="open",
        parent_url=offer.get_url(request) or "",
        parent_title=offer.title,
    )


def serve_preview(page: Any, request: HttpRequest, mode: str) -> HttpResponse:
    """One of the page's `preview_modes`."""
    if mode == "visitor":
        return serve_openly(page, request)
    if mode == "trainer":
        guide = page.guide_html(request)
        return TemplateResponse(request, "leerlijn_cms/guide_preview.html", {"page": page, "guide": guide})
    return serve_example(page, request, mode.partition("as:")[2] or UNKNOWN)


def guide_as_html(page: Any, request: HttpRequest) -> str:
    """The guide for trainers; only who may read it is ever asked here."""
    if not len(page.guide):
        return ""
    context = {"page": page, "mode": "guide", **_in_its_language(page)}
    return render_to_string("leerlijn_cms/guide.html", context, request=request)


def serve_example(page: Any, request: HttpRequest, reader: str = UNKNOWN) -> HttpResponse:
    """What a participant will see of a draft, with its tests and reflections; nothing is sent or kept."""
    offer = page.get_parent().specific if page.path else None
    bank = bank_of(value for _key, value in tests_of(page))
    definitions = {
        key: test_definition({page.locale.language_code: value}, bank)
        for key, value in tests_of(page)
        if len(value["questions"])
    }
    line = stations(describe(offer), page.locale.language_code) if offer is not None else []
    visit = UnitVisit(
        enrolment=None,
        unit=SimpleNamespace(key=str(page.translation_key), minutes=page.minutes, title=page.title),
        stations=line,
        definitions=definitions,
    )
    steps = steps_of(page, visit, reader)
    return _answer(page, request, visit=visit, steps=steps, whole=True, mode="example")


def _answer(page: Any, request: HttpRequest, *, steps: list[Step], **context: Any) -> HttpResponse:
    asked = _asked_from_elsewhere(request, steps)
    shown = {
        **_in_its_language(page),
        "steps": steps,
        "on_paper": "whole" in request.GET,
        "embedded": asked.id if asked else "",
        "running": any(piece.test and piece.test.state == "running" for step in steps for piece in step.pieces),
        **context,
    }
    response = TemplateResponse(request, page.get_template(request), {**page.get_context(request), **shown})
    if asked:
        # Whoever writes the content policy lets this page, and no other, show a frame of that site.
        response.leerlijn_frames = [asked.value.origin]  # type: ignore[attr-defined]
    return response


def _asked_from_elsewhere(request: HttpRequest, steps: Iterable[Step]) -> Any:
    """The block of another site that the reader asked to see just now; it is remembered nowhere."""
    asked = request.GET.get("show", "")
    pieces = (piece.block for step in steps for piece in step.pieces)
    return next((b for b in pieces if asked and b.block_type == "embed" and b.id == asked and b.value.frame), None)


def _in_its_language(page: Any) -> dict[str, str]:
    """The language of a page's content, and its direction, where it is not the one the screen is in."""
    language = language_unless_read(page.locale.language_code)
    return {
        "content_language": language,
        "content_direction": direction_of(language) if language else "",
    }


def _step_at(steps: Iterable[Step], position: str) -> int:
    """Which step holds the place where the reader was; the first where it is no longer there."""
    for number, step in enumerate(steps):
        if position and (step.key == position or any(piece.block.id == position for piece in step.pieces)):
            return number
    return 0
