"""The outermost step: bytes of a file into numbered JSON objects, or a sentence about the line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

LONGEST_LINE = 1_000_000


class _Unreadable(ValueError):
    """What the JSON hooks raise; the message is the sentence about the line."""


@dataclass(slots=True)
class Line:
    """A line that holds something: its object, or what is wrong with it."""

    number: int
    content: dict[str, Any]
    problem: str = ""


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """The lines of a file, empty ones left out. Nothing in a file makes this raise."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if len(raw) > LONGEST_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(LONGEST_LINE)
            yield Line(number, {}, _("the line is longer than %(bytes)d bytes") % {"bytes": LONGEST_LINE})
        elif raw.strip():
            yield _read_line(number, raw)


def _read_line(number: int, raw: bytes) -> Line:
    try:
        content = json.loads(raw.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_constant)
    except UnicodeDecodeError:
        return Line(number, {}, _("this is not UTF-8"))
    except _Unreadable as error:
        return Line(number, {}, str(error))
    except (ValueError, RecursionError):
        return Line(number, {}, _("this is not a JSON object"))
    if not isinstance(content, dict):
        return Line(number, {}, _('this is not a JSON object: every line holds one, such as {"type": …, "id": …}'))
    return Line(number, content)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Unreadable(_("the field %(field)s is there twice") % {"field": json.dumps(twice[:100])})
    return content


def _no_constant(name: str) -> Any:
    raise _Unreadable(_("%(value)s is no number in JSON") % {"value": name})
