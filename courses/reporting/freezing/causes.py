"""Why a figure differs between two versions: every row that differs has a reason, and so has what it adds up to.

Facts tell it themselves, by when they were recorded; structure (roles, times, funding) is compared with how it was frozen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from courses.people.models import Answer
from courses.reporting.dimensions import AGE, EDITION_LEVEL, NOT_ASKED, UNKNOWN
from courses.reporting.evidence import gather
from courses.reporting.freezing.recorded import Recorded
from courses.reporting.indicators.counting import World
from courses.reporting.ledger import Ledger
from courses.reporting.measures import entries

LATE, CORRECTED, MERGE, SPLIT = "late_entry", "corrected", "merge", "split"
ERASED, WITHDRAWN, FUNDING, DEFINITION = "erased", "consent_withdrawn", "funding_changed", "definition_changed"
# Of several, the one that says most.
REASONS = (ERASED, WITHDRAWN, MERGE, SPLIT, FUNDING, LATE, CORRECTED, DEFINITION)

MARK, COMPLETION, ENROLMENT, STAY, SESSION, EDITION, WHO, VALUE = (
    "mark", "completion", "enrolment", "stay", "session", "edition", "who", "value",
)  # fmt: skip
# Stands among the members of a cell for all people of whom only a number is left.
GONE = "gone"
# Stands for what was counted by an earlier rule, and by the rule of now isn't.
OTHERWISE = "otherwise"
# What a measure is made of; the waterfall also of when somebody came and left.
COMPLETING = frozenset({"completions", "new_completers"})
EVERYTHING = frozenset({MARK, ENROLMENT, STAY, SESSION, EDITION, WHO})
PRESENCE = EVERYTHING - {STAY}


@dataclass(frozen=True)
class State:
    """A ledger, the moment as at which it was read, when that was done, and by which definitions."""

    ledger: Ledger
    as_of: datetime
    read_at: datetime
    definitions: str

    def entry_days(self) -> dict[int, date]:
        return entries(gather(self.ledger))


class Cause(NamedTuple):
    aspect: str
    reason: str
    edition: int | None = None
    session: int | None = None
    enrolment: int | None = None
    dimension: str = ""


class Causes:
    """All that is different between two states, found once; then the reason of any changed member of any cell."""

    def __init__(self, old: State, new: State) -> None:
        self.old, self.new = old, new
        self.of_person: dict[int, list[Cause]] = defaultdict(list)
        self.of_edition: dict[int, list[Cause]] = defaultdict(list)
        self.everywhere: list[Cause] = []
        self.recorded = Recorded(old, new)
        self._editions_of: dict[int, set[int]] = defaultdict(set)
        self._records_of: dict[int, set[int]] = defaultdict(set)
        self._know_who_is_who()
        self._compare()

    def reason(self, cell: tuple[str, ...], key: Any) -> str:
        """The reason why this member came, went, or weighs differently; empty if nothing at all is different."""
        if key == GONE:
            return ERASED
        if key == OTHERWISE:
            return DEFINITION
        candidates = self._candidates(cell, key)
        for narrower in (self._narrowed(candidates, cell, key), candidates, self.everywhere):
            reasons = {cause.reason for cause in narrower}
            if reasons:
                return _foremost(reasons)
        return ""

    def compare_promised(self, old: World, new: World) -> None:
        """What indicators ask besides: how well a mark was proved, and what of a group had to be attended."""
        for key in old.levels.keys() & new.levels.keys():
            if old.levels[key] != new.levels[key]:
                enrolment = self.new.ledger.enrolments.get(key[0]) or self.old.ledger.enrolments.get(key[0])
                if enrolment is not None:
                    cause = Cause(MARK, CORRECTED, enrolment.edition, key[1], enrolment.id)
                    self._blame(enrolment.person, cause)
        for edition in old.slots.keys() | new.slots.keys():
            if set(old.slots.get(edition, ())) != set(new.slots.get(edition, ())):
                self.of_edition[edition].append(Cause(SESSION, CORRECTED, edition=edition))

    def _know_who_is_who(self) -> None:
        for ledger in (self.old.ledger, self.new.ledger):
            for enrolment in ledger.enrolments.values():
                human = ledger.human(enrolment.person)
                self._records_of[human] |= {enrolment.person, human}
                self._editions_of[enrolment.person].add(enrolment.edition)

    def _candidates(self, cell: tuple[str, ...], key: Any) -> list[Cause]:
        section, measure = cell[0], cell[-1]
        if section == "exclusions":
            enrolment = self.old.ledger.enrolments.get(key) or self.new.ledger.enrolments[key]
            return list(self._about(enrolment.person))
        if measure in ("activities", "reach"):
            return self.of_edition[key]
        if measure == "sessions":
            session = self.old.ledger.sessions.get(key) or self.new.ledger.sessions[key]
            return self.of_edition[session.edition]
        return list(self._about(key[0] if isinstance(key, tuple) else key))

    def _about(self, person: int) -> Iterator[Cause]:
        """What is different for this human being: their own rows, and the groups and meetings they are in."""
        records = set(self._records_of[person]) | {person}
        for ledger in (self.old.ledger, self.new.ledger):
            records |= self._records_of[ledger.human(person)]
        for record in records:
            yield from self.of_person[record]
        for edition in {edition for record in records for edition in self._editions_of[record]}:
            yield from (cause for cause in self.of_edition[edition] if cause.aspect in (SESSION, EDITION))

    def _narrowed(self, causes: list[Cause], cell: tuple[str, ...], key: Any) -> list[Cause]:
        """The causes that bear on this very cell, as far as can be told."""
        section, dimension, measure = cell[0], cell[1], cell[-1]
        if section == "indicators":
            section, dimension = ("breakdowns", cell[2]) if cell[2] else (section, "")
        if self._only_moved(section, dimension, key):
            return [cause for cause in causes if cause.aspect == VALUE and cause.dimension in dimension.split(",")]
        aspects = EVERYTHING if section == "exclusions" else PRESENCE
        if measure in COMPLETING or section == "indicators":
            aspects |= {COMPLETION}
        near = [cause for cause in causes if cause.aspect in aspects]
        if measure in ("contacts", "hours"):
            return [cause for cause in near if cause.session in (None, key[1])]
        if measure in ("participations", "deployments"):
            return [cause for cause in near if cause.edition in (None, key[1])]
        return near

    def _only_moved(self, section: str, dimension: str, key: Any) -> bool:
        """Whether somebody stands in another row of a table because of their own answer or age, and counts as before."""
        if section not in ("breakdowns", "crosses") or all(one in EDITION_LEVEL for one in dimension.split(",")):
            return False
        person = key[0] if isinstance(key, tuple) else key
        asked = [one for one in dimension.split(",") if one not in EDITION_LEVEL]
        values = [[(state.ledger.values or {}).get(one, {}).get(person) for one in asked] for state in self._both()]
        return values[0] != values[1] and all(value is not None for side in values for value in side)

    def _both(self) -> tuple[State, State]:
        return self.old, self.new

    # What is different, table by table.

    def _compare(self) -> None:
        old, new = self.old.ledger, self.new.ledger
        self._compare_project()
        self._compare_editions()
        self._compare_sessions()
        self._compare_enrolments()
        self._compare_facts(MARK, _by_key(old.marks, "session"), _by_key(new.marks, "session"))
        self._compare_facts(COMPLETION, _by_key(old.completions, "edition"), _by_key(new.completions, "edition"))
        self._compare_persons()
        self._compare_values()

    def _compare_project(self) -> None:
        (before,), (after,) = self.old.ledger.grants, self.new.ledger.grants
        if any(getattr(before, name) != getattr(after, name) for name in ("first_day", "last_day", "time_zone")):
            self.everywhere.append(Cause(EDITION, FUNDING))
        if self.old.definitions != self.new.definitions:
            self.everywhere.append(Cause(EDITION, DEFINITION))

    def _compare_editions(self) -> None:
        old, new = self.old.ledger.editions, self.new.ledger.editions
        for pk in {*old, *new}:
            before, after = old.get(pk), new.get(pk)
            if before == after:
                continue
            if before is None:
                reason = LATE if self.recorded.edition_is_new(pk) else FUNDING
            elif after is None:
                reason = CORRECTED if self.recorded.is_set_aside(pk) else FUNDING
            else:
                paid = (before.funded_by, before.counts_in) != (after.funded_by, after.counts_in)
                reason = FUNDING if paid else CORRECTED
            self.of_edition[pk].append(Cause(EDITION, reason, edition=pk))

    def _compare_sessions(self) -> None:
        old, new = self.old.ledger.sessions, self.new.ledger.sessions
        for pk in {*old, *new}:
            before, after = old.get(pk), new.get(pk)
            if before == after:
                continue
            edition = (before or after).edition  # type: ignore[union-attr]
            if before is None or after is None:
                reason = self._reason_of_edition(edition) or (LATE if before is None else CORRECTED)
            else:
                first_told = before.headcount is None and not before.unnamed
                same_times = before[:4] == after[:4]
                reason = LATE if first_told and same_times else CORRECTED
            self.of_edition[edition].append(Cause(SESSION, reason, edition=edition, session=pk))

    def _reason_of_edition(self, edition: int) -> str:
        """Why a group came into the project or left it; empty if it was and is there."""
        here = [edition in state.ledger.editions for state in self._both()]
        return "" if all(here) else self.of_edition[edition][0].reason

    def _compare_enrolments(self) -> None:
        old, new = self.old.ledger.enrolments, self.new.ledger.enrolments
        for pk in {*old, *new}:
            before, after = old.get(pk), new.get(pk)
            if before == after:
                continue
            row = before or after
            assert row is not None
            aspect = ENROLMENT
            if before is None or after is None:
                reason = self._came_or_went(row.person, row.edition, came=before is None)
            else:
                reason = CORRECTED
                aspect = STAY if before[:7] == after[:7] else ENROLMENT
            self._blame(row.person, Cause(aspect, reason, edition=row.edition, enrolment=pk))

    def _came_or_went(self, person: int, edition: int, *, came: bool) -> str:
        if not came and self.recorded.is_erased(person):
            return ERASED
        return self._reason_of_edition(edition) or (LATE if came else CORRECTED)

    def _compare_facts(self, aspect: str, old: dict[Any, list[Any]], new: dict[Any, list[Any]]) -> None:
        changed = {key for key in {*old, *new} if old.get(key) != new.get(key)}
        self.recorded.look_up(aspect, changed)
        for key in changed:
            row = (new.get(key) or old[key])[0]
            edition, session = row.edition if aspect == COMPLETION else None, None
            if aspect == MARK:
                session = row.session
                edition = self._edition_of(session)
            reason = self._reason_of_fact(aspect, key, edition, was=key in old, now=key in new)
            self._blame(key[0], Cause(aspect, reason, edition=edition, session=session, enrolment=row.enrolment))

    def _edition_of(self, session: int) -> int:
        return (self.old.ledger.sessions.get(session) or self.new.ledger.sessions[session]).edition

    def _reason_of_fact(self, aspect: str, key: Any, edition: Any, *, was: bool, now: bool) -> str:
        person = key[0]
        if was and self.recorded.is_erased(person):
            return ERASED
        if was and self.recorded.took_consent_back(person):
            return WITHDRAWN
        if was and now:
            return CORRECTED
        if not was and self.recorded.is_first(aspect, key):
            return LATE
        if reason := self._reason_of_edition(edition):
            return reason
        if not was:
            return CORRECTED if self.recorded.was_void(aspect, key) else LATE
        return LATE if self.recorded.is_later_than_new(aspect, key) else CORRECTED

    def _compare_persons(self) -> None:
        for person in self._editions_of:
            before, after = self.recorded.who_was(person), self.recorded.who_is(person)
            if before != after:
                cause = Cause(WHO, self._merged_or_split(person, before, after))
                self._blame(person, cause)
                for edition in self._editions_of[person]:
                    self.of_edition[edition].append(cause)

    def _merged_or_split(self, person: int, before: int, after: int) -> str:
        if self.recorded.is_erased(person):
            return ERASED
        if after == person:
            return SPLIT
        if before == person or self.recorded.who_is(before) == after:
            return MERGE
        return SPLIT

    def _compare_values(self) -> None:
        old, new = self.old.ledger.values or {}, self.new.ledger.values or {}
        for dimension in set(old) & set(new):
            moved = [
                person
                for person, value in old[dimension].items()
                if person in new[dimension] and new[dimension][person] != value
            ]
            answers = self.recorded.answers_of(
                dimension, {record: person for person in moved for record in self.recorded.records_of(person)}
            )
            for person in moved:
                reason = self._reason_of_value(dimension, person, answers.get(person, []))
                self.of_person[person].append(Cause(VALUE, reason, dimension=dimension))

    def _reason_of_value(self, dimension: str, person: int, answered: list[datetime]) -> str:
        """Something else was said, or what had been said before holds on another day of entry."""
        if self.recorded.is_erased(person):
            return ERASED
        if joined := self._joined(person):
            return joined
        moments = sorted((self.old.as_of, self.new.as_of))
        if not any(moments[0] < moment <= moments[1] for moment in answered) and (entered := self._entered(person)):
            return entered
        if dimension == AGE:
            return CORRECTED
        if self._took_back(dimension, person):
            return WITHDRAWN
        return LATE if (self.old.ledger.values or {})[dimension][person] == NOT_ASKED else CORRECTED

    def _joined(self, person: int) -> str:
        """Whether another record speaks for somebody too, or no longer does; it need not be of anybody in the project."""
        before, after = self.recorded.records_before(person), self.recorded.records_after(person)
        if before == after:
            return ""
        return MERGE if after - before else SPLIT

    def _entered(self, person: int) -> str:
        """Why somebody's day of entry is another one; empty where it isn't."""
        before, after = (days.get(person) for days in self._entry_days)
        if before == after:
            return ""
        return _foremost({cause.reason for cause in self._about(person) if cause.aspect in PRESENCE})

    @cached_property
    def _entry_days(self) -> tuple[dict[int, date], dict[int, date]]:
        return self.old.entry_days(), self.new.entry_days()

    def _took_back(self, dimension: str, person: int) -> bool:
        """Whether somebody who had answered would rather not say any more."""
        was, now = ((state.ledger.values or {})[dimension].get(person) for state in self._both())
        return now == Answer.DECLINED and was not in UNKNOWN

    def _blame(self, person: int, cause: Cause) -> None:
        self.of_person[person].append(cause)
        if cause.edition is not None:
            self.of_edition[cause.edition].append(cause)


def _foremost(reasons: Collection[str]) -> str:
    """Of several the one that says most; empty where there is none."""
    return next((reason for reason in REASONS if reason in reasons), "")


def _by_key(rows: Iterable[Any], what: str) -> dict[Any, list[Any]]:
    """Facts by recorded person and meeting or group; a double that counts elsewhere may leave two of one key."""
    keyed: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        keyed[row.person, getattr(row, what)].append(row)
    return {key: sorted(found, key=str) for key, found in keyed.items()}
