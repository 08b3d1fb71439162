"""A unit of my line: opened, read, answered, finished. The page shows it; what is done is done by the learning verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from courses.completion.overview import Progress, lines_of
from courses.curricula.contract import ShowsUnit, UnitKind, UnitVisit
from courses.curricula.showing import Found, find_page, original_page
from courses.editions.models import Enrolment
from courses.languages import base_of, screen_language
from courses.learning.choosing_language import choose_language, reading_language
from courses.learning.errors import LearningRefused, ReflectionRefused
from courses.learning.models import Reflection
from courses.learning.progressing import finish_unit, keep_position, open_unit
from courses.learning.reflecting import save_reflection, share_reflection
from courses.learning.trail import units_for
from courses.mine import taking
from courses.mine.access import placed_enrolment


@dataclass
class Written:
    """A reflection as its writer sees it; `problem` says why the last text was not kept."""

    text: str = ""
    shared: bool = False
    saved_at: datetime | None = None
    problem: str = ""


@dataclass
class Asked:
    """A request for one unit of an own enrolment."""

    request: HttpRequest
    enrolment: Enrolment
    unit: Any
    units: list[Any]
    progress: Progress
    problems: dict[str, Written] = field(default_factory=dict)
    filled: dict[str, Any] = field(default_factory=dict)

    @property
    def here(self) -> str:
        return reverse("leerlijn_courses:unit", args=[self.enrolment.pk, self.unit.key])

    def back(self, anchor: str) -> HttpResponse:
        """To the same place on the page, whole or by steps as it was read."""
        return redirect(f"{self.here}{'?whole=1' if 'whole' in self.request.GET else ''}#{anchor}")

    @property
    def language(self) -> str:
        """In which this reader reads: what they chose, else what the group did, else what the screen is in."""
        return reading_language(self.enrolment) or screen_language()

    @property
    def tests(self) -> list[Any]:
        """The tests that this unit's page shows."""
        return [unit for unit in self.units if unit.parent == self.unit.key and unit.kind == UnitKind.TEST]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """GET opens the unit and shows it; POST does one of `ACTS`."""
    enrolment = placed_enrolment(request.user, pk)
    progress = lines_of([enrolment], judged=False)[0]
    units = units_for(progress.units, enrolment.function)
    found = next((one for one in units if one.key == key), None)
    if found is None:
        raise Http404
    if found.kind == UnitKind.TEST and found.parent:
        return redirect(reverse("leerlijn_courses:unit", args=[pk, found.parent]) + f"#{found.key}")
    asked = Asked(request, enrolment, found, units, progress)
    if found.kind == UnitKind.CURRICULUM:
        return redirect(_inside(asked))
    if found.kind != UnitKind.MODULE:
        raise Http404
    shown = find_page(enrolment.edition.version_id, found, asked.language)
    if not isinstance(shown.page, ShowsUnit):
        return render(request, "leerlijn_courses/mine/unit_gone.html", {"unit": found}, status=404)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("action", ""))
        answer = act(asked) if act else redirect(asked.here)
        if answer is not None:
            return answer
    open_unit(enrolment, key, by=request.user, last=progress.trail.visited.get(key))
    return shown.page.serve_unit(request, _visit(asked, shown))


def _finish(asked: Asked) -> HttpResponse:
    try:
        finish_unit(asked.enrolment, asked.unit.key, by=asked.request.user)
    except LearningRefused as error:
        raise Http404 from error
    step = asked.progress.line.after(asked.unit.key)
    return redirect(step.url if step else reverse("leerlijn_courses:my_line"))


def _place(asked: Asked) -> HttpResponse:
    position = asked.request.POST.get("position", "")
    try:
        keep_position(asked.enrolment, asked.unit.key, position, by=asked.request.user)
    except LearningRefused:
        return redirect(asked.here)
    if asked.request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect(f"{asked.here}#{position}" if position else asked.here)


def _reflect(asked: Asked) -> HttpResponse | None:
    """Keeps the text, and shares it or not as its box says. What can't be kept comes back with the page."""
    post = asked.request.POST
    key, text = post.get("block", ""), post.get("text", "").replace("\r\n", "\n")
    shared = "share" in post
    try:
        save_reflection(asked.enrolment, key, text, by=asked.request.user)
        if text.strip():
            share_reflection(asked.enrolment, key, shared=shared, by=asked.request.user)
    except ReflectionRefused as error:
        asked.problems[key] = Written(text=text.replace("\x00", ""), shared=shared, problem=str(error))
        return None
    return asked.back(f"reflection-{key}")


def _language(asked: Asked) -> HttpResponse:
    try:
        choose_language(asked.enrolment, asked.request.POST.get("language", ""), by=asked.request.user)
    except LearningRefused as refusal:
        messages.error(asked.request, str(refusal))
    return asked.back("content")


ACTS: dict[str, Callable[[Asked], HttpResponse | None]] = {
    "finish": _finish,
    "place": _place,
    **taking.ACTS,
    "reflect": _reflect,
    "language": _language,
}


def _visit(asked: Asked, shown: Found) -> UnitVisit:
    line, trail, key = asked.progress.line, asked.progress.trail, asked.unit.key
    step = line.after(key)
    return UnitVisit(
        enrolment=asked.enrolment,
        unit=asked.unit,
        stations=line.steps,
        definitions={test.key: test.definition for test in (asked.unit, *asked.tests) if test.kind == UnitKind.TEST},
        attempts=taking.attempts(asked),
        reflections=_reflections(asked),
        languages=shown.languages,
        wanted="" if base_of(asked.language) in map(base_of, shown.languages) else asked.language,
        original=partial(original_page, asked.enrolment.edition.version_id, asked.unit),
        position=trail.positions.get(key, ""),
        finished=key in trail.finished,
        after=step.url if step else reverse("leerlijn_courses:my_line"),
        after_label=step.title if step else gettext("My line"),
    )


def _reflections(asked: Asked) -> dict[str, Written]:
    rows = Reflection.objects.filter(enrolment=asked.enrolment)
    kept = {row.block_key: Written(row.text, row.shared_at is not None, row.saved_at) for row in rows}
    return kept | asked.problems


def _inside(asked: Asked) -> str:
    """The line of the enrolment inside this one, else the page on which one enrols for it."""
    page = Page.objects.filter(pk=asked.unit.definition.get("page")).first()
    if page is None:
        raise Http404
    child = (
        Enrolment.objects.filter(
            parent=asked.enrolment,
            state__in=Enrolment.OPEN,
            edition__version__translation_key=page.translation_key,
        )
        .order_by("-pk")
        .first()
    )
    if child is not None:
        return reverse("leerlijn_courses:enrolment", args=[child.pk])
    if not page.localized.live:
        messages.info(
            asked.request,
            gettext("Nobody can enrol for “%(title)s” at the moment. Ask your trainer or coordinator.")
            % {"title": page.title},
        )
        return reverse("leerlijn_courses:my_line")
    return page.localized.get_url(asked.request) or reverse("leerlijn_courses:my_line")
