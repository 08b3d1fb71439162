"""Whatever happens to a site, by verbs or by rows that are saved, the projections stay what a rebuild would make."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.completion.completing import complete_by_hand, take_back
from courses.editions.errors import MarkRefused
from courses.editions.marking import Mark, mark_session
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.editions.planning import Meeting, change_session, plan_sessions
from courses.grants.models import Grant
from courses.people.merging import MergeRefused, merge, split
from courses.people.models import Answer, Merge, Organisation, Person
from courses.reporting.periods import Period
from courses.reporting.projections.rebuilding import differences
from courses.reporting.report import Question
from tests.courses.reporting.projections.test_reading import CROSSED, DIMENSIONS, both
from tests.courses.reporting.random_worlds import ROLES, STATUSES, ZONES
from tests.courses.reporting.test_against_slow_counter import PERIODS, often, settled, worlds

pytestmark = pytest.mark.django_db


class Stream:
    """Things that happen, each drawn by the dice from what is there."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def one(self, model: Any, **where: Any) -> Any:
        rows = list(model.objects.filter(**where).order_by("pk"))
        return self.dice.choice(rows) if rows else None

    def happen(self) -> None:
        self.dice.choice(self.things)()

    def save(self, row: Any, **fields: Any) -> None:
        if row is not None:
            for name, value in fields.items():
                setattr(row, name, value)
            row.save()

    def mark(self) -> None:
        session = self.one(Session)
        there = list(Enrolment.objects.filter(edition=session.edition).order_by("pk")) if session else []
        chosen = {one.person_id: one for one in self.dice.sample(there, min(len(there), 3))}.values()
        status = self.dice.choice(STATUSES)
        on = (
            session.starts_at.date() + timedelta(days=self.dice.randrange(40)) if there and session.self_paced else None
        )
        minutes = 30 if status == "partial" else None
        if chosen:
            mark_session(session, [Mark(one, status, minutes=minutes, on=on) for one in chosen], by=None)

    def complete(self) -> None:
        enrolment = self.one(Enrolment, placed_on__isnull=False, role__in=Enrolment.TAKING_PART)
        if enrolment:
            self.dice.choice((complete_by_hand, take_back))([enrolment], by=None, reason="It happened.")

    def join(self) -> None:
        one, other = self.one(Person), self.one(Person)
        with contextlib.suppress(MergeRefused):
            merge(one, other, by=None)

    def part(self) -> None:
        fact = self.one(Merge)
        try:
            if fact:
                split(fact.person, fact.other, by=None)
        except MergeRefused:
            pass

    def answer(self) -> None:
        day = date(2025, self.dice.randrange(1, 12), 3)
        Answer.objects.create(
            person=self.one(Person), dimension="gender", value=self.dice.choice("xyz"), valid_from=day
        )

    def unanswer(self) -> None:
        Answer.objects.filter(person=self.one(Person)).delete()

    def be_born(self) -> None:
        self.save(self.one(Person), birth_date=self.dice.choice((None, date(1990, 3, 1))))

    def pay(self) -> None:
        edition, grant = self.one(Edition), self.one(Grant)
        if not edition.funding.filter(grant=grant).delete()[0]:
            EditionFunding.objects.create(edition=edition, grant=grant, position=self.dice.randrange(3))

    def count_otherwise(self) -> None:
        self.save(self.one(Edition), counting=self.dice.choice(Edition.Counting.values))

    def shift(self) -> None:
        session = self.one(Session)
        if session:
            by = timedelta(days=self.dice.choice((-300, -1, 0, 40)), hours=self.dice.randrange(24))
            change_session(session, Meeting(session.starts_at + by, session.ends_at + by), by=None)

    def plan(self) -> None:
        edition, like = self.one(Edition), self.one(Session, self_paced=False)
        if like:
            start = like.starts_at - timedelta(days=1)
            plan_sessions(edition, [Meeting(start, start + timedelta(hours=1))], by=None)

    def move_days(self) -> None:
        grant = self.one(Grant)
        self.save(
            grant,
            first_day=self.dice.choice((date(2025, 1, 1), date(2025, 3, 3))),
            last_day=self.dice.choice((date(2025, 8, 31), date(2026, 12, 31))),
            time_zone=self.dice.choice(ZONES),
        )

    def set_aside(self) -> None:
        double, kept = self.one(Edition, same_as=None, doubles=None), self.one(Edition, same_as=None)
        if double and kept and double != kept:
            self.save(double, same_as=kept)

    def bring_back(self) -> None:
        self.save(self.one(Edition, same_as__isnull=False), same_as=None)

    def take_another_role(self) -> None:
        self.save(
            self.one(Enrolment),
            role=self.dice.choice(ROLES),
            organisation=self.one(Organisation),
            function=self.dice.choice(("", "teacher")),
        )

    def become_part(self) -> None:
        child = self.one(Enrolment)
        parent = self.one(Enrolment, person=child.person) if child else None
        if parent and parent != child:
            self.save(child, parent=parent)

    def forget(self) -> None:
        Attendance.objects.filter(person=self.one(Person)).delete()

    @property
    def things(self) -> list[Callable[[], None]]:
        return [
            *(self.mark, self.mark, self.mark, self.complete, self.complete, self.join, self.join, self.part),
            *(
                self.answer,
                self.unanswer,
                self.be_born,
                self.pay,
                self.pay,
                self.count_otherwise,
                self.shift,
                self.plan,
            ),
            *(self.move_days, self.set_aside, self.bring_back, self.take_another_role, self.become_part, self.forget),
        ]


@settings(often, max_examples=12)
@given(world=worlds, seed=st.integers(min_value=0, max_value=10**6), period=st.sampled_from(PERIODS))
def test_after_any_stream_nothing_differs_and_reports_are_those_of_the_facts(world, seed, period):
    with settled(world) as rows:
        stream = Stream(seed)
        for _ in range(12):
            with contextlib.suppress(MarkRefused):
                stream.happen()
        assert differences() == []
        for code in ("G1", "G2"):
            grant = Grant.objects.get(pk=rows.rows["grant", code].pk)
            known = [name for name in DIMENSIONS if name != "language"]
            now, facts = both(Question(grant, Period(*period), by=tuple(known), cross=CROSSED))
            assert now == facts
