"""Who is on the list of a meeting, and how many of them are there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.editions.expected import expected_at
from courses.editions.models import Attendance, Enrolment, Session

Status = Attendance.Status


@dataclass(frozen=True)
class Row:
    """One person on the list: `status` is empty while nothing is marked."""

    enrolment: Enrolment
    status: str = ""
    minutes: int | None = None

    @property
    def there(self) -> bool:
        return self.status in Attendance.COUNTED

    @property
    def word(self) -> str:
        return status_in_words(self.status, self.minutes)

    @property
    def next_status(self) -> str:
        """What one more tap says: present first, then late, and back."""
        return Status.LATE if self.status == Status.PRESENT else Status.PRESENT


def listed(session: Session) -> list[Row]:
    """Everybody expected and everybody marked, by name. Two queries, however many they are."""
    marks = Attendance.objects.effective().filter(session=session).exclude(status=Status.VOID)
    holds = {
        mark.person_id: mark
        for mark in marks.select_related("enrolment__person", "enrolment__organisation").order_by("pk")
    }
    rows = {enrolment.person_id: enrolment for enrolment in expected_at(session)}
    for person, mark in holds.items():
        rows.setdefault(person, mark.enrolment)
    shown = [
        Row(enrolment, holds[person].status, holds[person].minutes) if person in holds else Row(enrolment)
        for person, enrolment in rows.items()
    ]
    return sorted(shown, key=lambda row: (plain(row.enrolment.person.name), row.enrolment.pk))


# Letters that are no base letter with a mark, and that are sought as if they were; as in `meeting.js`.
LIKE = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"})


def plain(name: str) -> str:
    """A name as it is sought: without accents and capitals."""
    apart = unicodedata.normalize("NFKD", name.lower().translate(LIKE))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def status_in_words(status: str, minutes: int | None = None) -> str:
    if status == Status.PARTIAL and minutes is not None:
        return _("%(minutes)s minutes") % {"minutes": minutes}
    return WORDS[status]()


WORDS = {
    "": lambda: pgettext("attendance", "Not marked yet"),
    Status.PRESENT: lambda: pgettext("attendance", "Present"),
    Status.LATE: lambda: pgettext("attendance", "Late"),
    Status.PARTIAL: lambda: pgettext("attendance", "Partly there"),
    Status.EXCUSED: lambda: pgettext("attendance", "Excused"),
    Status.ABSENT: lambda: pgettext("attendance", "Not there"),
    Status.VOID: lambda: pgettext("attendance", "Not marked yet"),
}
