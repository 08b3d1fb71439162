"""Freezing a large project takes a while, and so does hiding in a large table: a job does it, and leads on to the report."""

from __future__ import annotations

from datetime import date
from math import prod
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.editions.models import Attendance, Edition
from courses.grants.models import Grant
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.work import Work
from courses.people.questions import QUESTIONS
from courses.reporting.ages import parse_bands
from courses.reporting.dimensions import AGE, UNKNOWN
from courses.reporting.freezing.deciding import draft
from courses.reporting.freezing.freezing import asked
from courses.reporting.periods import Period
from courses.reporting.report import PUBLIC, Question

KIND = "freeze_report"
# More marks than these take longer than somebody wants to look at an empty page.
LARGE = 20_000
# In a table of so many cells what to hide is found at once; and so many rows has a dimension of which nobody counts them.
MANY_CELLS, USUAL = 80, 8


def takes_long(question: Question) -> bool:
    """Of a large project, or tables for the public in which much has to be looked at until nothing can be worked out."""
    return is_large(question.grant) or (question.audience == PUBLIC and _cells(question) > MANY_CELLS)


def _cells(question: Question) -> int:
    """Of the largest table that is asked for, as far as it can be told beforehand."""
    editions = Edition.objects.filter(funding__grant=question.grant).order_by()

    def values(dimension: str) -> int:
        if dimension in QUESTIONS and dimension != AGE:
            return len(QUESTIONS[dimension].options) + len(UNKNOWN)
        if dimension == AGE:
            return len(question.bands) + len(UNKNOWN)
        of = {"edition": "pk", "organisation": "organisation", "home_organisation": "enrolments__organisation"}
        field = of.get(dimension)
        return editions.values(field).distinct().count() if field else USUAL

    tables = [(one,) for one in question.by] + list(question.cross)
    return max((prod(values(dimension) for dimension in table) for table in tables), default=0)


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
