"""After a joining across partners each partner's coordinator sees nothing of the other: by address, and by content."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from courses.cards.holders import account_of
from courses.editions.addresses import own_page_address
from courses.fieldwork.access import role_models_of
from courses.people.doubles.judging import join
from courses.people.merging import merge
from courses.people.models import Person
from courses.people.registering import create_person
from tests.courses.people.doubles.test_screens import client_of, world  # noqa: F401
from tests.factories_fieldwork import RecruitFactory

pytestmark = pytest.mark.django_db

OF_THEIRS = ("Joesoef", "Doebel", "dubbel@example.org", "Partner Verborgen", "Groep Partner Verborgen")
OF_OURS = ("Yusuf", "Partner Bekend", "Groep Partner Bekend", "bekend@example.org")


@pytest.fixture(params=["ours", "theirs"])
def partner(request, world):  # noqa: F811
    """Joined, with either record surviving; the partner who looks, and what it must not see."""
    Person.objects.filter(pk=world["ours"].pk).update(email="bekend@example.org", phone="06-11112222")
    join(world["pair"], keep=world[request.param], by=world["accounts"]["linker"])
    return world


@pytest.mark.parametrize(("who", "other", "secrets"), [("ours", "theirs", OF_THEIRS), ("theirs", "ours", OF_OURS)])
def test_a_partner_s_coordinator_sees_its_own_record_and_nothing_of_the_other(partner, who, other, secrets):
    client = client_of(partner["accounts"][who])
    own, others = partner[who], partner[other]
    edition = own.enrolments.get().edition
    person = "leerlijn_courses_person_modeladmin"
    pages = [
        *(reverse(f"{person}_{kind}", args=[own.pk]) for kind in ("inspect", "edit", "history")),
        *(reverse(f"{person}_index") + query for query in ("", "?q=doebel", "?q=yusuf", "?export=csv")),
        reverse("leerlijn_courses_enrolment_modeladmin_index"),
        reverse("leerlijn_courses_enrolment_modeladmin_inspect", args=[own.enrolments.get().pk]),
        reverse("leerlijn_editions:edition", args=[edition.pk]),
        reverse("leerlijn_editions:enrol", args=[edition.pk]) + "?q=",
        reverse("leerlijn_reporting:project", args=[partner["grant"].pk]),
        reverse("leerlijn_reporting:members", args=[partner["grant"].pk, "cumulative_persons"]),
        reverse("leerlijn_reporting:download", args=[partner["grant"].pk, "json"]),
        reverse("leerlijn_people:doubles"),
        reverse("leerlijn_people:joined_doubles"),
        reverse("wagtailadmin_home"),
        own_page_address(own.enrolments.get()),
    ]
    for address in pages:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        text = re.sub(r'value="[^"]*doebel[^"]*"|value="yusuf"|[?&]q=\w*', "", body.decode(), flags=re.IGNORECASE)
        assert response.status_code == 200, address
        assert not [secret for secret in secrets if secret in text.replace("doebel", "").replace("yusuf", "")], address
        assert f"/person/inspect/{others.pk}/" not in text, address
    for kind in ("inspect", "edit", "history"):
        assert client.get(reverse(f"{person}_{kind}", args=[others.pk])).status_code == 404
    inspected = client.get(reverse(f"{person}_inspect", args=[own.pk])).content.decode()
    assert "Dubbel in dit project" in inspected
    assert own.name in inspected


@pytest.mark.parametrize(("who", "secrets"), [("ours", OF_THEIRS), ("theirs", OF_OURS)])
def test_a_card_that_a_partner_printed_opens_that_partner_s_groups_alone(partner, who, secrets):
    client = client_of(account_of(partner[who]))
    for name in ("my_details", "my_line"):
        text = client.get(reverse(f"leerlijn_courses:{name}")).content.decode()
        assert not [secret for secret in secrets if secret in text], name
    other = partner["theirs" if who == "ours" else "ours"].enrolments.get()
    own = reverse("leerlijn_courses:enrolment", args=[partner[who].enrolments.get().pk])
    assert client.get(own).status_code == 200
    assert reverse("leerlijn_courses:enrolment", args=[other.pk]) not in text
    for name in ("enrolment", "enrolment_calendar"):
        assert client.get(reverse(f"leerlijn_courses:{name}", args=[other.pk])).status_code == 404


def test_each_partner_keeps_its_role_models_and_a_joining_at_home_shows_one(partner):
    for who in ("ours", "theirs"):
        person = partner[who]
        RecruitFactory(person=person, organisation=person.keeper)
        assert list(role_models_of(person.keeper)) == [person]
    keeper = partner["ours"].keeper
    twice = create_person(name="Yusuf D.", keeper=keeper, by=None)
    RecruitFactory(person=twice, organisation=keeper)
    merge(twice, partner["ours"], by=None)
    assert list(role_models_of(keeper)) == [partner["ours"]]
    assert list(role_models_of(partner["theirs"].keeper)) == [partner["theirs"]]
