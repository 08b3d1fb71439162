"""A time on a day as a coordinator types it, in the group's zone: some don't exist, and some exist twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What a programme plans or looks back on; a year outside is a slip of the hand.
YEARS = range(1950, 2300)


def local_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment in the zone; raises ValidationError where the clock skips it in spring or has it twice in autumn."""
    if day.year not in YEARS:
        raise ValidationError(_("Look at the year: %(year)d can't be right.") % {"year": day.year})
    moment = datetime.combine(day, at, tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValidationError(_("That time doesn't exist on this day: the clock goes forward then."))
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise ValidationError(
            _("That time comes twice on this day: the clock goes back then. Choose one outside that hour.")
        )
    return moment
