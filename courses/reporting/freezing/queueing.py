"""Freezing a large project takes a while: a job does it, and its progress page leads on to the report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.editions.models import Attendance
from courses.grants.models import Grant
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.work import Work
from courses.reporting.ages import parse_bands
from courses.reporting.freezing.deciding import draft
from courses.reporting.freezing.freezing import asked
from courses.reporting.periods import Period
from courses.reporting.report import Question

KIND = "freeze_report"
# More marks than these take longer than somebody wants to look at an empty page.
LARGE = 20_000


def is_large(grant: Grant) -> bool:
    marks = Attendance.objects.filter(session__edition__funding__grant=grant)
    return marks.order_by().values("pk")[LARGE : LARGE + 1].exists()


def draft_in_background(question: Question, *, by: Any) -> Job:
    parameters = {
        "grant": question.grant.pk,
        "first_day": question.period.first_day.isoformat(),
        "last_day": question.period.last_day.isoformat(),
        "audience": question.audience,
        **asked(question),
    }
    return enqueue(kind=KIND, by=by, parameters=parameters, total=1)


def freeze_by_job(work: Work) -> None:
    """As known when the job begins, which then is the moment of the report."""
    said = work.parameters
    if work.done:
        return
    made = draft(
        Question(
            grant=Grant.objects.get(pk=said["grant"]),
            period=Period(date.fromisoformat(said["first_day"]), date.fromisoformat(said["last_day"])),
            as_of=work.job.created_at,
            by=tuple(said["by"]),
            cross=tuple((one, other) for one, other in said["cross"]),
            bands=parse_bands(said["age_bands"]),
            audience=said["audience"],
        ),
        by=work.by,
    )
    work.advance()
    work.lead_to(reverse("leerlijn_freezing:report", args=[made.pk]), _("To the report"))


def title(job: Job) -> str:
    return _("Freezing the figures of a report")
