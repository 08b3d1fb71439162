"""What may stand in a field: each function takes a JSON value and answers ours, or raises WrongValue."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from courses.grants.models import validate_time_zone
from courses.interchange.errors import WrongValue
from courses.people.registering import PersonRefused, clean_email, clean_name

YEARS = range(1900, 2200)
LARGEST_NUMBER = 2_147_483_647
LONGEST_LIST = 1_000
LONGEST_ID = 200
_DAY = re.compile(r"\d{4,}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4,}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)

Parser = Callable[[Any], Any]


def shown(value: Any) -> str:
    """A value as it stands in a sentence: as JSON, short, with nothing that a terminal would obey."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text[:80])
    return text + "…" if len(text) >= 80 else text


def text(longest: int) -> Parser:
    def parse(value: Any) -> str:
        if not isinstance(value, str):
            raise WrongValue(_("%(value)s is not a text") % {"value": shown(value)})
        value = value.strip()
        if len(value) > longest:
            raise WrongValue(_("longer than %(longest)d characters") % {"longest": longest})
        if "\x00" in value or not _can_be_stored(value):
            raise WrongValue(_("%(value)s holds a character that can't be stored") % {"value": shown(value)})
        return value

    return parse


def _can_be_stored(value: str) -> bool:
    if value.isascii():
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


_any_text = text(10_000)


def person_name(value: Any) -> str:
    written = _any_text(value)
    try:
        return clean_name(written) if written else ""
    except PersonRefused as error:
        raise WrongValue(str(error).rstrip(".")) from error


def email(value: Any) -> str:
    try:
        return clean_email(text(254)(value))
    except PersonRefused as error:
        raise WrongValue(str(error).rstrip(".")) from error


def day(value: Any) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise WrongValue(_("%(value)s is not a day such as 2026-03-31") % {"value": shown(value)})
    try:
        parsed = date.fromisoformat(value)
    except ValueError as error:
        raise WrongValue(_("%(value)s is not a day of the calendar") % {"value": shown(value)}) from error
    if parsed.year not in YEARS:
        raise WrongValue(_("%(value)s: a year lies between 1900 and 2199") % {"value": shown(value)})
    return parsed


def moment(value: Any) -> datetime:
    match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise WrongValue(_("%(value)s is not a moment such as 2026-03-31T14:30:00+02:00") % {"value": shown(value)})
    written_day, clock, fraction, offset = match.groups()
    if not offset:
        raise WrongValue(_("%(value)s has no offset such as +02:00") % {"value": shown(value)})
    day(written_day)
    try:
        # Finer than a microsecond nothing is kept.
        return datetime.fromisoformat(f"{written_day}T{clock}{(fraction or '')[:7]}{offset}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise WrongValue(_("%(value)s is no time of a day") % {"value": shown(value)}) from error


def whole_number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongValue(_("%(value)s is not a whole number") % {"value": shown(value)})
    if not 0 <= value <= LARGEST_NUMBER:
        raise WrongValue(_("a number from 0 to %(largest)d is needed") % {"largest": LARGEST_NUMBER})
    return value


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValue(_("%(value)s is not true or false") % {"value": shown(value)})
    return value


def one_of(*choices: str) -> Parser:
    known = {str(choice): str(choice) for choice in choices}

    def parse(value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise WrongValue(
                _("%(value)s is not one of %(choices)s") % {"value": shown(value), "choices": ", ".join(known)}
            )
        return known[value]

    return parse


def identifier(value: Any) -> str:
    """The source's own id: a text that isn't empty, kept as it is."""
    if isinstance(value, str) and value != value.strip():
        raise WrongValue(_("%(value)s begins or ends with a space") % {"value": shown(value)})
    parsed: str = text(LONGEST_ID)(value)
    if not parsed:
        raise WrongValue(_("it is empty"))
    return parsed


def _listed(parse: Parser, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise WrongValue(_("%(value)s is not a list") % {"value": shown(value)})
    if len(value) > LONGEST_LIST:
        raise WrongValue(_("the list has more than %(longest)d entries") % {"longest": LONGEST_LIST})
    return [parse(one) for one in value]


def many(parse: Parser) -> Parser:
    def parse_all(value: Any) -> list[Any]:
        parsed = _listed(parse, value)
        if len(set(parsed)) < len(parsed):
            raise WrongValue(_("%(value)s is named twice") % {"value": shown(_first_repeated(parsed))})
        return parsed

    return parse_all


def themes(value: Any) -> list[str]:
    """A list of words in order, each once."""
    if isinstance(value, list):
        value = [one for one in value if one != ""]
    return list(dict.fromkeys(_listed(text(100), value)))


def _first_repeated(values: list[Any]) -> Any:
    return next(value for place, value in enumerate(values) if value in values[:place])


@lru_cache(maxsize=1_000)
def _is_time_zone(name: str) -> bool:
    try:
        validate_time_zone(name)
    except Exception:
        return False
    return True


def time_zone(value: Any) -> str:
    written: str = text(60)(value)
    if not _is_time_zone(written):
        raise WrongValue(_("%(value)s is not a time zone such as Europe/Amsterdam") % {"value": shown(value)})
    return written
