"""Printing cards, replacing a lost one, stopping one, and opening one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.cards.errors import CardRefused
from courses.cards.holders import check_holder, end_sessions, refusals
from courses.cards.models import Card
from courses.links.models import Link
from courses.links.opening import make_link, open_link, withdraw_links
from courses.people.models import Person

PURPOSE = "card"


def print_cards(persons: Sequence[Person], *, by: Any) -> list[Card]:
    """A card for each: the one that works now, or a new one. Raises CardRefused for who can't have one.

    A card that its holder uses is not printed again but replaced, so that nobody copies it without the holder noticing.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update().filter(pk__in=[person.pk for person in persons]).order_by("pk")
        people = {person.pk: person for person in locked}
        for refusal in refusals(people.values()).values():
            raise CardRefused(refusal)
        cards = working_cards(people)
        if any(card.last_used_on for card in cards.values()):
            raise CardRefused(in_use())
        for pk, person in people.items():
            if pk not in cards:
                link = make_link(purpose=PURPOSE, subject=pk, by=by)
                cards[pk] = Card.objects.create(person=person, link=link, printed_by=by)
        Card.objects.filter(pk__in=[card.pk for card in cards.values()]).update(
            printed_at=timezone.now(), printed_by=by
        )
        record_changes(list(people.values()), action="leerlijn.print_card", by=by)
        return [cards[person.pk] for person in persons]


def replace_card(person: Person, *, by: Any) -> Card:
    """A new card; the old one stops at once, and who came in by it is logged out."""
    with transaction.atomic():
        _stop(person)
        [card] = print_cards([person], by=by)
        record_changes([person], action="leerlijn.replace_card", by=by)
        return card


def stop_card(person: Person, *, by: Any) -> None:
    """The card stops at once, and who came in by it is logged out."""
    with transaction.atomic():
        _stop(person)
        record_changes([person], action="leerlijn.stop_card", by=by)


def open_card(code: str) -> Card:
    """The card with this code, changing nothing; raises LinkRefused for one that doesn't work, CardRefused for its holder."""
    link = open_link(code, purpose=PURPOSE)
    card = Card.objects.select_related("person__account", "link").get(link=link)
    check_holder(card.person)
    return card


def note_use(card: Card) -> None:
    """Write down the day."""
    Card.objects.filter(pk=card.pk).update(last_used_on=timezone.localdate())


def working_cards(persons: Any) -> dict[int, Card]:
    """By person (or their number) the card that works now."""
    rows = Card.objects.filter(person__in=persons, link__withdrawn_at=None).select_related("link", "person")
    return {card.person_id: card for card in rows.order_by("pk")}


def in_use() -> str:
    return _("This card is in use, so it isn't printed again. If it is lost, replace it.")


def _stop(person: Person) -> None:
    person = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
    list(Link.objects.select_for_update().filter(purpose=PURPOSE, subject=person.pk))
    withdraw_links(purpose=PURPOSE, subject=person.pk)
    if person.account is not None and person.account_stands_in:
        end_sessions(person.account)
