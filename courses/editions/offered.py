"""The groups somebody can still choose: what an offer shows as dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from courses.editions.models import Edition, Enrolment, Session
from courses.editions.places.models import Offer
from courses.editions.places.waiting import in_line


@dataclass(frozen=True)
class OfferedEdition:
    """An edition with its meetings in order; `free` is for who enrols now: none while others are in line, None: no limit."""

    edition: Edition
    sessions: tuple[Session, ...]
    free: int | None

    @property
    def meetings(self) -> list[Session]:
        """A group at one's own pace has none; what one chooses later in a round is no date to sign up for."""
        return [session for session in self.sessions if not session.self_paced and session.round_id is None]

    @property
    def first(self) -> Session | None:
        """The meeting that comes next."""
        now = timezone.now()
        return next((session for session in self.meetings if session.ends_at > now), None)

    @property
    def place(self) -> str:
        return next((session.place for session in self.sessions if session.place), "")

    @property
    def is_full(self) -> bool:
        return self.free == 0


def offered_editions(translation_keys: Iterable[Any]) -> dict[Any, list[OfferedEdition]]:
    """Per curriculum (by its translation key) the editions open for enrolment that are not over, soonest first.

    Two queries, however many curricula.
    """
    takes_part = Q(enrolments__role__in=Enrolment.TAKING_PART)
    placed = Q(enrolments__state=Enrolment.State.PLACED)
    held = Q(enrolments__offers__state=Offer.State.OPEN)
    editions = (
        Edition.objects.filter(version__translation_key__in=set(translation_keys), open_for_enrolment=True)
        .select_related("version", "organisation")
        .prefetch_related("sessions")
        .annotate(
            taken=Count("enrolments", filter=takes_part & (placed | held), distinct=True),
            has_line=Exists(in_line(OuterRef("pk"))),
        )
    )
    offered: dict[Any, list[OfferedEdition]] = {}
    for edition in editions:
        sessions = tuple(sorted(edition.sessions.all(), key=lambda session: session.starts_at))
        over = bool(sessions) and max(session.ends_at for session in sessions) < timezone.now()
        closed = edition.enrol_until is not None and edition.today() > edition.enrol_until
        if not over and not closed:
            free = None if edition.capacity is None else max(0, edition.capacity - edition.taken)
            free = 0 if edition.has_line else free
            offered.setdefault(edition.version.translation_key, []).append(OfferedEdition(edition, sessions, free))
    for found in offered.values():
        found.sort(key=lambda one: (one.first is None, one.first.starts_at if one.first else one.edition.created_at))
    return offered
