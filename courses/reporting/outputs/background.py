"""Files that take a while: made by a job, so that who asked sees how far it is and finds the file when it is done."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.models import Attendance
from courses.grants.access import visible_grants
from courses.grants.models import Grant
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.work import Work
from courses.reporting.access import organisations_counted
from courses.reporting.errors import ReportRefused
from courses.reporting.forms import ReportForm
from courses.reporting.outputs.formats import FORMATS, file_name
from courses.reporting.outputs.material import gather
from courses.reporting.report import Question

KIND = "reporting.file"
# So many marks of attendance are counted while somebody waits for a page.
SHORT = 20_000
STEPS = 3


def title(job: Job) -> str:
    return _("Making the file of a project's figures")


def takes_long(grant: Grant) -> bool:
    marks = Attendance.objects.filter(session__edition__funding__grant=grant).order_by()
    return marks[SHORT : SHORT + 1].exists()


def ask(grant: Grant, kind: str, asked: str, *, by: Any) -> Job:
    """Put the file in the queue, as known now; a second click within a minute gets the same job."""
    now = timezone.now()
    digest = hashlib.sha256(asked.encode()).hexdigest()[:32]
    return enqueue(
        kind=KIND,
        by=by,
        parameters={"grant": grant.pk, "kind": kind, "asked": asked, "as_of": now.isoformat()},
        total=STEPS,
        idempotency_key=f"{KIND}:{by.pk}:{grant.pk}:{kind}:{digest}:{now:%Y%m%d%H%M}",
    )


def write_by_job(work: Work) -> None:
    """Make the file with what its asker may see at this moment; another attempt begins again."""
    grant = visible_grants(work.by).select_related("funder", "lead").filter(pk=work.parameters["grant"]).first()
    if grant is None:
        raise ReportRefused(_("You can't see this project any more."))
    question = question_from(work.parameters["asked"], grant, work.by)
    asked_at = datetime.fromisoformat(work.parameters["as_of"])
    if question.as_of is None or question.as_of > asked_at:
        question = replace(question, as_of=asked_at)
    work.done = 0
    work.expect(STEPS)
    kind = work.parameters["kind"]
    work.note(organisations=None if question.organisations is None else sorted(question.organisations))
    material = gather(question, whole=not FORMATS[kind].is_text, step=work.advance)
    work.keep_file(file_name(material, kind), FORMATS[kind].write(material))
    work.advance()
    work.say(_("The file is ready."))


def may_still(job: Job, account: Any) -> bool:
    """Whether who asked for the file may count now what was counted in it."""
    grant = visible_grants(account).filter(pk=job.parameters["grant"]).first()
    if grant is None or not job.result_file:
        return grant is not None
    mine = organisations_counted(account, grant)
    counted = job.result.get("organisations")
    return mine is None or (counted is not None and set(counted) <= set(mine.values_list("pk", flat=True)))


def question_from(asked: str, grant: Grant, account: Any) -> Question:
    """What an address asks, counted over what this account may count."""
    form = ReportForm(QueryDict(asked), grant=grant)
    if not form.is_valid():
        raise ReportRefused(_("These figures can't be counted any more: the project has changed."))
    organisations = organisations_counted(account, grant)
    return form.question(None if organisations is None else tuple(organisations.values_list("pk", flat=True)))
