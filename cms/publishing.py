"""What publishing, unpublishing, moving or deleting a page does to the programme it belongs to."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page, Revision

from cms.checking import offer_problems
from cms.describing import Variant, variants_of
from cms.models import CurriculumPage, ModulePage, TrajectoryPage
from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit, CurriculumVersion, PagePin
from courses.curricula.pinning import CurriculumRefused, pin_version

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


def pin_published(page: Any, *, by: Any, seen: frozenset[int] | set[int] = frozenset()) -> CurriculumVersion | None:
    """Pin the programme that a published page belongs to, and those that contain it.

    One that isn't published itself, or that has something wrong, is left as it was pinned last: who is in the middle of
    it notices nothing, and its author reads on the screen what is wrong.
    """
    programme = programme_of(page)
    if programme is None or not programme.live or programme.alias_of_id:
        return None
    variants = variants_of(programme)
    wrong = offer_problems(programme, page, variants)
    if wrong:
        logger.warning("page %s is published but not pinned: %s", programme.pk, wrong[0].sentence)
        return None
    give_revisions(variants)
    try:
        version = pin_version(programme, by=by)
    except CurriculumRefused as refusal:
        logger.warning("page %s is published but not pinned: %s", programme.pk, refusal)
        return None
    for outer in around(programme):
        if outer.pk not in seen:
            pin_published(outer, by=by, seen={*seen, programme.pk})
    return version


def around(programme: Any) -> list[Any]:
    """The published trajectories that contain a programme: they name it, and their groups read that name.

    What it asks is no part of theirs: the groups inside have versions of their own.
    """
    units = CurriculumUnit.objects.filter(
        kind=UnitKind.CURRICULUM, definition__curriculum=str(programme.translation_key)
    )
    keys = units.values("version__translation_key")
    return list(TrajectoryPage.objects.filter(translation_key__in=keys, live=True, alias_of__isnull=True))


def give_revisions(variants: Iterable[Variant]) -> None:
    """Keep what is published of pages that were never published by Wagtail, so that it can be pinned.

    A page that code has made has no revision; shown as it is, it would show everybody each later change. Drafts stay.
    """
    for variant in variants:
        for page in (variant.page, *variant.modules):
            if page.live_revision_id is None:
                stored = type(page)._default_manager.get(pk=page.pk)
                revision = Revision.objects.create(
                    content_object=stored,
                    base_content_type=stored.get_base_content_type(),
                    content=stored.serializable_data(),
                    object_str=str(stored)[:255],
                )
                # Without signals: nothing was published, and the latest draft is still the latest.
                Page.objects.filter(pk=page.pk).update(live_revision=revision)
                page.live_revision = revision


def keep_as_pinned(revision: Revision) -> None:
    """Refuse to write other content over a revision that a group sees; `PermissionDenied` is what Wagtail's editor expects.

    Wagtail keeps drafts by itself and writes over the same revision while one page is open, even after that revision was
    published from elsewhere.
    """
    if revision.pk is None or not PagePin.objects.filter(revision=revision.pk).exists():
        return
    stored = Revision.objects.filter(pk=revision.pk).values_list("content", flat=True).first()
    if stored is not None and stored != json.loads(json.dumps(revision.content, cls=DjangoJSONEncoder)):
        raise PermissionDenied(_("This draft was published meanwhile. Open the page again to go on."))


def point_to_own_modules(copy: Any, original: Any) -> bool:
    """Let the outline of a copied programme choose the copied modules, which have the original's slugs; whether it did."""
    own = {module.slug: module for module in ModulePage.objects.child_of(copy)}
    theirs = {module.pk: module.slug for module in ModulePage.objects.child_of(original)}
    stream, changed = list(copy.outline.raw_data), False
    for block in stream:
        chosen = block["value"].get("module") if block["type"] == "module" else None
        if theirs.get(chosen) in own:
            block["value"] = {**block["value"], "module": own[theirs[chosen]].pk}
            changed = True
    if changed:
        copy.outline = StreamValue(copy.outline.stream_block, stream, is_lazy=True)
    return changed


def settle_copy(original: Any, copy: Any, *, by: Any) -> None:
    """After a programme was copied with its modules: its draft, and what is published of it, choose its own modules."""
    if not isinstance(copy.specific, CurriculumPage) or copy.alias_of_id:
        return
    draft = copy.specific.get_latest_revision_as_object()
    if point_to_own_modules(draft, original):
        revision = draft.save_revision(user=by, clean=False)
        if copy.live:
            revision.publish(user=by)
