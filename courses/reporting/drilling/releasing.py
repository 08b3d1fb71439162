"""Letting those who check a project see a whole picture of a list, with all names on it: a deliberate act, written down."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.access import managed_editions
from courses.grants.models import Grant
from courses.paper.models import Scan
from courses.reporting.drilling.models import NamesReleased
from courses.reporting.errors import ReportRefused


def may_release(account: Any, scan: Scan) -> bool:
    """Who coordinates the group, and so may see everybody on its list."""
    return scan.session is not None and managed_editions(account).filter(pk=scan.session.edition_id).exists()


def release_names(scan: Scan, grant: Grant, *, reason: str, by: Any) -> NamesReleased:
    if not may_release(by, scan):
        raise ReportRefused(_("Only a coordinator of the group can show the whole list."))
    if not reason.strip():
        raise ReportRefused(_("Say in a few words why the whole list is needed."))
    try:
        with transaction.atomic():
            row = NamesReleased.objects.create(scan=scan, grant=grant, reason=reason.strip()[:300], released_by=by)
            record_changes([scan], action="leerlijn.release_names", by=by, data={"project": grant.code})
            return row
    except IntegrityError:
        # Somebody did so a moment before.
        return NamesReleased.objects.get(scan=scan, grant=grant, ended_at=None)


def end_release(scan: Scan, grant: Grant, *, by: Any) -> None:
    with transaction.atomic():
        open_ones = NamesReleased.objects.filter(scan=scan, grant=grant, ended_at=None)
        if open_ones.update(ended_at=timezone.now()):
            record_changes([scan], action="leerlijn.end_release", by=by, data={"project": grant.code})


def is_released(scan: Scan, grant: Grant) -> bool:
    return NamesReleased.objects.filter(scan=scan, grant=grant, ended_at=None).exists()
