"""Taking the tally, at the moment at which somebody's facts go: what they counted for less what still counts from facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.completion.models import Completion
from courses.editions.erasing import enrolments_of, going_enrolments
from courses.editions.models import Attendance, Edition
from courses.grants.models import Grant
from courses.people.erasing.naming import blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons
from courses.people.models import Merge
from courses.reporting.breakdowns import deal_by_edition
from courses.reporting.checking.models import AcceptedDoubt
from courses.reporting.drilling.models import Audit, NamesReleased
from courses.reporting.erased.models import ErasedTally
from courses.reporting.erased.records import DIMENSIONS, Record, records_in, steps_in
from courses.reporting.evidence import gather
from courses.reporting.indicators.gone import promised_records
from courses.reporting.indicators.loading import world_of
from courses.reporting.indicators.models import IndicatorVersion
from courses.reporting.indicators.recipes import Recipe
from courses.reporting.ledger import Ledger, load

HOLDS = ("AcceptedDoubt", "Audit", "ErasedTally", "NamesReleased")
# Dimension, value, what is counted, and from when it was known (None: always).
Told = tuple[str, str, Record]
Key = tuple[str, str, Record, datetime | None]
HOUR = timedelta(hours=1)
LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Scope:
    """Of which whole: a project, of it what one organisation organises, or a programme of several projects."""

    grant: int | None = None
    organisation: int | None = None
    programme: str = ""


def plan(persons: Persons, moment: datetime) -> list[Line]:
    going = going_enrolments(persons, moment).filter(edition__funding__isnull=False).values("pk")
    counted = Attendance.objects.filter(enrolment__in=going, status__in=Attendance.COUNTED).count()
    return [
        Line(
            _("visits in the figures of projects, as numbers without a name"),
            counted,
            Outcome.STAYS,
            _("So that totals of years ago stay what they were. Nothing leads back to a person."),
        )
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    """Called before any fact goes."""
    naming = naming_of(persons)
    blot(AcceptedDoubt.objects.all(), ("facts", "sentence", "reason"), naming)
    blot(Audit.objects.all(), ("note",), naming)
    blot(NamesReleased.objects.all(), ("reason",), naming)
    going = set(going_enrolments(persons, moment).values_list("pk", flat=True))
    if not going:
        return
    enrolled = enrolments_of(persons).filter(pk__in=going).values("edition")
    there = Edition.objects.filter(Q(pk__in=enrolled) | Q(doubles__in=enrolled))
    paying = list(Grant.objects.filter(funding__edition__in=there).distinct().order_by("pk"))
    with transaction.atomic():
        list(Grant.objects.select_for_update().filter(pk__in=[grant.pk for grant in paying]).order_by("pk"))
        for grant in paying:
            _take(Scope(grant=grant.pk), [grant], persons, going, moment)
            for organisation in sorted(_organisers([grant], persons)):
                scope = Scope(grant=grant.pk, organisation=organisation)
                _take(scope, [grant], persons, going, moment, organisations=[organisation])
        for programme in sorted({grant.programme for grant in paying if grant.programme}):
            together = list(Grant.objects.filter(programme=programme).order_by("pk"))
            _take(Scope(programme=programme), together, persons, going, moment)


def _organisers(grants: list[Grant], persons: Persons) -> set[int]:
    mine = Edition.objects.filter(enrolments__person__in=persons).values("pk")
    editions = Edition.objects.filter(Q(pk__in=mine) | Q(doubles__in=mine), funding__grant__in=grants)
    return set(editions.exclude(organisation=None).values_list("organisation", flat=True))


def _take(
    scope: Scope,
    grants: list[Grant],
    persons: Persons,
    going: Collection[int],
    moment: datetime,
    *,
    organisations: list[int] | None = None,
) -> None:
    """Step by step through the moments at which something about them became known: what each added to what goes."""
    taken: Counter[Key] = Counter()
    known: Counter[Told] = Counter()
    before: Any = None
    recipes = _recipes(scope)
    for since in (None, *_steps(persons, moment)):
        as_of = LONG_AGO if since is None else since
        whole = load(grants, as_of=as_of, organisations=organisations, persons=persons)
        facts = whole.marks, whole.completions, {one: whole.human(one) for one in persons}
        if facts == before:
            continue
        before = facts
        now = _counted(whole, scope, recipes)
        now.subtract(_counted(_without(whole, going), scope, recipes))
        for told in {*now, *known}:
            if now[told] != known[told]:
                taken[(*told, since)] += now[told] - known[told]
        known = now
    write(scope, taken)


def _steps(persons: Persons, moment: datetime) -> list[datetime]:
    """The whole hours by which facts about these persons were known, the last one the moment of erasing itself."""
    recorded: set[datetime] = set()
    for facts in (Attendance, Completion):
        recorded |= set(facts._default_manager.filter(person__in=persons).values_list("recorded_at", flat=True))
    joined = Merge.objects.filter(Q(person__in=persons) | Q(other__in=persons))
    recorded |= set(joined.values_list("recorded_at", flat=True))
    # What became known within this hour is known by now.
    latest = min(moment, timezone.now())
    return sorted({min(_hour_after(one), latest) for one in recorded if one <= latest} | {moment})


def _hour_after(moment: datetime) -> datetime:
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole if whole == moment else whole + HOUR


def _without(ledger: Ledger, going: Collection[int]) -> Ledger:
    return replace(
        ledger,
        enrolments={pk: row for pk, row in ledger.enrolments.items() if pk not in going},
        marks=[mark for mark in ledger.marks if mark.enrolment not in going],
        completions=[row for row in ledger.completions if row.enrolment not in going],
    )


def _counted(ledger: Ledger, scope: Scope, recipes: Collection[Recipe]) -> Counter[Told]:
    evidence = gather(ledger)
    found: Counter[Told] = Counter()
    found.update({("", "", record): number for record, number in records_in(evidence).items()})
    if scope.programme:
        return found
    found.update({("", "", record): number for record, number in steps_in(ledger).items()})
    for dimension in DIMENSIONS:
        for value, part in deal_by_edition(ledger, evidence, dimension).items():
            for record, number in records_in(part).items():
                found[dimension, str(value), record] += number
    if recipes:
        found.update(promised_records(recipes, world_of(ledger, recipes)))
    return found


def _recipes(scope: Scope) -> list[Recipe]:
    """All that the project's indicators ever counted by, each once."""
    if scope.grant is None:
        return []
    versions = IndicatorVersion.objects.filter(indicator__grant=scope.grant).order_by("pk")
    return list({version.hash: version.recipe for version in versions}.values())


def write(scope: Scope, taken: Counter[Key]) -> None:
    """Add to what is there and write all of it anew, in its own order: rows that were added together can't be told."""
    known = ErasedTally.objects.filter(grant=scope.grant, organisation=scope.organisation, programme=scope.programme)
    total = Counter(taken)
    for row in known:
        record = Record(row.what, row.day, row.after, row.edition_id, row.session_id)
        total[row.dimension, row.value, record, row.known_at] += row.number
    known.delete()
    rows = [
        ErasedTally(
            grant_id=scope.grant,
            organisation_id=scope.organisation,
            programme=scope.programme,
            dimension=dimension,
            value=value,
            what=record.what,
            edition_id=record.edition,
            session_id=record.session,
            after=record.after,
            day=record.day,
            number=number,
            known_at=known_at,
        )
        for (dimension, value, record, known_at), number in sorted(total.items(), key=lambda item: _in_order(item[0]))
        if number
    ]
    ErasedTally.objects.bulk_create(rows, batch_size=2_000)


def _in_order(key: Key) -> tuple[Any, ...]:
    dimension, value, record, known_at = key
    row = (dimension, value, record.what, record.day, str(record.after), record.edition or 0, record.session or 0)
    return (*row, str(known_at))
