from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FactQuerySet(models.QuerySet[Any]):
    def effective(self, as_of: datetime | None = None) -> FactQuerySet:
        """The facts that hold: now, or as known at a moment. A `void` one is effective and is nothing itself."""
        if as_of is None:
            return self.filter(superseded_at__isnull=True)
        return self.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=as_of), recorded_at__lte=as_of)


class Fact(models.Model):
    """Something that happened, appended and never edited; a correction is a later row with the same key.

    `superseded_at` is bookkeeping, the moment the next row of the same key was recorded: it can be derived from the
    others, and makes "as known at T" a plain comparison. Rows are written by `courses.facts.appending` only.
    """

    SUPERSEDED_BY_SAME: tuple[str, ...] = ()
    # Whether figures of who took part are made of it.
    COUNTS = False

    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source = models.CharField(_("source"), max_length=200, blank=True, editable=False)
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
