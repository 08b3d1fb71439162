"""Completing: in the transaction that brings the last missing fact, or by a coordinator's decision.

A completion keeps the rule as it stood (`Completion.rule`: the rule's parts, the version, the function, and the number of
meetings that were asked). It is measured by that ever after, so neither a new version nor another function nor a meeting
planned later takes it away: only a correction of a fact it needed does.

Judged is who takes part and was ever placed, whether or not they stopped since: who was there was there, and a mark that
a trainer types in later still counts. What a coordinator or another system decided is never judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.completion.errors import CompletionRefused
from courses.completion.gathering import MANY, gather
from courses.completion.models import Completion
from courses.completion.rules import judge, meetings_asked
from courses.completion.signals import completed, completion_voided
from courses.curricula.contract import CompletionRule
from courses.curricula.models import CurriculumUnit, CurriculumVersion
from courses.editions.models import Attendance, Enrolment, Session
from courses.facts.appending import append_facts
from courses.learning.models import UnitProgress
from courses.learning.trail import Trail

Origin = Completion.Origin


def evaluate(enrolments: Iterable[int], *, by: Any = None) -> list[Completion]:
    """Bring the completions of these enrolments (ids) up to date; answers the facts appended.

    The enrolments' rows are locked before their facts are read, so of two last facts at once the later one sees both.
    A trajectory is judged again when an enrolment inside it was completed or no longer is.
    """
    appended: list[Completion] = []
    with transaction.atomic():
        pending = set(enrolments)
        while pending:
            rows = _lock(pending)
            fresh = _settle(rows, by=by)
            appended += fresh
            parents = {row.pk: row.parent_id for row in rows}
            pending = {parent for fact in fresh if (parent := parents[fact.enrolment_id])}
    return appended


def evaluate_with_facts(enrolments: Sequence[Enrolment], *, by: Any = None) -> list[Completion]:
    """`evaluate` for enrolments that were made or moved: only those somebody did something in can be complete."""
    rows = Enrolment.objects.filter(placed_on__isnull=False, edition__version__isnull=False)
    wanted = {enrolment.pk for enrolment in enrolments}
    if len(wanted) <= MANY:
        rows = rows.filter(pk__in=wanted)
    else:
        rows = rows.filter(edition__in={enrolment.edition_id for enrolment in enrolments})
    present = Attendance.objects.effective().filter(
        person=OuterRef("person"), session__edition=OuterRef("edition"), status__in=Attendance.COUNTED
    )
    begun = rows.filter(Exists(UnitProgress.objects.filter(enrolment=OuterRef("pk"))) | Exists(present))
    found = wanted & set(begun.values_list("pk", flat=True))
    return evaluate(found, by=by) if found else []


def complete_by_hand(enrolments: Sequence[Enrolment], *, by: Any, reason: str, on: Any = None) -> list[Completion]:
    """Record as a coordinator that these persons completed, whatever the rule says; who completed already is left alone."""
    if not reason.strip():
        raise CompletionRefused(_("Say why you record this completion yourself."))
    with transaction.atomic():
        rows = _lock({enrolment.pk for enrolment in enrolments})
        if any(not row.takes_part or row.placed_on is None for row in rows):
            raise CompletionRefused(_("Only somebody with a place in the group can complete it."))
        holding = standing_completions(rows)
        facts = [
            _fact(row, on or row.edition.today(), origin=Origin.PERSON, reason=reason.strip()[:300], by=by)
            for row in rows
            if (held := holding.get((row.person_id, row.edition_id))) is None or held.void
        ]
        return _append(facts, fresh=facts, by=by)


def take_back(enrolments: Sequence[Enrolment], *, by: Any, reason: str) -> list[Completion]:
    """Take completions back as a coordinator. From then on the rule is silent here: only a person completes again."""
    if not reason.strip():
        raise CompletionRefused(_("Say why you take this completion back."))
    with transaction.atomic():
        rows = _lock({enrolment.pk for enrolment in enrolments})
        holding = standing_completions(rows)
        facts = []
        for row in rows:
            held = holding.get((row.person_id, row.edition_id))
            if held is not None and not held.void:
                why = reason.strip()[:300]
                facts.append(_fact(row, held.completed_on, origin=Origin.PERSON, reason=why, by=by, void=True))
        return _append(facts, fresh=facts, by=by)


@dataclass(frozen=True)
class _Case:
    """An enrolment with all that a judgement needs."""

    enrolment: Enrolment
    held: Completion | None
    versions: dict[int, CurriculumVersion]
    units: dict[int, list[CurriculumUnit]]
    trail: Trail

    def as_it_stands(self) -> tuple[Any, dict[str, Any]]:
        """The day by the rule of now (None: not yet), and the rule to keep with a completion."""
        row = self.enrolment
        rule = self.versions[row.edition.version_id].completion_rule
        verdict = judge(rule, self.units[row.edition.version_id], row.function, self.trail)
        kept = asdict(replace(rule, sessions_present=meetings_asked(rule, self.trail)))
        return verdict.day, {**kept, "version": row.edition.version_id, "function": row.function}

    def as_it_stood(self) -> Any:
        """The day by the rule that was kept with the completion."""
        kept = dict(self.held.rule) if self.held else {}
        version, function = kept.pop("version"), kept.pop("function")
        return judge(CompletionRule(**kept), self.units.get(version, []), function, self.trail).day


def _lock(keys: set[int]) -> list[Enrolment]:
    # no_key: rows that refer to an enrolment can be written meanwhile, else two writers would wait for each other. Editions
    # are read after the lock is there: the group may have gone on with another version while this waited.
    rows = Enrolment.objects.select_for_update(no_key=True).prefetch_related("edition")
    return list(rows.filter(pk__in=keys).order_by("pk"))


def standing_completions(rows: Sequence[Enrolment]) -> dict[tuple[int, int], Completion]:
    """The effective fact of each person in each edition, void ones too, by both their ids."""
    facts = Completion.objects.effective().filter(edition__in={row.edition_id for row in rows})
    if len(rows) <= MANY:
        facts = facts.filter(person__in={row.person_id for row in rows})
    return {(fact.person_id, fact.edition_id): fact for fact in facts}


def _settle(rows: Sequence[Enrolment], *, by: Any) -> list[Completion]:
    """One generation: parents follow in the next."""
    judged = [row for row in rows if row.takes_part and row.placed_on and row.edition.version_id]
    if not judged:
        return []
    facts, fresh = [], []
    for case in _cases(judged):
        fact = _next_fact(case, by)
        if fact is not None:
            facts.append(fact)
            if fact.void or case.held is None or case.held.void:
                fresh.append(fact)
    return _append(facts, fresh=fresh, by=by)


def _cases(rows: Sequence[Enrolment]) -> list[_Case]:
    holding = standing_completions(rows)
    keys = {row.edition.version_id for row in rows} | {fact.rule.get("version") for fact in holding.values()}
    versions = CurriculumVersion.objects.in_bulk(keys - {None})
    units: dict[int, list[CurriculumUnit]] = {key: [] for key in versions}
    for unit in CurriculumUnit.objects.filter(version__in=versions).order_by("position"):
        units[unit.version_id].append(unit)
    sessions = list(Session.objects.filter(edition__in={row.edition_id for row in rows}))
    trails = gather(rows, [unit for of_one in units.values() for unit in of_one], sessions)
    return [_Case(row, holding.get((row.person_id, row.edition_id)), versions, units, trails[row.pk]) for row in rows]


def _next_fact(case: _Case, by: Any) -> Completion | None:
    """What has to be appended, if anything: a completion, the same one with its right day, or that it is taken back."""
    held, row = case.held, case.enrolment
    if held is not None and held.origin != Origin.RULE:
        return None
    if held is None or held.void:
        day, rule = case.as_it_stands()
        return _fact(row, day, rule=rule, by=by) if day else None
    # Without the version it was measured by (imported ones have none) nobody can say that something is missing.
    if held.enrolment_id != row.pk or held.rule.get("version") not in case.versions:
        return None
    day, rule = case.as_it_stood(), held.rule
    if day == held.completed_on:
        return None
    if day is None:
        day, rule = case.as_it_stands()
    return _fact(row, day or held.completed_on, rule=rule, by=by, void=day is None)


def _fact(row: Enrolment, day: Any, *, by: Any, **fields: Any) -> Completion:
    return Completion(
        person_id=row.person_id,
        edition_id=row.edition_id,
        enrolment=row,
        completed_on=day,
        recorded_by=by,
        **fields,
    )


def _append(facts: list[Completion], *, fresh: list[Completion], by: Any) -> list[Completion]:
    """Write facts and tell of the fresh ones; a day that was put right is no news to anybody."""
    written = append_facts(facts)
    for void, action, signal in (
        (False, "leerlijn.complete", completed),
        (True, "leerlijn.take_back", completion_voided),
    ):
        told = [fact for fact in fresh if fact.void is void]
        if told:
            record_changes(told, action=action, by=by)
            signal.send(sender=Completion, completions=told)
    return written
