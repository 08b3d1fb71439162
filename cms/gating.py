"""Documents of modules: who may read the page may have them, by whatever address.

A document that stands on no module, or also somewhere else, is as open as Wagtail says. Where it stands today is known
from Wagtail's index of references; where it stands in a draft, or stood in what a group still reads, from our own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex, Revision

from cms.models import ModulePage, RevisionDocument
from cms.reading import reaches
from courses.curricula.models import PagePin
from courses.editions.access import visible_editions
from courses.editions.models import Enrolment
from courses.people.access import person_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where a document stands on a module: for which functions (none: for everybody), or in the guide for trainers.

    With a `revision` it stands in that one, which groups read; with `0` in a draft or in one of before, that nobody reads.
    """

    module: ModulePage
    functions: Sequence[str] = ()
    guide: bool = False
    revision: int | None = None

    def shown_by(self, page: int, revision: int | None) -> bool:
        """Whether a version that pins this revision of a page shows it."""
        return page == self.module.pk if self.revision is None else revision == self.revision


def places_of(document: Any) -> list[Place]:
    """The places that close a document; empty where Wagtail alone decides."""
    index = ReferenceIndex.get_references_to(document).values_list("content_type", "object_id", "content_path")
    uses = list(index)
    module = ContentType.objects.get_for_model(ModulePage).pk
    if any(content_type != module for content_type, _pk, _path in uses):
        return []
    noted = _noted(document)
    keys = {int(pk) for _type, pk, _path in uses} | {page for page, _functions, _guide, _revision in noted}
    modules = ModulePage.objects.in_bulk(keys)
    there = [_place(modules[int(pk)], path) for _type, pk, path in uses if int(pk) in modules]
    before = [
        Place(modules[page], functions, guide, revision)
        for page, functions, guide, revision in noted
        if page in modules
    ]
    return [*there, *before]


def note_documents(revision: Revision, *, fresh: bool = False) -> None:
    """Write down which documents stand in a revision of a module, instead of what was known of it."""
    if revision.content_type_id != ContentType.objects.get_for_model(ModulePage).pk:
        return
    if not fresh:
        RevisionDocument.objects.filter(revision=revision.pk).delete()
    try:
        page = ModulePage.from_serializable_data(revision.content, check_fks=False)
        found = {(key, tuple(place.functions), place.guide) for key, place in _documents_in(page)}
    except Exception:  # Nobody is shown what can't be read any more, by whatever it can't.
        logger.exception("revision %s can't be read any more", revision.pk)
        return
    RevisionDocument.objects.bulk_create(
        RevisionDocument(revision_id=revision.pk, document=key, functions=list(functions), guide=guide)
        for key, functions, guide in sorted(found)
    )


def note_all_documents() -> None:
    """For a site whose revisions are older than what is written down about them."""
    if RevisionDocument.objects.exists():
        return
    for revision in Revision.objects.filter(content_type__app_label="leerlijn_cms", content_type__model="modulepage"):
        note_documents(revision, fresh=True)


def _documents_in(page: ModulePage) -> Iterator[tuple[int, Place]]:
    documents = get_document_model()
    for name in ("body", "guide"):
        field: Any = ModulePage._meta.get_field(name)
        for model, key, _path, content_path in field.extract_references(field.value_from_object(page)):
            if issubclass(model, documents):
                yield int(key), _place(page, f"{name}.{content_path}")


def _noted(document: Any) -> list[tuple[int, Sequence[str], bool, int]]:
    """The revisions that hold a document as (page, functions, guide, revision); 0 for all that no group reads together."""
    pins = PagePin.objects.filter(revision=OuterRef("revision"))
    rows = RevisionDocument.objects.filter(document=document.pk).annotate(read=Exists(pins))
    pinned = rows.filter(read=True).values_list("revision__object_id", "functions", "guide", "revision")
    others = rows.filter(read=False).order_by().values_list("revision__object_id", flat=True).distinct()
    return [
        *((int(page), tuple(functions), guide, revision) for page, functions, guide, revision in pinned),
        *((int(page), (), True, 0) for page in others),
    ]


def _place(module: ModulePage, path: str) -> Place:
    field, _dot, rest = path.partition(".")
    block = next((one for one in module.body if one.id == rest.partition(".")[0]), None) if field == "body" else None
    functions = block.value.get("functions") if block is not None and block.block_type == "only_for" else ()
    return Place(module, tuple(functions or ()), guide=field == "guide")


def opens_for(places: Iterable[Place], account: Any) -> bool:
    """Whether one of the places of a document is one that this account may read."""
    known = list(places)
    if any(_is_open(place) for place in known):
        return True
    if not account.is_authenticated or not account.is_active:
        return False
    modules = {place.module.pk: place.module for place in known}
    if any(module.permissions_for_user(account).can_edit() for module in modules.values()):
        return True
    if visible_editions(account).filter(version__in=_pins_of(known).values("version")).exists():
        return True
    return _takes_part(known, account)


def _is_open(place: Place) -> bool:
    is_published = place.revision is None and place.module.live and place.module.open_to_all
    return is_published and not place.functions and not place.guide


def _pins_of(places: Sequence[Place]) -> QuerySet[PagePin]:
    """How versions show these places."""
    pages = [place.module.pk for place in places if place.revision is None]
    return PagePin.objects.filter(Q(page__in=pages) | Q(revision__in=[p.revision for p in places if p.revision]))


def _takes_part(places: Sequence[Place], account: Any) -> bool:
    person = person_of(account)
    if person is None:
        return False
    taking = Enrolment.objects.filter(
        person=person, state=Enrolment.State.PLACED, role__in=Enrolment.TAKING_PART, edition__version__isnull=False
    )
    functions: dict[int, list[str]] = {}
    for version, function in taking.values_list("edition__version", "function"):
        functions.setdefault(version, []).append(function)
    read = _pins_of(places).filter(version__in=functions).values_list("version", "page", "revision")
    return any(
        reaches(place.functions, function)
        for version, page, revision in read
        for place in places
        if not place.guide and place.shown_by(page, revision)
        for function in functions[version]
    )
