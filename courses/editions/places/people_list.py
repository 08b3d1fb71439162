"""The people of a group as its page shows them: who has a place, who waits in which order, who came for whom."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Lower
from django.http import QueryDict

from courses.editions.models import Edition, Enrolment
from courses.editions.places.models import Offer
from courses.editions.places.waiting import OPEN_OFFER, ORDER, UNANSWERED, waiting_in

State = Enrolment.State
PER_PAGE = 100
# Who waits, in three parts: holds an offer, is in line, let an offer pass.
OFFERED, IN_LINE, PASSED = range(3)


def people_of(edition: Edition, query: QueryDict) -> dict[str, Any]:
    """What the page needs; the number of queries doesn't depend on how many people there are."""
    waits = Q(state=State.WAITING, role__in=Enrolment.TAKING_PART)
    counted = edition.enrolments.filter(person__erased_at__isnull=True).aggregate(
        placed=Count("pk", filter=Q(state=State.PLACED, role__in=Enrolment.TAKING_PART)),
        waiting=Count("pk", filter=waits),
        offered=Count("pk", filter=waits & Q(OPEN_OFFER)),
        everybody=Count("pk"),
    )
    waiting = _page(waiting_of(edition), counted["waiting"], query.get("waiting"))
    others = counted["everybody"] - counted["waiting"]
    taken = counted["placed"] + counted["offered"]
    return {
        "free": None if edition.capacity is None else max(0, edition.capacity - taken),
        "placed": counted["placed"],
        "everybody": counted["everybody"],
        "people": _page(placed_and_others(edition), others, query.get("people")),
        "waiting": waiting,
        "waiting_rows": _numbered(waiting, counted["offered"]),
    }


def waiting_of(edition: Edition) -> QuerySet[Any]:
    """Those who wait: first who holds an offer (`until` when), then who is in line, then who let an offer pass."""
    held = Offer.objects.filter(enrolment=OuterRef("pk"), state=Offer.State.OPEN)
    part = Case(When(OPEN_OFFER, then=OFFERED), When(UNANSWERED, then=PASSED), default=IN_LINE)
    rows = waiting_in(edition).annotate(until=Subquery(held.values("expires_at")[:1]), part=part)
    return rows.select_related("person", "organisation").order_by("part", *ORDER)


def placed_and_others(edition: Edition) -> QuerySet[Enrolment]:
    """Everybody who doesn't wait, trainers first, who stopped last; each with whom they came for or who came for them."""
    order = Case(
        When(state=State.STOPPED, then=Value(2)),
        When(state=State.PLACED, role=Enrolment.Role.TRAINER, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = edition.enrolments.filter(person__erased_at__isnull=True)
    rows = rows.exclude(state=State.WAITING, role__in=Enrolment.TAKING_PART)
    with_people = rows.select_related("person", "organisation", "substitute_for__person", "substitute__person")
    return with_people.order_by(order, Lower("person__name"), "pk")


def _numbered(waiting: Page, offered: int) -> list[tuple[int | None, Any]]:
    """Each with their number in line, which who holds an offer or let one pass doesn't have."""
    rows = enumerate(waiting, start=waiting.start_index() - offered)
    return [(number if row.part == IN_LINE else None, row) for number, row in rows]


def _page(rows: QuerySet[Any], count: int, number: str | None) -> Page:
    """A page of rows that were counted already."""
    paginator = Paginator(rows, PER_PAGE)
    paginator.count = count
    return paginator.get_page(number)
