"""The page of a unit as a version pinned it."""

from __future__ import annotations

import logging
from typing import Any

from django.utils.translation import get_language
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from courses.curricula.models import PagePin

logger = logging.getLogger(__name__)


def pinned_page(version: int | None, unit: Any) -> Any | None:
    """The page that shows a module, as pinned, in the reader's language where there is one.

    What is published is read where it is what was pinned; else the revision. One that can't be read any more, since its
    page type is gone or its content comes from elsewhere, gives way to the page as it is now; None where there is none.
    """
    pins = PagePin.objects.filter(version=version, page__translation_key=unit.key)
    language = (get_language() or "").partition("-")[0]
    found = sorted(
        pins.select_related("page__locale"),
        key=lambda pin: (pin.page.locale.language_code != language, pin.page_id != unit.page_id),
    )
    if not found:
        return _as_it_is(Page.objects.filter(pk=unit.page_id).first())
    pin = found[0]
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
