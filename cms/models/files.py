from __future__ import annotations

import mimetypes
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.pictures import strip_metadata
from courses.jobs.models import private_storage

PICTURES = ("image/jpeg", "image/png", "image/webp")
EXTENSIONS = [
    "csv",
    "docx",
    "jpeg",
    "jpg",
    "mp3",
    "mp4",
    "odp",
    "ods",
    "odt",
    "pdf",
    "png",
    "pptx",
    "txt",
    "webp",
    "xlsx",
]
MOST_BYTES = 20 * 1024 * 1024


def small_enough(file: Any) -> None:
    if file.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 20 MB. Make it smaller, or cut it in parts."))


class LibraryFile(index.Indexed, models.Model):
    """A document or picture of the library. It has no address of its own: the page that uses it says who may have it."""

    title = models.CharField(_("title"), max_length=200, help_text=_("What people read who download it."))
    file = models.FileField(
        _("file"),
        storage=private_storage,
        upload_to="library/%Y/",
        max_length=250,
        validators=[FileExtensionValidator(EXTENSIONS), small_enough],
    )
    shows = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("For who can't see it. Only for a picture."),
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("file of the library")
        verbose_name_plural = _("files of the library")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_picture:
            strip_metadata(self)
        super().save(*args, **kwargs)

    @property
    def content_type(self) -> str:
        return mimetypes.guess_type(self.file.name or "")[0] or "application/octet-stream"

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES

    @property
    def extension(self) -> str:
        return (self.file.name or "").rpartition(".")[2].upper()
