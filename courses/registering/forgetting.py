"""What is kept no longer than was said: unconfirmed registrations, and the answers whose day has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from courses.editions.models import Session
from courses.mail.models import Mail
from courses.registering.applying import mail_prefix
from courses.registering.models import UNCONFIRMED, Registration, RegistrationAnswer

# Where no meeting was ever planned, or all were taken off the plan.
WITHOUT_MEETING = timedelta(days=365)
WHO_REGISTERED = timedelta(days=365)


def forget_due() -> dict[str, int]:
    """Delete all that is due, counted from the meetings as they are planned now. Twice does no harm."""
    return {
        "unconfirmed": _forget_unconfirmed(),
        "answers": _forget_answers(),
        "confirmed": _forget_confirmed(),
    }


def _forget_unconfirmed() -> int:
    """Also the mails that asked for it: whose address it was, nobody ever showed."""
    late = Registration.objects.filter(confirmed_at=None, created_at__lt=timezone.now() - UNCONFIRMED)
    number = 0
    for pk in list(late.values_list("pk", flat=True)):
        with transaction.atomic():
            # The condition stands again in the deletion: somebody may be pressing the button now.
            deleted = late.filter(pk=pk).delete()[0]
            if deleted:
                Mail.objects.filter(key__startswith=mail_prefix(pk)).delete()
                number += 1
    return number


def _forget_answers() -> int:
    """Whatever became of the enrolment: who stopped is forgotten on the same day."""
    now, number = timezone.now(), 0
    answers = RegistrationAnswer.objects.exclude(question__kept_days=None)
    for days in list(answers.order_by().values_list("question__kept_days", flat=True).distinct()):
        due = _over(
            answers.filter(question__kept_days=days), "question__edition", "given_at", now, timedelta(days=days or 0)
        )
        number += due.delete()[0]
    return number


def _forget_confirmed() -> int:
    """Who registered somebody else is of use to nobody a year after the last meeting; the enrolment stays."""
    confirmed = Registration.objects.exclude(confirmed_at=None)
    return _over(confirmed, "edition", "created_at", timezone.now(), WHO_REGISTERED).delete()[0]


def _over(rows: QuerySet[Any], edition: str, since: str, now: datetime, kept: timedelta) -> QuerySet[Any]:
    """Rows whose group's last meeting is longer ago than `kept`."""
    meetings = Session.objects.filter(edition=OuterRef(edition)).order_by("-ends_at").values("ends_at")[:1]
    never = Q(last_meeting=None, **{f"{since}__lt": now - max(WITHOUT_MEETING, kept)})
    return rows.annotate(last_meeting=Subquery(meetings)).filter(Q(last_meeting__lt=now - kept) | never)
