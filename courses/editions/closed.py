"""Periods that were reported: who records something in one afterwards says in a sentence why.

A higher floor knows which periods those are and registers itself, in an `AppConfig.ready()`. What is recorded counts at once
all the same; the sentence stands beside it where the next version of the report is made.

A screen on which much is said at once has the field (`WhyForm`) among its own. Where people are marked one by one, the
sentence is asked once for a meeting and kept in that browser (`asked_first`, `sentence_for`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Session

LONGEST = 300
KEPT_AS = "leerlijn_why"
# Longer than any event takes, and short enough that a later correction has a sentence of its own.
KEPT = timedelta(hours=12)
MOST_KEPT = 20


@dataclass(frozen=True)
class Reported:
    """A project's period, both days inclusive, of which a report was closed."""

    project: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class When:
    """A moment in a group, or, where there is no group yet, in what a project pays for (both by id)."""

    at: datetime
    edition: int | None = None
    grant: int | None = None


# Which reported periods these moments lie in.
Periods = Callable[[Sequence[When]], list[Reported]]
_known: list[Periods] = []


def register(periods: Periods) -> None:
    """Ask this one too; registering the same one again changes nothing."""
    if periods not in _known:
        _known.append(periods)


def reported_over(*sessions: Session) -> list[Reported]:
    """The reported periods that any of these meetings lies in; a query for each who registered."""
    return reported_at(*(When(session.starts_at, edition=session.edition_id) for session in sessions))


def reported_at(*moments: When) -> list[Reported]:
    """As `reported_over`, for what isn't a meeting, or not yet."""
    return list(dict.fromkeys(one for periods in _known for one in periods(moments))) if moments else []


class WhyForm(forms.Form):
    """The sentence, asked only where something was reported already."""

    reason = forms.CharField(
        label=_("Why are you changing this now?"),
        max_length=LONGEST,
        help_text=_("This period has been reported. One sentence, without names, for who makes the next report."),
        error_messages={"required": _("Say in one sentence why this comes after the report.")},
    )

    def __init__(self, data: Any, *, reported: list[Reported], said: str = "") -> None:
        super().__init__(data if reported else None, initial={"reason": said})
        self.reported = reported
        self.fields["reason"].required = bool(reported)

    @property
    def said(self) -> str:
        return str(self.cleaned_data["reason"]) if self.reported else ""

    def may_go_on(self) -> bool:
        """Whether nothing is asked, or it was answered."""
        return not self.reported or self.is_valid()


def because(reason: str) -> dict[str, str]:
    """The sentence as it stands in the audit log, beside what has no row of its own to keep it; nothing without one."""
    return {"reason": reason[:LONGEST]} if reason else {}


def sentence_for(request: HttpRequest, session: Session) -> str | None:
    """What this browser said about this meeting; None while it is still to be said, empty where nothing is asked."""
    if not reported_over(session):
        return ""
    return kept_sentence(request, session)


def kept_sentence(request: HttpRequest, session: Session) -> str | None:
    """What this browser said about this meeting, whether or not anything is asked."""
    said: str | None = _kept(request).get(str(session.pk), {}).get("said")
    return said


def keep_sentence(request: HttpRequest, session: Session, said: str) -> None:
    kept = {**_kept(request), str(session.pk): {"said": said, "at": timezone.now().timestamp()}}
    request.session[KEPT_AS] = dict(list(kept.items())[-MOST_KEPT:])


def asked_first(request: HttpRequest, session: Session, *, template: str, **context: Any) -> HttpResponse | None:
    """Before something is recorded by a POST: the page that asks for the sentence, which brings all that was sent along.

    None where it may go on. What was sent stands in that page as it was, so nothing that was typed is lost.
    """
    reported = reported_over(session)
    if not reported or ("reason" not in request.POST and kept_sentence(request, session) is not None):
        return None
    why = WhyForm(request.POST if "reason" in request.POST else None, reported=reported)
    if why.is_valid():
        keep_sentence(request, session, why.said)
        return None
    left_out = ("csrfmiddlewaretoken", "reason")
    brought = [(name, one) for name, values in request.POST.lists() if name not in left_out for one in values]
    return render(request, template, {"session": session, "why": why, "brought": brought, **context})


def _kept(request: HttpRequest) -> dict[str, Any]:
    """By meeting, those that are not too old."""
    since = (timezone.now() - KEPT).timestamp()
    kept: dict[str, Any] = request.session.get(KEPT_AS, {})
    return {meeting: one for meeting, one in kept.items() if one["at"] > since}
