"""Run sheets and guides: who gives a group reads them, and nobody who takes part, by whatever road."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from wagtail.search.backends import get_search_backend

from cms.models import ModulePage
from courses.curricula.models import CurriculumUnit, CurriculumVersion
from courses.models import Assignment
from courses.people.assigning import assign
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    OrganisationFactory,
    PersonWithAccountFactory,
    SessionFactory,
    UserFactory,
    published,
    raw,
    raw_meeting,
)

pytestmark = pytest.mark.django_db
SECRET = "Zwijg hierover"
HALF_PAST_ONE = datetime(2022, 10, 7, 11, 30, tzinfo=UTC)


def row(minutes, title, **value):
    return raw("item", {"minutes": minutes, "title": title, **value})


PLAN = [
    row(15, "Welkom", room="Zaal 2"),
    row(45, "Over de streep", method="Streep", material="Tape", note=SECRET),
    row(15, "Koffie", is_break=True),
    row(90, "Gesprek", material="Tape"),
]


@pytest.fixture
def offer(db):
    return MasterclassPageFactory(outline=[raw_meeting("Dagdeel", minutes=0, key="m", plan=PLAN)])


@pytest.fixture
def module(offer):
    return ModulePageFactory(parent=offer, title="Lezen", guide=[raw("text", f"<p>{SECRET} in de gids.</p>", "g")])


@pytest.fixture
def edition(offer, module):
    version = CurriculumVersion.objects.filter(page=offer.pk).latest("number")
    return EditionFactory(version=version, organisation=OrganisationFactory())


@pytest.fixture
def session(offer, edition):
    return SessionFactory(
        edition=edition,
        unit_key=f"{offer.translation_key}:m",
        starts_at=HALF_PAST_ONE,
        ends_at=HALF_PAST_ONE + timedelta(hours=2, minutes=30),
        title="Middag",
    )


@pytest.fixture
def addresses(edition, session, module):
    pk = edition.pk
    return {
        "list": reverse("leerlijn_courses:to_give", args=[pk]),
        "sheet": reverse("leerlijn_courses:run_sheet", args=[pk, session.pk]),
        "undated": reverse("leerlijn_courses:undated_run_sheet", args=[pk, session.unit_key]),
        "guide": reverse("leerlijn_courses:guide", args=[pk, str(module.translation_key)]),
    }


def as_(client, role, edition):
    if role == "coordinator":
        account = UserFactory(language="nl")
        assign(account, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    else:
        person = PersonWithAccountFactory(account__language="nl")
        EnrolmentFactory(
            edition=edition if role != "elsewhere" else EditionFactory(), person=person, role=role_of(role)
        )
        account = person.account
    client.force_login(account)
    return client


def role_of(role):
    return "participant" if role == "participant" else "trainer"


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_who_gives_the_group_reads_them(client, edition, addresses, role):
    as_(client, role, edition)
    pages = {name: client.get(address).content.decode() for name, address in addresses.items()}
    assert addresses["sheet"] in pages["list"]
    assert addresses["guide"] in pages["list"]
    assert SECRET in pages["sheet"]
    assert SECRET in pages["undated"]
    assert f"{SECRET} in de gids." in pages["guide"]


@pytest.mark.parametrize("role", ["participant", "elsewhere"])
def test_nobody_else_finds_them_by_address(client, edition, addresses, role):
    as_(client, role, edition)
    assert {client.get(address).status_code for address in addresses.values()} == {404}


def test_a_run_sheet_has_the_hours_of_its_own_day_and_the_net_time(client, edition, addresses):
    content = as_(client, "trainer", edition).get(addresses["sheet"]).content.decode()
    for hours in ("13.30 tot 13.45 uur", "13.45 tot 14.30 uur", "14.30 tot 14.45 uur", "14.45 tot 16.15 uur"):
        assert hours in content
    assert "netto 2 uur en 30 minuten" in content
    assert "Te lang" in content
    assert content.count("Tape</li>") == 1


def test_of_a_meeting_in_parts_nobody_pretends_to_know_the_hours(client, edition, session, addresses):
    session.part = 1
    session.save()
    content = as_(client, "trainer", edition).get(addresses["sheet"]).content.decode()
    assert "13.30 tot 13.45" not in content
    assert "Over de streep" in content


def test_a_meeting_without_a_plan_says_so_and_a_module_without_a_guide_has_no_page(client, edition, addresses, module):
    bare = ModulePage.objects.get(pk=module.pk)
    bare.guide = "[]"
    published(bare)
    CurriculumUnit.objects.filter(version=edition.version_id).exclude(kind="module").update(definition={"version": 1})
    as_(client, "trainer", edition)
    assert "geen minutenplan" in client.get(addresses["sheet"]).content.decode()
    assert client.get(addresses["guide"]).status_code == 404
    assert addresses["guide"] not in client.get(addresses["list"]).content.decode()


def test_a_corrected_guide_reaches_the_group_and_is_no_new_version(client, edition, addresses, module):
    page = ModulePage.objects.get(pk=module.pk)
    page.guide = json.dumps([raw("text", "<p>Beter zo.</p>", "g")])
    known = set(CurriculumVersion.objects.values_list("pk", flat=True))
    published(page)
    assert set(CurriculumVersion.objects.values_list("pk", flat=True)) == known
    assert "Beter zo." in as_(client, "trainer", edition).get(addresses["guide"]).content.decode()


def test_a_participant_meets_no_word_of_them_on_any_page(client, edition, session, module, addresses):
    person = PersonWithAccountFactory(account__language="nl")
    enrolment = EnrolmentFactory(edition=edition, person=person)
    client.force_login(person.account)
    own = reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])
    pages = [own, f"{own}?whole=1", reverse("leerlijn_courses:my_line"), module.get_parent().url]
    pages.append(reverse("leerlijn_courses:enrolment", args=[enrolment.pk]))
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET not in answer.content.decode()
    preview = module.make_preview_request(preview_mode="participant").render().content.decode()
    assert SECRET not in preview


def test_no_search_finds_a_guide(module):
    assert not [field for field in ModulePage.search_fields if "guide" in field.field_name]
    assert not list(get_search_backend().search("Zwijg", ModulePage.objects.all()))
    assert "guide" not in [getattr(field, "name", field) for field in getattr(ModulePage, "api_fields", [])]
