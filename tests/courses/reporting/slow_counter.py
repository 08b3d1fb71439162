"""Counting as the rules read, sentence by sentence: nested loops over plain records, slow and obvious.

It shares no code with the product. A world is a list of dictionaries as in the interchange format; days are dates, moments
datetimes. Beyond the format, an enrolment may say `placed: False`, and marks and completions name their `enrolment`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Line = dict[str, Any]
TAKES_NO_PART = ("trainer", "staff", "deployed")
PRESENT = ("present", "late", "partial")


class SlowCounter:
    """One project (or several as a programme) in one period, as known at T."""

    def __init__(self, lines: list[Line], grants: list[str], first: date, last: date, known_at: datetime) -> None:
        self.lines, self.grants, self.first, self.last, self.known_at = lines, grants, first, last, known_at

    # -- records ----------------------------------------------------------------------------------------------------

    def all(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line["type"] == kind]

    def one(self, kind: str, key: str) -> Line:
        return next(line for line in self.all(kind) if line["id"] == key)

    def effective(self, kind: str, same: tuple[str, str]) -> list[Line]:
        """Of several by the same recorded person the latest recorded at or before T."""
        known = [line for line in self.all(kind) if line["recorded_at"] <= self.known_at]
        return [
            line
            for line in known
            if not any(
                all(other[key] == line[key] for key in same) and other["recorded_at"] > line["recorded_at"]
                for other in known
            )
        ]

    def survivor(self, person: str) -> str:
        """Follow the joinings that stand at T: the last thing said about a person is a merge, not a split."""
        while True:
            said = [
                line
                for line in self.lines
                if line["type"] in ("merge", "split")
                and line["person"] == person
                and line["recorded_at"] <= self.known_at
            ]
            if not said:
                return person
            last = max(said, key=lambda line: line["recorded_at"])
            if last["type"] == "split":
                return person
            person = last["into"]

    # -- what counts ------------------------------------------------------------------------------------------------

    def counts_in(self, edition: Line, grant: str) -> bool:
        if edition.get("counting", "full") == "primary_only":
            return edition["grants"][0] == grant
        return grant in edition["grants"]

    def in_days_of(self, grant: str, day: date) -> bool:
        line = self.one("grant", grant)
        return line["first_day"] <= day <= line["last_day"]

    def day_in(self, grant: str, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.one("grant", grant)["time_zone"])).date()

    def in_period(self, day: date) -> bool:
        return self.first <= day <= self.last

    def attendances(self, roles: str) -> list[Line]:
        """Effective presence in an edition that counts, on a day of the project; `roles`: taking_part or deployed."""
        found = []
        for mark in self.effective("attendance", ("person", "session")):
            if mark["status"] not in PRESENT:
                continue
            role = self.one("enrolment", mark["enrolment"])["role"]
            if roles == "taking_part" and role in TAKES_NO_PART:
                continue
            if roles == "deployed" and role != "deployed":
                continue
            session = self.one("session", mark["session"])
            edition = self.one("edition", session["edition"])
            for grant in self.grants:
                day = mark["on"] if session.get("self_paced") else self.day_in(grant, session["starts_at"])
                if self.counts_in(edition, grant) and self.in_days_of(grant, day):
                    found.append(
                        {
                            "who": self.survivor(mark["person"]),
                            "session": session["id"],
                            "edition": edition["id"],
                            "enrolment": mark["enrolment"],
                            "day": day,
                            "seconds": self.seconds(mark, session),
                        }
                    )
        return found

    def seconds(self, mark: Line, session: Line) -> int:
        if mark.get("minutes") is not None:
            return mark["minutes"] * 60
        return int((session["ends_at"] - session["starts_at"]).total_seconds())

    def stand_ins(self, attendances: list[Line]) -> list[Line]:
        """Attendance of a child, as attendance in the edition of its parent, for completions alone."""
        found = []
        for attendance in attendances:
            enrolment = self.one("enrolment", attendance["enrolment"])
            while enrolment.get("parent"):
                enrolment = self.one("enrolment", enrolment["parent"])
                edition = self.one("edition", enrolment["edition"])
                if not any(self.counts_in(edition, grant) for grant in self.grants):
                    break
                found.append({"who": attendance["who"], "edition": edition["id"], "enrolment": enrolment["id"]})
        return found

    def completions(self) -> list[Line]:
        found = []
        for line in self.effective("completion", ("person", "edition")):
            edition = self.one("edition", line["edition"])
            if not line.get("void") and any(self.counts_in(edition, grant) for grant in self.grants):
                found.append(
                    {
                        "who": self.survivor(line["person"]),
                        "edition": edition["id"],
                        "enrolment": line["enrolment"],
                        "day": line["completed_on"],
                    }
                )
        return found

    def headcounts(self) -> list[Line]:
        found = []
        for session in self.all("session"):
            if (session.get("headcount") is None and not session.get("unnamed")) or session.get("self_paced"):
                continue
            edition = self.one("edition", session["edition"])
            for grant in self.grants:
                day = self.day_in(grant, session["starts_at"])
                if self.counts_in(edition, grant) and self.in_days_of(grant, day):
                    found.append(
                        {
                            "session": session["id"],
                            "edition": edition["id"],
                            "day": day,
                            "number": session.get("headcount"),
                            "unnamed": session.get("unnamed", 0),
                        }
                    )
        return found

    def facts(self) -> dict[str, list[Line]]:
        counted = self.attendances("taking_part")
        return {
            "counted": counted,
            "deployed": self.attendances("deployed"),
            "stand_ins": self.stand_ins(counted),
            "completions": self.completions(),
            "headcounts": self.headcounts(),
        }

    # -- measures ---------------------------------------------------------------------------------------------------

    def measures(self) -> dict[str, float]:
        facts = self.facts()
        return {**self.the_seven(facts), **self.the_others(facts)}

    def entry(self, who: str, counted: list[Line]) -> date:
        return min(line["day"] for line in counted if line["who"] == who)

    def the_seven(self, facts: dict[str, list[Line]]) -> dict[str, float]:
        counted = facts["counted"]
        people = {line["who"] for line in counted}
        pairs = {(line["who"], line["edition"]) for line in counted}
        visits = {(line["who"], line["session"]) for line in counted if self.in_period(line["day"])}
        done = self.done(facts)
        return {
            "new_persons": sum(self.in_period(self.entry(who, counted)) for who in people),
            "cumulative_persons": sum(self.entry(who, counted) <= self.last for who in people),
            "active_persons": len({line["who"] for line in counted if self.in_period(line["day"])}),
            "participations": sum(
                self.in_period(min(line["day"] for line in counted if (line["who"], line["edition"]) == pair))
                for pair in pairs
            ),
            "contacts": len(visits),
            "completions": sum(self.in_period(day) for day in done.values()),
            "new_completers": sum(
                self.in_period(min(day for (other, _), day in done.items() if other == who))
                for who in {who for who, _ in done}
            ),
        }

    def done(self, facts: dict[str, list[Line]]) -> dict[tuple[str, str], date]:
        done = {}
        for line in facts["completions"]:
            pair = (line["who"], line["edition"])
            if any((other["who"], other["edition"]) == pair for other in facts["counted"] + facts["stand_ins"]):
                same = [other for other in facts["completions"] if (other["who"], other["edition"]) == pair]
                done[pair] = min(other["day"] for other in same)
        return done

    def not_attended(self) -> int:
        facts = self.facts()
        done = self.done(facts)
        others: dict[tuple[str, str], date] = {}
        for line in sorted(facts["completions"], key=lambda line: line["day"]):
            pair = (line["who"], line["edition"])
            if pair not in done:
                others.setdefault(pair, line["day"])
        return sum(self.in_period(day) for day in others.values())

    def the_others(self, facts: dict[str, list[Line]]) -> dict[str, float]:
        counted = [line for line in facts["counted"] if self.in_period(line["day"])]
        deployed = [line for line in facts["deployed"] if self.in_period(line["day"])]
        headcounts = [line for line in facts["headcounts"] if self.in_period(line["day"])]
        held = set()
        for session in self.all("session"):
            key = session["id"]
            if any(line["session"] == key for line in counted) or (
                not session.get("self_paced") and any(line["session"] == key for line in deployed + headcounts)
            ):
                held.add(key)
        editions = {self.one("session", key)["edition"] for key in held}
        seconds = 0
        for who, session in {(line["who"], line["session"]) for line in counted}:
            seconds += max(line["seconds"] for line in counted if (line["who"], line["session"]) == (who, session))
        return {
            "activities": len(editions),
            "sessions": len(held),
            "deployments": len({(line["who"], line["edition"]) for line in deployed}),
            "deployed_persons": len({line["who"] for line in deployed}),
            "reach": sum(self.largest(edition, held, counted, headcounts) for edition in editions),
            "hours": round(seconds / 3600, 2),
        }

    def largest(self, edition: str, held: set[str], counted: list[Line], headcounts: list[Line]) -> int:
        sizes = []
        for key in held:
            if self.one("session", key)["edition"] == edition:
                rooms = [line for line in headcounts if line["session"] == key]
                known = len({line["who"] for line in counted if line["session"] == key})
                unnamed = rooms[0]["unnamed"] if rooms else 0
                given = rooms[0]["number"] if rooms else None
                sizes.append(known + unnamed if given is None else given)
        return max(sizes)

    # -- breakdowns -------------------------------------------------------------------------------------------------

    def rows(self, dimension: str, bands: tuple[str, ...] = ("0-17", "18-29", "30-54", "55+")) -> dict[Any, Line]:
        facts = self.facts()
        if dimension in ("role", "function", "kind", "organisation", "home_organisation", "edition", "theme"):
            return self.edition_rows(facts, dimension)
        people = {line["who"] for line in facts["counted"]}
        value = {
            who: self.age(who, self.entry(who, facts["counted"]), bands)
            if dimension == "age"
            else self.answer(who, self.entry(who, facts["counted"]), dimension)
            for who in people
        }
        rows = {}
        for key in set(value.values()):
            part = {
                name: [line for line in lines if value.get(line.get("who")) == key]
                for name, lines in facts.items()
                if name in ("counted", "stand_ins", "completions")
            }
            rows[key] = self.the_seven(part)
        return {key: figures for key, figures in rows.items() if any(figures.values())}

    def edition_rows(self, facts: dict[str, list[Line]], dimension: str) -> dict[Any, Line]:
        keys = set()
        for lines in facts.values():
            for line in lines:
                keys.update(self.values(dimension, line))
        rows = {}
        for key in keys:
            part = {
                name: [line for line in lines if key in self.values(dimension, line)] for name, lines in facts.items()
            }
            rows[key] = {**self.the_seven(part), **self.the_others(part)}
        return {key: figures for key, figures in rows.items() if any(figures.values())}

    def values(self, dimension: str, line: Line) -> list[Any]:
        edition = self.one("edition", line["edition"])
        if dimension == "edition":
            return [edition["id"]]
        if dimension == "kind":
            return [edition["kind"]]
        if dimension == "organisation":
            return [self.name_of(edition.get("organisation"))]
        if dimension == "theme":
            return edition.get("themes") or ["none"]
        if "enrolment" not in line:
            return []  # a head count is a fact of the edition
        enrolment = self.one("enrolment", line["enrolment"])
        if dimension == "role":
            return [enrolment["role"]]
        if dimension == "function":
            return [enrolment.get("function") or "none"]
        return [self.name_of(enrolment.get("organisation"))]

    def name_of(self, organisation: str | None) -> str:
        return self.one("organisation", organisation)["name"] if organisation else "none"

    def records_of(self, who: str) -> list[Line]:
        return [line for line in self.all("person") if self.survivor(line["id"]) == who]

    def answer(self, who: str, entry: date, dimension: str) -> str:
        records = [line["id"] for line in self.records_of(who)]
        given = [
            line
            for line in self.all("answer")
            if line["person"] in records and line["dimension"] == dimension and line["recorded_at"] <= self.known_at
        ]
        before = [line for line in given if line["valid_from"] <= entry]
        after = [line for line in given if entry < line["valid_from"] <= entry + timedelta(days=28)]
        if before:
            day = max(line["valid_from"] for line in before)
            return max((line["recorded_at"], line["value"]) for line in before if line["valid_from"] == day)[1]
        if after:
            day = min(line["valid_from"] for line in after)
            return max((line["recorded_at"], line["value"]) for line in after if line["valid_from"] == day)[1]
        return "not_asked"

    def age(self, who: str, entry: date, bands: tuple[str, ...]) -> str:
        own = self.one("person", who).get("birth_date")
        others = [line["birth_date"] for line in self.records_of(who) if line.get("birth_date")]
        born = own or (min(others) if others else None)
        if born is None:
            return "not_asked"
        age = -1
        if entry >= born:
            age = 0
            while self.birthday(born, born.year + age + 1) <= entry:
                age += 1
        for band in bands:
            low, _, high = band.removesuffix("+").partition("-")
            if int(low) <= age and (band.endswith("+") or age <= int(high)):
                return band
        return "other"

    def birthday(self, born: date, year: int) -> date:
        try:
            return born.replace(year=year)
        except ValueError:
            return date(year, 3, 1)

    # -- the waterfall ----------------------------------------------------------------------------------------------

    def waterfall(self) -> tuple[int, dict[str, int], int]:
        """How many enrolments there are, how many fall out for which reason, how many persons remain."""
        (grant,) = self.grants
        counted = self.attendances("taking_part")
        start, reasons, persons = 0, dict[str, int](), set[str]()
        for enrolment in self.all("enrolment"):
            edition = self.one("edition", enrolment["edition"])
            if grant not in edition["grants"]:
                continue
            own = [line["day"] for line in counted if line["enrolment"] == enrolment["id"]]
            by_then = any(day <= self.last for day in own)
            placed = enrolment.get("placed", True) and enrolment["enrolled_on"] <= self.last
            if not by_then and not placed:
                continue
            start += 1
            if not by_then:
                reason = self.reason(enrolment, edition, grant, own)
            elif self.survivor(enrolment["person"]) in persons:
                reason = "same_person"
            else:
                persons.add(self.survivor(enrolment["person"]))
                continue
            reasons[reason] = reasons.get(reason, 0) + 1
        return start, reasons, len(persons)

    def reason(self, enrolment: Line, edition: Line, grant: str, counted_days: list[date]) -> str:
        marks = [
            line
            for line in self.effective("attendance", ("person", "session"))
            if line["enrolment"] == enrolment["id"] and line["status"] != "void"
        ]
        starts = [
            self.day_in(grant, session["starts_at"])
            for session in self.all("session")
            if session["edition"] == edition["id"]
        ]
        if not self.counts_in(edition, grant):
            return "counted_in_other_grant"
        if enrolment["role"] in TAKES_NO_PART:
            return "staff"
        withdrawn = enrolment.get("withdrawn_on")
        if withdrawn and starts and withdrawn <= min(starts) - timedelta(days=1):
            return "withdrawn_before_start"
        if any(mark["status"] in PRESENT for mark in marks) and not counted_days:
            return "outside_grant"
        if counted_days:
            return "later"
        if marks and all(mark["status"] == "absent" for mark in marks):
            return "absent"
        return "excused" if marks else "not_marked"
