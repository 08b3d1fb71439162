"""A name on the street: once, for one's own organisation, and never compared with what partners know."""

from __future__ import annotations

import uuid

import pytest

from courses.errors import CoursesError
from courses.fieldwork.models import Recruit
from courses.fieldwork.recruiting import look_alikes, recognise, recruit
from courses.models import Enrolment, Person
from tests.factories import EditionFactory, OrganisationFactory, PersonFactory
from tests.factories_fieldwork import FieldworkerFactory, RecruitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return FieldworkerFactory()


def test_a_name_is_enough_and_the_organisation_keeps_it(worker):
    person = recruit(name=" ሰላም  ተስፋይ ", organisation=worker.organisation, client_key=uuid.uuid4(), by=worker.account)
    assert (person.name, person.phone, person.email) == ("ሰላም ተስፋይ", "", "")
    assert person.keeper == worker.organisation


def test_sent_twice_is_written_down_once(worker):
    key = uuid.uuid4()
    sent = {"name": "Test Naam", "organisation": worker.organisation, "client_key": key, "by": worker.account}
    assert recruit(**sent) == recruit(**sent)
    assert Person.objects.count() == Recruit.objects.count() == 1


def test_another_organisation_with_the_same_key_gets_its_own(worker):
    key = uuid.uuid4()
    mine = recruit(name="Test Naam", organisation=worker.organisation, client_key=key, by=None)
    theirs = recruit(name="Test Naam", organisation=OrganisationFactory(), client_key=key, by=None)
    assert mine != theirs


@pytest.mark.parametrize("phone", ["0612345678", "+31 6 12 34 56 78", "0031(0)6-12345678", "٠٦١٢٣٤٥٦٧٨"])
def test_the_same_number_is_seen_in_any_notation(worker, phone):
    known = RecruitFactory(organisation=worker.organisation, person__phone="06 12 34 56 78").person
    (found,) = look_alikes(worker.organisation, name="Iemand Anders", phone=phone)
    assert found.person == known
    assert found.same_phone
    assert not found.same_name


def test_the_same_name_is_seen_without_case_and_accents(worker):
    RecruitFactory(organisation=worker.organisation, person__name="Ayşe  Proef")
    assert look_alikes(worker.organisation, name="AYSE PROEF", phone="")
    assert not look_alikes(worker.organisation, name="Ayse Proeven", phone="")


def test_who_is_known_to_a_partner_is_never_shown(worker):
    RecruitFactory(person__name="Test Naam", person__phone="0612345678")
    PersonFactory(name="Test Naam", phone="0612345678", keeper=worker.organisation)
    assert look_alikes(worker.organisation, name="Test Naam", phone="0612345678") == []


def test_straight_into_a_group_as_a_role_model(worker):
    group = EditionFactory(kind="trajectory", organisation=worker.organisation)
    person = recruit(
        name="Test Naam", organisation=worker.organisation, client_key=uuid.uuid4(), by=worker.account, group=group
    )
    enrolment = Enrolment.objects.get()
    assert (enrolment.person, enrolment.edition, enrolment.role) == (person, group, "role_model")
    recognise(person, organisation=worker.organisation, by=worker.account, group=group)
    assert Enrolment.objects.count() == 1


def test_nobody_is_recognised_whom_the_organisation_does_not_know(worker):
    with pytest.raises(CoursesError):
        recognise(RecruitFactory().person, organisation=worker.organisation, by=worker.account)


def test_two_presses_at_once_write_one_person(at_once):
    worker = FieldworkerFactory()
    sent = {"name": "Test Naam", "organisation": worker.organisation, "client_key": uuid.uuid4(), "by": None}
    one, two = at_once(lambda: recruit(**sent), lambda: recruit(**sent))
    assert one == two
    assert Person.objects.count() == 1
