"""Moments, days and durations in the words of the reader's language."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy

Zone = dt.tzinfo | str | None
Moment = dt.datetime | dt.date

# Patterns as for Django's filter `date`.
TIME = pgettext_lazy("time of day: 1.30 pm, 13.30 uur", "g.i a")
SPAN_IN_ONE_HALF = pgettext_lazy("1.30 in: 1.30 to 4.30 pm", "g.i")
SPAN_OVER_NOON = pgettext_lazy("9.30 am in: 9.30 am to 1.30 pm", "g.i a")


def in_words(moment: Moment, zone: Zone = None) -> str:
    """ "vrijdag 7 oktober 2022, 13.30 uur": a day without its time when given a date; this year goes unsaid.

    `zone` is a name or a time zone; without one the active time zone holds.
    """
    if not isinstance(moment, dt.datetime):
        return _day(moment, zone)
    local = _local(moment, zone)
    return gettext("%(day)s, %(time)s") % {"day": _day(local, zone), "time": _time(local)}


def from_to(start: dt.datetime, end: dt.datetime, zone: Zone = None) -> str:
    """ "vrijdag 7 oktober, 13.30 tot 16.30 uur"; over midnight both days are named."""
    first, last = _local(start, zone), _local(end, zone)
    if first.date() != last.date():
        return gettext("%(start)s to %(end)s") % {"start": in_words(first, zone), "end": in_words(last, zone)}
    return gettext("%(day)s, %(time)s") % {"day": _day(first, zone), "time": _span(first, last)}


def hours_from_to(start: dt.datetime, end: dt.datetime, zone: Zone = None) -> str:
    """ "13.30 tot 16.30 uur", where the day is said already; over midnight the days are named after all."""
    first, last = _local(start, zone), _local(end, zone)
    return _span(first, last) if first.date() == last.date() else from_to(start, end, zone)


def day_in_words(day: dt.date, start: dt.time | None = None, end: dt.time | None = None, *, about: bool = False) -> str:
    """ "vrijdag 7 oktober 2022, 12.30 tot ongeveer 16.30 uur", as much of it as is known."""
    if start is None:
        return _day(day, None)
    first = dt.datetime.combine(day, start)
    hours = _span(first, dt.datetime.combine(day, end), about=about) if end is not None else _time(first)
    return gettext("%(day)s, %(time)s") % {"day": _day(day, None), "time": hours}


def _span(first: dt.datetime, last: dt.datetime, *, about: bool = False) -> str:
    over_noon = (first.hour < 12) != (last.hour < 12)
    begins = _time(first, SPAN_OVER_NOON if over_noon else SPAN_IN_ONE_HALF)
    words = gettext("%(start)s to about %(end)s") if about else gettext("%(start)s to %(end)s")
    return words % {"start": begins, "end": _time(last)}


def clock(moment: dt.datetime, zone: Zone = None) -> str:
    """ "13.30 uur"."""
    return _time(_local(moment, zone))


def hours_in_words(minutes: int | None) -> str:
    """ "1 uur en 30 minuten"."""
    hours, rest = divmod(max(int(minutes or 0), 0), 60)
    hour_words = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    minute_words = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    if hours and rest:
        return gettext("%(hours)s and %(minutes)s") % {"hours": hour_words, "minutes": minute_words}
    return hour_words if hours else minute_words


def _local(moment: dt.datetime, zone: Zone) -> dt.datetime:
    if timezone.is_naive(moment):
        return moment
    return timezone.localtime(moment, ZoneInfo(zone) if isinstance(zone, str) and zone else zone or None)


def _day(day: Moment, zone: Zone) -> str:
    this_year = _local(timezone.now(), zone).year
    return format_date(day, "l j F" if day.year == this_year else "l j F Y")


def _time(local: dt.datetime, pattern: str | Promise = TIME) -> str:
    return format_date(local, str(pattern)).replace("a.m.", "am").replace("p.m.", "pm")
