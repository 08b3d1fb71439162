"""Giving a page of the library with what belongs to it: to who may have it whole, to others its title and introduction."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cms.library.gate import library_of, may_have
from cms.library.using import uses_for
from cms.library.words import group_size
from cms.models.library import DossierPage, Kind, LibraryItemPage, StoryPage, ToolPage
from cms.offering import language_unless_read
from courses.links.opening import LinkUnknown, open_link
from courses.links.showing import opened_by_link
from courses.moments import hours_in_words, in_words
from courses.network.applying import GIVEN
from courses.network.models import Application
from courses.network.views import ask


def serve(page: LibraryItemPage, request: HttpRequest, parts: tuple[str, ...]) -> Any:
    """The page, or what stands below its address: `files/12/`, `ask/`, or `given/` with the code of who got it."""
    if parts == ("ask",):
        return _asked(page, request)
    if len(parts) > 1 and parts[0] == "given":
        return _given(request, page, parts[1:])
    return _serve(request, page, parts)


def serve_library(library: Any, request: HttpRequest, parts: tuple[str, ...]) -> HttpResponseBase:
    """What stands below a library's own address: `join/`, where an organisation asks to take part."""
    if parts != ("join",) or library.network is None:
        raise Http404
    return ask(request, library.network, page=library, joins=True)


def _asked(page: LibraryItemPage, request: HttpRequest) -> HttpResponseBase:
    """The form with which somebody asks for what is on request."""
    library = library_of(page)
    if page.available_to != page.For.REQUEST or library is None or library.network is None:
        raise Http404
    return ask(request, library.network, page=page, joins=False)


@opened_by_link
def _given(request: HttpRequest, page: LibraryItemPage, parts: tuple[str, ...]) -> HttpResponseBase:
    """The page for who got it on request, by the link of theirs, with its files below the same address."""
    link = open_link(parts[0], purpose=GIVEN)
    application = Application.objects.filter(pk=link.subject, page=page.pk, accepted=True).first()
    if application is None:
        raise LinkUnknown(_("This link is not right. Open it again from your mail, or ask for it again."))
    return _below(page, request, parts[1:], at=f"given/{parts[0]}/")


@require_safe
def _serve(request: HttpRequest, page: LibraryItemPage, parts: tuple[str, ...]) -> HttpResponseBase:
    whole = may_have(page, request.user)
    if not parts:
        return _page(page, request, whole=whole)
    if not whole:
        raise Http404
    return _below(page, request, parts)


def _below(page: LibraryItemPage, request: HttpRequest, parts: tuple[str, ...], *, at: str = "") -> HttpResponseBase:
    """The whole of a page that somebody may have, or one of its files; `at` is where both stand below its address."""
    if not parts:
        return _page(page, request, whole=True, at=at)
    if len(parts) == 2 and parts[0] == "files":
        return _file(page, parts[1])
    if parts == ("cards",) and len(getattr(page, "cards", ())):
        return _cards(page)
    raise Http404


def _cards(page: LibraryItemPage) -> HttpResponse:
    from cms.library.cards import cards_pdf

    answer = HttpResponse(cards_pdf(page), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    if page.available_to != page.For.EVERYBODY:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


def serve_preview(page: LibraryItemPage, request: HttpRequest) -> HttpResponse:
    """As who may have it sees it; files come from the admin, since a draft has no address."""
    return _page(page, request, whole=True)


def _page(page: LibraryItemPage, request: HttpRequest, *, whole: bool, at: str = "") -> HttpResponse:
    library = library_of(page)
    answer = TemplateResponse(
        request,
        page.get_template(request),
        {
            **page.get_context(request),
            "whole": whole,
            "library": library,
            "library_url": (library.get_url(request) or "") if library is not None else "",
            "network": library.network if library is not None else None,
            "login_url": resolve_url(settings.LOGIN_URL),
            "page_path": request.path,
            "kind": Kind(page.kind).label,
            "facts": facts(page),
            "groups": grouped(page.body) if whole else [],
            "cards": [block.value for block in page.cards] if whole and isinstance(page, ToolPage) else [],
            "sources": list(page.sources) if whole and isinstance(page, DossierPage) else [],
            "is_tool": isinstance(page, ToolPage),
            "uses": uses_for(page, request.user) if isinstance(page, ToolPage) else None,
            "is_story": isinstance(page, StoryPage),
            "own_address": f"{page.get_url(request) or ''}{at}",
            "files_address": f"{page.get_url(request) or ''}{at}files/",
            "labels": [tag.label for facet in (page.used_in, page.audiences, page.themes) for tag in facet.all()],
            "content_language": language_unless_read(page.locale.language_code),
        },
    )
    if page.available_to != page.For.EVERYBODY:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _file(page: LibraryItemPage, key: str) -> FileResponse:
    """A file that stands on this page. What a browser would run is downloaded instead."""
    file = next((one for one in page.files() if str(one.pk) == key), None)
    if file is None:
        raise Http404
    try:
        opened = file.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = f"{file.title}.{file.extension.lower()}"
    answer = FileResponse(opened, content_type=file.content_type, as_attachment=not file.is_picture, filename=name)
    # A page that Wagtail's own restrictions close for some is for no shared cache either.
    everybody = page.available_to == page.For.EVERYBODY and not page.get_view_restrictions().exists()
    answer.headers["Cache-Control"] = "max-age=3600" if everybody else "private, no-store"
    return answer


def facts(page: LibraryItemPage) -> list[tuple[str, Any]]:
    """What somebody wants to know first; what the author left out is not asked."""
    rows: list[tuple[str, Any]] = []
    if isinstance(page, ToolPage):
        rows += [
            (_("Group"), group_size(page)),
            (_("How long"), hours_in_words(page.minutes) if page.minutes else ""),
        ]
    if isinstance(page, StoryPage):
        rows += [(_("Series"), page.series), (pgettext("story", "Where"), page.place)]
    rows += [(_("From"), in_words(page.dated))]
    if isinstance(page, DossierPage) and page.review_on:
        rows += [(_("Looked at again"), in_words(page.review_on))]
    return [(question, answer) for question, answer in rows if answer]


def grouped(body: Any) -> list[tuple[bool, list[Any]]]:
    """The blocks of a body, steps in a row together: (whether these are steps, the blocks)."""
    groups: list[tuple[bool, list[Any]]] = []
    for block in body:
        is_step = block.block_type == "step"
        if is_step and groups and groups[-1][0]:
            groups[-1][1].append(block)
        else:
            groups.append((is_step, [block]))
    return groups
