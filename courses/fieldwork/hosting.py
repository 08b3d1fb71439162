"""The host of an activity says by a link whether it is right, without an account."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from courses.audit.history import record_changes
from courses.conf import base_url
from courses.editions.marking import Mark, mark_session
from courses.editions.models import Attendance
from courses.fieldwork.activities import session_of
from courses.fieldwork.models import Activity, HostAnswer
from courses.links.codes import code_of
from courses.links.models import Link
from courses.links.opening import make_link, use_up
from courses.mail.sending import send_mail

HOST = "host"
KEPT = timedelta(days=30)


def working_link(activity: Activity) -> Link | None:
    """The link by which the host can answer now."""
    working = Link.objects.filter(purpose=HOST, subject=activity.pk, used_at=None, withdrawn_at=None)
    return working.filter(expires_at__gt=timezone.now()).first()


def host_link(activity: Activity, *, by: Any) -> Link:
    """The link that works now, or a new one: on the phone to be scanned, and in the mail."""
    expires_at = timezone.now() + KEPT
    return working_link(activity) or make_link(purpose=HOST, subject=activity.pk, by=by, expires_at=expires_at)


def host_address(link: Link) -> str:
    return base_url() + reverse("leerlijn_courses:host", args=[code_of(link)])


def ask_host(activity: Activity, *, email: str, language: str, by: Any) -> None:
    """Mail the link; the same address is asked once per link."""
    link = host_link(activity, by=by)
    edition, session = activity.edition, session_of(activity)
    send_mail(
        key=f"host:{link.pk}:{hashlib.sha256(email.encode()).hexdigest()[:16]}",
        to=email,
        template="leerlijn_courses/mail/host",
        context={
            "organisation": activity.organisation.name,
            "session": session,
            "zone": edition.zone,
            "link": host_address(link),
        },
        language=language,
    )


def answer_as_host(
    link: Link, activity: Activity, *, agrees: bool, people: int | None = None, note: str = ""
) -> HostAnswer:
    """Keep what the host said and use the link up. A yes lifts the marks to countersigned; a no changes no fact."""
    with transaction.atomic():
        use_up(link)
        answer = HostAnswer.objects.create(
            activity=activity, agrees=agrees, people=None if agrees else people, note="" if agrees else note
        )
        record_changes([activity.edition], action="leerlijn.host_answer", by=None, data={"agrees": agrees})
        if agrees:
            _countersign(activity)
        return answer


def settle(answer: HostAnswer, *, by: Any) -> None:
    """A coordinator has looked at what the host said; saying so twice changes nothing."""
    if HostAnswer.objects.filter(pk=answer.pk, settled_at=None).update(settled_at=timezone.now(), settled_by=by):
        record_changes([answer.activity.edition], action="leerlijn.settle_host", by=by)


def _countersign(activity: Activity) -> None:
    session = session_of(activity)
    marks = Attendance.objects.effective().filter(session=session, status__in=Attendance.COUNTED)
    same = [Mark(mark.enrolment, mark.status, mark.minutes) for mark in marks.select_related("enrolment")]
    # The host has one button; that they confirmed it is the reason, also where the period was reported already.
    reason = gettext("The host confirmed who was there.")
    mark_session(session, same, by=None, evidence=Attendance.Evidence.COUNTERSIGNED, reason=reason)
