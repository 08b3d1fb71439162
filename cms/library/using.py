"""Tools at meetings, seen from the library: finding one to note, and how often each was used."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.library.finding import ids_found
from cms.library.gate import works_on
from cms.models.library import ToolPage
from courses.editions.access import uses_editions
from courses.giving.tools import Tool, times_used

MOST_OFFERED = 10
LOOKED_AT = 200


def tools_for(request: HttpRequest, subject: str | frozenset[UUID]) -> list[Tool]:
    """For the slot TOOLS: the tools with these words or keys, each once, in the reader's language where there is one."""
    if isinstance(subject, str):
        ranked = ids_found(subject)[:LOOKED_AT]
        place = {pk: number for number, pk in enumerate(ranked)}
        rows = sorted(_there().filter(pk__in=ranked), key=lambda page: place[page.pk])
    else:
        rows = list(_there().filter(translation_key__in=subject).order_by("pk"))
    language = (get_language() or "").partition("-")[0]
    once: dict[UUID, Page] = {}
    for page in rows:
        if page.translation_key not in once or page.locale.language_code == language:
            once[page.translation_key] = page
    return [Tool(key, page.title, page.get_url(request) or "") for key, page in list(once.items())[: _most(subject)]]


def uses_for(tool: ToolPage, account: Any) -> int | None:
    """In how many meetings a tool was used, for who writes it or gives groups; None for everybody else."""
    if not getattr(account, "is_authenticated", False) or not (works_on(tool, account) or uses_editions(account)):
        return None
    return times_used([tool.translation_key]).get(tool.translation_key, 0)


def _there() -> Any:
    return ToolPage.objects.live().public().filter(alias_of__isnull=True).select_related("locale").defer_streamfields()


def _most(subject: Any) -> int | None:
    return MOST_OFFERED if isinstance(subject, str) else None
