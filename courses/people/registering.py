"""Writing down who somebody is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.people.models import Organisation, Person
from courses.people.signals import persons_changed

NAME_LENGTH = 500
# Joiners are part of how names are written in Arabic and Indic scripts; the other invisible signs are accidents.
KEPT_FORMAT_SIGNS = {"\u200c", "\u200d"}


class PersonRefused(CoursesError):
    """What was given can't be a person's record."""


def clean_name(name: str) -> str:
    """A name as written: composed (NFC), single spaces, without signs nobody can see; refused only if nothing is left."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(sign for sign in text if not _invisible(sign))
    text = " ".join(text.split())
    if not text:
        raise PersonRefused(_("Write a name."))
    if len(text) > NAME_LENGTH:
        raise PersonRefused(_("This name is longer than %(length)d characters.") % {"length": NAME_LENGTH})
    return text


def clean_email(email: str) -> str:
    """An address in lower case without invisible signs around or in it; empty stays empty."""
    text = "".join(sign for sign in email if not _invisible(sign)).strip().lower()
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise PersonRefused(_("“%(email)s” is no e-mail address.") % {"email": text[:100]}) from error
    return text


def create_person(*, name: str, by: Any, keeper: Organisation | None = None, email: str = "", **fields: Any) -> Person:
    """Record a person; `fields` are other fields of Person."""
    return create_persons([Person(name=name, email=email, keeper=keeper, **fields)], by=by)[0]


def create_persons(persons: Sequence[Person], *, by: Any) -> list[Person]:
    """Record persons, in a number of queries that doesn't depend on how many they are; answers them in order."""
    with transaction.atomic():
        for person in persons:
            person.name, person.email = clean_name(person.name), clean_email(person.email)
        written = Person.objects.bulk_create(persons, batch_size=2_000)
        record_changes(written, action="leerlijn.record_person", by=by)
        if written:
            persons_changed.send(sender=Person, persons=written)
        return written


def person_for_account(account: Any, *, name: str) -> Person:
    """The person behind an account; the first time they are needed, a new record with the name they gave.

    Records of the same name are never taken: linking goes by a proven address (`courses.people.linking`).
    """
    with transaction.atomic():
        get_user_model()._default_manager.select_for_update().get(pk=account.pk)
        person = Person.objects.filter(account=account).first()
        if person is None:
            person = create_person(
                name=name,
                by=account,
                email=account.email,
                account=account,
                language=getattr(account, "language", ""),
            )
        return person


def _invisible(sign: str) -> bool:
    category = unicodedata.category(sign)
    return (category in ("Cc", "Cs", "Co", "Cn") and sign not in "\t\n ") or (
        category == "Cf" and sign not in KEPT_FORMAT_SIGNS
    )
