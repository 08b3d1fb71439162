"""Asking somebody whether they may be written down, and keeping what they said."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.facts.appending import append_facts
from courses.people.models import Consent, Person

Purpose = Consent.Purpose
Said = Consent.Said

# What is read out. Who changes a word gives it a new version, and keeps the old one: people said yes to those words.
TEXT_VERSION = "2026-1"
TEXTS: dict[str, tuple[Promise, ...]] = {
    "2026-1": (
        gettext_lazy("We write down your name and your phone number, to call you about activities."),
        gettext_lazy("We also keep at which activities you were. The funder hears how many people there were."),
        gettext_lazy("Only people who work for %(organisation)s here see your name."),
        gettext_lazy("You may always say no, also later. Then we don't ask you again and stop using your name."),
    )
}


class ConsentRefused(CoursesError):
    """Such an answer can't be written down."""


def text_in_words(organisation: str, version: str = TEXT_VERSION) -> list[str]:
    """The sentences that are read out, in the active language."""
    return [str(sentence) % {"organisation": organisation} for sentence in TEXTS[version]]


def record_consent(
    person: Person, said: str, *, how: str, by: Any, on: date | None = None, purpose: str = Purpose.RECORD
) -> Consent:
    """Append what somebody said; saying the same again appends nothing. The log keeps that it changed, not who."""
    if said not in Said.values or how not in Consent.How.values:
        raise ConsentRefused(_("Choose what this person said."))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        holds = consent_of(person, purpose=purpose)
        if said == Said.WITHDRAWN and (holds is None or holds.said != Said.GIVEN):
            raise ConsentRefused(_("This person hasn't said yes, so there is nothing to take back."))
        if holds is not None and (holds.said, holds.text_version) == (said, TEXT_VERSION):
            return holds
        fact = Consent(
            person=person,
            purpose=purpose,
            said=said,
            on=on or timezone.localdate(),
            how=how,
            text_version=TEXT_VERSION,
            recorded_at=timezone.now(),
            recorded_by=by,
        )
        append_facts([fact])
        record_changes([person], action="leerlijn.consent", by=by, data={"said": said, "purpose": purpose})
        return fact


def consent_of(person: Person, *, purpose: str = Purpose.RECORD) -> Consent | None:
    """What holds now; None: nobody asked yet."""
    return Consent.objects.effective().filter(person=person, purpose=purpose).first()


def not_asked(purpose: str = Purpose.RECORD) -> Q:
    """Persons who still have to be asked, as a condition on Person."""
    return ~Q(Exists(_holding(purpose)))


def said_no(purpose: str = Purpose.RECORD) -> Q:
    """Persons who said no or took their yes back, as a condition on Person."""
    return Q(Exists(_holding(purpose).exclude(said=Said.GIVEN)))


def _holding(purpose: str) -> Any:
    return Consent.objects.effective().filter(person=OuterRef("pk"), purpose=purpose)
