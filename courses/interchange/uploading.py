"""Keeping a file between looking through it and saying yes, on the private storage and not longer than needed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, BinaryIO

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from courses.editions.models import Edition
from courses.interchange.models import Upload

KEPT_FOR = timedelta(days=1)


def keep(
    file: File[Any] | ContentFile[Any], *, kind: str, by: Any, edition: Edition | None = None, source: str = ""
) -> Upload:
    """Store a file for its preview; files that nobody came back for go at the same time."""
    forget_old()
    name = "".join(sign for sign in str(file.name or "") if sign.isprintable())[-200:]
    upload = Upload(kind=kind, created_by=by, edition=edition, source=source, name=name)
    upload.file.save(f"{upload.key}", file, save=False)
    upload.save()
    return upload


def read(upload: Upload) -> bytes:
    with upload.file.open("rb") as opened:
        return opened.read()


def opened(upload: Upload) -> BinaryIO:
    return upload.file.open("rb")  # type: ignore[return-value]


def claim(upload: Upload) -> Upload | None:
    """The upload, locked in the caller's transaction; None if it was dealt with already (a second click)."""
    row = Upload.objects.select_for_update().get(pk=upload.pk)
    taken = Upload.objects.filter(pk=upload.pk, done_at=None).update(done_at=timezone.now())
    return row if taken else None


def drop_file(upload: Upload) -> None:
    """Delete the file once the current transaction stands."""
    storage, name = upload.file.storage, upload.file.name
    Upload.objects.filter(pk=upload.pk).update(file="")
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def discard(upload: Upload) -> None:
    """Forget an upload altogether."""
    with transaction.atomic():
        drop_file(upload)
        Upload.objects.filter(pk=upload.pk).delete()


def forget_old() -> int:
    """Discard what was uploaded more than a day ago; answers how many."""
    old = list(Upload.objects.filter(created_at__lt=timezone.now() - KEPT_FOR))
    for upload in old:
        discard(upload)
    return len(old)
