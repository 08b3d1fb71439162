"""How far everybody is: the lines of one person's enrolments, or of all who take part in a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from courses.completion.gathering import gather
from courses.completion.models import Completion
from courses.completion.rules import Missing, judge
from courses.curricula.contract import Unit, UnitKind
from courses.curricula.models import CurriculumUnit
from courses.editions.models import Edition, Enrolment, Session
from courses.learning.following import Line, follow
from courses.learning.trail import Trail


@dataclass(frozen=True)
class Progress:
    """One enrolment with its line; `missing` is empty once it is completed, or where there is no rule."""

    enrolment: Enrolment
    line: Line
    trail: Trail
    sessions: list[Session]
    units: list[Any]
    completed_on: date | None
    missing: tuple[Missing, ...]


def lines_of(enrolments: Sequence[Enrolment], *, judged: bool = True) -> list[Progress]:
    """The lines of enrolments that come with their edition and its version, in a constant number of queries.

    Without `judged` neither scores nor completions are read: enough to draw a line.
    """
    if not enrolments:
        return []
    now = timezone.now()
    versions = {enrolment.edition.version_id for enrolment in enrolments} - {None}
    units = _units(versions)
    sessions: dict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(edition__in={e.edition_id for e in enrolments}).order_by("starts_at", "pk"):
        sessions[session.edition_id].append(session)
    trails = gather(
        enrolments,
        [unit for of_one in units.values() for unit in of_one],
        [session for of_one in sessions.values() for session in of_one],
        scores=judged and any(_asks_scores(enrolment) for enrolment in enrolments),
    )
    days = _completed(enrolments) if judged else {}
    return [
        _progress(
            enrolment, units, sessions, trails, days.get((enrolment.person_id, enrolment.edition_id)), judged, now
        )
        for enrolment in enrolments
    ]


def progress_overview(edition: Edition) -> list[Progress]:
    """Everybody who has a place in a group and takes part, by name, with their line; queries don't grow with them."""
    return lines_of(taking_part([edition]))


def taking_part(editions: Iterable[Edition]) -> list[Enrolment]:
    """Who has a place in these groups and takes part, by name, with their edition and its version."""
    return list(
        Enrolment.objects.filter(
            edition__in=[edition.pk for edition in editions],
            state=Enrolment.State.PLACED,
            role__in=Enrolment.TAKING_PART,
        )
        .filter(person__erased_at__isnull=True)
        .select_related("person", "edition__version")
        .order_by("person__name", "pk")
    )


def _asks_scores(enrolment: Enrolment) -> bool:
    version = enrolment.edition.version
    return version is not None and version.rule.get("test_percentage") is not None


def _units(versions: set[int | None]) -> dict[int | None, list[Unit]]:
    """The units of versions in their order, as plain data: a line is drawn often."""
    rows = CurriculumUnit.objects.filter(version__in=versions).order_by("version", "position")
    units: dict[int | None, list[Unit]] = defaultdict(list)
    for version, key, kind, titles, minutes, required, functions, parent, page, definition in rows.values_list(
        "version", "key", "kind", "titles", "minutes", "required", "functions", "parent", "page", "definition"
    ):
        units[version].append(
            Unit(key, UnitKind(kind), titles, minutes, required, tuple(functions), parent, page, definition or {})
        )
    return units


def _progress(
    enrolment: Enrolment, units: Any, sessions: Any, trails: Any, day: date | None, judged: bool, now: Any
) -> Progress:
    edition, trail = enrolment.edition, trails[enrolment.pk]
    mine, held = units[edition.version_id], sessions[edition.pk]
    missing: tuple[Missing, ...] = ()
    if judged and edition.version is not None and day is None:
        missing = judge(edition.version.completion_rule, mine, enrolment.function, trail).missing
    return Progress(enrolment, follow(enrolment, mine, held, trail, now=now), trail, held, mine, day, missing)


def _completed(enrolments: Sequence[Enrolment]) -> dict[tuple[int, int], date]:
    facts = Completion.objects.effective().filter(
        void=False,
        edition__in={enrolment.edition_id for enrolment in enrolments},
        person__in={enrolment.person_id for enrolment in enrolments},
    )
    return {(person, edition): day for person, edition, day in facts.values_list("person", "edition", "completed_on")}
