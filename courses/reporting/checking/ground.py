"""What the checks look at, read once for all projects of an account: queries by sets, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.editions.rounds.models import Choice
from courses.grants.access import led_grants, visible_grants
from courses.grants.models import Grant
from courses.paper.models import Sheet
from courses.people.access import organisations_of
from courses.reporting.checking.registry import Doubt
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.periods import local_day

SIGNED = (Attendance.Evidence.SIGNED, Attendance.Evidence.COUNTERSIGNED)


class EditionRow(NamedTuple):
    """`grants` are the projects of this account in which it counts."""

    id: int
    title: str
    organisation: int | None
    organiser: str
    grants: tuple[int, ...]


class SessionRow(NamedTuple):
    id: int
    edition: int
    starts_at: datetime
    ends_at: datetime
    headcount: int | None
    self_paced: bool
    is_break: bool
    round: int | None


class Marks(NamedTuple):
    """Of a meeting: how many marks there are, people there, among those without a signature, and late without minutes."""

    all: int = 0
    there: int = 0
    unsigned: int = 0
    late: int = 0


@dataclass
class Ground:
    """The projects of an account and what belongs to them. Of a project it doesn't lead it sees its own groups only."""

    account: Any
    grants: dict[int, Grant]
    now: datetime = field(default_factory=timezone.now)

    @cached_property
    def led(self) -> set[int]:
        return set(led_grants(self.account).filter(pk__in=self.grants).values_list("pk", flat=True))

    @cached_property
    def own(self) -> set[int]:
        return set(organisations_of(self.account).values_list("pk", flat=True))

    @cached_property
    def edition_ids(self) -> QuerySet[Edition]:
        """The groups as a subquery."""
        seen = Q(funding__grant__in=self.led)
        seen |= Q(funding__grant__in=list(self.grants), organisation__in=organisations_of(self.account).values("pk"))
        return Edition.objects.filter(seen, same_as=None).order_by().values("pk")

    @cached_property
    def editions(self) -> dict[int, EditionRow]:
        payers: dict[int, list[int]] = {}
        funding = EditionFunding.objects.filter(edition__in=self.edition_ids).order_by("position", "pk")
        for edition, grant in funding.values_list("edition", "grant"):
            payers.setdefault(edition, []).append(grant)
        rows = {}
        fields = ("pk", "title", "counting", "organisation", "organisation__name")
        for pk, title, counting, organisation, name in (
            Edition.objects.filter(pk__in=self.edition_ids).order_by().values_list(*fields)
        ):
            paid = payers.get(pk, [])
            counts_in = paid[:1] if counting == Edition.Counting.PRIMARY_ONLY else paid
            mine = tuple(
                one for one in counts_in if one in self.led or (one in self.grants and organisation in self.own)
            )
            rows[pk] = EditionRow(pk, title, organisation, name or "", mine)
        return rows

    @cached_property
    def sessions(self) -> list[SessionRow]:
        """Of groups that count in a project, without breaks."""
        fields = ("pk", "edition", "starts_at", "ends_at", "headcount", "self_paced", "is_break", "round")
        rows = Session.objects.filter(edition__in=self.edition_ids, is_break=False).order_by("-starts_at", "-pk")
        return [SessionRow._make(row) for row in rows.values_list(*fields) if self.editions[row[1]].grants]

    @cached_property
    def marks(self) -> dict[int, Marks]:
        """Of the marks that hold, by meeting."""
        there = Q(status__in=Attendance.COUNTED)
        rows = (
            Attendance.objects.effective()
            .exclude(status=Attendance.Status.VOID)
            .filter(session__edition__in=self.edition_ids)
            .order_by()
            .values_list("session")
            .annotate(
                all=Count("pk"),
                there=Count("pk", filter=there),
                unsigned=Count("pk", filter=there & ~Q(evidence__in=SIGNED)),
                late=Count("pk", filter=Q(status=Attendance.Status.LATE, minutes=None)),
            )
        )
        return {session: Marks(*numbers) for session, *numbers in rows}

    @cached_property
    def expected(self) -> dict[int, int]:
        """How many have a place, by group."""
        return self._people(Enrolment.objects.filter(edition__in=self.edition_ids), "edition")

    @cached_property
    def choosers(self) -> dict[int, int]:
        """How many chose it, by breakout."""
        chosen = Choice.objects.filter(session__edition__in=self.edition_ids, enrolment__state="placed")
        return dict(chosen.order_by().values_list("session").annotate(Count("pk")))

    @cached_property
    def printed(self) -> set[int]:
        """The meetings of which a sign-in list was printed."""
        return set(Sheet.objects.filter(session__edition__in=self.edition_ids).values_list("session", flat=True))

    @cached_property
    def wants_signatures(self) -> set[int]:
        """The projects with an active indicator that counts signed marks only."""
        active = IndicatorVersion.objects.filter(
            indicator__grant__in=list(self.grants), indicator__state=Indicator.State.ACTIVE
        )
        rows = active.order_by("number").values_list("indicator", "indicator__grant", "data")
        latest = {pk: (grant, data.get("evidence", "")) for pk, grant, data in rows}
        return {grant for grant, evidence in latest.values() if evidence in SIGNED}

    @cached_property
    def aimed(self) -> list[int]:
        """The projects this account leads that have an active indicator with a target."""
        active = Indicator.objects.filter(grant__in=self.led, state=Indicator.State.ACTIVE, target__isnull=False)
        return sorted(set(active.values_list("grant", flat=True)))

    def _people(self, enrolments: QuerySet[Enrolment], by: str) -> dict[int, int]:
        placed = enrolments.filter(state=Enrolment.State.PLACED, role__in=Enrolment.TAKING_PART)
        return dict(placed.order_by().values_list(by).annotate(Count("pk")))

    def day_in(self, grant: int, moment: datetime) -> date:
        return local_day(moment, self.grants[grant].zone)

    def held(self) -> Iterator[tuple[SessionRow, EditionRow, int, date]]:
        """Each meeting with each project in whose days it lies."""
        for session in self.sessions:
            edition = self.editions[session.edition]
            for grant in edition.grants:
                day = self.day_in(grant, session.starts_at)
                if self.grants[grant].covers(day):
                    yield session, edition, grant, day

    def may_open(self, edition: EditionRow) -> bool:
        return self.account.is_superuser or edition.organisation in self.own

    def doubt(self, kind: str, edition: EditionRow, grant: int, route: str, args: Iterable[Any], **said: Any) -> Doubt:
        """A doubt about a group, with the way to it for who may go there."""
        url = reverse(route, args=list(args)) if self.may_open(edition) else ""
        return Doubt(kind=kind, url=url, grant=grant, keeper="" if url else edition.organiser, **said)


def ground_of(account: Any, *, grant: Grant | None = None, since: date | None = None) -> Ground:
    """All projects of an account, one of them, or those that had not ended on a day."""
    seen = Grant.objects.filter(pk__in=visible_grants(account).values("pk"))
    if grant is not None:
        seen = seen.filter(pk=grant.pk)
    if since is not None:
        seen = seen.filter(last_day__gte=since)
    return Ground(account, {row.pk: row for row in seen.select_related("lead", "funder")})
