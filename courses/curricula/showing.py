"""The page of a unit as a version pinned it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from courses.curricula.models import PagePin
from courses.languages import base_of, screen_language

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """The page that shows a unit; `languages` are those in which the version has it, the original's first."""

    page: Any | None
    languages: tuple[str, ...] = ()


def pinned_page(version: int | None, unit: Any, language: str = "") -> Any | None:
    """The page that shows a module, as pinned, in a language (by default the screen's) where there is one."""
    return find_page(version, unit, language).page


def original_page(version: int | None, unit: Any) -> Any | None:
    """The page of a module that leads: what it asks is what the version asks."""
    pins = PagePin.objects.filter(version=version, page=unit.page_id).select_related("page")
    return _shown(pin) if (pin := pins.first()) else None


def find_page(version: int | None, unit: Any, language: str = "") -> Found:
    """As `pinned_page`, with the languages to choose from.

    What is published is read where it is what was pinned; else the revision. One that can't be read any more, since its
    page type is gone or its content comes from elsewhere, gives way to the page as it is now; None where there is none.
    """
    pins = PagePin.objects.filter(version=version, page__translation_key=unit.key)
    wanted = base_of(language or screen_language())
    found = sorted(pins.select_related("page__locale"), key=lambda pin: (pin.page_id != unit.page_id, pin.page_id))
    if not found:
        return Found(_as_it_is(Page.objects.filter(pk=unit.page_id).first()))
    languages = [pin.page.locale.language_code for pin in found]
    there = (pin for pin, code in zip(found, languages, strict=True) if base_of(code) == wanted)
    return Found(_shown(next(there, found[0])), tuple(dict.fromkeys(languages)))


def _shown(pin: PagePin) -> Any | None:
    if pin.revision_id is None or (pin.page.live and pin.revision_id == pin.page.live_revision_id):
        return _as_it_is(pin.page)
    return _as_it_was(pin.revision_id) or _as_it_is(pin.page)


def _as_it_is(page: Page | None) -> Any | None:
    """A page in its own type, in one query; None where that type is gone from the site."""
    model = page.specific_class if page is not None else None
    if model is None:
        return None
    return model._default_manager.select_related("locale").filter(pk=page.pk).first()  # type: ignore[union-attr]


def _as_it_was(revision: int) -> Any | None:
    try:
        page = Revision.objects.get(pk=revision).as_object()
        # A stream is read when it is shown, which would be too late to find that it can't be.
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                list(getattr(page, field.name))
        return page
    except Exception:  # Whatever an old content can't be read by any more, its reader gets the page of now.
        logger.exception("revision %s can't be read any more", revision)
        return None
