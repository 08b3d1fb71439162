"""A mail to one person about their group: its words, what is when and where, and what goes into their calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.conf import base_url
from courses.curricula.contract import CurriculumKind, text_in
from courses.editions.addresses import own_page_address
from courses.editions.models import Edition, Enrolment, Session
from courses.mail.sending import Invitation
from courses.moments import from_to, in_words
from courses.people.addresses import address_of
from courses.telling import calendars
from courses.telling.calendars import CANCEL, REQUEST, Appointment
from courses.telling.cleaning import one_line
from courses.telling.entries import Planned, as_told
from courses.telling.models import CalendarEntry, EditionText, MailKind
from courses.telling.programmes import choices_of, own_parts
from courses.telling.words import filled, language_of, text_for

TEMPLATE = "leerlijn_courses/mail/telling"


@dataclass(frozen=True)
class Told:
    """One meeting as a mail is about it: as it was (None: new) and as it is (None: cancelled)."""

    entry: CalendarEntry
    was: Planned | None
    now: Planned | None


@dataclass(frozen=True)
class Fact:
    """A meeting in words; `label` says what happened to it, `before` how it was."""

    when: str
    what: str = ""
    where: str = ""
    label: str = ""
    before: str = ""
    parts: tuple[str, ...] = ()


@dataclass
class Letter:
    """All that `send_mail` needs, beside its key; `more` are mails of their own for calendars that take one at a time."""

    to: str
    language: str
    context: dict[str, Any]
    invitations: list[Invitation] = field(default_factory=list)
    more: list[tuple[CalendarEntry, Invitation]] = field(default_factory=list)
    reply_to: str = ""


class Writer:
    """Writes the mails of one group; what all of them share is asked once."""

    def __init__(self, edition: Edition, entries: Sequence[CalendarEntry]) -> None:
        self.edition = edition
        self.entries = list(entries)

    @cached_property
    def texts(self) -> dict[tuple[str, str], EditionText]:
        return {(text.kind, text.language): text for text in EditionText.objects.filter(edition=self.edition)}

    @cached_property
    def all_entries(self) -> dict[int, CalendarEntry]:
        """Those that were cancelled too."""
        return CalendarEntry.objects.filter(edition=self.edition).in_bulk()

    @cached_property
    def pace_until(self) -> datetime | None:
        found = Session.objects.filter(edition=self.edition, self_paced=True).aggregate(last=Max("ends_at"))
        return found["last"]

    @property
    def form(self) -> str:
        return self.edition.version.address_form if self.edition.version else "je"

    @property
    def organiser(self) -> str:
        return one_line(self.edition.organisation.name) if self.edition.organisation else "Leerlijn"

    def title(self, language: str) -> str:
        version = self.edition.version
        return one_line(text_in(version.titles, language) if version else self.edition.title)

    def coming(self) -> list[CalendarEntry]:
        now = timezone.now()
        return [entry for entry in self.entries if entry.ends_at > now and entry.cancelled_at is None]

    def compose(self, kind: str, enrolment: Enrolment, told: Sequence[Told] | None = None, **given: Any) -> Letter:
        """The mail of this kind to this person; `told` are the meetings it is about (default: all that come).

        `given`: `language` and `page` (the address of their own page) instead of the person's own, for looking at it.
        """
        person = enrolment.person
        language = given.get("language") or language_of(person.language)
        with translation.override(language):
            about = [Told(e, as_told(e), as_told(e)) for e in self.coming()] if told is None else list(told)
            page = given["page"] if "page" in given else own_page(enrolment)
            text = text_for(kind, language, self.form, self.texts)
            values = self._values(person, language, about)
            chosen = self.chosen(enrolment)
            context = {
                "name": one_line(person.name),
                "subject": filled(text.subject, values, subject=True),
                "paragraphs": [p for p in filled(text.text, values).split("\n\n") if p.strip()],
                "facts": [] if kind == MailKind.STOPPED else [self.fact(told, chosen) for told in about],
                "no_dates": self._no_dates(kind, about),
                "page": page,
                "page_words": self._page_words() if page else "",
                "calendar_words": "",
                "line": base_url() + reverse("leerlijn_courses:my_line") if person.account_id and page else "",
                "organiser": self.organiser,
            }
            letter = Letter(address_of(person), language, context)
            letter.reply_to = self.edition.organisation.email if self.edition.organisation else ""
            self._invite(letter, kind, enrolment, about, page)
            return letter

    def _values(self, person: Any, language: str, about: Sequence[Told]) -> dict[str, str]:
        first = next(((told.now or told.was) for told in about), None)
        zone = self.edition.zone
        return {
            "name": person.name,
            "title": self.title(language),
            "group": self.edition.title,
            "organisation": self.organiser,
            "day": in_words(first.starts_at.astimezone(zone).date()) if first else "",
            "time": in_words(first.starts_at, zone) if first else "",
            "place": first.place if first else "",
        }

    def fact(self, told: Told, chosen: Mapping[int, int]) -> Fact:
        state = told.now or told.was
        assert state is not None
        fact = Fact(
            self._when(state),
            one_line(state.title),
            one_line(state.place),
            parts=tuple(self._parts(state.programme, chosen)) if told.now else (),
        )
        if told.was == told.now:
            return fact
        if told.now is None:
            return replace(fact, label=_("Cancelled"))
        if told.was is None:
            return replace(fact, label=_("New"))
        before = self._before(told.was, told.now)
        # Day, hours and place stay: what is new is what happens there, which follows below.
        if not before:
            return replace(fact, label=_("Programme"))
        return replace(fact, label=_("Changed"), before=_("It was: %(before)s") % {"before": before})

    def _before(self, was: Planned, now: Planned) -> str:
        moved = (was.starts_at, was.ends_at) != (now.starts_at, now.ends_at)
        parts = (
            self._when(was) if moved else "",
            one_line(was.title) if was.title != now.title else "",
            one_line(was.place) if was.place != now.place else "",
        )
        return ", ".join(part for part in parts if part)

    def _when(self, state: Planned) -> str:
        return from_to(state.starts_at, state.ends_at, self.edition.zone)

    def _parts(self, programme: Sequence[Any], chosen: Mapping[int, int]) -> list[str]:
        """One person's programme of an event's day, one line a part."""
        said = []
        for part in own_parts(programme, chosen):
            what = one_line(part.title)
            if part.round and not part.session:
                what = self._choose_words() % {"round": what}
            where = f"({one_line(part.place)})" if part.place else ""
            said.append(" ".join(word for word in (self._hour(part.starts), what, where) if word))
        return said

    def _choose_words(self) -> str:
        if self.form == "u":
            return pgettext("u", "%(round)s: you can choose on your own page")
        return pgettext("je", "%(round)s: you can choose on your own page")

    def chosen(self, enrolment: Enrolment) -> Mapping[int, int]:
        return choices_of([enrolment.pk]).get(enrolment.pk, {}) if enrolment.pk and self.has_programme else {}

    @cached_property
    def has_programme(self) -> bool:
        return self.edition.kind == CurriculumKind.EVENT

    def _hour(self, moment: str) -> str:
        return in_words(datetime.fromisoformat(moment), self.edition.zone).rpartition(", ")[2]

    def _no_dates(self, kind: str, about: Sequence[Told]) -> str:
        if about or kind in (MailKind.STOPPED, MailKind.WAITING):
            return ""
        if self.pace_until is not None:
            day = in_words(self.pace_until.astimezone(self.edition.zone).date())
            if self.form == "u":
                return pgettext("u", "You follow this at your own pace, until %(day)s.") % {"day": day}
            return pgettext("je", "You follow this at your own pace, until %(day)s.") % {"day": day}
        if self.form == "u":
            return pgettext("u", "The dates are not known yet. We write to you when they are.")
        return pgettext("je", "The dates are not known yet. We write to you when they are.")

    def _page_words(self) -> str:
        if self.form == "u":
            return pgettext("u", "On your own page you see everything, and you sign out if you can't come:")
        return pgettext("je", "On your own page you see everything, and you sign out if you can't come:")

    def _calendar_words(self) -> str:
        if self.form == "u":
            return pgettext(
                "u", "The attachment puts it in your calendar. If something changes, we send the change along."
            )
        return pgettext(
            "je", "The attachment puts it in your calendar. If something changes, we send the change along."
        )

    # Invitations

    def _invite(self, letter: Letter, kind: str, enrolment: Enrolment, about: Sequence[Told], page: str) -> None:
        if kind == MailKind.WAITING:
            return
        found = [(told, self._invitation(told, kind, enrolment, letter, page)) for told in about]
        if found:
            letter.invitations = [replace(found[0][1], inline=True), *(invitation for _told, invitation in found[1:])]
        if kind not in (MailKind.STOPPED, MailKind.CANCELLED):
            letter.context["calendar_words"] = self._calendar_words() if found else ""
        # A calendar applies what a mail is, not what hangs on it: what it may hold already comes by itself.
        changed = kind in (MailKind.CHANGED, MailKind.CANCELLED, MailKind.STOPPED)
        letter.more = [(told.entry, replace(i, inline=True)) for told, i in found[1:] if changed and told.was]

    def _invitation(self, told: Told, kind: str, enrolment: Enrolment, letter: Letter, page: str) -> Invitation:
        cancelled = kind == MailKind.STOPPED or told.now is None
        appointment = self.appointment(told.entry, enrolment, letter.language, page)
        attendee = (enrolment.person.name, letter.to)
        content = calendars.as_calendar(
            [replace(appointment, attendee=attendee, cancelled=cancelled)], method=CANCEL if cancelled else REQUEST
        )
        day = told.entry.starts_at.astimezone(self.edition.zone).date().isoformat()
        kind_of_file = _("cancellation") if cancelled else _("invitation")
        name = f"{kind_of_file}-{day}.ics"
        return Invitation(name, CANCEL if cancelled else REQUEST, content.decode())

    def appointment(
        self,
        entry: CalendarEntry,
        enrolment: Enrolment,
        language: str,
        page: str,
        chosen: Mapping[int, int] | None = None,
    ) -> Appointment:
        """A meeting as it stands in this person's calendar, in this language; `chosen` where it is known already."""
        with translation.override(language):
            title = self.title(language)
            lines = self._parts(entry.programme, self.chosen(enrolment) if chosen is None else chosen)
            if page:
                lines += ["", self._page_words(), page] if lines else [self._page_words(), page]
            return Appointment(
                entry=entry,
                enrolment_id=enrolment.pk or 0,
                zone=self.edition.zone,
                summary=f"{title}: {entry.title}" if entry.title and entry.title != title else title,
                description="\n".join(lines),
                address=page,
                organiser=self.organiser,
            )


def own_page(enrolment: Enrolment) -> str:
    """The whole address of somebody's own page; "" on a site that doesn't show them."""
    try:
        return base_url() + own_page_address(enrolment)
    except NoReverseMatch:
        return ""
