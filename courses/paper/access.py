"""Which scans and sheets an account may see: those of the groups it gives or coordinates, and what it sent itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from courses.editions.access import visible_editions
from courses.paper.models import Scan, Sheet, SheetPage


def visible_sheets(account: Any) -> QuerySet[Sheet]:
    return Sheet.objects.filter(session__edition__in=visible_editions(account).values("pk"))


def visible_pages(account: Any) -> QuerySet[SheetPage]:
    return SheetPage.objects.filter(sheet__session__edition__in=visible_editions(account).values("pk"))


def visible_scans(account: Any) -> QuerySet[Scan]:
    """Of these groups, and those of no group yet that this account sent."""
    mine = Q(session__edition__in=visible_editions(account).values("pk"))
    return Scan.objects.filter(mine | Q(session=None, uploaded_by=account.pk))
