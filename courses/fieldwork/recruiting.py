"""Writing somebody down on the street: a name, perhaps a phone number, and perhaps straight into a group."""

from __future__ import annotations

import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.editions.enrolling import enrol
from courses.editions.models import Edition, Enrolment
from courses.fieldwork.access import role_models_of
from courses.fieldwork.errors import FieldworkRefused
from courses.fieldwork.models import Recruit
from courses.people.models import Organisation, Person
from courses.people.phones import clean_phone, dialled
from courses.people.registering import clean_name, create_person

SHOWN = 5


@dataclass(frozen=True)
class Known:
    """Somebody of one's own organisation who may be the one being written down, and why."""

    person: Person
    same_phone: bool
    same_name: bool


def recruit(
    *,
    name: str,
    organisation: Organisation,
    client_key: uuid.UUID,
    by: Any,
    phone: str = "",
    language: str = "",
    group: Edition | None = None,
) -> Person:
    """Record a person for an organisation. The same `client_key` again answers the person of the first time."""
    known = _sent_before(organisation, client_key)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            person = create_person(name=name, phone=clean_phone(phone), language=language, keeper=organisation, by=by)
            Recruit.objects.create(person=person, organisation=organisation, client_key=client_key, recorded_by=by)
            _into(group, person, organisation, by=by)
            return person
    except IntegrityError:
        known = _sent_before(organisation, client_key)
        if known is None:
            raise
        return known


def recognise(person: Person, *, organisation: Organisation, by: Any, group: Edition | None = None) -> Person:
    """It was somebody we knew: nothing is written down twice, but they can come into a group."""
    if not role_models_of(organisation).filter(pk=person.pk).exists():
        raise FieldworkRefused(_("This person is not known to your organisation."))
    with transaction.atomic():
        _into(group, person, organisation, by=by)
    return person


def look_alikes(organisation: Organisation, *, name: str, phone: str) -> list[Known]:
    """Role models of this organisation with the same number or the same name; other organisations' are never looked at."""
    number, called = dialled(phone), plain_name(name)
    found = []
    for person in role_models_of(organisation).only("name", "phone").order_by("pk"):
        same_phone = bool(number) and dialled(person.phone) == number
        same_name = bool(called) and plain_name(person.name) == called
        if same_phone or same_name:
            found.append(Known(person, same_phone, same_name))
    found.sort(key=lambda known: (not known.same_phone, not known.same_name))
    return found[:SHOWN]


def plain_name(name: str) -> str:
    """A name without case, accents, signs and spaces: how somebody else would hear it."""
    parts = unicodedata.normalize("NFKD", clean_name(name) if name.strip() else "").casefold()
    return "".join(sign for sign in parts if sign.isalnum())


def _sent_before(organisation: Organisation, client_key: uuid.UUID) -> Person | None:
    sent = Recruit.objects.filter(organisation=organisation, client_key=client_key).select_related("person").first()
    return sent.person if sent else None


def _into(group: Edition | None, person: Person, organisation: Organisation, *, by: Any) -> None:
    if group is not None:
        enrol(person, group, by=by, role=Enrolment.Role.ROLE_MODEL, organisation=organisation)
