"""A group's pages in the admin: scope by typed-in address, what acts, what is refused in words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from courses.models import Access, Assignment, Attendance, Edition, Enrolment, Person
from courses.people.assigning import assign
from tests.factories import (
    CurriculumVersionFactory,
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonFactory,
    PersonWithAccountFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return OrganisationFactory()


@pytest.fixture
def edition(mine):
    return EditionFactory(organisation=mine, title="Onze groep")


@pytest.fixture
def coordinator(mine, client):
    account = UserFactory()
    assign(account, mine, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return account


def page(name, *args):
    return reverse(f"leerlijn_editions:{name}", args=args)


def test_a_coordinator_enrols_somebody_new_and_sees_them(client, coordinator, edition):
    response = client.post(page("enrol", edition.pk), {"name": "Noor Test", "role": "participant"}, follow=True)
    assert "Noor Test" in response.content.decode()
    person = Person.objects.get(name="Noor Test")
    assert person.keeper == edition.organisation
    assert Enrolment.objects.get(person=person).state == "placed"


def test_somebody_of_another_organisation_cannot_be_enrolled_by_number(client, coordinator, edition):
    stranger = PersonFactory(name="Onbekende Test")
    response = client.post(page("enrol", edition.pk), {"person": stranger.pk, "role": "participant"})
    assert response.status_code == 200
    assert not Enrolment.objects.exists()
    response = client.get(page("enrol", edition.pk), {"q": "Onbekende"})
    assert "Onbekende Test" not in response.content.decode()


def test_attendance_is_saved_once_however_often_it_is_sent(client, coordinator, edition):
    session = SessionFactory(edition=edition)
    there, half, gone = EnrolmentFactory.create_batch(3, edition=edition)
    data = {
        f"e{there.pk}-status": "present",
        f"e{half.pk}-status": "partial",
        f"e{half.pk}-minutes": "90",
        f"e{gone.pk}-status": "absent",
        "headcount": "5",
    }
    for _ in range(2):
        assert client.post(page("attendance", edition.pk, session.pk), data).status_code == 302
    marks = Attendance.objects.effective().values_list("enrolment", "status", "minutes")
    assert set(marks) == {(there.pk, "present", None), (half.pk, "partial", 90), (gone.pk, "absent", None)}
    assert Attendance.objects.count() == 3
    session.refresh_from_db()
    assert session.headcount == 5


def test_partial_without_minutes_saves_nothing_and_keeps_what_was_filled_in(client, coordinator, edition):
    session = SessionFactory(edition=edition)
    first, second = EnrolmentFactory.create_batch(2, edition=edition)
    data = {f"e{first.pk}-status": "partial", f"e{second.pk}-status": "present", "headcount": "12"}
    response = client.post(page("attendance", edition.pk, session.pk), data)
    assert response.status_code == 200
    assert not Attendance.objects.exists()
    assert 'value="12"' in response.content.decode()


def test_a_trainer_sees_and_marks_the_groups_they_give_and_enrols_nobody(client, edition):
    trainer = PersonWithAccountFactory()
    assign(trainer.account, OrganisationFactory(), Assignment.Role.TRAINER, by=None)
    EnrolmentFactory(edition=edition, person=trainer, role="trainer")
    session = SessionFactory(edition=edition)
    client.force_login(trainer.account)
    assert client.get(page("edition", edition.pk)).status_code == 200
    assert client.get(page("attendance", edition.pk, session.pk)).status_code == 200
    assert client.get(page("enrol", edition.pk)).status_code == 404
    assert client.get(page("edition", EditionFactory().pk)).status_code == 404


def test_of_another_organisation_nothing_exists_whatever_address_is_typed(client, coordinator):
    other = SessionFactory()
    enrolment = EnrolmentFactory(edition=other.edition)
    for address in (
        page("edition", other.edition.pk),
        page("enrol", other.edition.pk),
        page("attendance", other.edition.pk, other.pk),
        page("edit_session", other.edition.pk, other.pk),
        reverse("leerlijn_courses_person_modeladmin_inspect", args=[enrolment.person.pk]),
        reverse("leerlijn_courses_person_modeladmin_edit", args=[enrolment.person.pk]),
        reverse("leerlijn_courses_person_modeladmin_history", args=[enrolment.person.pk]),
        reverse("leerlijn_courses_enrolment_modeladmin_inspect", args=[enrolment.pk]),
        reverse("leerlijn_courses_edition_modeladmin_edit", args=[other.edition.pk]),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(page("withdraw", other.edition.pk, enrolment.pk)).status_code == 404
    enrolment.refresh_from_db()
    assert enrolment.state == "placed"


def test_a_meeting_of_another_group_is_not_reached_through_ones_own(client, coordinator, edition):
    other = SessionFactory()
    assert client.get(page("attendance", edition.pk, other.pk)).status_code == 404


def test_a_trainer_who_starts_a_group_gives_it_and_it_runs_on_what_was_published(client, mine):
    trainer = UserFactory(name="Test Trainer")
    assign(trainer, mine, Assignment.Role.TRAINER, by=None)
    client.force_login(trainer)
    version = CurriculumVersionFactory()
    data = {
        "version": version.pk,
        "title": "Voorjaar",
        "code": "",
        "kind": "",
        "organisation": mine.pk,
        "counting": "full",
        "time_zone": "Europe/Amsterdam",
        "themes": "dialoog, wijk",
        "funding-TOTAL_FORMS": 0,
        "funding-INITIAL_FORMS": 0,
    }
    response = client.post(reverse("leerlijn_courses_edition_modeladmin_create"), data)
    edition = Edition.objects.get()
    assert response.url == page("edition", edition.pk)
    assert (edition.version, edition.themes, edition.kind) == (version, ["dialoog", "wijk"], "training")
    assert edition.enrolments.get().role == "trainer"


def test_lists_are_scoped_in_search_and_export_and_looking_is_logged(client, coordinator, mine):
    PersonFactory(name="Eigen Persoon", keeper=mine)
    PersonFactory(name="Andere Persoon")
    address = reverse("leerlijn_courses_person_modeladmin_index")
    shown = client.get(address, {"q": "Persoon"}).content.decode()
    assert "Eigen Persoon" in shown
    assert "Andere Persoon" not in shown
    exported = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode()
    assert "Eigen Persoon" in exported
    assert "Andere Persoon" not in exported
    assert set(Access.objects.values_list("action", "by")) == {
        ("searched", coordinator.pk),
        ("exported", coordinator.pk),
    }


def test_bad_names_and_addresses_are_form_errors(client, coordinator, mine):
    address = reverse("leerlijn_courses_person_modeladmin_create")
    for wrong in ({"name": "\u200b"}, {"name": "x" * 501}, {"name": "Anna\x00"}, {"name": "A", "email": "nergens"}):
        data = {"email": "", "keeper": mine.pk} | wrong
        assert client.post(address, data).status_code == 200, wrong
    assert not Person.objects.exists()
    data = {"name": "Anna 🌻 Test", "email": "anna@example.org", "birth_date": "20225-01-01", "keeper": mine.pk}
    assert client.post(address, data).status_code == 200
    assert client.post(address, data | {"birth_date": ""}).status_code == 302
    assert Person.objects.get().name == "Anna 🌻 Test"


@pytest.mark.parametrize("count", [3, 40])
def test_the_groups_page_costs_the_same_queries_for_few_and_many(
    client, coordinator, edition, count, django_assert_max_num_queries
):
    EnrolmentFactory.create_batch(count, edition=edition)
    SessionFactory.create_batch(3, edition=edition)
    client.get(page("edition", edition.pk))
    with django_assert_max_num_queries(44):
        client.get(page("edition", edition.pk))


def test_the_menu_of_a_coordinator_and_a_trainer_stays_short(client, coordinator, mine):
    both_languages = {
        "Groepen",
        "Groups",
        "Persons",
        "Personen",
        "Organisations",
        "Organisaties",
        "Projects",
        "Projecten",
    }

    def entries():
        shown = client.get(reverse("wagtailadmin_home")).content.decode()
        return [name for name in both_languages if f'"label": "{name}"' in shown]

    assert len(entries()) == 4
    trainer = UserFactory()
    assign(trainer, mine, Assignment.Role.TRAINER, by=None)
    client.force_login(trainer)
    assert len(entries()) == 1


@pytest.mark.parametrize("typed", ["²", "9" * 30, "-1", "x"])
def test_a_programme_that_is_none_leaves_the_form_bare(client, coordinator, typed):
    address = reverse("leerlijn_courses_edition_modeladmin_create")
    assert client.get(address, {"version": typed}).status_code == 200


@pytest.mark.parametrize("record", ["edition", "person"])
def test_who_works_for_one_organisation_finds_it_filled_in(client, record):
    account, organisation = UserFactory(), OrganisationFactory()
    assign(account, organisation, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    page = client.get(reverse(f"leerlijn_courses_{record}_modeladmin_create")).content.decode()
    assert f'<option value="{organisation.pk}" selected>' in page
