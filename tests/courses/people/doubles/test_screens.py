from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from courses.audit.models import Access
from courses.people.assigning import assign
from courses.people.doubles.judging import join
from courses.people.doubles.models import PersonPair
from courses.people.merging import survivors
from courses.people.models import Assignment, Merge
from tests.factories import (
    AssignmentFactory,
    AttendanceFactory,
    EditionFactory,
    EditionFundingFactory,
    EnrolmentFactory,
    GrantFactory,
    OrganisationFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)
from tests.factories_doubles import PersonPairFactory

pytestmark = pytest.mark.django_db
SECRETS = ("Partner Verborgen", "dubbel@example.org", "06-98765401", "1990-05-17")


def client_of(account) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="nl")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def world():
    """Two partners who each wrote down one person, in groups that count in one project, and the lead's linker."""
    lead = OrganisationFactory(name="Lead Proef")
    ours, theirs = OrganisationFactory(name="Partner Bekend"), OrganisationFactory(name="Partner Verborgen")
    grant = GrantFactory(lead=lead, title="Project Proef")
    rows = []
    for keeper, name, email in ((ours, "Yusuf Dubbel", ""), (theirs, "Joesoef Doebel", "dubbel@example.org")):
        person = PersonFactory(name=name, email=email, phone="06-98765401", birth_date="1990-05-17", keeper=keeper)
        edition = EditionFundingFactory(
            grant=grant, edition=EditionFactory(organisation=keeper, title=f"Groep {keeper.name}")
        ).edition
        session = SessionFactory(edition=edition)
        enrolment = EnrolmentFactory(edition=edition, person=person, organisation=keeper)
        AttendanceFactory(enrolment=enrolment, person=person, session=session)
        rows.append(person)
    accounts = {
        "linker": (lead, "linker"),
        "ours": (ours, "coordinator"),
        "theirs": (theirs, "coordinator"),
        "lead": (lead, "coordinator"),
    }
    made = {}
    for name, (organisation, role) in accounts.items():
        made[name] = UserFactory(language="nl")
        assign(made[name], organisation, role, by=None)
    pair = PersonPairFactory(first=rows[0], second=rows[1], reasons=["name_spelling", "phone"])
    return {"pair": pair, "ours": rows[0], "theirs": rows[1], "accounts": made, "grant": grant}


def test_the_linker_judges_by_what_is_needed_joins_and_takes_apart(world):
    pair, client = world["pair"], client_of(world["accounts"]["linker"])
    listed = client.get(reverse("leerlijn_people:doubles")).content.decode()
    assert "Yusuf Dubbel" in listed
    addresses = [reverse(f"leerlijn_people:{name}", args=[pair.pk]) for name in ("double", "join")]
    pages = [listed, *(client.get(address).content.decode() for address in addresses)]
    assert "hetzelfde" in pages[1]
    assert "1990" in pages[1]
    assert "nieuwe deelnemers −1" in pages[2].lower()
    assert not [secret for secret in SECRETS for page in pages if secret in page]
    assert "Partner Bekend" not in "".join(pages)
    address = reverse("leerlijn_people:join", args=[pair.pk]) + f"?keep={world['theirs'].pk}"
    assert client.post(address).status_code == 302
    assert survivors() == {world["ours"].pk: world["theirs"].pk}
    joined = client.get(reverse("leerlijn_people:joined_doubles")).content.decode()
    apart = reverse("leerlijn_people:take_apart", args=[Merge.objects.get().pk])
    assert apart in joined
    assert "nieuwe deelnemers +1" in client.get(apart).content.decode().lower()
    assert client.post(apart).status_code == 302
    assert survivors() == {}
    again = reverse("leerlijn_people:look_again", args=[pair.pk])
    assert client.get(again).status_code == 405
    client.post(again)
    assert PersonPair.objects.get().decision == ""
    client.post(reverse("leerlijn_people:double", args=[pair.pk]))
    assert PersonPair.objects.get().decision == "different"
    seen = Access.objects.filter(by=world["accounts"]["linker"], kind="person")
    assert sorted(seen.first().subjects) == sorted([world["ours"].pk, world["theirs"].pk])


@pytest.mark.parametrize("who", ["ours", "theirs", "lead"])
def test_nobody_but_the_linker_sees_the_pair_by_list_or_address(world, who):
    client = client_of(world["accounts"][who])
    fact = None
    assert "Yusuf" not in client.get(reverse("leerlijn_people:doubles")).content.decode()
    for name in ("double", "join", "look_again"):
        assert client.post(reverse(f"leerlijn_people:{name}", args=[world["pair"].pk])).status_code == 404
    fact = join(world["pair"], keep=world["theirs"], by=world["accounts"]["linker"])
    for act in (client.get, client.post):
        assert act(reverse("leerlijn_people:take_apart", args=[fact.pk])).status_code == 404
    assert "Yusuf" not in client.get(reverse("leerlijn_people:joined_doubles")).content.decode()


def test_the_lead_s_coordinator_names_linkers_among_those_who_work_there(world):
    lead = world["grant"].lead
    colleague = AssignmentFactory(organisation=lead, role="trainer")
    stranger = AssignmentFactory(role="trainer")
    client = client_of(world["accounts"]["lead"])
    address = reverse("leerlijn_people:linkers")
    assert client.post(address, {"add": "1", "who": stranger.pk}).status_code == 200
    assert client.post(address, {"add": "1", "who": "\x00"}).status_code == 200
    assert client.post(address, {"add": "1", "who": colleague.pk}).status_code == 302
    named = Assignment.objects.get(account=colleague.account, role="linker")
    assert named.organisation == lead
    assert client_of(colleague.account).get(reverse("leerlijn_people:doubles")).status_code == 200
    client.post(address, {"remove": str(named.pk)})
    assert not Assignment.objects.filter(pk=named.pk).exists()
    assert client_of(world["accounts"]["ours"]).get(address).status_code == 404


def test_a_linker_s_home_says_what_waits_and_opens_nothing_else(world):
    client = client_of(world["accounts"]["linker"])
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("leerlijn_people:doubles") in home
    assert "misschien dubbel opgeschreven" in home
    assert client.get(reverse("leerlijn_courses_person_modeladmin_index")).status_code == 302
    inspected = reverse("leerlijn_courses_person_modeladmin_inspect", args=[world["ours"].pk])
    assert client.get(inspected).status_code == 404
