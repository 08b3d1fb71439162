"""Doing much at once without a word to anybody: what loads a demo or moves a site in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_quiet = ContextVar("leerlijn_quiet", default=False)


@contextmanager
def nobody_is_told() -> Iterator[None]:
    """What is enrolled and planned inside gives no mail; calendars know it as it is from then on."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


def is_quiet() -> bool:
    return _quiet.get()
