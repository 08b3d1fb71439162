"""What must be right before something of the library is published: each problem as a sentence its author can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.models.library import TOOL_KINDS, DossierPage, StoryPage, ToolPage


def library_problems(page: Any) -> Iterator[tuple[str, str]]:
    """Sentences, each with the field it is about."""
    if not page.licence:
        yield _("Choose a licence: people must know what they may do with this."), "licence"
    if not 1900 <= page.dated.year < 2200:
        yield _("Look at the year: %(year)d can't be right.") % {"year": page.dated.year}, "dated"
    if isinstance(page, ToolPage):
        yield from _tool_problems(page)
    if isinstance(page, DossierPage):
        yield from _source_problems(page)
    if isinstance(page, StoryPage):
        yield from _picture_problems(page)
    yield from _content_problems(page)


def _tool_problems(tool: Any) -> Iterator[tuple[str, str]]:
    if tool.kind not in dict(TOOL_KINDS):
        yield _("Choose which kind of tool this is."), "kind"
    if tool.group_from and tool.group_to and tool.group_from > tool.group_to:
        yield (
            _("The group is from %(least)d up to %(most)d people. Turn the two numbers round.")
            % {"least": tool.group_from, "most": tool.group_to},
            "group_from",
        )


def _source_problems(dossier: Any) -> Iterator[tuple[str, str]]:
    if not len(dossier.sources):
        yield _("A dossier rests on sources. Add at least one."), "sources"
    for block in dossier.sources:
        source = block.value
        if not source["address"] and not (source["author"] and source["year"]):
            sentence = _("Nobody can find “%(title)s” again. Give its address, or its author and year.")
            yield sentence % {"title": source["title"]}, "sources"


def _picture_problems(story: Any) -> Iterator[tuple[str, str]]:
    if not story.agreed_to_pictures and any(block.block_type == "picture" for block in story.body):
        yield (
            _("Did everybody in the pictures agree to be shown? Say so below, or take the pictures out."),
            "agreed_to_pictures",
        )


def _content_problems(page: Any) -> Iterator[tuple[str, str]]:
    cards = getattr(page, "cards", ())
    if not len(page.body) and not len(cards):
        yield _("There is nothing in it yet. Add a text first."), "body"
    for block in page.body:
        if block.block_type not in ("picture", "download"):
            continue
        file = block.value["picture" if block.block_type == "picture" else "file"]
        if file is None:
            yield _("A file on this page is gone. Choose another, or take it out."), "body"
        elif block.block_type == "picture" and not file.shows:
            yield (
                _("Say of the picture “%(title)s” what it shows, for who can't see it.") % {"title": file.title},
                "body",
            )
    if page.available_to != page.For.EVERYBODY and not _network(page):
        yield (
            _("Nobody could get this: the library says no network. Choose one on the page of the library."),
            "available_to",
        )


def _network(page: Any) -> Any:
    from cms.library.gate import library_of

    library = library_of(page)
    return library.network_id if library is not None else None
