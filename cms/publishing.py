"""What publishing, unpublishing, moving or deleting a page does to the programme it belongs to."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from cms.checking import problems
from cms.models import CurriculumPage, ModulePage
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import pin_version

logger = logging.getLogger(__name__)


def programme_of(page: Any) -> Any | None:
    """The programme a page is, or that it is a module of."""
    specific = page.specific
    if isinstance(specific, CurriculumPage):
        return specific
    if isinstance(specific, ModulePage):
        parent = specific.get_parent().specific
        return parent if isinstance(parent, CurriculumPage) else None
    return None


def pin_each(pages: Iterable[Any], *, by: Any) -> None:
    """Pin what is left of programmes that lost, got or reordered a module; each once."""
    for page in {page.pk: page for page in pages}.values():
        pin_published(page, by=by)


def pin_published(page: Any, *, by: Any) -> CurriculumVersion | None:
    """Pin the programme that a published page belongs to.

    One that isn't published itself, or that has something wrong, is left as it was pinned last: who is in the middle of
    it notices nothing, and its author reads on the screen what is wrong.
    """
    programme = programme_of(page)
    if programme is None or not programme.live or programme.alias_of_id:
        return None
    wrong = problems(programme)
    if wrong:
        logger.warning("page %s is published but not pinned: %s", programme.pk, wrong[0].sentence)
        return None
    return pin_version(programme, by=by)
