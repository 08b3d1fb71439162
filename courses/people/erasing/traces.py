"""What names somebody in places that belong to nobody's record: sent mails, the log, finished jobs and their files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from courses.audit.models import Access
from courses.jobs.models import Job
from courses.mail.models import Mail
from courses.people.erasing.naming import Naming, blot, holding, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("Access", "Job", "Mail")

MAIL_TEXTS = ("recipient", "reply_to", "subject", "text", "html", "invitations", "problem")
LOGS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (ModelLogEntry, ("label", "data")),
    (PageLogEntry, ("label", "data")),
    (Access, ("detail",)),
    (Job, ("message", "result", "parameters")),
)


def plan(persons: Persons, moment: datetime) -> list[Line]:
    naming = naming_of(persons)
    return [
        Line(_("mails to this person, with text and address"), mails_to(naming).count(), Outcome.GOES),
        Line(
            _("pages and drafts that name this person"),
            _pages_that_name(naming),
            Outcome.STAYS,
            _("An editor wrote them. Look for the name in the pages and change the text there."),
        ),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    naming = naming_of(persons)
    mails_to(naming).delete()
    blot(Mail.objects.all(), MAIL_TEXTS, naming)
    for model, fields in LOGS:
        blot(model._default_manager.all(), fields, naming)
    drop_result_files()


def mails_to(naming: Naming) -> Any:
    wanted = Q(pk__in=[])
    for address in naming.addresses:
        wanted |= Q(recipient__iexact=address)
    return Mail.objects.filter(wanted)


def drop_result_files() -> None:
    """The files of all finished jobs: who stands in which can't be told, and each can be made again."""
    ended = (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)
    for job in Job.objects.filter(state__in=ended).exclude(result_file=""):
        delete_file(job.result_file)
        Job.objects.filter(pk=job.pk).update(result_file="")


def delete_file(file: Any) -> None:
    """Once what points at it is gone for good."""
    storage, name = file.storage, str(file.name)
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _pages_that_name(naming: Naming) -> int:
    whole = Naming(names=frozenset(name for name in naming.names if " " in name))
    rows = Revision.page_revisions.all()
    return len({row.object_id for row in holding(rows, ("content",), whole)})
