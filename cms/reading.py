"""Showing a module: to who follows it, to everybody where its author opened it, and to the author as an example."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.answers import ShownTest, show_test
from cms.describing import describe, part_key, test_definition, tests_of
from cms.offering import language_unless_read, open_enrolment, stations
from courses.curricula.contract import UnitVisit
from courses.editions.models import Enrolment


@dataclass(frozen=True)
class Piece:
    """A block of the page with what belongs to it in this visit."""

    block: Any
    key: str
    test: ShownTest | None = None
    written: Any = None


@dataclass
class Step:
    """What is shown at once: from one title of a step to the next. `key` is the anchor that is remembered."""

    key: str
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)


def steps_of(page: Any, visit: UnitVisit) -> list[Step]:
    """The module cut at its titles; one without titles is a single step."""
    steps: list[Step] = []
    language = page.locale.language_code
    for block in page.body:
        if block.block_type == "section" or not steps:
            steps.append(Step(key=block.id or "", title=block.value if block.block_type == "section" else ""))
        if block.block_type != "section":
            steps[-1].pieces.append(_piece(page, block, visit, language))
    return steps


def _piece(page: Any, block: Any, visit: UnitVisit, language: str) -> Piece:
    key = part_key(page, block)
    if block.block_type == "test" and key in visit.definitions:
        return Piece(block, key, test=show_test(key, visit.definitions[key], visit.attempts.get(key), language))
    if block.block_type == "reflection":
        return Piece(block, key, written=visit.reflections.get(key))
    return Piece(block, key)


def serve_visit(page: Any, request: HttpRequest, visit: UnitVisit) -> HttpResponse:
    """One step, where the reader was; with `?whole` the module on one page, for reading on and for paper."""
    steps = steps_of(page, visit)
    at = _step_at(steps, visit.position)
    whole = "whole" in request.GET or len(steps) < 2
    return _answer(
        page,
        request,
        visit=visit,
        steps=steps if whole else steps[at : at + 1],
        whole=whole,
        number=at + 1,
        count=len(steps),
        earlier=steps[at - 1] if at and not whole else None,
        later=steps[at + 1] if at + 1 < len(steps) and not whole else None,
        mode="visit",
        parent_url=reverse("leerlijn_courses:my_line"),
        parent_title=_("My line"),
    )


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
    steps = steps_of(page, UnitVisit(enrolment=None, unit=None))
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


def serve_example(page: Any, request: HttpRequest) -> HttpResponse:
    """What a participant will see of a draft, with its tests and reflections; nothing is sent or kept."""
    offer = page.get_parent().specific if page.path else None
    definitions = {
        key: test_definition({page.locale.language_code: value}) for key, value in tests_of(page) if value["questions"]
    }
    line = stations(describe(offer), page.locale.language_code) if offer is not None else []
    visit = UnitVisit(
        enrolment=None,
        unit=SimpleNamespace(key=str(page.translation_key), minutes=page.minutes, title=page.title),
        stations=line,
        definitions=definitions,
    )
    steps = steps_of(page, visit)
    return _answer(page, request, visit=visit, steps=steps, whole=True, mode="example")


def _answer(page: Any, request: HttpRequest, **context: Any) -> HttpResponse:
    shown = {"content_language": language_unless_read(page.locale.language_code), **context}
    return TemplateResponse(request, page.get_template(request), {**page.get_context(request), **shown})


def _step_at(steps: Iterable[Step], position: str) -> int:
    """Which step holds the place where the reader was; the first where it is no longer there."""
    for number, step in enumerate(steps):
        if position and (step.key == position or any(piece.block.id == position for piece in step.pieces)):
            return number
    return 0
