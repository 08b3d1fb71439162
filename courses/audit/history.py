"""What was done to which record, in Wagtail's own audit log; only numbers and codes, never a person's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import ModelLogEntry


def record_changes(rows: Sequence[models.Model], *, action: str, by: Any, data: dict[str, Any] | None = None) -> None:
    """One log entry per row, in one statement. `action` is registered in `courses.wagtail_hooks`; `by` None: the system.

    The log shows the name of whoever acted, so what participants do about themselves is kept without their account.
    """
    if not rows:
        return
    works_here = by is not None and (by.has_perm("wagtailadmin.access_admin") or by.leerlijn_assignments.exists())
    if by is not None and not works_here:
        data = (data or {}) | {"by": "participant"}
    now = timezone.now()
    content_type = ContentType.objects.get_for_model(rows[0])
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=content_type,
                object_id=str(row.pk),
                label=str(row)[:255],
                action=action,
                timestamp=now,
                user_id=by.pk if works_here else None,
                data=data or {},
                content_changed=True,
                deleted=False,
            )
            for row in rows
        ],
        batch_size=2_000,
    )
