"""Which breakouts somebody goes to: one a round, never two at a time, as long as there are places.

The group's row is the lock for all of it, so the last place goes to one. Who comes too late can wait: a place that
comes free goes to the first who waits and is not elsewhere at that time, also when choosing is over, until the round
begins. Nobody gives up what they chose by waiting for something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.errors import BreakoutFull, ChoiceRefused, ChoosingClosed, RoundsClash
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.rounds.models import Choice, ChoiceWaiting, Round
from courses.editions.signals import choices_changed
from courses.moments import in_words


@dataclass
class Outcome:
    """What came of several choices at once: those that changed, and by round (id) why one was refused."""

    changed: list[Choice] = field(default_factory=list)
    refused: dict[int, ChoiceRefused] = field(default_factory=dict)


def choose(enrolment: Enrolment, session: Session, *, by: Any, past_deadline: bool = False) -> Choice:
    """Choose a breakout, in place of what was chosen in its round; choosing it again changes nothing.

    Raises BreakoutFull, RoundsClash, ChoosingClosed or another ChoiceRefused. `past_deadline` is a coordinator's.
    """
    round_id = session.round_id or 0
    outcome = choose_breakouts(enrolment, {round_id: session}, by=by, past_deadline=past_deadline)
    if outcome.refused:
        raise outcome.refused[round_id]
    return Choice.objects.get(enrolment=enrolment, round=round_id)


def unchoose(enrolment: Enrolment, session: Session, *, by: Any, past_deadline: bool = False) -> None:
    """Give up what was chosen; the place goes to the first who waits for it."""
    if Choice.objects.filter(enrolment=enrolment, session=session).exists():
        round_id = session.round_id or 0
        outcome = choose_breakouts(enrolment, {round_id: None}, by=by, past_deadline=past_deadline)
        if outcome.refused:
            raise outcome.refused[round_id]


def choose_breakouts(
    enrolment: Enrolment, wanted: Mapping[int, Session | None], *, by: Any, past_deadline: bool = False
) -> Outcome:
    """Choose in several rounds (by their ids) at once; None gives up what was chosen there.

    Each stands for itself: what is refused in one round leaves the choices in others alone.
    """
    with transaction.atomic():
        desk = _Desk(enrolment)
        outcome = Outcome()
        # What is given up comes first: it may make room for what is chosen.
        for round_id, session in sorted(wanted.items(), key=lambda pair: pair[1] is not None):
            try:
                desk.check_time(round_id, past_deadline)
                outcome.changed += desk.give_up(round_id) if session is None else desk.take(round_id, session)
            except ChoiceRefused as refusal:
                outcome.refused[round_id] = refusal
        _changed(outcome.changed, freed=desk.freed, by=by)
        return outcome


def wait_for(enrolment: Enrolment, session: Session, *, by: Any) -> Choice | ChoiceWaiting:
    """Wait for a breakout that is full, one a round; where there is a place after all, it is chosen."""
    with transaction.atomic():
        desk = _Desk(enrolment)
        round_id = session.round_id or 0
        desk.check_time(round_id, past_deadline=False)
        try:
            changed = desk.take(round_id, session)
        except BreakoutFull:
            waiting, _made = ChoiceWaiting.objects.update_or_create(
                enrolment=desk.enrolment,
                round_id=round_id,
                defaults={"session": session, "since": timezone.now()},
                create_defaults={"session": session},
            )
            record_changes([desk.enrolment], action="leerlijn.wait_for", by=by, data={"meeting": session.pk})
            return waiting
        _changed(changed, freed=desk.freed, by=by)
        return Choice.objects.get(enrolment=enrolment, round=round_id)


def stop_waiting(enrolment: Enrolment, session: Session, *, by: Any) -> None:
    if ChoiceWaiting.objects.filter(enrolment=enrolment, session=session).delete()[0]:
        record_changes([enrolment], action="leerlijn.stop_waiting", by=by, data={"meeting": session.pk})


def drop_choices(enrolments: Sequence[Enrolment], *, by: Any) -> None:
    """Free what these persons chose and wait for: they don't come any more."""
    keys = [enrolment.pk for enrolment in enrolments]
    chosen = list(Choice.objects.filter(enrolment__in=keys))
    ChoiceWaiting.objects.filter(enrolment__in=keys).delete()
    if not chosen:
        return
    with transaction.atomic():
        for edition in sorted({enrolment.edition_id for enrolment in enrolments}):
            _lock(edition)
        Choice.objects.filter(enrolment__in=keys).delete()
        _changed(chosen, freed={choice.session_id for choice in chosen}, by=by)


def hand_over_choices(enrolment: Enrolment, substitute: Enrolment, *, by: Any) -> None:
    """Let a substitute have what somebody chose and waits for; to be called before that enrolment ends."""
    with transaction.atomic():
        _lock(enrolment.edition_id)
        mine = Choice.objects.filter(enrolment=substitute).values("round")
        Choice.objects.filter(enrolment=enrolment).exclude(round__in=mine).update(enrolment=substitute)
        ChoiceWaiting.objects.filter(enrolment=enrolment).update(enrolment=substitute)
        _changed(list(Choice.objects.filter(enrolment=substitute)), freed=set(), by=by)


def move_up(sessions: Iterable[Session | int], *, by: Any = None) -> list[Choice]:
    """Give free places in these breakouts of one group to who waits for them; answers what changed.

    The caller holds the group's lock. Who moves up leaves a place behind, for somebody else who waits.
    """
    pending = {session if isinstance(session, int) else session.pk for session in sessions}
    moved: list[Choice] = []
    while pending:
        session = Session.objects.select_related("round").get(pk=pending.pop())
        if session.round is None or session.round.starts_at <= timezone.now():
            continue
        for waiting in _waiting_for(session):
            if places_left(session) == 0:
                break
            if _clashing(waiting.enrolment_id, session.round) is not None:
                continue
            former = Choice.objects.filter(enrolment=waiting.enrolment_id, round=session.round).first()
            moved.append(_write(waiting.enrolment_id, session, moved_up=True))
            waiting.delete()
            if former is not None:
                pending.add(former.session_id)
    if moved:
        record_changes([choice.session for choice in moved], action="leerlijn.move_up", by=by)
    return moved


def places_left(session: Session) -> int | None:
    """How many can still choose a breakout; None where there is no limit, never below 0."""
    if session.capacity is None:
        return None
    return max(0, session.capacity - Choice.objects.filter(session=session.pk).count())


def check_may_choose(enrolment: Enrolment) -> None:
    if enrolment.state != Enrolment.State.PLACED or not enrolment.takes_part:
        raise ChoiceRefused(_("Only who has a place in the group can choose."))


class _Desk:
    """One person choosing, with the group locked: all that is read here stays true until the end."""

    def __init__(self, enrolment: Enrolment) -> None:
        self.edition = _lock(enrolment.edition_id)
        self.enrolment = Enrolment.objects.get(pk=enrolment.pk)
        check_may_choose(self.enrolment)
        self.rounds = {one.pk: one for one in Round.objects.filter(edition=self.edition)}
        self.freed: set[int] = set()

    def check_time(self, round_id: int, past_deadline: bool) -> None:
        one = self.rounds.get(round_id)
        if one is None:
            raise ChoiceRefused(_("This is not a breakout of this group."))
        if not past_deadline and timezone.now() >= one.closes_at:
            raise ChoosingClosed(
                _("Choosing was possible until %(when)s. Ask the organiser if something has to change.")
                % {"when": in_words(one.closes_at, self.edition.zone)}
            )

    def give_up(self, round_id: int) -> list[Choice]:
        held = self._held(round_id)
        if held is None:
            return []
        Choice.objects.filter(pk=held.pk).delete()
        self.freed.add(held.session_id)
        # Free at that time now: what they wait for in another round may have had a place all along.
        waits = ChoiceWaiting.objects.filter(enrolment=self.enrolment)
        self.freed.update(waits.values_list("session_id", flat=True))
        return [held]

    def take(self, round_id: int, session: Session) -> list[Choice]:
        found = Session.objects.filter(pk=session.pk, round=round_id).first()
        if found is None:
            raise ChoiceRefused(_("This is not a breakout of this group."))
        held = self._held(round_id)
        if held is not None and held.session_id == found.pk:
            return []
        other = _clashing(self.enrolment.pk, self.rounds[round_id])
        if other is not None:
            raise RoundsClash(
                _("“%(title)s” is at the same time as “%(other)s”, which you chose already.")
                % {"title": found.title, "other": other.session.title}
            )
        if places_left(found) == 0:
            raise BreakoutFull(
                _("“%(title)s” is full: the last place has just gone, or there was none left.")
                % {"title": found.title},
                found,
            )
        if held is not None:
            self.freed.add(held.session_id)
        ChoiceWaiting.objects.filter(enrolment=self.enrolment, session=found).delete()
        return [_write(self.enrolment.pk, found)]

    def _held(self, round_id: int) -> Choice | None:
        return Choice.objects.filter(enrolment=self.enrolment, round=round_id).first()


def _lock(edition: int) -> Edition:
    # no_key: rows that refer to the group can be written meanwhile.
    return Edition.objects.select_for_update(no_key=True).get(pk=edition)


def _waiting_for(session: Session) -> list[ChoiceWaiting]:
    placed = ChoiceWaiting.objects.filter(session=session, enrolment__state=Enrolment.State.PLACED)
    return list(placed.order_by("since", "pk"))


def _clashing(enrolment: int, one: Round) -> Choice | None:
    """What somebody chose in another round that overlaps this one."""
    return (
        Choice.objects.filter(enrolment=enrolment, round__starts_at__lt=one.ends_at, round__ends_at__gt=one.starts_at)
        .exclude(round=one)
        .select_related("session")
        .first()
    )


def _write(enrolment: int, session: Session, *, moved_up: bool = False) -> Choice:
    fields = {"session": session, "chosen_at": timezone.now(), "moved_up": moved_up}
    choice, _made = Choice.objects.update_or_create(
        enrolment_id=enrolment, round_id=session.round_id or 0, defaults=fields
    )
    return choice


def _changed(changed: list[Choice], *, freed: set[int], by: Any) -> None:
    """Write down and tell what changed, with those who move up because of it."""
    if not changed:
        return
    enrolments = {choice.enrolment_id for choice in changed}
    record_changes(list(Enrolment.objects.filter(pk__in=enrolments)), action="leerlijn.choose", by=by)
    choices_changed.send(sender=Choice, choices=[*changed, *move_up(freed)])
