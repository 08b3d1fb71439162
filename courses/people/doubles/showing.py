"""Two records beside each other: of one's own all that is known, across partners no more than is needed to judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses import moments
from courses.people.doubles.likeness import in_words, plain_email
from courses.people.doubles.models import PersonPair
from courses.people.doubles.scopes import own_persons
from courses.people.models import Person
from courses.people.phones import dialled

NOTHING = "—"


@dataclass(frozen=True)
class Fact:
    label: str
    first: str
    second: str
    is_name: bool = False


@dataclass(frozen=True)
class Row:
    pair: PersonPair
    reasons: list[str]
    facts: list[Fact]
    # Whether both records are one's own, so that they can be opened.
    own: bool


def side_by_side(account: Any, pairs: Iterable[PersonPair]) -> list[Row]:
    """Each pair with its facts; one query, however many."""
    listed = list(pairs)
    keys = {pk for pair in listed for pk in (pair.first_id, pair.second_id)}
    own = set(own_persons(account).filter(pk__in=keys).values_list("pk", flat=True))
    rows = []
    for pair in listed:
        both = {pair.first_id, pair.second_id} <= own
        rows.append(Row(pair, in_words(pair.reasons), _facts(pair.first, pair.second, own=both), both))
    return rows


def sides_of(account: Any, first: Person, second: Person) -> list[Fact]:
    own = own_persons(account).filter(pk__in=[first.pk, second.pk]).count() == 2
    return _facts(first, second, own=own)


def _facts(first: Person, second: Person, *, own: bool) -> list[Fact]:
    facts = [Fact(_("name"), first.name, second.name, is_name=True)]
    if first.latin_name or second.latin_name:
        latin = (first.latin_name or NOTHING, second.latin_name or NOTHING)
        facts.append(Fact(_("spelling in Latin script"), *latin, is_name=True))
    return facts + (_known(first, second) if own else _masked(first, second))


def _known(first: Person, second: Person) -> list[Fact]:
    return [
        Fact(_("e-mail address"), first.email or NOTHING, second.email or NOTHING),
        Fact(_("phone number"), first.phone or NOTHING, second.phone or NOTHING),
        Fact(_("date of birth"), _day(first.birth_date), _day(second.birth_date)),
        Fact(_("logs in"), _account(first), _account(second)),
        Fact(_("written down on"), _day(first.created_at.date()), _day(second.created_at.date())),
    ]


def _masked(first: Person, second: Person) -> list[Fact]:
    """Whether numbers are the same, never the numbers; who recorded them is left out too."""
    phone = _compared(dialled(first.phone), dialled(second.phone))
    email = _compared(plain_email(first.email), plain_email(second.email))
    return [
        Fact(_("phone number"), phone, phone),
        Fact(_("e-mail address"), email, email),
        Fact(_("year of birth"), _year(first), _year(second)),
    ]


def _compared(one: str, other: str) -> str:
    if not one or not other:
        return _("not known of both")
    return _("the same") if one == other else _("different")


def _year(person: Person) -> str:
    return str(person.birth_date.year) if person.birth_date else NOTHING


def _day(day: Any) -> str:
    return moments.in_words(day) if day else NOTHING


def _account(person: Person) -> str:
    if not person.account_id:
        return _("no")
    return _("with a card") if person.account_stands_in else _("yes")
