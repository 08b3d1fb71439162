"""Random worlds in which everything the counting rules speak of happens often enough to go wrong."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from tests.courses.reporting.worlds import World

FIRST = date(2024, 12, 1)
ZONES = ("Europe/Amsterdam", "Pacific/Kiritimati", "America/New_York")
ROLES = ("participant", "participant", "role_model", "professional", "professional", "deployed", "trainer", "staff")
STATUSES = ("present", "present", "present", "late", "partial", "excused", "absent", "void")
KINDS = ("training", "training", "trajectory", "outreach", "event")
HOURS = (time(0, 15), time(10), time(21, 45), time(22, 30), time(23, 30))


class RandomWorld(World):
    def __init__(self, seed: int, *, persons: int = 6, editions: int = 5) -> None:
        super().__init__()
        self.dice = random.Random(seed)
        for key in ("O1", "O2"):
            self.add("organisation", key, name=f"Organisation {key}")
        self.projects()
        self.people(persons)
        for number in range(1, editions + 1):
            self.group(f"E{number}", persons)
        self.answers()
        self.children()
        self.joinings(persons)

    def day(self, span: int = 480) -> date:
        return FIRST + timedelta(days=self.dice.randrange(span))

    def later(self, after: datetime) -> datetime:
        """A moment of recording: mostly soon, sometimes months late; never the same twice."""
        days = self.dice.choice((0, 0, 0, 2, 40, 200))
        return after + timedelta(days=days, seconds=self.dice.randrange(1, 80_000), microseconds=len(self.lines))

    def projects(self) -> None:
        for key in ("G1", "G2"):
            first = self.dice.choice((date(2025, 1, 1), date(2025, 2, 10)))
            last = self.dice.choice((date(2025, 10, 31), date(2026, 12, 31)))
            self.grant(key, first_day=first, last_day=last, time_zone=self.dice.choice(ZONES), programme="P")

    def people(self, persons: int) -> None:
        for number in range(1, persons + 1):
            born = self.dice.choice((None, date(1996, 2, 29), date(2007, 4, 12), date(1995, 6, 15), date(1960, 1, 1)))
            self.person(f"p{number}", birth_date=born)

    def answers(self) -> None:
        """Around the days of meetings, where before and after the entry and the four weeks after it part."""
        days = [line["starts_at"].date() for line in self.lines if line["type"] == "session"] or [self.day()]
        for person in [line["id"] for line in self.lines if line["type"] == "person"]:
            for dimension in ("gender", "language"):
                about = self.dice.choice(days)
                for _ in range(self.dice.choice((0, 1, 2, 3))):
                    day = about + timedelta(days=self.dice.choice((-1, 0, 0, 1, 27, 28, 29)))
                    value = self.dice.choice(("a", "b", "c", "d", "declined", "no_answer"))
                    recorded_at = self.later(datetime.combine(day, time(12), UTC))
                    self.answer(person, dimension, value, day, recorded_at=recorded_at)

    def group(self, key: str, persons: int) -> None:
        grants = self.dice.choice((["G1"], ["G1"], ["G1", "G2"], ["G2", "G1"], ["G2"]))
        self.edition(
            key,
            grants=grants,
            kind=self.dice.choice(KINDS),
            counting=self.dice.choice(("full", "full", "primary_only")),
            organisation=self.dice.choice(("O1", "O2", None)),
            themes=self.dice.choice(([], ["a"], ["a", "b"])),
        )
        own_pace = self.dice.random() < 0.25
        sessions = [self.meeting(key, own_pace) for _ in range(1 if own_pace else self.dice.randrange(4))]
        for number in range(1, persons + 1):
            for _ in range(self.dice.choice((0, 1, 1, 1, 2))):
                self.take_part(f"p{number}", key, sessions)

    def meeting(self, edition: str, own_pace: bool) -> str:
        starts_at = datetime.combine(self.day(), self.dice.choice(HOURS), UTC)
        headcount = self.dice.choice((None, None, None, 0, 2, 30))
        room = {"headcount": headcount, "unnamed": (0, 4, 0, 1)[len(self.lines) % 4]}
        if own_pace:
            ends_at = starts_at + timedelta(days=60)
            return self.session(edition, starts_at, ends_at=ends_at, self_paced=True, **room)
        return self.session(edition, starts_at, minutes=self.dice.choice((45, 90, 200)), **room)

    def about(self, sessions: list[str]) -> date:
        """A day right beside the first meeting, where leaving before and after the start part."""
        starts = [self.of("session", session)["starts_at"].date() for session in sessions]
        return min(starts, default=self.day()) + timedelta(days=self.dice.choice((-1, 0, 1)))

    def take_part(self, person: str, edition: str, sessions: list[str]) -> None:
        enrolment = self.enrol(
            person,
            edition,
            self.dice.choice(ROLES),
            enrolled_on=self.day(),
            withdrawn_on=self.dice.choice((None, None, None, self.day(), self.about(sessions))),
            placed=self.dice.random() < 0.85,
            function=self.dice.choice(("", "teacher", "alderman")),
            organisation=self.dice.choice(("O1", "O2", None)),
        )
        for session in sessions:
            if self.dice.random() < 0.8:
                for _ in range(self.dice.choice((1, 1, 1, 2, 3))):
                    self.mark_somehow(enrolment, session)
        for _ in range(self.dice.choice((0, 0, 1, 1, 2))):
            day = self.day()
            recorded_at = self.later(datetime.combine(day, time(12), UTC))
            self.complete(enrolment, day, void=self.dice.random() < 0.2, recorded_at=recorded_at)

    def mark_somehow(self, enrolment: str, session: str) -> None:
        status = self.dice.choice(STATUSES)
        line = self.of("session", session)
        minutes = self.dice.choice((None, None, 20, 75))
        if status == "partial":
            minutes = minutes or 30
        on = line["starts_at"].date() + timedelta(days=self.dice.randrange(60)) if line.get("self_paced") else None
        recorded_at = self.later(line["starts_at"])
        self.mark(enrolment, session, status, minutes=minutes, on=on, recorded_at=recorded_at)

    def children(self) -> None:
        """Enrolments in a later edition that are part of one in an earlier edition."""
        enrolments = [line for line in self.lines if line["type"] == "enrolment"]
        for line in enrolments:
            above = [e for e in enrolments if e["person"] == line["person"] and e["edition"] < line["edition"]]
            if above and self.dice.random() < 0.3:
                line["parent"] = self.dice.choice(above)["id"]

    def joinings(self, persons: int) -> None:
        """Merges and splits in order of time, none of which contradicts the one before."""
        joined: dict[str, str] = {}
        moment = datetime.combine(FIRST + timedelta(days=100), time(9), UTC)
        for _ in range(self.dice.randrange(5)):
            moment += timedelta(days=self.dice.randrange(1, 90), microseconds=7)
            person, into = (f"p{self.dice.randrange(1, persons + 1)}" for _ in range(2))
            if person in joined:
                self.split(person, joined.pop(person), moment)
            elif person != self.end(joined, into):
                joined[person] = into
                self.merge(person, into, moment)

    def end(self, joined: dict[str, str], person: str) -> str:
        while person in joined:
            person = joined[person]
        return person
