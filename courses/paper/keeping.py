"""Taking in photos and scans of sign-in sheets: each page goes to the meeting whose code it carries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.models import Session
from courses.paper.access import visible_pages, visible_scans
from courses.paper.errors import NotYours, PaperError, Settled
from courses.paper.models import Scan, SheetPage
from courses.paper.reading import Picture, pictures_in


@dataclass
class Kept:
    """What became of one file: its pages, those that were here already, and why the rest was not kept."""

    name: str
    scans: list[Scan] = field(default_factory=list)
    known: list[Scan] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def keep_file(file: IO[bytes], *, name: str, size: int, by: Any, session: Session | None = None) -> Kept:
    """Keep each page of a photo or PDF, at the meeting its code says, else at `session`, else with who sent it.

    Every page stands on its own: one that can't be read, or is of a group that `by` doesn't see, leaves the others.
    """
    kept = Kept(name)
    source = _sha256(file)
    try:
        for part, picture in _parts(pictures_in(file, size=size)):
            try:
                for place, page in _pages_of(picture, by=by):
                    scan, fresh = _keep(picture, page, source=source, part=part + place, session=session, by=by)
                    (kept.scans if fresh else kept.known).append(scan)
            except NotYours as refusal:
                kept.refusals.append(str(refusal))
    except PaperError as refusal:
        kept.refusals.append(str(refusal))
    return kept


def say_which(scan: Scan, page: SheetPage, *, by: Any) -> Scan:
    """A person says which printed page a scan shows; not any more once it was confirmed."""
    page = visible_pages(by).select_related("sheet").get(pk=page.pk)
    try:
        with transaction.atomic():
            changed = Scan.objects.filter(pk=scan.pk, confirmed_at=None).update(
                page=page, session=page.sheet.session_id
            )
            if not changed:
                raise Settled(_("Somebody has just confirmed this list."))
            record_changes([scan], action="leerlijn.name_scan", by=by, data={"page": page.pk})
    except IntegrityError as error:
        raise PaperError(_("This very picture is with that list already. You can throw this one away.")) from error
    scan.refresh_from_db()
    return scan


def throw_away(scan: Scan, *, by: Any) -> None:
    """Forget a picture that was sent by mistake; one that ever was evidence stays."""
    with transaction.atomic():
        Scan.objects.select_for_update().filter(pk=scan.pk).first()
        if scan.signatures.exists():
            raise PaperError(_("This list was confirmed before, so its picture stays as evidence."))
        storage, name = scan.file.storage, scan.file.name
        record_changes([scan], action="leerlijn.throw_scan_away", by=by)
        gone, _rows = Scan.objects.filter(pk=scan.pk, confirmed_at=None).delete()
        if not gone:
            raise Settled(_("Somebody has just confirmed this list."))
        transaction.on_commit(lambda: storage.delete(str(name)))


def _parts(pictures: Iterator[Picture]) -> Iterator[tuple[int, Picture]]:
    """A photo of two sheets counts as two parts, so that each has a scan of its own."""
    part = 1
    for picture in pictures:
        yield part, picture
        part += max(1, len(picture.codes))


def _pages_of(picture: Picture, *, by: Any) -> list[tuple[int, SheetPage | None]]:
    """The printed pages a picture shows, as far as `by` sees them, counted; one None where no code of a sheet is on it."""
    known = list(SheetPage.objects.filter(code__in=picture.codes).select_related("sheet").order_by("pk"))
    if not known:
        return [(0, None)]
    visible = set(visible_pages(by).filter(pk__in=[page.pk for page in known]).values_list("pk", flat=True))
    if not visible:
        raise NotYours(_("This is a list of a group that is not yours, so the picture was not kept."))
    return [(place, page) for place, page in enumerate(known) if page.pk in visible]


def _keep(
    picture: Picture, page: SheetPage | None, *, source: str, part: int, session: Session | None, by: Any
) -> tuple[Scan, bool]:
    where = page.sheet.session_id if page is not None else session.pk if session is not None else None
    same = visible_scans(by).filter(source_sha256=source, session=where, part=part)
    if known := same.first():
        return known, False
    scan = Scan(
        session_id=where,
        page=page,
        sha256=hashlib.sha256(picture.data).hexdigest(),
        source_sha256=source,
        part=part,
        width=picture.width,
        height=picture.height,
        uploaded_at=timezone.now(),
        uploaded_by=by,
    )
    scan.file.save("scan.jpg", ContentFile(picture.data), save=False)
    try:
        with transaction.atomic():
            scan.save()
            record_changes([scan], action="leerlijn.keep_scan", by=by)
    except IntegrityError:
        # Sent twice at the same moment: the other one has it.
        scan.file.storage.delete(str(scan.file.name))
        return same[0], False
    return scan, True


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()
