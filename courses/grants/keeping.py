"""How long a project's evidence has to be kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.conf import setting
from courses.grants.models import Grant


def kept_until(grant: Grant) -> date:
    """The last day, inclusive. Where nobody said one, so many years from the end of the year in which the project ended.

    Five years from 31 December is what article 82 of Regulation (EU) 2021/1060 asks of who got money; losing evidence too
    early can't be mended, so silence doesn't mean that nothing is kept.
    """
    if grant.keep_until is not None:
        return grant.keep_until
    return date(min(grant.last_day.year + setting("EVIDENCE_YEARS"), date.max.year), 12, 31)


def keeps_at(grant: Grant, moment: datetime) -> bool:
    return timezone.localdate(moment, grant.zone) <= kept_until(grant)


def kept_grants(moment: datetime) -> list[Grant]:
    """The projects whose evidence still has to be kept."""
    return [grant for grant in Grant.objects.order_by("pk") if keeps_at(grant, moment)]


def why_kept(grant: Grant) -> str:
    """The project's reason, or where the site's own term comes from."""
    if grant.keep_until is not None and grant.keep_reason:
        return grant.keep_reason
    return _(
        "nobody wrote down a day, so the site's own term holds: %(years)d years after the year of its last day"
    ) % {"years": setting("EVIDENCE_YEARS")}


def longest(grants: Iterable[Grant]) -> date | None:
    return max((kept_until(grant) for grant in grants), default=None)
