"""What the demo's field worker did: people written down, one of them with a card, and two activities in the neighbourhood."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from courses.cards.making import print_cards, working_cards
from courses.editions.models import Edition
from courses.fieldwork.activities import Told, log_activity
from courses.fieldwork.hosting import answer_as_host, host_link
from courses.fieldwork.models import Activity, Recruit
from courses.fieldwork.recruiting import recruit
from courses.people.consenting import record_consent
from courses.people.models import Consent, Organisation, Person

from .groups import FIELD_GROUP
from .running import Stage
from .streams import key

ZONE = ZoneInfo("Europe/Amsterdam")


class Known(NamedTuple):
    name: str
    phone: str
    said_yes: bool = False


# Nobody of them has an e-mail address. The first carries a card.
PEOPLE = (
    Known("ሄለን ኣብነት", "+31 6 0000 0011", said_yes=True),
    Known("Abdirahman Voorbeeld", "+31 6 0000 0012", said_yes=True),
    Known("Mevrouw Proef van de hoek", "+31 6 0000 0013"),
)


class Outing(NamedTuple):
    """An activity so many days ago; `confirmed` by its host, or still waiting for that."""

    slug: str
    days_ago: int
    place: str
    theme: str
    host: str
    people: int
    confirmed: bool


OUTINGS = (
    Outing("buurthuis", 9, "Buurthuis De Verzonnen Hoek", "samen wonen", "Buurthuis De Verzonnen Hoek", 18, True),
    Outing("school", 2, "Praktijkschool Het Denkbeeld", "lastige vragen", "Praktijkschool Het Denkbeeld", 24, False),
)


def go_into_the_neighbourhood(organisation: Organisation, stage: Stage, *, by: Any) -> None:
    """Write down whom the field worker met and what was done; what is there already stays as it is."""
    people = [_write_down(known, organisation, by=by) for known in PEOPLE]
    if not working_cards(people[:1]):
        print_cards(people[:1], by=stage.by)
    for outing in OUTINGS:
        if not Activity.objects.filter(organisation=organisation, client_key=key_of(outing.slug)).exists():
            _log(outing, organisation, people, stage, by=by)


def outings() -> dict[uuid.UUID, int]:
    """By the key of each activity how many days ago it was when the demo was loaded."""
    return {key_of(outing.slug): outing.days_ago for outing in OUTINGS}


def key_of(slug: str) -> uuid.UUID:
    return uuid.UUID(key("neighbourhood", slug))


def _write_down(known: Known, organisation: Organisation, *, by: Any) -> Person:
    there = Recruit.objects.filter(organisation=organisation, client_key=key_of(known.phone)).select_related("person")
    if found := there.first():
        return found.person
    person = recruit(
        name=known.name,
        phone=known.phone,
        organisation=organisation,
        client_key=key_of(known.phone),
        group=Edition.objects.get(code=FIELD_GROUP),
        by=by,
    )
    if known.said_yes:
        record_consent(person, Consent.Said.GIVEN, how=Consent.How.SPOKEN, by=by)
    return person


def _log(outing: Outing, organisation: Organisation, people: list[Person], stage: Stage, *, by: Any) -> None:
    starts = datetime.combine(stage.today - timedelta(days=outing.days_ago), time(15), ZONE)
    told = Told(
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        municipality="Groningen",
        place=outing.place,
        theme=outing.theme,
        host=outing.host,
        people=outing.people,
        role_models=people[:2],
    )
    activity = log_activity(told, organisation=organisation, client_key=key_of(outing.slug), by=by)
    link = host_link(activity, by=by)
    if outing.confirmed:
        answer_as_host(link, activity, agrees=True)
