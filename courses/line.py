"""The line along which one learns: what a page hands to `{% line %}` and `{% small_line %}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

State = Literal["done", "here", "ahead"]

KIND_WORDS: dict[str, str | Promise] = {
    "module": pgettext_lazy("kind of station", "Module"),
    "planned_session": pgettext_lazy("kind of station", "Meeting"),
    "work_product": pgettext_lazy("kind of station", "Work product"),
    "deployment": pgettext_lazy("kind of station", "In practice"),
    "coaching": pgettext_lazy("kind of station", "Talk"),
    "test": pgettext_lazy("kind of station", "Test"),
    "curriculum": pgettext_lazy("kind of station", "Programme"),
}

STATE_WORDS: dict[str, str | Promise] = {
    "done": pgettext_lazy("state of a station", "Done"),
    "here": pgettext_lazy("state of a station", "You are here"),
    "ahead": pgettext_lazy("state of a station", "Still to come"),
}


@dataclass(frozen=True, kw_only=True)
class Station:
    """One part on the line. `children` run side by side: the line forks, shows them, and joins again."""

    title: str
    kind: str = "module"
    state: State = "ahead"
    when: str | dt.date | dt.datetime = ""
    minutes: int | None = None
    url: str = ""
    required: bool = True
    language: str = ""
    children: Sequence[Station] = ()
