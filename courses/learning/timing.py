"""How long a go at a test may take, with the extra time of who needs it. The server's clock decides."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.models import Enrolment
from courses.learning.errors import LearningRefused
from courses.learning.models import ExtraTime, TestSitting
from courses.learning.scoring import minutes_of

# What was sent in time arrives a little later.
GRACE = timedelta(seconds=30)
MOST_PERCENT, MOST_MINUTES = 400, 600


def extra_time_of(enrolment: Enrolment) -> ExtraTime | None:
    return ExtraTime.objects.filter(enrolment=enrolment).first()


def minutes_allowed(minutes: int | None, extra: ExtraTime | None) -> int | None:
    """The minutes one go may take, rounded up in favour of who takes it; None: no limit."""
    if not minutes or (extra and extra.open_end):
        return None
    if extra is None:
        return minutes
    return math.ceil(minutes * (100 + extra.percent) / 100) + extra.minutes


def ends_at(sitting: TestSitting, extra: ExtraTime | None) -> datetime | None:
    """Until when somebody has; None where the end is open. Extra time that is given meanwhile counts at once."""
    minutes = minutes_allowed(minutes_of(sitting.definition), extra)
    return sitting.begun_at + timedelta(minutes=minutes) if minutes else None


def is_up(sitting: TestSitting, extra: ExtraTime | None) -> bool:
    """Whether the time is over for who looks at it."""
    end = ends_at(sitting, extra)
    return end is not None and timezone.now() >= end


def is_too_late(sitting: TestSitting, extra: ExtraTime | None) -> bool:
    """Whether what arrives now was sent too late."""
    end = ends_at(sitting, extra)
    return end is not None and timezone.now() > end + GRACE


def give_extra_time(
    enrolment: Enrolment, *, percent: int = 0, minutes: int = 0, open_end: bool = False, by: Any
) -> None:
    """Give somebody more time at the tests of their group, or with nothing at all take it back.

    It holds for the go that is running too. The log says that it was changed, and not what it is.
    """
    if not (0 <= percent <= MOST_PERCENT and 0 <= minutes <= MOST_MINUTES):
        raise LearningRefused(
            _("At most %(percent)d per cent and %(minutes)d minutes can be added. Choose an open end for more.")
            % {"percent": MOST_PERCENT, "minutes": MOST_MINUTES}
        )
    given = {"percent": percent, "minutes": minutes, "open_end": open_end}
    with transaction.atomic():
        if any(given.values()):
            ExtraTime.objects.update_or_create(enrolment=enrolment, defaults=given)
        else:
            ExtraTime.objects.filter(enrolment=enrolment).delete()
        record_changes([enrolment], action="leerlijn.test_time", by=by)
