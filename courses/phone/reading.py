"""What a phone sends, read with suspicion: each wrong tap gets its sentence, and the others are taken all the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, TypeGuard
from uuid import UUID

from django.utils.translation import gettext as _

from courses.phone.errors import PhoneError
from courses.phone.taking import REFUSED, Answer, Tapped

MOST_TAPS = 1_000
MOST_BYTES = 400_000
# Milliseconds since 1970, from 2020 to 2100: anything else is no clock.
MOMENTS = range(1_577_836_800_000, 4_102_444_800_000)
LARGEST_ID = 2**63


def read_taps(body: bytes) -> tuple[list[Tapped], list[Answer]]:
    """The taps in a request, and answers to those that can't be read; PhoneError where the whole can't be."""
    if len(body) > MOST_BYTES:
        raise PhoneError(_("This is too much at once."))
    try:
        taps = json.loads(body)["taps"]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise PhoneError(_("This can't be read.")) from error
    if not isinstance(taps, list):
        raise PhoneError(_("This can't be read."))
    if len(taps) > MOST_TAPS:
        raise PhoneError(_("Send at most %(most)d at a time.") % {"most": MOST_TAPS})
    read: list[Tapped] = []
    wrong: list[Answer] = []
    for given in taps:
        try:
            read.append(_tap(given))
        except PhoneError as error:
            key = given.get("key") if isinstance(given, dict) else ""
            wrong.append(Answer(str(key)[:36], REFUSED, str(error)))
    return read, wrong


def _tap(given: Any) -> Tapped:
    if not isinstance(given, dict):
        raise PhoneError(_("This can't be read."))
    key, moment = _key(given.get("key")), given.get("at")
    if not _whole(moment) or moment not in MOMENTS:
        raise PhoneError(_("The clock of this phone can't be right."))
    at = datetime.fromtimestamp(moment / 1000, UTC)
    if "add" in given:
        if given["add"] not in (1, -1) or not _whole(given["add"]):
            raise PhoneError(_("Count people without a name one by one."))
        return Tapped(key, at, add=given["add"])
    enrolment, status, minutes = given.get("enrolment"), given.get("status"), given.get("minutes")
    if not _whole(enrolment) or not 0 < enrolment < LARGEST_ID:
        raise PhoneError(_("This person is not in the group that meets here."))
    if not isinstance(status, str) or len(status) > 12:
        raise PhoneError(_("This is no attendance we know."))
    if minutes is not None and (not _whole(minutes) or not 0 <= minutes <= 100_000):
        raise PhoneError(_("Say the minutes as a whole number."))
    return Tapped(key, at, enrolment=enrolment, status=status, minutes=minutes)


def _key(given: Any) -> UUID:
    try:
        key = UUID(given)
    except (ValueError, TypeError, AttributeError) as error:
        raise PhoneError(_("This tap has no key of its own.")) from error
    if str(key) != given:
        raise PhoneError(_("This tap has no key of its own."))
    return key


def _whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
