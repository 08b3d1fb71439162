"""Periods that were reported: who records something in one afterwards says in a sentence why.

A higher floor knows which periods those are and registers itself, in an `AppConfig.ready()`. What is recorded counts at once
all the same; the sentence stands beside it where the next version of the report is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Session

LONGEST = 300


@dataclass(frozen=True)
class Reported:
    """A project's period, both days inclusive, of which a report was closed."""

    project: str
    first_day: date
    last_day: date


# Which reported periods these meetings lie in.
Periods = Callable[[Iterable[Session]], list[Reported]]
_known: list[Periods] = []


def register(periods: Periods) -> None:
    """Ask this one too; registering the same one again changes nothing."""
    if periods not in _known:
        _known.append(periods)


def reported_over(*sessions: Session) -> list[Reported]:
    """The reported periods that any of these meetings lies in; a query for each who registered."""
    return list(dict.fromkeys(one for periods in _known for one in periods(sessions)))


class WhyForm(forms.Form):
    """The sentence, asked only where something was reported already."""

    reason = forms.CharField(
        label=_("Why are you changing this now?"),
        max_length=LONGEST,
        help_text=_("This period has been reported. One sentence, without names, for who makes the next report."),
    )

    def __init__(self, data: Any, *, reported: list[Reported]) -> None:
        super().__init__(data if reported else None)
        self.reported = reported
        self.fields["reason"].required = bool(reported)

    @property
    def said(self) -> str:
        return str(self.cleaned_data["reason"]) if self.reported else ""

    def may_go_on(self) -> bool:
        """Whether nothing is asked, or it was answered."""
        return not self.reported or self.is_valid()
