"""How it stands with one enrolment, as the holder of its address sees it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.utils import timezone

from courses.editions.dates import KeptFree, dates_of
from courses.editions.models import Enrolment, Session
from courses.editions.places.models import Offer
from courses.editions.places.waiting import position_of
from courses.people.merging import survivor_of

State = Enrolment.State


class OwnPlace:
    """One enrolment with its dates; `code` is that of the address it was opened by."""

    def __init__(self, enrolment: Enrolment, code: str) -> None:
        self.enrolment, self.code = enrolment, code
        self.edition = enrolment.edition
        # As who invited them wrote them down: another organisation's spelling is not for this page.
        survivor = survivor_of(enrolment.person)
        self.person = survivor if survivor.keeper_id == enrolment.person.keeper_id else enrolment.person
        self.now = timezone.now()
        sessions = list(Session.objects.filter(edition=enrolment.edition_id))
        self.meetings = dates_of(self.edition, sessions)
        self.self_paced = next((session for session in sessions if session.self_paced), None)
        self.is_over = bool(sessions) and all(session.ends_at <= self.now for session in sessions)

    @property
    def title(self) -> str:
        version = self.edition.version
        return version.title if version is not None else self.edition.title

    @property
    def placed(self) -> bool:
        return self.enrolment.state == State.PLACED

    @property
    def waiting(self) -> bool:
        return self.enrolment.state == State.WAITING

    @property
    def replaced(self) -> bool:
        """Whether somebody else has the seat now."""
        return hasattr(self.enrolment, "substitute")

    @cached_property
    def last_offer(self) -> Offer | None:
        return self.enrolment.offers.order_by("-made_at", "-pk").first() if self.waiting else None

    @property
    def offer(self) -> Offer | None:
        """The place that is held for this person now."""
        last = self.last_offer
        return last if last and last.state == Offer.State.OPEN and last.expires_at > self.now else None

    @property
    def passed(self) -> Offer | None:
        """The offer that this person let pass; what comes next is up to them."""
        last = self.last_offer
        overdue = last and last.expires_at <= self.now and last.answered_at is None
        return last if last and overdue and last.state in (Offer.State.OPEN, Offer.State.EXPIRED) else None

    @property
    def position(self) -> int:
        return position_of(self.enrolment)

    @property
    def next_meeting(self) -> KeptFree | None:
        return next((meeting for meeting in self.meetings if meeting.ends_at > self.now), None)

    @property
    def listed(self) -> list[KeptFree]:
        """The dates to list: those that come, unless the only one stands on top already; all when it is over.

        None for who is out: they are not expected any more.
        """
        if self.enrolment.state == State.STOPPED:
            return []
        coming = [meeting for meeting in self.meetings if meeting.ends_at > self.now] or self.meetings
        on_top = (self.placed or self.offer) and not self.is_over
        return [] if on_top and len(coming) == 1 else coming

    @property
    def last_day(self) -> date | None:
        """Until when one can go on at one's own pace; None where the group meets."""
        return self.self_paced.ends_at.astimezone(self.edition.zone).date() if self.self_paced else None

    @property
    def may_cancel(self) -> bool:
        """Who gives a group speaks with the organiser; what is over can't be cancelled."""
        open_ = self.enrolment.state in Enrolment.OPEN
        return open_ and self.enrolment.takes_part and not self.is_over

    @property
    def may_send_somebody(self) -> bool:
        return self.may_cancel and self.placed
