"""Cards on the screens of other rooms: a person's page and a group's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.cards.holders import may_print, refusals
from courses.cards.making import in_use, working_cards
from courses.cards.models import Card
from courses.editions.access import managed_editions
from courses.editions.models import Edition, Enrolment
from courses.people.access import organisations_of
from courses.people.models import Person
from courses.slots.registry import Action, Moment


@dataclass
class Holder:
    person: Person
    card: Card | None
    refusal: str


def card_of_person(request: HttpRequest, person: Person) -> SafeString | str:
    if person.erased_at or not may_print(request.user, person):
        return ""
    context = {
        "person": person,
        "card": working_cards([person]).get(person.pk),
        "refusal": refusals([person]).get(person.pk, ""),
    }
    return render_to_string("leerlijn_courses/cards/panel.html", context, request=request)


def cards_of_group(request: HttpRequest, edition: Edition) -> Action | None:
    if not managed_editions(request.user).filter(pk=edition.pk).exists():
        return None
    return Action(
        reverse("leerlijn_cards:group", args=[edition.pk]), _("Cards for who has no e-mail"), Moment.BEFOREHAND
    )


def holders_in(edition: Edition, account: Any) -> list[Holder]:
    """Those who take part in a group, by name, each with their card or why they can't have one."""
    rows = (
        Enrolment.objects.filter(edition=edition, state__in=Enrolment.OPEN, role__in=Enrolment.TAKING_PART)
        .select_related("person")
        .order_by("person__name", "pk")
    )
    people = {row.person_id: row.person for row in rows}
    cards, refused = working_cards(people), refusals(people.values())
    mine = set(organisations_of(account).values_list("pk", flat=True))
    return [
        Holder(
            person,
            cards.get(pk),
            refused.get(pk, "") or _why_not(person, cards.get(pk), mine),
        )
        for pk, person in people.items()
    ]


def _why_not(person: Person, card: Card | None, mine: set[int]) -> str:
    if person.keeper_id is not None and person.keeper_id not in mine:
        return _("Recorded by another organisation.")
    return in_use() if card is not None and card.last_used_on else ""
