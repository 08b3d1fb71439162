"""Information activities as a coordinator sees them: whose, which facts, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from courses.curricula.contract import CurriculumKind
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.fieldwork.models import Activity, HostAnswer
from courses.grants.access import led_grants
from courses.people.access import organisations_of
from courses.people.scoped_admin import FORMULA

CHUNK = 500


def visible_activities(account: Any) -> QuerySet[Edition]:
    """The information activities of one's own organisations, and those that a project one leads pays for.

    Imported ones are among them; they have no row of field work's own.
    """
    mine = organisations_of(account).values("pk")
    led = led_grants(account).values("pk")
    found = Edition.objects.filter(kind=CurriculumKind.OUTREACH)
    return found.filter(
        Q(organisation__in=mine) | Q(pk__in=Edition.objects.filter(funding__grant__in=led).values("pk"))
    )


def with_facts(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    sessions = Prefetch("sessions", queryset=Session.objects.order_by("starts_at", "pk"))
    answers = Prefetch("activity__host_answers", queryset=HostAnswer.objects.filter(agrees=True))
    return editions.select_related("organisation", "same_as", "activity__host").prefetch_related(sessions, answers)


@dataclass(frozen=True)
class Row:
    """One activity in a list: no names, only how many role models there were."""

    edition: Edition
    activity: Activity | None
    session: Session | None
    role_models: int
    confirmed_at: datetime | None

    @property
    def day(self) -> date | None:
        return self.session.starts_at.astimezone(self.edition.zone).date() if self.session else None

    @property
    def host(self) -> str:
        return self.activity.host.name if self.activity and self.activity.host else ""


def rows_of(editions: Iterable[Edition]) -> list[Row]:
    """The facts of these editions, which come `with_facts`; one more query for all."""
    listed = list(editions)
    marks = Attendance.objects.effective().filter(
        session__edition__in=[edition.pk for edition in listed],
        enrolment__role=Enrolment.Role.DEPLOYED,
        status__in=Attendance.COUNTED,
    )
    number = dict(marks.order_by().values_list("session__edition").annotate(Count("person", distinct=True)))
    return [_row(edition, number.get(edition.pk, 0)) for edition in listed]


def _row(edition: Edition, role_models: int) -> Row:
    sessions = list(edition.sessions.all())
    activity = getattr(edition, "activity", None)
    answers = list(activity.host_answers.all()) if activity else []
    confirmed_at = answers[-1].answered_at if answers else None
    return Row(edition, activity, sessions[0] if sessions else None, role_models, confirmed_at)


def as_csv(editions: QuerySet[Edition]) -> Iterator[str]:
    """Line by line; cells that a spreadsheet would run as a formula are kept text."""
    yield _line(
        [
            _("code"),
            _("day"),
            _("starts"),
            _("minutes"),
            _("municipality"),
            _("place"),
            _("received by"),
            _("given by"),
            _("theme"),
            _("role models"),
            _("people in the room"),
            _("confirmed on"),
            _("counts within"),
        ]
    )
    keys = list(editions.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = {edition.pk: edition for edition in with_facts(Edition.objects.filter(pk__in=chunk))}
        for row in rows_of(found[pk] for pk in chunk if pk in found):
            yield _line(_cells(row))


def _cells(row: Row) -> list[Any]:
    edition, session = row.edition, row.session
    starts = session.starts_at.astimezone(edition.zone) if session else None
    return [
        edition.code,
        starts.date().isoformat() if starts else "",
        starts.strftime("%H:%M") if starts else "",
        session.minutes if session else "",
        edition.region,
        session.place if session else "",
        row.host,
        edition.organisation.name if edition.organisation else "",
        ", ".join(edition.themes or ()),
        row.role_models,
        "" if session is None or session.headcount is None else session.headcount,
        row.confirmed_at.astimezone(edition.zone).date().isoformat() if row.confirmed_at else "",
        edition.same_as.code if edition.same_as else "",
    ]


def _line(cells: list[Any]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell for cell in cells])
    return text.getvalue()
