"""No table may promise to forget and not do it: each that holds persons is filled, text by text, and looked through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.test import Client

from courses import models as m
from courses.people.erasing import registry
from courses.people.erasing.erasing import erase_person
from tests import factories as f
from tests import factories_checking as checking
from tests import factories_doubles as doubles
from tests import factories_editions as rounds
from tests import factories_fieldwork as fieldwork
from tests import factories_freezing as freezing
from tests import factories_learning as learning
from tests import factories_network as network
from tests.courses.people.erasing.test_proof import AFTER, EMAIL, LATIN, NAME, PHONE, tables_with, written_about

# What erasing itself writes.
MADE = {"ErasedCertificate", "ErasedTally", "Kept"}
# Somebody else may bear the same name; these are the records themselves, which other tests empty.
THEMSELVES = {m.Person, get_user_model()}
# Who logs in is found by the address that they logged in with; there is nothing to type besides.
BY_ADDRESS = {"axes", "sessions"}
# Read by machines, in a form of their own.
CODED = {"facts", "fingerprint", "hash", "key", "kind", "payload", "printed", "salt", "seed", "source", "subject"}
CODED |= {"sha256", "source_sha256", "host_key", "place_key", "region_key"}


def holding() -> Iterator[type[models.Model]]:
    known = {name for eraser in registry.erasers() for name in getattr(eraser, "HOLDS", ())}
    return (model for model in apps.get_models() if {model.__name__, model._meta.label} & known)


def texts_of(model: type[models.Model]) -> Iterator[str]:
    """Fields in which somebody may have typed a name."""
    for field in model._meta.concrete_fields:
        typed = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.FileField)
        roomy = (field.max_length or 1_000) >= 60
        if typed and roomy and not (field.choices or field.unique or field.name in CODED):
            yield field.name


def rest_about(person: m.Person) -> None:
    """Rows in the tables that `written_about` leaves empty."""
    enrolment = person.enrolments.first()
    rounds.ChoiceWaitingFactory(enrolment=enrolment)
    learning.TestSittingFactory(enrolment=enrolment, answers={"q1": NAME})
    learning.ExtraTimeFactory(enrolment=enrolment)
    network.ApplicationFactory(name=NAME, person=person)
    m.ErasureRequest.objects.create(person=person)
    doubles.PersonKeyFactory(person=person)
    doubles.PersonPairFactory(first=person, second=f.PersonFactory())
    fieldwork.HostAnswerFactory(note=f"{NAME} was kind")
    freezing.FrozenStepFactory(note=f"{NAME} is there twice")
    freezing.FrozenMemberFactory(subject=person.pk, payload=f'{{"person":{person.pk}}}')
    checking.AuditFactory(note=f"Asked by {NAME}")
    checking.NamesReleasedFactory(reason=f"{NAME} asked for it")
    AccessFailureLog.objects.create(username=EMAIL)
    AccessLog.objects.create(username=EMAIL)


@pytest.mark.django_db
def test_each_table_that_is_said_to_hold_persons_is_filled_and_forgets_every_text() -> None:
    account = f.UserFactory(email=EMAIL, name=NAME)
    person = f.PersonFactory(name=NAME, latin_name=LATIN, email=EMAIL, phone=PHONE, account=account)
    Client().force_login(account)
    written_about(person)
    rest_about(person)
    empty = {model.__name__ for model in holding() if not model._default_manager.exists()}
    assert sorted(empty - MADE) == [], "fill these, or nobody knows that they are forgotten"
    for model in holding():
        if model not in THEMSELVES and model._meta.app_label not in BY_ADDRESS:
            for name in texts_of(model):
                model._default_manager.update(**{name: NAME})
    erase_person(person, by=None, moment=AFTER)
    assert tables_with(NAME) == {}
