"""Activities that may have been entered twice: finding them, seeing them, and deciding what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.models import Edition, EditionFunding
from courses.fieldwork.errors import FieldworkRefused
from courses.fieldwork.models import Activity, PossibleDouble
from courses.grants.access import led_grants
from courses.people.access import organisations_of

Decision = PossibleDouble.Decision
Pair = tuple[int, int]


def look_for_doubles(activities: Sequence[Activity]) -> list[PossibleDouble]:
    """Settle with which others each of these may be one: four queries, however many activities there are.

    Pairs that nobody decided and that fit no longer go; those decided stay as they are. Answers the new ones.
    """
    if not activities:
        return []
    with transaction.atomic():
        keys = {activity.pk for activity in activities}
        wanted = set(_pairs(keys, _of_days({activity.day for activity in activities})))
        rows = PossibleDouble.objects.filter(Q(first__in=keys) | Q(second__in=keys))
        known = {(row.first_id, row.second_id): row for row in rows}
        gone = [row.pk for pair, row in known.items() if pair not in wanted and not row.decision]
        PossibleDouble.objects.filter(pk__in=gone).delete()
        fresh = [PossibleDouble(first_id=a, second_id=b) for a, b in sorted(wanted - known.keys())]
        return PossibleDouble.objects.bulk_create(fresh, ignore_conflicts=True)


def alike(one: Activity, other: Activity) -> bool:
    """On one day, in one place or with one host; and not said to be in two municipalities."""
    if one.day != other.day or (one.region_key and other.region_key and one.region_key != other.region_key):
        return False
    return bool(one.place_key and one.place_key == other.place_key) or bool(
        one.host_key and one.host_key == other.host_key
    )


def _of_days(days: Iterable[Any]) -> QuerySet[Activity]:
    return Activity.objects.filter(day__in=set(days)).only("day", "region_key", "place_key", "host_key")


def _pairs(keys: set[int], rows: Iterable[Activity]) -> Iterator[Pair]:
    """The pairs in which one of `keys` is; only rows with a key in common are looked at together."""
    buckets: dict[tuple[Any, ...], list[Activity]] = defaultdict(list)
    for row in rows:
        for kind, key in (("place", row.place_key), ("host", row.host_key)):
            if key:
                buckets[kind, row.day, key].append(row)
    for bucket in buckets.values():
        for one in bucket:
            if one.pk in keys:
                yield from (
                    (min(one.pk, other.pk), max(one.pk, other.pk))
                    for other in bucket
                    if other.pk != one.pk and alike(one, other)
                )


def pairs_with_facts(account: Any) -> QuerySet[PossibleDouble]:
    """The pairs of which this account may see both sides: its own organisations', or those of a project it leads."""
    mine = organisations_of(account).values("pk")
    both_mine = Q(first__organisation__in=mine, second__organisation__in=mine)
    return PossibleDouble.objects.filter(both_mine | (_across() & Q(Exists(_led(account)))))


def half_pairs(account: Any) -> QuerySet[PossibleDouble]:
    """The open pairs of which one side is one's own and the other is not to be seen."""
    mine = organisations_of(account).values("pk")
    one_side = Q(first__organisation__in=mine) | Q(second__organisation__in=mine)
    across = PossibleDouble.objects.filter(one_side, _across(), decision=Decision.OPEN)
    return across.exclude(pk__in=pairs_with_facts(account).values("pk"))


def _shared() -> QuerySet[EditionFunding]:
    """The projects that pay both sides of the outer pair."""
    other = EditionFunding.objects.filter(edition=OuterRef(OuterRef("second__edition")), grant=OuterRef("grant"))
    return EditionFunding.objects.filter(Exists(other), edition=OuterRef("first__edition"))


def _across() -> Q:
    """One organisation's own, or two that work in one project; what strangers do is nobody's business."""
    return Q(first__organisation=F("second__organisation")) | Q(Exists(_shared()))


def _led(account: Any) -> QuerySet[EditionFunding]:
    return _shared().filter(grant__in=led_grants(account).values("pk"))


def decide_different(pair: PossibleDouble, *, by: Any) -> PossibleDouble:
    """They are two activities: both count, and nobody is asked again."""
    return _decide(pair, Decision.DIFFERENT, by=by)


def set_aside(pair: PossibleDouble, *, keep: Activity, by: Any) -> PossibleDouble:
    """They are one activity: the other one counts within `keep` from now on. Both stay as they are, with their evidence."""
    with transaction.atomic():
        double = pair.second if keep.pk == pair.first_id else pair.first
        if keep.pk not in (pair.first_id, pair.second_id):
            raise FieldworkRefused(_("Choose one of the two."))
        rows = Edition.objects.select_for_update().filter(pk__in=[keep.edition_id, double.edition_id])
        editions = {row.pk: row for row in rows.order_by("pk")}
        kept, other = editions[keep.edition_id], editions[double.edition_id]
        _check_set_aside(kept, other)
        other.same_as = kept
        other.save(update_fields=["same_as"])
        record_changes([other], action="leerlijn.set_aside", by=by, data={"same_as": kept.code})
        return _decide(pair, Decision.SAME, by=by)


def take_apart(pair: PossibleDouble, *, by: Any) -> PossibleDouble:
    """Undo a decision: both count by themselves again, and the pair waits for somebody."""
    with transaction.atomic():
        editions = (pair.first.edition_id, pair.second.edition_id)
        for row in Edition.objects.select_for_update().filter(pk__in=editions, same_as__in=editions):
            row.same_as = None
            row.save(update_fields=["same_as"])
            record_changes([row], action="leerlijn.take_apart", by=by)
        return _decide(pair, Decision.OPEN, by=by)


def _check_set_aside(kept: Edition, double: Edition) -> None:
    if kept.same_as_id:
        raise FieldworkRefused(_("The one to keep was set aside itself. Keep the other one, or undo that first."))
    if double.same_as_id or double.doubles.exists():
        raise FieldworkRefused(_("This one is joined with another activity already. Undo that first."))
    paying = set(kept.funding.values_list("grant", flat=True))
    if not set(double.funding.values_list("grant", flat=True)) <= paying:
        raise FieldworkRefused(
            _("The one to keep is not paid by every project that pays the other. Keep the other one, or say who pays.")
        )


def _decide(pair: PossibleDouble, decision: str, *, by: Any) -> PossibleDouble:
    changed = PossibleDouble.objects.filter(pk=pair.pk).exclude(decision=decision)
    decided = bool(decision)
    if not changed.update(
        decision=decision, decided_at=timezone.now() if decided else None, decided_by=by if decided else None
    ):
        raise FieldworkRefused(_("Somebody has just decided this."))
    record_changes([pair], action="leerlijn.decide_double", by=by, data={"decision": decision or "open"})
    pair.refresh_from_db()
    return pair
