"""What an address may ask of a list: the filters it offers, and nothing about records that nobody may open."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.learning.models import Reflection
from courses.people.assigning import assign
from tests.factories import EnrolmentFactory, PersonFactory, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    """Somebody who takes part here and, which is not this organisation's business, elsewhere."""
    account = UserFactory(email="deelnemer@example.org")
    enrolment = EnrolmentFactory(person__account=account, person__name="Wilma Proefpersoon")
    EnrolmentFactory(person=enrolment.person, edition__title="Elders")
    Reflection.objects.create(enrolment=enrolment, block_key="a", text="Ik twijfel.")
    return enrolment


@pytest.fixture
def coordinator(client, known):
    account = UserFactory()
    assign(account, known.edition.organisation, "coordinator", by=None)
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    ("model", "look_up"),
    [
        ("person", "enrolments__edition__title"),
        ("person", "enrolments__reflections__text__startswith"),
        ("person", "account__password__startswith"),
        ("enrolment", "reflections__text__contains"),
        ("enrolment", "person__enrolments__edition__title"),
        ("edition", "enrolments__person__email__startswith"),
        ("organisation", "enrolments__person__name"),
    ],
)
def test_a_typed_in_look_up_tells_nothing(coordinator, model, look_up):
    shown = [
        coordinator.get(f"/admin/leerlijn_courses/{model}/", {look_up: value}).context["view"].queryset.count()
        for value in ("Ik twijfel.", "Elders", "zomaar iets")
    ]
    assert len(set(shown)) == 1
    assert shown[0]


def test_nor_does_it_tell_a_site_admin_what_a_reflection_says(client, known):
    client.force_login(SuperuserFactory())
    answer = client.get("/admin/leerlijn_courses/enrolment/", {"reflections__text__contains": "zomaar iets"})
    assert "Wilma Proefpersoon" in answer.content.decode()


def test_the_filters_of_a_list_work(coordinator):
    def named(**asked):
        return "Wilma Proefpersoon" in coordinator.get("/admin/leerlijn_courses/enrolment/", asked).content.decode()

    assert named(state__exact="placed")
    assert not named(state__exact="stopped")
    assert named(role__exact="participant", state__exact="placed")


@pytest.mark.parametrize("name", ["=1+1", "@som(1)", "+A1", "-A1"])
def test_no_name_is_a_formula_in_an_export(coordinator, known, name):
    PersonFactory(name=name, phone="+31 6 (0)12-34", keeper=known.edition.organisation)

    def export(kind):
        return coordinator.get("/admin/leerlijn_courses/person/", {"export": kind}).getvalue()

    cells = {cell for row in csv.reader(StringIO(export("csv").decode())) for cell in row}
    sheet = openpyxl.load_workbook(BytesIO(export("xlsx"))).active
    assert {f"'{name}", "+31 6 (0)12-34"} <= cells & {cell.value for row in sheet for cell in row}
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("model", ["person", "enrolment"])
def test_a_list_asks_as_much_for_many_as_for_one(coordinator, known, model):
    address = f"/admin/leerlijn_courses/{model}/"

    def queries():
        with CaptureQueriesContext(connection) as asked:
            coordinator.get(address)
        return len(asked)

    coordinator.get(address)
    for_one = queries()
    EnrolmentFactory.create_batch(20, edition=known.edition)
    assert queries() == for_one


def test_a_page_about_a_person_is_called_by_their_name(client, known):
    client.force_login(SuperuserFactory(language="nl"))
    for does in ("inspect", "edit"):
        page = client.get(f"/admin/leerlijn_courses/person/{does}/{known.person_id}/").content.decode()
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert "Wilma Proefpersoon" in title, title
        assert "nspecteren" not in page.partition("<main")[2][:3000]
