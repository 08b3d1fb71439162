"""Files that take a while: read, brought in and enrolled by jobs, so that a page shows how far they are."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.editions.forms import coordinating_organisation
from courses.editions.models import Enrolment
from courses.errors import CoursesError
from courses.interchange import uploading
from courses.interchange.book import STATUSES
from courses.interchange.enrolment_files import enrol_from_file
from courses.interchange.importing import Outcome, import_file
from courses.interchange.models import Upload
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.work import Work

READ, BRING_IN, ENROL = "interchange.read", "interchange.bring_in", "interchange.enrol"
# So many wrong lines are shown; a file with more is mended where it comes from.
SHOWN = 200


def title(job: Job) -> str:
    return {
        READ: _("Reading the participation file"),
        BRING_IN: _("Bringing in the participation"),
        ENROL: _("Enrolling from the file"),
    }[job.kind]


def ask(kind: str, upload: Upload, *, by: Any, **parameters: Any) -> Job:
    """Put the work on an upload in the queue, once: a second click gets the same job."""
    key = ":".join([kind, str(upload.key), *(name for name, value in parameters.items() if value)])
    return enqueue(kind=kind, by=by, parameters={"upload": upload.pk, **parameters}, idempotency_key=key)


def read_in_background(work: Work) -> None:
    """Look through a participation file and keep what was found beside it."""
    upload = _upload(work)
    try:
        with uploading.opened(upload) as file:
            outcome = import_file(file, by=work.by, source=upload.source)
        upload.result = as_result(outcome)
    except CoursesError as refusal:
        upload.result = {"refused": str(refusal)}
    upload.save(update_fields=["result"])
    work.say(_("The file is read. Nothing was brought in yet."))
    work.lead_to(reverse("leerlijn_interchange:preview", args=[upload.key]), _("See what is in it"))


def bring_in_background(work: Work) -> None:
    """Bring in the file that was looked through; one transaction, so a crash leaves nothing half done."""
    upload = _upload(work)
    work.lead_to(reverse("leerlijn_interchange:preview", args=[upload.key]), _("To the file"))
    with transaction.atomic():
        if uploading.claim(upload) is None:
            return
        with uploading.opened(upload) as file:
            outcome = import_file(file, by=work.by, source=upload.source, commit=True)
        upload.result = as_result(outcome)
        upload.save(update_fields=["result"])
        if not outcome.written:
            raise CoursesError(_("Nothing was brought in: by now the file has wrong lines. Upload it once more."))
        uploading.drop_file(upload)
    work.say(
        ngettext("%(count)d line was new or changed.", "%(count)d lines were new or changed.", outcome.changes)
        % {"count": outcome.changes}
    )


def enrol_in_background(work: Work) -> None:
    upload = _upload(work)
    assert upload.edition_id is not None
    work.lead_to(reverse("leerlijn_editions:edition", args=[upload.edition_id]), _("To the group"))
    enrolments = enrol_upload(upload, by=work.by, leave_out_wrong=bool(work.parameters.get("leave_out_wrong")))
    if enrolments is not None:
        work.say(enrolled_sentence(enrolments))


def enrol_upload(upload: Upload, *, by: Any, leave_out_wrong: bool) -> list[Enrolment] | None:
    """Enrol what an upload holds and delete its file; None if that was done before."""
    edition = upload.edition
    assert edition is not None
    with transaction.atomic():
        if uploading.claim(upload) is None:
            return None
        keeper = coordinating_organisation(by, edition)
        enrolments = enrol_from_file(
            uploading.read(upload), edition, by=by, keeper=keeper, leave_out_wrong=leave_out_wrong
        )
        uploading.drop_file(upload)
        return enrolments


def enrolled_sentence(enrolments: list[Enrolment]) -> str:
    count = len(enrolments)
    return ngettext("%(count)d person is enrolled.", "%(count)d people are enrolled.", count) % {"count": count}


def as_result(outcome: Outcome) -> dict[str, Any]:
    return {
        "source": outcome.source,
        "counts": {kind: [counter[status] for status in STATUSES] for kind, counter in outcome.counts.items()},
        "changes": outcome.changes,
        "wrong_count": len(outcome.wrong),
        "wrong": [[wrong.line, f"{wrong.type} {wrong.id}".strip(), wrong.reason] for wrong in outcome.wrong[:SHOWN]],
        "written": outcome.written,
    }


def _upload(work: Work) -> Upload:
    upload = Upload.objects.select_related("edition").filter(pk=work.parameters["upload"]).first()
    if upload is None:
        raise CoursesError(_("The file is not here any more. Upload it once more."))
    return upload
