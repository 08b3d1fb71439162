"""How many people were in the room: by name, without one, and together."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.closed import because
from courses.editions.errors import MarkRefused
from courses.editions.models import Attendance, Enrolment, Session
from courses.editions.signals import sessions_changed
from courses.people.merging import survivors

# More is a slip of the finger: who fills a stadium gives a head count.
MOST_AT_ONCE = 1_000
MOST = 100_000


def add_unnamed(session: Session, number: int, *, by: Any, reason: str = "") -> Session:
    """Count people in who were there without a name; a negative number takes as many off again, never below nobody.

    Two who count at the same moment are both counted: the database adds, not we.
    """
    if not -MOST_AT_ONCE <= number <= MOST_AT_ONCE:
        raise MarkRefused(_("Count at most %(most)d people at a time.") % {"most": MOST_AT_ONCE})
    with transaction.atomic():
        rows = Session.objects.filter(pk=session.pk, self_paced=False, is_break=False)
        fits = rows.filter(unnamed__gte=-number, unnamed__lte=MOST - number)
        added = fits.update(unnamed=F("unnamed") + number)
        session = Session.objects.get(pk=session.pk)
        if not added:
            check_unnamed(session, number, before=session.unnamed)
            raise MarkRefused(_("Somebody else counted at the same moment. Try again."))
        data = {"added": number, "unnamed": session.unnamed, **because(reason)}
        record_changes([session], action="leerlijn.unnamed", by=by, data=data)
        sessions_changed.send(sender=Session, sessions=[session])
        return session


def check_unnamed(session: Session, number: int, *, before: int) -> None:
    """Whether so many more (or fewer) can be right where `before` were counted."""
    if session.self_paced or session.is_break:
        raise MarkRefused(_("There is no room here to count people in."))
    if before + number < 0:
        raise MarkRefused(_("Fewer people without a name were counted than you want to take off."))
    if before + number > MOST:
        raise MarkRefused(_("So many people without a name can't be right: give a head count instead."))


def known_by_name(sessions: QuerySet[Session]) -> dict[int, int]:
    """By session how many people have a counted attendance; who was joined from two records is one. Two queries."""
    there = Attendance.objects.effective().filter(
        session__in=sessions.order_by().values("pk"),
        status__in=Attendance.COUNTED,
        enrolment__role__in=Enrolment.TAKING_PART,
    )
    joined = survivors()
    people: dict[int, set[int]] = defaultdict(set)
    for session, person in there.values_list("session", "person").iterator():
        people[session].add(joined.get(person, person))
    return {session: len(known) for session, known in people.items()}


def with_the_unnamed(sessions: QuerySet[Session]) -> dict[int, int]:
    """By session everybody in the room, for those where people without a name were counted and no head count given."""
    counted = sessions.filter(headcount=None, unnamed__gt=0, self_paced=False)
    unnamed = dict(counted.order_by().values_list("pk", "unnamed"))
    known = known_by_name(counted) if unnamed else {}
    return {pk: known.get(pk, 0) + number for pk, number in unnamed.items()}
