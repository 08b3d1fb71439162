"""Which rows a published table has: those that could have somebody in them, whether or not they have.

If only rows with people were listed, a hidden row would tell that it isn't empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from courses.reporting.ages import AgeBand, band_of
from courses.reporting.counting import Count
from courses.reporting.dimensions import (
    AGE,
    NOT_ASKED,
    OF_EDITION,
    OF_ENROLMENT,
    OTHER,
    UNKNOWN,
    Value,
    values_at_entry,
)
from courses.reporting.evidence import NOT_TAKING_PART
from courses.reporting.labels import GENDERS
from courses.reporting.measures import entries
from courses.reporting.periods import local_day

OLDEST = 130


def possible_values(counted: Count, dimension: str, bands: Sequence[AgeBand]) -> set[Value]:
    """The values of the groups that met in the period and of those enrolled in them, or the answers that are known."""
    if dimension in OF_EDITION:
        return {OF_EDITION[dimension](counted.editions[pk])[0] for pk in _met(counted)}
    if dimension in OF_ENROLMENT:
        met = _met(counted)
        if counted.live:
            return counted.live.taking_part(dimension, met)
        taking_part = (one for one in counted.ledger.enrolments.values() if one.role not in NOT_TAKING_PART)
        return {OF_ENROLMENT[dimension](one) for one in taking_part if one.edition in met}
    if dimension == AGE:
        return {NOT_ASKED, *(band.text for band in bands), *({band_of(age, bands) for age in range(OLDEST)} & {OTHER})}
    given: Iterable[Value]
    if counted.live and counted.live.reads(dimension):
        given = counted.live.given(dimension, bands)
    else:
        given = values_at_entry(counted.ledger, entries(counted.evidence), dimension, bands).values()
    return {*given, *UNKNOWN, *(GENDERS if dimension == "gender" else ())}


def _met(counted: Count) -> set[int]:
    """The editions that count in the project and had a meeting in the period."""
    period = counted.period
    return {edition for edition, first, last in _days(counted) if first <= period.last_day and last >= period.first_day}


def _days(counted: Count) -> Iterator[tuple[int, date, date]]:
    grant = counted.grant
    for session in counted.sessions.values():
        if grant.pk in counted.editions[session.edition].counts_in:
            first = local_day(session.starts_at, grant.zone)
            yield session.edition, first, first + timedelta(seconds=session.seconds * session.self_paced)
