"""Saying that something is right as it is, and taking that back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.reporting.checking.models import AcceptedDoubt
from courses.reporting.checking.registry import Doubt
from courses.reporting.errors import ReportRefused


def accept(doubt: Doubt, *, reason: str, by: Any) -> AcceptedDoubt:
    """Hide a doubt until what is known changes; of two who accept it at once both get the same row."""
    if not reason.strip():
        raise ReportRefused(_("Say in a few words why it is right."))
    with transaction.atomic():
        row, fresh = AcceptedDoubt.objects.get_or_create(
            grant_id=doubt.grant,
            kind=doubt.kind,
            subject=doubt.subject,
            facts=doubt.facts,
            defaults={"sentence": doubt.sentence[:500], "reason": reason.strip()[:300], "accepted_by": by},
        )
        if fresh:
            record_changes([row.grant], action="leerlijn.accept_doubt", by=by, data=_data(row))
        return row


def reopen(row: AcceptedDoubt, *, by: Any) -> None:
    """It is to be looked at after all."""
    with transaction.atomic():
        gone, _rows = AcceptedDoubt.objects.filter(pk=row.pk).delete()
        if gone:
            record_changes([row.grant], action="leerlijn.reopen_doubt", by=by, data=_data(row))


def _data(row: AcceptedDoubt) -> dict[str, str]:
    return {"kind": row.kind, "subject": row.subject}
