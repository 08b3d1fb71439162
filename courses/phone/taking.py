"""Taking in what was tapped on phones: late, twice, out of order, by two at a time, and still each once.

Of all that is said about one person at one meeting the last moment holds. A mark made on another screen has the moment
at which it was recorded, a tap the moment of the finger. That makes the order of arrival irrelevant: a phone that was
out of reach for an hour never puts back what somebody else has set right since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.errors import MarkRefused
from courses.editions.heads import add_unnamed, check_unnamed
from courses.editions.marking import Mark, check_mark, effective_marks, mark_session
from courses.editions.models import Attendance, Enrolment, Session
from courses.phone.listing import status_in_words
from courses.phone.models import Tap

TAKEN, NEWER, REFUSED = "taken", "newer", "refused"


@dataclass(frozen=True)
class Tapped:
    """What a phone sends: a mark for an enrolment (by id), or `add` people without a name."""

    key: UUID
    moment: datetime
    enrolment: int | None = None
    status: str = ""
    minutes: int | None = None
    add: int = 0

    @property
    def said(self) -> str:
        """What it says, to recognise a key that comes back with something else."""
        return f"+{self.add}" if self.enrolment is None else f"{self.enrolment}:{self.status}:{self.minutes}"[:60]


@dataclass(frozen=True)
class Answer:
    """What became of one tap: taken, overtaken by something newer, or refused; the last two with a sentence."""

    key: str
    state: str
    sentence: str = ""


def take_taps(session: Session, taps: Sequence[Tapped], *, by: Any, reason: str = "") -> list[Answer]:
    """Take in any number of taps in a fixed number of queries; answers one each, in order. A wrong one stops no other.

    `reason` is asked where the period was reported already (`courses.editions.closed`).
    """
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        known = {tap.key: tap for tap in Tap.objects.filter(key__in=[tap.key for tap in taps])}
        fresh = _on_our_clock([tap for tap in {t.key: t for t in reversed(taps)}.values() if tap.key not in known])
        answers = _take_marks(session, [tap for tap in fresh if tap.enrolment is not None], by=by, reason=reason)
        answers |= _take_unnamed(session, [tap for tap in fresh if tap.enrolment is None], by=by, reason=reason)
        first = {tap.key: tap for tap in reversed(taps)}
        return [
            _of_known(session, known[tap.key], tap)
            if tap.key in known
            else answers[tap.key]
            if first[tap.key].said == tap.said
            else _another(tap)
            for tap in taps
        ]


def _on_our_clock(taps: Iterable[Tapped]) -> list[Tapped]:
    """In order of the finger. A moment ahead of us is a clock that runs fast: it becomes now, the order stays."""
    now = timezone.now()
    ordered = sorted(taps, key=lambda tap: (tap.moment, tap.key))
    return [replace(t, moment=min(t.moment, now + timedelta(microseconds=i))) for i, t in enumerate(ordered)]


def _of_known(session: Session, known: Tap, tap: Tapped) -> Answer:
    if known.session_id != session.pk or known.said != tap.said:
        return _another(tap)
    if known.taken:
        return Answer(str(tap.key), TAKEN)
    return Answer(str(tap.key), NEWER, _("This was changed in the meantime."))


def _another(tap: Tapped) -> Answer:
    return Answer(str(tap.key), REFUSED, _("This was sent before and said something else then. Mark it again."))


def _take_marks(session: Session, taps: Sequence[Tapped], *, by: Any, reason: str) -> dict[UUID, Answer]:
    right, answers = _right(session, taps)
    if not right:
        return answers
    holds = effective_marks(session)
    since = _since(session, holds)
    # Taps stand in order of the finger, so of each person the last one stays.
    last = {mark.enrolment.person_id: (tap, mark) for tap, mark in right}
    winning = {person: mark for person, (tap, mark) in last.items() if _is_newer(tap, since.get(person))}
    fresh = [mark for person, mark in winning.items() if not _says(mark, holds.get(person))]
    written = {mark.person_id: mark for mark in mark_session(session, fresh, by=by, reason=reason)}
    names = _names(holds[person] for person in last if person not in winning and person in holds)
    rows = []
    for tap, mark in right:
        person = mark.enrolment.person_id
        taken = person in winning
        became = written.get(person) if last[person][0] is tap else None
        rows.append(_row(session, tap, taken=taken, attendance=became, by=by))
        sentence = "" if taken else _overtaken(holds.get(person), names, by=by)
        answers[tap.key] = Answer(str(tap.key), TAKEN if taken else NEWER, sentence)
    Tap.objects.bulk_create(rows)
    return answers


def _right(session: Session, taps: Sequence[Tapped]) -> tuple[list[tuple[Tapped, Mark]], dict[UUID, Answer]]:
    """The taps that can be, each with its mark; and the answers to those that can't."""
    right, refused = [], {}
    enrolments = _enrolments(session, taps)
    for tap in taps:
        try:
            right.append((tap, _mark(session, enrolments, tap)))
        except MarkRefused as refusal:
            refused[tap.key] = Answer(str(tap.key), REFUSED, str(refusal))
    return right, refused


def _is_newer(tap: Tapped, since: datetime | None) -> bool:
    return since is None or tap.moment > since


def _enrolments(session: Session, taps: Sequence[Tapped]) -> dict[int, Enrolment]:
    wanted = {tap.enrolment for tap in taps if tap.enrolment is not None}
    rows = Enrolment.objects.filter(edition=session.edition_id)
    # A whole room is read at once; a few by their numbers.
    return {row.pk: row for row in (rows.filter(pk__in=wanted) if len(wanted) < 500 else rows)}


def _mark(session: Session, enrolments: dict[int, Enrolment], tap: Tapped) -> Mark:
    enrolment = enrolments.get(tap.enrolment or 0)
    if enrolment is None:
        raise MarkRefused(_("This person is not in the group that meets here."))
    mark = Mark(enrolment, tap.status, minutes=tap.minutes)
    check_mark(session, mark)
    return mark


def _since(session: Session, holds: dict[int, Attendance]) -> dict[int, datetime]:
    """Per person the moment of the last thing said: of a tap the finger's, of any other mark when it was recorded."""
    taps = Tap.objects.filter(session=session, taken=True, enrolment__isnull=False).order_by()
    since = dict(taps.values_list("enrolment__person").annotate(last=Max("moment")))
    tapped = set(taps.filter(attendance__superseded_at__isnull=True).values_list("attendance", flat=True))
    for person, mark in holds.items():
        if mark.pk not in tapped:
            since[person] = max(mark.recorded_at, since.get(person, mark.recorded_at))
    return since


def _says(mark: Mark, held: Attendance | None) -> bool:
    """Whether the mark says what holds already: a list that was signed stays signed when the trainer taps the same."""
    return held is not None and (held.status, held.minutes) == (mark.status, mark.minutes)


def _names(marks: Iterable[Attendance]) -> dict[int, str]:
    accounts = {mark.recorded_by_id for mark in marks if mark.recorded_by_id is not None}
    rows = get_user_model()._default_manager.filter(pk__in=accounts) if accounts else ()
    return {row.pk: (row.get_short_name() if hasattr(row, "get_short_name") else "") for row in rows}


def _overtaken(held: Attendance | None, names: dict[int, str], *, by: Any) -> str:
    word = status_in_words(held.status, held.minutes) if held is not None else status_in_words("")
    if held is not None and by is not None and held.recorded_by_id == by.pk:
        return _("You changed this on another screen in the meantime: %(word)s.") % {"word": word}
    name = names.get(held.recorded_by_id or 0, "") if held is not None else ""
    if name:
        return _("%(name)s changed this in the meantime: %(word)s.") % {"name": name, "word": word}
    return _("Somebody else changed this in the meantime: %(word)s.") % {"word": word}


def _take_unnamed(session: Session, taps: Sequence[Tapped], *, by: Any, reason: str) -> dict[UUID, Answer]:
    """Added up and counted in once; a minus that has nobody to take off is refused by itself."""
    answers: dict[UUID, Answer] = {}
    number, rows = 0, []
    for tap in taps:
        try:
            check_unnamed(session, tap.add, before=session.unnamed + number)
        except MarkRefused as refusal:
            answers[tap.key] = Answer(str(tap.key), REFUSED, str(refusal))
        else:
            number += tap.add
            rows.append(_row(session, tap, taken=True, attendance=None, by=by))
            answers[tap.key] = Answer(str(tap.key), TAKEN)
    if number:
        add_unnamed(session, number, by=by, reason=reason)
    if rows:
        Tap.objects.bulk_create(rows)
    return answers


def _row(session: Session, tap: Tapped, *, taken: bool, attendance: Attendance | None, by: Any) -> Tap:
    return Tap(
        key=tap.key,
        session=session,
        enrolment_id=tap.enrolment,
        said=tap.said,
        moment=tap.moment,
        taken=taken,
        attendance=attendance,
        by=by,
    )
