"""Printed cards."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from courses import models
from courses.cards.making import PURPOSE, print_cards
from courses.links.codes import code_of
from courses.links.opening import make_link
from tests.factories import PersonFactory


class CardFactory(DjangoModelFactory):
    """A card that works, of a person without an account or an address."""

    class Meta:
        model = models.Card

    person = factory.SubFactory(PersonFactory, email="")
    link = factory.LazyAttribute(lambda card: make_link(purpose=PURPOSE, subject=card.person.pk, by=None))


def code_for(person: Any) -> str:
    """What stands on this person's card, printed if there is none yet."""
    [card] = print_cards([person], by=None)
    return code_of(card.link)
