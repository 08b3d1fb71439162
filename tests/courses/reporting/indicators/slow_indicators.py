"""Indicators as their definition reads, sentence by sentence; slow, obvious, and sharing no code with the product."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from tests.courses.reporting.slow_counter import Line, SlowCounter

LEVELS = ("self", "trainer", "code", "signed", "countersigned")


class SlowIndicator(SlowCounter):
    """`recipe` is plain data; editions in it are keys of lines."""

    def with_recipe(self, recipe: dict[str, Any]) -> SlowIndicator:
        self.recipe = recipe
        return self

    def attendances(self, roles: str) -> list[Line]:
        floor = self.recipe["evidence"]
        found = super().attendances(roles)
        if not floor:
            return found
        marks = self.effective("attendance", ("person", "session"))
        proved = set()
        for mark in marks:
            if LEVELS.index(mark.get("evidence") or "self") >= LEVELS.index(floor):
                proved.add((mark["enrolment"], mark["session"]))
        return [line for line in found if (line["enrolment"], line["session"]) in proved]

    def stand_ins(self, attendances: list[Line]) -> list[Line]:
        return [] if self.recipe["evidence"] else super().stand_ins(attendances)

    def passes(self, line: Line) -> bool:
        edition = self.one("edition", line["edition"])
        if self.recipe["kinds"] and edition["kind"] not in self.recipe["kinds"]:
            return False
        if self.recipe["themes"] and not set(self.recipe["themes"]) & set(edition.get("themes") or []):
            return False
        if self.recipe["editions"] and edition["id"] not in self.recipe["editions"]:
            return False
        if self.recipe["roles"] and "enrolment" in line:
            return self.one("enrolment", line["enrolment"])["role"] in self.recipe["roles"]
        return True

    def facts(self) -> dict[str, list[Line]]:
        return {name: [line for line in lines if self.passes(line)] for name, lines in super().facts().items()}

    def happenings(self) -> list[tuple[Any, date]]:
        """Each (whom or what, day) that counts."""
        facts, unit, event = self.facts(), self.recipe["unit"], self.recipe["event"]
        if event == "held":
            lines = facts["counted"] + facts["headcounts"]
            lines += [one for one in facts["deployed"] if not self.one("session", one["session"]).get("self_paced")]
            return [(one["edition"] if unit == "activities" else one["session"], one["day"]) for one in lines]
        if event == "completion":
            found = [(*pair, day) for pair, day in self.done(facts).items()]
        elif event == "share":
            found = self.enough(facts["counted"])
        else:
            lines = facts["deployed"] if event == "deployment" else facts["counted"]
            what = "session" if unit == "contacts" else "edition"
            found = [(one["who"], one[what], one["day"]) for one in lines]
        if unit in ("persons", "deployed_persons"):
            return [(who, day) for who, _, day in found]
        return [((who, what), day) for who, what, day in found]

    def enough(self, counted: list[Line]) -> list[tuple[str, str, date]]:
        found = []
        for who, edition in {(one["who"], one["edition"]) for one in counted}:
            meetings = [
                session["id"]
                for session in self.all("session")
                if session["edition"] == edition
                and (session.get("self_paced") or self.in_days_of(*self.here(session["starts_at"])))
            ]
            days = []
            for key in meetings:
                own = [one["day"] for one in counted if (one["who"], one["session"]) == (who, key)]
                days += [min(own)] if own else []
            needed = math.ceil(len(meetings) * self.recipe["minimum_share"] / 100)
            if len(days) >= needed:
                found.append((who, edition, sorted(days)[needed - 1]))
        return found

    def here(self, moment: Any) -> tuple[str, date]:
        return self.grants[0], self.day_in(self.grants[0], moment)

    def reached(self) -> Any:
        unit, basis = self.recipe["unit"], self.recipe["basis"]
        if unit in ("hours", "reach"):
            first = self.first
            if basis == "so_far":
                self.first = date.min
            number = self.the_others(self.facts())[unit]
            self.first = first
            return number
        found = self.happenings()
        if basis == "period":
            return len({key for key, day in found if self.in_period(day)})
        firsts = {key: min(day for other, day in found if other == key) for key, _ in found}
        if basis == "so_far":
            return sum(day <= self.last for day in firsts.values())
        return sum(self.in_period(day) for day in firsts.values())

    def by_answer(self, dimension: str) -> dict[str, int]:
        """Of people, each in the row of what they answered at their entry into the project, whatever the filters."""
        whole = SlowCounter(self.lines, self.grants, self.first, self.last, self.known_at).attendances("taking_part")
        found = self.happenings()
        rows: dict[str, int] = {}
        for key in {key for key, _ in found}:
            days = [day for other, day in found if other == key]
            who = key if isinstance(key, str) else key[0]
            inside = {
                "period": any(self.in_period(day) for day in days),
                "first": self.in_period(min(days)),
                "so_far": min(days) <= self.last,
            }
            if inside[self.recipe["basis"]]:
                entry = self.entry(who, whole)
                bands = ("0-17", "18-29", "30-54", "55+")
                value = self.age(who, entry, bands) if dimension == "age" else self.answer(who, entry, dimension)
                rows[value] = rows.get(value, 0) + 1
        return rows
