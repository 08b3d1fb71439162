"""A time zone as iCalendar describes it. The library lists each change of the clock apart and an hour late in spring;

calendars that know one yearly rule alone (there are many) then show summer as winter. So we write the rule.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

FIRST, LAST = 2010, 2037


@dataclass(frozen=True)
class Turn:
    """A change of the clock: the moment as the clock said just before, and the offsets around it."""

    at: datetime
    before: timedelta
    after: timedelta
    summer: bool
    name: str

    @property
    def rule(self) -> tuple[bool, int, int, datetime, timedelta, timedelta] | None:
        """Which yearly rule it follows, if it is one on the last such day of the week in its month."""
        if self.at.day + 7 <= monthrange(self.at.year, self.at.month)[1]:
            return None
        hour = datetime(2000, 1, 1, self.at.hour, self.at.minute)  # noqa: DTZ001 – the clock on the wall
        return self.summer, self.at.month, self.at.weekday(), hour, self.before, self.after


@lru_cache(maxsize=64)
def timezone_of(zone: ZoneInfo) -> icalendar.Timezone:
    """The VTIMEZONE of a zone: by its yearly rule where it keeps one, else change by change."""
    component = icalendar.Timezone()
    component.add("tzid", zone.key)
    turns = _turns(zone)
    rules = {turn.rule for turn in turns}
    if len(rules) == 2 and None not in rules:
        for turn in turns[:2]:
            day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[turn.at.weekday()]
            component.add_component(
                _observance(turn, {"FREQ": "YEARLY", "BYMONTH": turn.at.month, "BYDAY": f"-1{day}"})
            )
    else:
        start = datetime(FIRST, 1, 1, tzinfo=zone)
        offset = start.utcoffset() or timedelta()
        turns = [Turn(start.replace(tzinfo=None), offset, offset, bool(start.dst()), start.tzname() or ""), *turns]
        for turn in turns:
            component.add_component(_observance(turn, None))
    return component


def _observance(turn: Turn, rule: dict[str, object] | None) -> icalendar.cal.Component:
    part = icalendar.TimezoneDaylight() if turn.summer else icalendar.TimezoneStandard()
    part.add("dtstart", turn.at)
    part.add("tzoffsetfrom", turn.before)
    part.add("tzoffsetto", turn.after)
    if turn.name:
        part.add("tzname", turn.name)
    if rule:
        part.add("rrule", rule)
    return part


def _turns(zone: ZoneInfo) -> list[Turn]:
    found = []
    moment, end = datetime(FIRST, 1, 1, tzinfo=UTC), datetime(LAST, 12, 31, tzinfo=UTC)
    while moment < end:
        after = moment + timedelta(days=1)
        if moment.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            found.append(_turn(zone, moment, after))
        moment = after
    return found


def _turn(zone: ZoneInfo, low: datetime, high: datetime) -> Turn:
    before = low.astimezone(zone).utcoffset() or timedelta()
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        same = middle.astimezone(zone).utcoffset() == before
        low, high = (middle, high) if same else (low, middle)
    at = high.replace(second=0, microsecond=0)
    local = at.astimezone(zone)
    on_the_clock = (at + before).replace(tzinfo=None)
    return Turn(on_the_clock, before, local.utcoffset() or timedelta(), bool(local.dst()), local.tzname() or "")
