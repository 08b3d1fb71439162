"""What erased people add to figures that were counted from facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from courses.reporting.breakdowns import Row, deal_by_edition
from courses.reporting.dimensions import EDITION_LEVEL, ERASED, Value
from courses.reporting.erased import records as of
from courses.reporting.erased.records import DIMENSIONS, Record
from courses.reporting.evidence import Evidence, Presence, gather
from courses.reporting.labels import label_of
from courses.reporting.ledger import EditionRow, Ledger, TallyRow
from courses.reporting.measures import MEASURES, THE_SEVEN, measured
from courses.reporting.periods import Period

Figures = dict[str, int | float]
# What adds up over rooms: somebody who can't be named fills a room that others are in.
OF_ROOMS = ("activities", "sessions", "reach")
# What can be said to be of people.
OF_PEOPLE = tuple(measure for measure in MEASURES if measure not in OF_ROOMS)


@dataclass(frozen=True)
class Erased:
    """A tally over a period. `rooms` answers a ledger that holds at least these editions: who else was in their rooms.

    Nothing here asks the database but `rooms`, and that only where there is a tally.
    """

    tally: tuple[TallyRow, ...]
    period: Period
    rooms: Callable[[Collection[int]], Ledger]

    def __bool__(self) -> bool:
        return bool(self.tally)

    @cached_property
    def records(self) -> dict[tuple[str, str], Counter[Record]]:
        """By dimension and value."""
        found: dict[tuple[str, str], Counter[Record]] = defaultdict(Counter)
        for row in self.tally:
            found[row.dimension, row.value][Record(row.what, row.day, row.after, row.edition, row.session)] += (
                row.number
            )
        return dict(found)

    @cached_property
    def figures(self) -> Figures:
        """What is to be added to each measure of the whole."""
        return self.figures_of("", "")

    @cached_property
    def seconds(self) -> int:
        """Of which `hours` are made."""
        return self._seconds(("", ""))

    @cached_property
    def not_attended(self) -> int:
        return self._within(("", ""), of.NOT_ATTENDED)

    @cached_property
    def start(self) -> int:
        """Enrolments at the top of the waterfall."""
        return self._until(of.START)

    @cached_property
    def excluded(self) -> Counter[str]:
        """Enrolments that the waterfall leaves out, by reason."""
        whats = {record.what for record in self.records.get(("", ""), ()) if record.what.startswith(of.EXCLUDED)}
        return Counter({what.removeprefix(of.EXCLUDED): self._until(what) for what in whats})

    def figures_of(self, dimension: str, value: str) -> Figures:
        """What is to be added to the measures of one row; every measure has a number."""
        if not self:
            return dict.fromkeys(MEASURES, 0)
        key = (dimension, value)
        until = Period(self.period.first_day.min, self.period.last_day)
        added: Figures = {
            "new_persons": self._within(key, of.PERSON, first_only=True),
            "cumulative_persons": self._within(key, of.PERSON, period=until, first_only=True),
            "active_persons": self._within(key, of.PERSON),
            "participations": self._within(key, of.PAIR),
            "contacts": self._within(key, of.VISIT),
            "completions": self._within(key, of.COMPLETION),
            "new_completers": self._within(key, of.COMPLETER),
            "deployments": self._within(key, of.DEPLOYMENT),
            "deployed_persons": self._within(key, of.DEPLOYED),
            "hours": round(self._seconds(key) / 3600, 2),
            **self._of_rooms(dimension).get(value, dict.fromkeys(OF_ROOMS, 0)),
        }
        return {measure: added[measure] for measure in MEASURES}

    def add_to(self, figures: Figures, dimension: str = "", value: str = "") -> Figures:
        """These figures with what erased people add. Hours are of whole minutes, which their two decimals still tell."""
        added = self.figures_of(dimension, value) if dimension else self.figures
        together = {name: number + added[name] for name, number in figures.items()}
        if "hours" in together:
            seconds = round(figures["hours"] * 60) * 60 + self._seconds((dimension, value))
            together["hours"] = round(seconds / 3600, 2)
        return together

    def add_to_rows(self, rows: Sequence[Row], dimension: str, editions: dict[int, EditionRow]) -> list[Row]:
        """A table with its rows of erased people: in the rows of what a group is and of roles, else in one of their own."""
        if not self:
            return list(rows)
        if dimension not in DIMENSIONS:
            return self._in_one_row(rows, dimension)
        known = {str(row.value): row for row in rows}
        values = {value for of_dimension, value in self.records if of_dimension == dimension}
        fresh = []
        for value in sorted(values - known.keys()):
            shown: Value = int(value) if dimension == "edition" else value
            if dimension != "edition" or shown in editions:
                figures = self.figures_of(dimension, value)
                if any(figures.values()):
                    fresh.append(Row(shown, label_of(dimension, shown, editions), figures))
        return [replace(row, figures=self.add_to(row.figures, dimension, str(row.value))) for row in rows] + fresh

    def _in_one_row(self, rows: Sequence[Row], dimension: str) -> list[Row]:
        """Together with those whose facts are locked."""
        measures = tuple(MEASURES) if dimension in EDITION_LEVEL else THE_SEVEN
        locked = next((row for row in rows if row.value == ERASED), None)
        before: Figures = locked.figures if locked is not None else dict.fromkeys(measures, 0)
        figures = self.add_to(before)
        others = [row for row in rows if row.value != ERASED]
        return [*others, Row(ERASED, label_of(dimension, ERASED, {}), figures)] if any(figures.values()) else others

    def _within(
        self, key: tuple[str, str], what: str, *, period: Period | None = None, first_only: bool = False
    ) -> int:
        """Records of this kind in the period; of those with a day before them only where that lies before the period."""
        period = period or self.period
        return sum(
            number
            for record, number in self.records.get(key, Counter()).items()
            if record.what == what
            and record.day in period
            and (record.after is None or (not first_only and record.after < period.first_day))
        )

    def _seconds(self, key: tuple[str, str]) -> int:
        rows = self.records.get(key, Counter()).items()
        more = (
            number
            for record, number in rows
            if record.what == of.MORE_SECONDS
            and record.after
            and record.after >= self.period.first_day
            and record.day in self.period
        )
        return self._within(key, of.SECONDS) + sum(more)

    def _until(self, what: str) -> int:
        last = self.period.last_day
        rows = self.records.get(("", ""), Counter()).items()
        return sum(number for record, number in rows if record.what == what and record.day <= last)

    def _of_rooms(self, dimension: str) -> dict[str, Figures]:
        """By value what erased people add to the measures of rooms, beside who is known to have been in them."""
        cache: dict[str, dict[str, Figures]] = self.__dict__.setdefault("_found_in_rooms", {})
        if dimension not in cache:
            cache[dimension] = self._rooms_of(dimension)
        return cache[dimension]

    def _rooms_of(self, dimension: str) -> dict[str, Figures]:
        ghosts = {value: rows for (of_dimension, value), rows in self.records.items() if of_dimension == dimension}
        editions = {record.edition for rows in ghosts.values() for record in rows if record.session is not None}
        ledger = self.rooms([edition for edition in editions if edition is not None])
        live = gather(ledger)
        parts = deal_by_edition(ledger, live, dimension) if dimension else {"": live}
        known = {str(value): part for value, part in parts.items()}
        self_paced = {session.id for session in ledger.sessions.values() if session.self_paced}
        added = {}
        for value, rows in ghosts.items():
            there = known.get(value, Evidence())
            before = measured(there, self.period, OF_ROOMS)
            after = measured(_with_ghosts(there, rows, self_paced), self.period, OF_ROOMS)
            added[value] = {measure: after[measure] - before[measure] for measure in OF_ROOMS}
        return added


def _with_ghosts(evidence: Evidence, rows: Counter[Record], self_paced: Collection[int]) -> Evidence:
    """With somebody of whom nothing is known at each visit; numbers below zero are nobody's."""
    whole = replace(evidence, counted=list(evidence.counted), deployed=list(evidence.deployed))
    into = {of.VISIT: whole.counted, of.AT_WORK: whole.deployed}
    # Who was at a meeting on two days (of projects in two time zones, say) was one person.
    last: dict[tuple[str, int, date | None], list[int]] = defaultdict(list)
    nobody = 0
    for record in sorted(rows, key=lambda record: record.day):
        if record.what not in into or record.session is None or record.edition is None:
            continue
        for _ in range(max(0, rows[record])):
            before = last[record.what, record.session, record.after]
            nobody -= 1
            somebody = before.pop() if record.after is not None and before else nobody
            last[record.what, record.session, record.day].append(somebody)
            seen = (record.session, record.edition, 0, record.day, 0, record.session in self_paced)
            into[record.what].append(Presence(somebody, *seen))
    return whole


def locked_figures(ledger: Ledger, evidence: Evidence, period: Period) -> Figures:
    """What people count for whose name is gone and whose facts a project's evidence term still locks."""
    gone = {ledger.human(person) for person in ledger.erased}
    theirs = Evidence(
        counted=[row for row in evidence.counted if row.person in gone],
        deployed=[row for row in evidence.deployed if row.person in gone],
        stand_ins=[row for row in evidence.stand_ins if row.person in gone],
        completed=[row for row in evidence.completed if row.person in gone],
    )
    return measured(theirs, period, OF_PEOPLE)
