"""Small invented worlds: plain records in the shape of the interchange format, settled as rows, and random ones."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from courses import models
from courses.facts.appending import append_facts
from courses.facts.changes import told_together

Line = dict[str, Any]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
T = datetime(2026, 2, 1, 12, tzinfo=UTC)
SOON = timedelta(hours=3)


class World:
    """Records under construction. What is not said is the simplest thing that can be true."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def add(self, type_: str, id_: str, **fields: Any) -> str:
        self.lines.append({"type": type_, "id": id_, **fields})
        return id_

    def number(self, type_: str) -> int:
        return sum(line["type"] == type_ for line in self.lines) + 1

    def grant(self, id_: str, **fields: Any) -> str:
        days = {"first_day": date(2025, 1, 1), "last_day": date(2026, 12, 31)}
        return self.add("grant", id_, **{**days, "time_zone": "Europe/Amsterdam", "programme": "", **fields})

    def person(self, id_: str, **fields: Any) -> str:
        return self.add("person", id_, **fields)

    def edition(self, id_: str, **fields: Any) -> str:
        return self.add("edition", id_, **{"kind": "training", "grants": ["G1"], "counting": "full", **fields})

    def session(self, edition: str, starts_at: datetime, *, minutes: int = 120, **fields: Any) -> str:
        ends_at = fields.pop("ends_at", starts_at + timedelta(minutes=minutes))
        id_ = f"s{self.number('session')}"
        return self.add("session", id_, edition=edition, starts_at=starts_at, ends_at=ends_at, **fields)

    def enrol(self, person: str, edition: str, role: str = "participant", **fields: Any) -> str:
        id_, fields = f"e{self.number('enrolment')}", {"enrolled_on": date(2025, 1, 2), **fields}
        return self.add("enrolment", id_, person=person, edition=edition, role=role, **fields)

    def mark(self, enrolment: str, session: str, status: str = "present", **fields: Any) -> str:
        starts_at = self.of("session", session)["starts_at"]
        fields = {"recorded_at": starts_at + SOON, **fields}
        person = self.of("enrolment", enrolment)["person"]
        id_ = f"a{self.number('attendance')}"
        return self.add("attendance", id_, person=person, enrolment=enrolment, session=session, status=status, **fields)

    def complete(self, enrolment: str, day: date, **fields: Any) -> str:
        line = self.of("enrolment", enrolment)
        fields = {"recorded_at": datetime.combine(day, time(20), UTC), **fields}
        return self.add(
            "completion",
            f"c{self.number('completion')}",
            person=line["person"],
            edition=line["edition"],
            enrolment=enrolment,
            completed_on=day,
            **fields,
        )

    def answer(self, person: str, dimension: str, value: str, valid_from: date, **fields: Any) -> str:
        fields = {"recorded_at": datetime.combine(valid_from, time(20), UTC), **fields}
        id_ = f"q{self.number('answer')}"
        return self.add("answer", id_, person=person, dimension=dimension, value=value, valid_from=valid_from, **fields)

    def merge(self, person: str, into: str, at: datetime) -> None:
        self.add("merge", f"m{self.number('merge')}", person=person, into=into, recorded_at=at)

    def split(self, person: str, from_: str, at: datetime) -> None:
        self.add("split", f"x{self.number('split')}", person=person, **{"from": from_}, recorded_at=at)

    def of(self, type_: str, id_: str) -> Line:
        return next(line for line in self.lines if (line["type"], line["id"]) == (type_, id_))

    def attend(self, person: str, edition: str, *days: datetime, role: str = "participant", **fields: Any) -> str:
        """Somebody at a new session of a new training on each of these moments."""
        self.edition(edition, **fields)
        enrolment = self.enrol(person, edition, role, enrolled_on=min(days).date())
        for day in days:
            self.mark(enrolment, self.session(edition, day))
        return enrolment


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


class Settled:
    """The same world as rows; `rows[type, id]` is the row of a record."""

    def __init__(self, lines: list[Line], *, order: random.Random | None = None) -> None:
        with told_together():
            self.settle(lines, order)

    def settle(self, lines: list[Line], order: random.Random | None) -> None:
        self.rows: dict[tuple[str, str], Any] = {}
        self.lines = lines
        by_type: dict[str, list[Line]] = {}
        for line in lines:
            by_type.setdefault(line["type"], []).append(line)
        for kind in ("organisation", "grant", "person", "edition", "session", "enrolment", "merge", "split", "answer"):
            for line in by_type.get(kind, []):
                self.rows[kind, line["id"]] = getattr(self, kind)(line)
        for line in by_type.get("enrolment", []):
            if line.get("parent"):
                row = self.rows["enrolment", line["id"]]
                row.parent = self.rows["enrolment", line["parent"]]
                row.save()
        facts = by_type.get("attendance", []) + by_type.get("completion", [])
        if order is not None:
            order.shuffle(facts)
        append_facts([self.attendance(line) for line in facts if line["type"] == "attendance"])
        append_facts([self.completion(line) for line in facts if line["type"] == "completion"])

    def organisation(self, line: Line) -> Any:
        return models.Organisation.objects.create(name=line["name"])

    def grant(self, line: Line) -> Any:
        funder, _ = models.Funder.objects.get_or_create(name="Invented Fund")
        return models.Grant.objects.create(
            code=line["id"],
            title=f"Project {line['id']}",
            funder=funder,
            programme=line["programme"],
            first_day=line["first_day"],
            last_day=line["last_day"],
            time_zone=line["time_zone"],
        )

    def person(self, line: Line) -> Any:
        name = f"Invented {line['id']}"
        return models.Person.objects.create(name=name, birth_date=line.get("birth_date"))

    def edition(self, line: Line) -> Any:
        edition = models.Edition.objects.create(
            title=f"Group {line['id']}",
            code=line["id"],
            kind=line["kind"],
            organisation=self.rows.get(("organisation", line.get("organisation"))),
            counting=line["counting"],
            themes=line.get("themes", []),
        )
        for position, grant in enumerate(line["grants"]):
            models.EditionFunding.objects.create(edition=edition, grant=self.rows["grant", grant], position=position)
        return edition

    def session(self, line: Line) -> Any:
        return models.Session.objects.create(
            edition=self.rows["edition", line["edition"]],
            starts_at=line["starts_at"],
            ends_at=line["ends_at"],
            headcount=line.get("headcount"),
            unnamed=line.get("unnamed", 0),
            self_paced=line.get("self_paced", False),
        )

    def enrolment(self, line: Line) -> Any:
        placed = line.get("placed", True)
        return models.Enrolment.objects.create(
            person=self.rows["person", line["person"]],
            edition=self.rows["edition", line["edition"]],
            role=line["role"],
            function=line.get("function", ""),
            organisation=self.rows.get(("organisation", line.get("organisation"))),
            enrolled_on=line["enrolled_on"],
            placed_on=line["enrolled_on"] if placed else None,
            state="stopped" if line.get("withdrawn_on") else "placed" if placed else "waiting",
            withdrawn_on=line.get("withdrawn_on"),
            source="invented",
        )

    def attendance(self, line: Line) -> Any:
        return models.Attendance(
            person=self.rows["person", line["person"]],
            session=self.rows["session", line["session"]],
            enrolment=self.rows["enrolment", line["enrolment"]],
            status=line["status"],
            minutes=line.get("minutes"),
            on=line.get("on"),
            evidence=line.get("evidence", ""),
            recorded_at=line["recorded_at"],
        )

    def completion(self, line: Line) -> Any:
        return models.Completion(
            person=self.rows["person", line["person"]],
            edition=self.rows["edition", line["edition"]],
            enrolment=self.rows["enrolment", line["enrolment"]],
            completed_on=line["completed_on"],
            void=line.get("void", False),
            recorded_at=line["recorded_at"],
        )

    def answer(self, line: Line) -> Any:
        return models.Answer.objects.create(
            person=self.rows["person", line["person"]],
            dimension=line["dimension"],
            value=line["value"],
            valid_from=line["valid_from"],
            recorded_at=line["recorded_at"],
        )

    def merge(self, line: Line) -> Any:
        return self.joining(models.Merge.Kind.MERGE, line, line["into"])

    def split(self, line: Line) -> Any:
        return self.joining(models.Merge.Kind.SPLIT, line, line["from"])

    def joining(self, kind: str, line: Line, other: str) -> Any:
        return models.Merge.objects.create(
            kind=kind,
            person=self.rows["person", line["person"]],
            other=self.rows["person", other],
            recorded_at=line["recorded_at"],
        )
