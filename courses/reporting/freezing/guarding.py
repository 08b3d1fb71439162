"""A project's days don't get shorter than what was reported over them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from courses.grants.errors import GrantRefused
from courses.grants.guarding import ProjectDays
from courses.grants.models import Grant
from courses.reporting.freezing.models import FrozenReport


def reported_days_stay(grant: Grant, wanted: ProjectDays) -> None:
    """Refuse days that leave out a day of a frozen period that the project now covers."""
    standing = FrozenReport.objects.filter(grant=grant).exclude(state=FrozenReport.State.REPLACED)
    for frozen in standing.order_by("first_day", "-version"):
        first, last = max(frozen.first_day, grant.first_day), min(frozen.last_day, grant.last_day)
        if first <= last and not (wanted.first_day <= first and last <= wanted.last_day):
            raise GrantRefused(
                _(
                    "This project was reported over %(first)s to %(last)s (version %(version)d). "
                    "Its days can't be made shorter than that."
                )
                % {
                    "first": frozen.first_day.isoformat(),
                    "last": frozen.last_day.isoformat(),
                    "version": frozen.version,
                }
            )
        if wanted.time_zone != grant.time_zone:
            raise GrantRefused(
                _("This project was reported with the time zone %(zone)s, so it can't get another one.")
                % {"zone": grant.time_zone}
            )
