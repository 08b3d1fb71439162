"""What other systems' files said of somebody, and files that wait to be brought in.

Of the person's own line a digest of its id stays, made with the site's key: a file that is brought in again is recognised,
and brings nobody back (`courses.interchange.known`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from courses.completion.models import Completion
from courses.editions.erasing import going_enrolments
from courses.editions.models import Attendance
from courses.interchange import uploading
from courses.interchange.models import SourceLine, Upload
from courses.people.erasing.registry import Line, Outcome, Persons
from courses.people.models import Answer

HOLDS = ("SourceLine", "Upload")
ERASED = "erased:"


def erased_id(source: str, external_id: str) -> str:
    """Under which id an erased person's line is still known."""
    digest = salted_hmac("leerlijn.erased", f"{source}\n{external_id}", secret=settings.SECRET_KEY, algorithm="sha256")
    return ERASED + digest.hexdigest()


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [
        Line(
            _("what files of other systems said"),
            _lines(persons, moment).count() + _named(persons).count(),
            Outcome.GOES,
        ),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    _lines(persons, moment).delete()
    for line in _named(persons):
        SourceLine.objects.filter(pk=line.pk).update(
            external_id=erased_id(line.source, line.external_id), digest="", recorded_at=None
        )
    # Who stands in a file that waits can't be told. It would wait for a day at most.
    for upload in Upload.objects.all():
        uploading.discard(upload)


def _lines(persons: Persons, moment: datetime) -> QuerySet[SourceLine]:
    """Lines that became a row which goes now."""
    going = going_enrolments(persons, moment)
    rows = {
        "enrolment": going,
        "attendance": Attendance.objects.filter(enrolment__in=going.values("pk")),
        "completion": Completion.objects.filter(enrolment__in=going.values("pk")),
        "answer": Answer.objects.filter(person__in=persons),
    }
    wanted = Q(pk__in=[])
    for kind, of_kind in rows.items():
        wanted |= Q(type=kind, object_id__in=of_kind.values("pk"))
    return SourceLine.objects.filter(wanted)


def _named(persons: Persons) -> QuerySet[SourceLine]:
    return SourceLine.objects.filter(type="person", object_id__in=persons).exclude(external_id__startswith=ERASED)
