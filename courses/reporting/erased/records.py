"""The evidence about somebody as records that add up, whatever the period, without saying whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from courses.reporting.evidence import Evidence, Presence, gather
from courses.reporting.ledger import Ledger
from courses.reporting.measures import dated_completions, earliest, not_attended
from courses.reporting.periods import Period
from courses.reporting.waterfall import fall

# What a record counts. Those with `after` count in a period that begins after that day and holds `day`.
PERSON, PAIR, VISIT, SECONDS, MORE_SECONDS = "person", "pair", "visit", "seconds", "more_seconds"
COMPLETION, COMPLETER, NOT_ATTENDED = "completion", "completer", "not_attended"
DEPLOYED, DEPLOYMENT, AT_WORK = "deployed", "deployment", "at_work"
# Steps of the waterfall: up to a day, all that came on or before it.
START, EXCLUDED = "start", "excluded."
# The tables whose rows are kept: of what a group is, and of the role somebody had in it.
DIMENSIONS = ("role", "kind", "organisation", "edition", "theme")
ALWAYS = Period(date.min, date.max)


class Record(NamedTuple):
    what: str
    day: date
    after: date | None = None
    edition: int | None = None
    session: int | None = None


def records_in(evidence: Evidence) -> Counter[Record]:
    """What this evidence counts for, by record."""
    found: Counter[Record] = Counter()
    found.update(_chains(PERSON, ((p.person, p) for p in evidence.counted)))
    found.update(_chains(VISIT, (((p.person, p.session), p) for p in evidence.counted), with_session=True))
    found.update(_chains(DEPLOYED, ((p.person, p) for p in evidence.deployed)))
    found.update(_chains(DEPLOYMENT, (((p.person, p.edition), p) for p in evidence.deployed), with_edition=True))
    found.update(_chains(AT_WORK, (((p.person, p.session), p) for p in evidence.deployed), with_session=True))
    for (_person, edition), day in earliest(((p.person, p.edition), p.day) for p in evidence.counted).items():
        found[Record(PAIR, day, edition=edition)] += 1
    _add_hours(evidence, found)
    completed = dated_completions(evidence)
    for (_person, edition), day in completed.items():
        found[Record(COMPLETION, day, edition=edition)] += 1
    for day in earliest((person, day) for (person, _edition), day in completed.items()).values():
        found[Record(COMPLETER, day)] += 1
    for (_person, edition), day in not_attended(evidence, ALWAYS).items():
        found[Record(NOT_ATTENDED, day, edition=edition)] += 1
    return found


def steps_in(ledger: Ledger) -> Counter[Record]:
    """What these people's enrolments do to the waterfall of the one project in the ledger, from which day on."""
    evidence = gather(ledger)
    found: Counter[Record] = Counter()
    before: Counter[str] = Counter()
    days = {enrolment.enrolled_on for enrolment in ledger.enrolments.values()}
    for day in sorted(days | {presence.day for presence in evidence.counted}):
        waterfall = fall(ledger, evidence, day)
        now = Counter({EXCLUDED + reason: len(rows) for reason, rows in waterfall.excluded.items()})
        now[START] = waterfall.start
        for what in {*now, *before}:
            if now[what] != before[what]:
                found[Record(what, day)] += now[what] - before[what]
        before = now
    return found


def _chains(
    what: str, keyed: Iterable[tuple[Hashable, Presence]], *, with_session: bool = False, with_edition: bool = False
) -> Iterator[Record]:
    """Per key its days in order, each with the one before it."""
    days: dict[Hashable, dict[date, Presence]] = {}
    for key, presence in keyed:
        days.setdefault(key, {}).setdefault(presence.day, presence)
    for of_key in days.values():
        after = None
        for day in sorted(of_key):
            presence = of_key[day]
            yield Record(
                what,
                day,
                after,
                presence.edition if with_session or with_edition else None,
                presence.session if with_session else None,
            )
            after = day


def _add_hours(evidence: Evidence, found: Counter[Record]) -> None:
    """Seconds of each visit. One on two days (two marks that a merge left) counts its first day's in a period that holds
    both, and what the other has more."""
    longest: dict[tuple[int, int], dict[date, int]] = {}
    edition_of: dict[int, int] = {}
    for presence in evidence.counted:
        days = longest.setdefault((presence.person, presence.session), {})
        days[presence.day] = max(presence.seconds, days.get(presence.day, 0))
        edition_of[presence.session] = presence.edition
    for (_person, session), days in longest.items():
        after = None
        for day in sorted(days):
            found[Record(SECONDS, day, after, edition_of[session])] += days[day]
            if after is not None:
                found[Record(MORE_SECONDS, day, after, edition_of[session])] += max(0, days[day] - days[after])
            after = day
