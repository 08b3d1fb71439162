"""Deciding what two records are: one person, two people, or after all two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.people.doubles.models import PersonPair
from courses.people.merging import MergeRefused, merge, records_of, split, survivor_of, survivors
from courses.people.models import Merge, Person

Decision = PersonPair.Decision


class PairRefused(MergeRefused):
    """Somebody else decided, or what was asked makes no sense of these two."""


def join(pair: PersonPair, *, keep: Person, by: Any, reason: str = "") -> Merge:
    """They are one person, and `keep` is the record that survives. Raises MergeRefused.

    Records that either was joined with before come along: whoever survives of each side is joined.
    """
    if keep.pk not in (pair.first_id, pair.second_id):
        raise PairRefused(_("Choose one of the two."))
    with transaction.atomic():
        _decide(PersonPair.objects.filter(pk=pair.pk), Decision.SAME, by=by)
        double = Person.objects.get(pk=pair.second_id if keep.pk == pair.first_id else pair.first_id)
        kept = Person.objects.get(pk=keep.pk)
        if double.erased_at or kept.erased_at:
            raise PairRefused(_("The data of one of them were deleted meanwhile."))
        return merge(survivor_of(double), survivor_of(kept), by=by, reason=reason)


def tell_apart(pair: PersonPair, *, by: Any) -> None:
    """They are two people: nobody is asked again, also not about other records of the two. Raises PairRefused."""
    with transaction.atomic():
        _decide(PersonPair.objects.filter(pk=pair.pk), Decision.DIFFERENT, by=by)
        one, other = records_of(pair.first), records_of(pair.second)
        between = PersonPair.objects.filter(first__in=one | other, second__in=one | other, decision=Decision.OPEN)
        rows = [row for row in between if (row.first_id in one) != (row.second_id in one)]
        if rows:
            _decide(PersonPair.objects.filter(pk__in=[row.pk for row in rows]), Decision.DIFFERENT, by=by)


def look_again(pair: PersonPair, *, by: Any) -> None:
    """Put a pair that was judged two people before somebody again. Raises PairRefused."""
    with transaction.atomic():
        judged = PersonPair.objects.filter(pk=pair.pk, decision=Decision.DIFFERENT)
        if not judged.update(decision=Decision.OPEN, decided_at=None, decided_by=None, judged=[]):
            raise PairRefused(_("Somebody has just decided this."))
        record_changes([pair], action="leerlijn.decide_pair", by=by, data={"decision": "open"})


def separate(joining: Merge, *, by: Any, reason: str = "") -> Merge:
    """They are two people after all: undo a joining. Raises MergeRefused where that was done already."""
    return split(joining.person, joining.other, by=by, reason=reason)


def _decide(pairs: QuerySet[PersonPair], decision: str, *, by: Any) -> None:
    """Of two who decide at the same moment one does; the condition stands in the update."""
    rows = list(pairs)
    waiting = pairs.filter(decision=Decision.OPEN)
    if not waiting.update(decision=decision, judged=F("reasons"), decided_at=timezone.now(), decided_by=by):
        raise PairRefused(_("Somebody has just decided this."))
    record_changes(rows, action="leerlijn.decide_pair", by=by, data={"decision": str(decision)})


def settle_joined(merges: Sequence[Merge]) -> None:
    """Bring the pairs in line with what was joined or taken apart, by whatever verb: a constant number of queries."""
    joined = survivors()
    ends = {joined.get(pk, pk) for fact in merges for pk in (fact.person_id, fact.other_id)}
    records = ends | {person for person, survivor in joined.items() if survivor in ends}
    pairs = list(PersonPair.objects.filter(first__in=records, second__in=records))
    split_by = {
        frozenset((fact.person_id, fact.other_id)): fact.recorded_by for fact in merges if fact.kind == Merge.Kind.SPLIT
    }
    changed: dict[tuple[str, Any], list[PersonPair]] = defaultdict(list)
    for pair in pairs:
        ends_of = {joined.get(pair.first_id, pair.first_id), joined.get(pair.second_id, pair.second_id)}
        if len(ends_of) == 1 and pair.decision != Decision.SAME:
            changed[Decision.SAME, merges[-1].recorded_by].append(pair)
        elif len(ends_of) == 2 and pair.decision == Decision.SAME:
            apart = frozenset((pair.first_id, pair.second_id))
            judged: str = Decision.DIFFERENT if apart in split_by else Decision.OPEN
            changed[judged, split_by.get(apart)].append(pair)
    for (decision, by), rows in changed.items():
        _set(rows, decision, by)


def _set(rows: Iterable[PersonPair], decision: str, by: Any) -> None:
    now = timezone.now()
    for row in rows:
        row.decision, row.decided_by, row.decided_at = decision, by, now if decision else None
        row.judged = row.reasons if decision else []
    PersonPair.objects.bulk_update(rows, ["decision", "decided_by", "decided_at", "judged"], batch_size=500)
