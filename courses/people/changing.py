"""Changing what is written down about somebody."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from courses.audit.history import record_changes
from courses.people.models import Person
from courses.people.registering import clean_name, person_for_account
from courses.people.signals import persons_changed

OWN_DETAILS = ("name", "latin_name", "phone", "language")


def change_own_details(account: Any, *, name: str, **details: str) -> Person:
    """Write down what the bearer of an account says about themselves; the first time makes their record.

    `details`: latin_name, phone and language; what isn't given stays. The log keeps which fields changed, not the words.
    """
    wanted = {"name": clean_name(name)} | {key: value for key, value in details.items() if key in OWN_DETAILS}
    with transaction.atomic():
        person = person_for_account(account, name=name)
        changed = [key for key, value in wanted.items() if getattr(person, key) != value]
        for key in changed:
            setattr(person, key, wanted[key])
        if changed:
            person.save(update_fields=changed)
            record_changes([person], action="leerlijn.change_person", by=account, data={"fields": changed})
            persons_changed.send(sender=Person, persons=[person])
        return person
