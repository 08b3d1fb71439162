"""Starting a group from a curriculum and planning its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.curricula.models import CurriculumVersion
from courses.editions.closed import because
from courses.editions.codes import new_edition_code
from courses.editions.errors import EditionError
from courses.editions.models import Edition, Session
from courses.editions.rounds.models import Choice
from courses.editions.signals import choices_changed, sessions_changed
from courses.people.models import Organisation


@dataclass(frozen=True)
class Meeting:
    """A meeting to plan: aware moments, and which planned session of the curriculum it holds."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    place: str = ""
    unit_key: str = ""
    self_paced: bool = False
    is_break: bool = False


def start_edition(
    version: CurriculumVersion | None,
    *,
    by: Any,
    title: str,
    organisation: Organisation | None,
    code: str = "",
    meetings: Sequence[Meeting] = (),
    **fields: Any,
) -> Edition:
    """Start a group on a pinned version; `fields` are other fields of Edition. Without a code it gets the next one."""
    edition = Edition(title=title, organisation=organisation, version=version, code=code, **fields)
    return start_prepared(edition, by=by, meetings=meetings)


def start_prepared(edition: Edition, *, by: Any, meetings: Sequence[Meeting] = ()) -> Edition:
    """Start a group that was filled in already, its funding included; without themes it has its programme's."""
    with transaction.atomic():
        if edition.version is not None:
            edition.kind = edition.version.kind
            edition.themes = edition.themes or edition.version.themes
        edition.code = edition.code or new_edition_code(edition.today().year)
        if Edition.objects.filter(code=edition.code).exists():
            raise EditionError(_("There is a group with the code %(code)s already.") % {"code": edition.code})
        edition.save(force_insert=True)
        record_changes([edition], action="leerlijn.start_edition", by=by)
        plan_sessions(edition, meetings, by=by)
        return edition


def plan_sessions(edition: Edition, meetings: Sequence[Meeting], *, by: Any, reason: str = "") -> list[Session]:
    """Add meetings to a group."""
    for meeting in meetings:
        check_times(meeting)
    with transaction.atomic():
        rows = Session.objects.bulk_create(
            Session(
                edition=edition,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                title=meeting.title,
                place=meeting.place,
                unit_key=meeting.unit_key,
                self_paced=meeting.self_paced,
                is_break=meeting.is_break,
            )
            for meeting in meetings
        )
        if rows:
            record_changes(rows, action="leerlijn.plan", by=by, data=because(reason) or None)
            sessions_changed.send(sender=Session, sessions=rows)
        return rows


def change_session(session: Session, meeting: Meeting, *, by: Any, reason: str = "") -> Session:
    """Move or rename a meeting; marks stay with it. A breakout is changed with its round."""
    check_times(meeting)
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        if session.round_id is not None:
            raise EditionError(_("This meeting belongs to a round: change it there."))
        if meeting.is_break and not session.is_break and session.attendances.exists():
            raise EditionError(_("Attendance was marked at this meeting, so it is no break."))
        if session.part is not None and meeting.unit_key != session.unit_key:
            session.part = None
        for name in ("starts_at", "ends_at", "title", "place", "unit_key", "is_break"):
            setattr(session, name, getattr(meeting, name))
        session.save()
        record_changes([session], action="leerlijn.plan", by=by, data=because(reason) or None)
        sessions_changed.send(sender=Session, sessions=[session])
        return session


def cancel_session(session: Session, *, by: Any) -> None:
    """Take a meeting off the plan; one with marks stays, since it took place."""
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        if session.attendances.exists():
            raise EditionError(_("Attendance was marked at this meeting, so it can't be taken off the plan."))
        record_changes([session], action="leerlijn.cancel_session", by=by)
        given_up = list(session.choices.all())
        try:
            session.delete()
        except ProtectedError as error:
            raise EditionError(
                _("What belongs to this meeting is kept as evidence, so it can't be taken off the plan.")
            ) from error
        sessions_changed.send(sender=Session, sessions=[session])
        if given_up:
            choices_changed.send(sender=Choice, choices=given_up)


def check_times(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise EditionError(_("The meeting ends before it starts."))
