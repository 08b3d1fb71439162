"""Where somebody reads mail."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q

from courses.people.models import Person


def address_of(person: Person) -> str:
    """Their own address, else that of their account; "" for who must be called.

    An account that stands in for one (a printed card's) has an address that nobody reads.
    """
    if person.email or person.account_id is None or person.account_stands_in:
        return person.email
    return getattr(person.account, get_user_model().get_email_field_name(), "")


def without_address(person: str) -> Q:
    """The same as a condition: those who must be called, where `person` is the path to them."""
    no_account = Q(**{f"{person}__account": None}) | Q(**{f"{person}__account_stands_in": True})
    account = f"{person}__account__{get_user_model().get_email_field_name()}"
    return Q(**{f"{person}__email": ""}) & (no_account | Q(**{account: ""}))
