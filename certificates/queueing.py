"""Issuing in the background: who asks for it, and the work itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.issuing import issue
from certificates.models import Kind
from courses.completion.models import Completion
from courses.editions.access import manages
from courses.editions.models import Edition
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.work import Work

ISSUE = "certificates.issue"


def queue_issuing(edition: Edition, kind: Kind | str, enrolments: Sequence[int], *, by: Any) -> Job:
    """What a person decided at the dry run; while such a job of this edition and kind is open, that one is the answer."""
    return open_job(edition, kind) or _queue(edition.pk, str(kind), enrolments, by=by, decided=True)


def open_job(edition: Edition, kind: Kind | str) -> Job | None:
    """The job that is making certificates of this kind for this edition now, by somebody's decision."""
    wanted = {"parameters__edition": edition.pk, "parameters__kind": str(kind), "parameters__decided": True}
    return Job.objects.filter(kind=ISSUE, state__in=(Job.State.QUEUED, Job.State.RUNNING), **wanted).first()


def queue_for_completions(completions: Iterable[Completion]) -> None:
    """What follows from completions by itself: never from imported ones, those wait for a person."""
    by_edition: dict[int, list[int]] = {}
    for completion in completions:
        if completion.origin != Completion.Origin.IMPORT and not completion.void:
            by_edition.setdefault(completion.edition_id, []).append(completion.enrolment_id)
    for edition, enrolments in by_edition.items():
        _queue(edition, Kind.COMPLETION.value, enrolments, by=None, decided=False)


def issue_by_job(work: Work) -> None:
    """Chunk by chunk; who has one keeps it, so what an earlier attempt made is not made again."""
    edition = Edition.objects.select_related("version", "organisation").get(pk=work.parameters["edition"])
    enrolments: list[int] = work.parameters["enrolments"]
    work.expect(len(enrolments))
    before = Counted(work)
    result = issue(
        edition=edition,
        kind=work.parameters["kind"],
        by=work.by,
        enrolments=enrolments[work.done :],
        decided=work.parameters["decided"],
        progress=before.reached,
    )
    kind = work.parameters["kind"]
    work.say(_issued(kind, len(result.keys)))
    address = reverse("leerlijn_issuing:issuing", args=[edition.pk, kind])
    statements = kind == Kind.ATTENDANCE
    work.lead_to(address, _("To the group's statements") if statements else _("To the group's certificates"))


def _issued(kind: str, count: int) -> str:
    """A statement of attendance is never called a certificate, nor to who issues it."""
    if not count:
        return _("Nobody was left to issue to.")
    if kind == Kind.ATTENDANCE:
        said = ngettext(
            "%(count)s statement of attendance was issued.", "%(count)s statements of attendance were issued.", count
        )
    else:
        said = ngettext("%(count)s certificate was issued.", "%(count)s certificates were issued.", count)
    return said % {"count": count}


class Counted:
    """Turns how many of this attempt are dealt with into steps of the job."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.dealt_with = 0

    def reached(self, number: int) -> None:
        self.work.advance(number - self.dealt_with)
        self.dealt_with = number


def title(job: Job) -> str:
    edition = Edition.objects.filter(pk=job.parameters.get("edition")).first()
    statements = job.parameters.get("kind") == Kind.ATTENDANCE
    words = _("Statements of attendance: %(group)s") if statements else _("Certificates of %(group)s")
    return words % {"group": edition.title if edition else "—"}


def may_see(job: Job, account: Any) -> bool:
    edition = Edition.objects.filter(pk=job.parameters.get("edition")).first()
    return edition is not None and manages(account, edition)


def _queue(edition: int, kind: str, enrolments: Sequence[int], *, by: Any, decided: bool) -> Job:
    parameters = {"edition": edition, "kind": kind, "enrolments": list(enrolments), "decided": decided}
    return enqueue(kind=ISSUE, by=by, parameters=parameters, total=len(enrolments))
