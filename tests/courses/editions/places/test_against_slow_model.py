"""Any sequence of events leaves a group as the slow model says: order kept, nobody lost, nothing promised twice."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.editions.enrolling import cancel, enrol, place
from courses.editions.errors import EditionError
from courses.editions.places.answering import accept_offer
from courses.editions.places.offering import capacity_changed, move_waiting_lists, offer_to
from courses.editions.places.substituting import substitute
from courses.editions.places.waiting import places_taken
from courses.models import Edition, Enrolment, Offer
from courses.people.models import Person
from tests.courses.editions.places.slow_places import OPEN, PASSED, PLACED, STOPPED, WAITING, SlowPlaces
from tests.factories import EditionFactory

WHO = st.integers(0, 7)
EVENT = st.one_of(
    st.tuples(st.just("enrol")),
    st.tuples(st.sampled_from(["leave", "accept", "let_pass", "give", "offer_to", "pass_on"]), WHO),
    st.tuples(st.just("resize"), st.one_of(st.none(), st.integers(0, 4))),
    st.tuples(st.just("pass_on_to"), WHO, WHO),
)


class Real:
    """The same events by the verbs; what they refuse is no event."""

    def __init__(self, capacity: int | None, moves: bool) -> None:
        self.edition = EditionFactory(version=None, capacity=capacity, waitlist_moves=moves)
        self.rows: list[Enrolment] = []

    def enrol(self) -> None:
        self.rows.append(enrol(self._somebody(), self.edition, by=None))

    def leave(self, row: Enrolment) -> None:
        cancel(row, by=None)

    def accept(self, row: Enrolment) -> None:
        accept_offer(row, by=None)

    def let_pass(self, row: Enrolment) -> None:
        past = timezone.now() - timedelta(hours=1)
        open_ = Offer.objects.filter(enrolment=row, state=Offer.State.OPEN)
        if open_.update(expires_at=past, made_at=past - timedelta(hours=1)):
            move_waiting_lists()

    def resize(self, capacity: int | None) -> None:
        Edition.objects.filter(pk=self.edition.pk).update(capacity=capacity)
        self.edition.refresh_from_db()
        capacity_changed(self.edition, by=None)

    def give(self, row: Enrolment) -> None:
        place([row], by=None)

    def offer_to(self, row: Enrolment) -> None:
        offer_to(row, by=None)

    def pass_on(self, row: Enrolment) -> None:
        self.rows.append(substitute(row, self._somebody(), by=None))

    def pass_on_to(self, row: Enrolment, other: Enrolment) -> None:
        substitute(row, other.person, by=None)

    def _somebody(self) -> Person:
        return Person.objects.create(name="Test")

    def states(self) -> list[tuple[str, str]]:
        last = {offer.enrolment_id: offer for offer in Offer.objects.filter(enrolment__in=self.rows).order_by("pk")}
        return [
            (row.state, _word(row, last.get(row.pk)))
            for row in sorted(Enrolment.objects.filter(edition=self.edition), key=lambda row: row.pk)
        ]


def _word(row: Enrolment, offer: Offer | None) -> str:
    if row.state != WAITING or offer is None:
        return ""
    if offer.state == Offer.State.OPEN:
        return OPEN
    return PASSED if offer.state == Offer.State.EXPIRED and offer.answered_at is None else ""


def happens(model: SlowPlaces, real: Real, event: tuple[Any, ...]) -> None:
    name, *about = event
    if name == "enrol":
        model.enrol()
        real.enrol()
    elif name == "resize":
        model.resize(about[0])
        real.resize(about[0])
    elif all(n < len(real.rows) for n in about):
        if name == "pass_on_to" and model.people[about[1]].state == STOPPED:
            return  # Somebody who comes back is somebody new to the list: `pass_on` is that case.
        getattr(model, name)(*(model.people[n] for n in about))
        with suppress(EditionError):
            getattr(real, name)(*(real.rows[n] for n in about))


@pytest.mark.django_db
@settings(max_examples=30)
@given(capacity=st.one_of(st.none(), st.integers(0, 3)), moves=st.booleans(), events=st.lists(EVENT, max_size=20))
def test_every_sequence_of_events_ends_as_the_slow_model_says(capacity, moves, events):
    model, real = SlowPlaces(capacity, moves), Real(capacity, moves)
    beyond = 0
    for event in (("enrol",), ("enrol",), ("enrol",), *events):
        before = places_taken(real.edition)
        happens(model, real, event)
        assert real.states() == [(one.state, one.offer) for one in model.people], event
        taken, limit = places_taken(real.edition), real.edition.capacity
        if event[0] == "give":
            beyond = max(beyond, taken - (limit or 0))
        if limit is not None and event[0] not in ("give", "resize"):
            assert taken <= max(limit, before), event
    assert not Enrolment.objects.filter(edition=real.edition, state=STOPPED, offers__state="open").exists()
    assert sum(state == PLACED for state, _ in real.states()) == sum(one.state == PLACED for one in model.people)
