"""Having a copy of one's own data, and asking to be erased: both by account, asking also by the address of one's own page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from courses.editions.addresses import own_page_address
from courses.models import Access, ErasureRequest
from courses.people.assigning import assign
from courses.people.erasing.erasing import erase_person
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def enrolment() -> Any:
    organisation = f.OrganisationFactory()
    person = f.PersonFactory(name="Amira Voorbeeld", keeper=organisation, language="en")
    person.account = f.UserFactory(language="en")
    person.save()
    return f.EnrolmentFactory(person=person, edition__organisation=organisation)


def coordinator(organisation: Any, client: Any) -> Any:
    account = f.UserFactory(language="en")
    assign(account, organisation, "coordinator", by=None)
    client.force_login(account)
    return account


def test_the_copy_holds_what_is_ones_own_and_nothing_of_others(client: Any, enrolment: Any) -> None:
    session = f.SessionFactory(edition=enrolment.edition, title="First evening")
    f.AttendanceFactory(enrolment=enrolment, person=enrolment.person, session=session)
    f.AnswerFactory(person=enrolment.person, dimension="gender", value="female")
    f.ReflectionFactory(enrolment=enrolment, text="What I wrote")
    other = f.EnrolmentFactory(edition=enrolment.edition, person__name="Somebody Else")
    f.ReflectionFactory(enrolment=other, text="What another wrote")
    client.force_login(enrolment.person.account)
    assert reverse("leerlijn_courses:my_copy") in client.get(reverse("leerlijn_courses:my_data")).content.decode()
    answer = client.get(reverse("leerlijn_courses:my_copy"))
    assert "no-store" in answer["Cache-Control"]
    found = json.loads(answer.content)
    assert found["person"][0]["name"] == "Amira Voorbeeld"
    assert [row["session__title"] for row in found["attendance"]] == ["First evening"]
    assert [row["value"] for row in found["background"]] == ["female"]
    assert "What I wrote" in answer.content.decode()
    assert "another" not in answer.content.decode()
    assert "Somebody" not in answer.content.decode()
    assert Access.objects.filter(subjects=[enrolment.person_id], detail="own data").exists()


@pytest.mark.parametrize("by_link", [False, True])
def test_a_wish_to_be_erased_reaches_who_may_do_it_until_it_is_answered(
    client: Any, enrolment: Any, by_link: bool
) -> None:
    person, home = enrolment.person, reverse("wagtailadmin_home")
    address = f"{own_page_address(enrolment)}data/" if by_link else reverse("leerlijn_courses:my_data")
    if not by_link:
        client.force_login(person.account)
    assert client.get(address).status_code == 200
    assert not ErasureRequest.objects.exists()
    for _ in range(2):
        assert client.post(address).status_code == 302
    assert ErasureRequest.objects.count() == 1
    page = client.get(address).content.decode()
    assert "You asked for it on" in page
    assert ("Download my data" in page) is not by_link
    coordinator(f.OrganisationFactory(), client)
    assert "Amira" not in client.get(home).content.decode()
    assert client.post(reverse("leerlijn_people:settle_erasure", args=[person.pk])).status_code == 404
    account = coordinator(enrolment.edition.organisation, client)
    assert "Amira Voorbeeld asks to be erased." in client.get(home).content.decode()
    own = reverse("leerlijn_courses_person_modeladmin_inspect", args=[person.pk])
    assert "Asked to be erased" in client.get(own).content.decode()
    assert client.post(reverse("leerlijn_people:settle_erasure", args=[person.pk])).status_code == 302
    assert ErasureRequest.objects.get().settled_by == account
    assert "asks to be erased" not in client.get(home).content.decode()
    entries = ModelLogEntry.objects.filter(action__in=("leerlijn.ask_erasure", "leerlijn.settle_erasure"))
    assert {entry.user for entry in entries} == {None, account}


def test_the_wish_goes_with_who_is_erased(enrolment: Any) -> None:
    ErasureRequest.objects.create(person=enrolment.person)
    erase_person(enrolment.person, by=None)
    assert not ErasureRequest.objects.exists()
