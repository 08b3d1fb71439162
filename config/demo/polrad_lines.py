"""The lines of an interchange file while they are being written, and chance that repeats itself."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
REGION = "Groningen"
T = TypeVar("T")


class Dice(random.Random):
    """Chance from `random()` alone: the one method Python promises to keep the same between versions."""

    def below(self, number: int) -> int:
        return int(self.random() * number)

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return [item for _, item in sorted(((self.random(), index), item) for index, item in enumerate(items))]


class Participation:
    """The lines of the file while they are being written; ids speak for themselves (`R1-2/rm-014`)."""

    def __init__(self) -> None:
        self.dice = Dice(4000003805)
        self.lines: list[dict[str, Any]] = [{"type": "source", "id": "polrad"}]
        self.ends: dict[str, datetime] = {}
        self.editions_of: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.trained_on: dict[str, date] = {}
        self.pools: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, kind: str, key: str, /, **fields: Any) -> str:
        self.lines.append({"type": kind, "id": key, **fields})
        return key

    def edition(self, key: str, title: str, kind: str, organisation: str, themes: list[str]) -> str:
        return self.add(
            "edition",
            key,
            title=title,
            kind=kind,
            code=f"POLRAD-{key}",
            organisation=organisation,
            themes=themes,
            region=REGION,
            grants=["polrad"],
        )

    def session(self, edition: str, number: int, day: date, hours: tuple[time, time], place: str, **more: int) -> str:
        starts, ends = (datetime.combine(day, hour, ZONE) for hour in hours)
        key = f"{edition}-{number}"
        self.ends[key], self.editions_of[key] = ends, edition
        fields = {"starts_at": starts.isoformat(), "ends_at": ends.isoformat(), "place": place}
        return self.add("session", key, edition=edition, **fields, **more)

    def enrol(self, person: str, edition: str, role: str, organisation: str, day: date, **more: str) -> str:
        fields = {"person": person, "edition": edition, "role": role, "organisation": organisation}
        return self.add("enrolment", f"{edition}/{person}", **fields, enrolled_on=day.isoformat(), **more)

    def mark(self, person: str, session: str, status: str = "present", evidence: str = "trainer", **more: int) -> None:
        """Typed in some days later; now and then first as absent, put right a week after."""
        recorded = self.typed_in(self.ends[session])
        fields = {"person": person, "session": session, "evidence": evidence}
        if status == "present" and evidence == "signed" and self.dice.random() < 0.02:
            first = {**fields, "status": "absent", "recorded_at": recorded.isoformat()}
            self.add("attendance", f"{session}/{person}/eerst", **first)
            recorded += timedelta(days=7)
        self.add("attendance", f"{session}/{person}", **fields, status=status, **more, recorded_at=recorded.isoformat())

    def complete(self, person: str, session: str) -> None:
        """On the day of the last session; told in the same week."""
        last, edition = self.ends[session], self.editions_of[session]
        recorded = self.typed_in(last) + timedelta(days=2)
        fields = {"completed_on": last.date().isoformat(), "recorded_at": recorded.isoformat()}
        self.add("completion", f"{edition}/{person}", person=person, edition=edition, **fields)

    def typed_in(self, moment: datetime) -> datetime:
        day = moment.date() + timedelta(days=1 + self.dice.below(4))
        return datetime.combine(day, time(9 + self.dice.below(8), 5 * self.dice.below(12)), ZONE)
