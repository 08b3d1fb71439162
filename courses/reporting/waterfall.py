"""From all who were enrolled to all who are counted: every enrolment that falls out has exactly one reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from courses.editions.models import Attendance
from courses.reporting.evidence import NOT_TAKING_PART, PRESENT, Evidence
from courses.reporting.ledger import EnrolmentRow, Ledger
from courses.reporting.measures import earliest
from courses.reporting.periods import local_day

# In the order in which they are tried; the last is not a reason but the step from enrolments to persons.
REASONS = (
    "counted_in_other_grant",
    "staff",
    "withdrawn_before_start",
    "outside_grant",
    "later",
    "absent",
    "excused",
    "not_marked",
    "same_person",
)


@dataclass(frozen=True)
class Waterfall:
    """`start` minus all that `excluded` holds (ids of enrolments, per reason) is `remains`, the cumulative persons.

    `erased` are further enrolments per reason, of people who were erased: they are in `start` and `remains` too.
    """

    start: int
    excluded: Mapping[str, Sequence[int]]
    remains: int
    erased: Mapping[str, int] = field(default_factory=dict)

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """Per reason that took anything away how many enrolments, in the order of the reasons."""
        numbers = ((reason, len(rows) + self.erased.get(reason, 0)) for reason, rows in self.excluded.items())
        return [(reason, number) for reason, number in numbers if number]

    @property
    def exclusions(self) -> list[dict[str, str | int]]:
        return [{"reason": reason, "count": number} for reason, number in self.numbers]


def fall(ledger: Ledger, evidence: Evidence, until: date) -> Waterfall:
    """The waterfall of the one project in the ledger at a day."""
    (grant,) = ledger.grants
    first_counted = earliest((presence.enrolment, presence.day) for presence in evidence.counted)
    starts = earliest((s.edition, local_day(s.starts_at, grant.zone)) for s in ledger.sessions.values())
    statuses = _statuses(ledger)
    excluded: dict[str, list[int]] = {reason: [] for reason in REASONS}
    counted: set[int] = set()
    start = 0
    for enrolment in ledger.enrolments.values():
        day = first_counted.get(enrolment.id)
        is_counted = day is not None and day <= until
        if not is_counted and not (enrolment.placed and enrolment.enrolled_on <= until):
            continue
        start += 1
        if not is_counted:
            counts_here = grant.pk in ledger.editions[enrolment.edition].counts_in
            reason = _reason(
                enrolment,
                statuses.get(enrolment.id, frozenset()),
                counts_here=counts_here,
                begins=starts.get(enrolment.edition),
                later=day is not None,
            )
            excluded[reason].append(enrolment.id)
        elif (person := ledger.human(enrolment.person)) in counted:
            excluded["same_person"].append(enrolment.id)
        else:
            counted.add(person)
    return Waterfall(start, excluded, len(counted))


def _statuses(ledger: Ledger) -> dict[int, set[str]]:
    statuses: dict[int, set[str]] = {}
    for mark in ledger.marks:
        statuses.setdefault(mark.enrolment, set()).add(mark.status)
    return statuses


def _reason(
    enrolment: EnrolmentRow, statuses: frozenset[str] | set[str], *, counts_here: bool, begins: date | None, later: bool
) -> str:
    """The first reason that applies. Somebody present with no counted day at all was there outside the project."""
    present = bool(statuses & PRESENT)
    withdrawn = enrolment.withdrawn_on
    tried = {
        "counted_in_other_grant": not counts_here,
        "staff": enrolment.role in NOT_TAKING_PART,
        "withdrawn_before_start": withdrawn is not None and begins is not None and withdrawn < begins,
        "outside_grant": present and not later,
        "later": later,
        "absent": statuses == {Attendance.Status.ABSENT},
        "excused": bool(statuses),
        "not_marked": True,
    }
    return next(reason for reason, applies in tried.items() if applies)
