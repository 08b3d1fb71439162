from datetime import timedelta

import pytest
from django.urls import reverse

from courses.curricula.contract import UnitKind
from courses.editions.enrolling import withdraw
from courses.editions.models import Enrolment
from courses.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return f.UserFactory(name="Nadia Proefpersoon")


@pytest.fixture
def client(client, account):
    client.force_login(account)
    return client


@pytest.fixture
def edition():
    return f.EditionFactory(open_for_enrolment=True)


def address(edition) -> str:
    return reverse("leerlijn_courses:enrol", args=[edition.pk])


def test_who_has_no_account_comes_back_after_signing_up(edition):
    from django.test import Client

    response = Client().get(address(edition))
    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={address(edition)}")


def test_the_page_says_what_when_and_where_and_asks_the_name_once(client, edition):
    f.SessionFactory(edition=edition, place="Buurthuis De Proef")
    page = client.get(address(edition)).content.decode()
    assert "Buurthuis De Proef" in page
    assert "Nadia Proefpersoon" in page
    assert "function" not in page


def test_a_double_click_enrols_once(client, edition, account):
    for _ in range(2):
        response = client.post(address(edition), {"name": "Nadia  Proefpersoon"})
        assert response["Location"] == reverse("leerlijn_courses:my_line")
    enrolment = Enrolment.objects.get()
    assert (enrolment.person.account, enrolment.person.name) == (account, "Nadia Proefpersoon")
    assert Person.objects.count() == 1


def test_a_known_person_gives_a_button_only(client, edition, account):
    f.PersonFactory(account=account, phone="06 00 00 00 00")
    page = client.get(address(edition)).content.decode()
    assert 'name="name"' not in page
    assert 'name="phone"' not in page
    client.post(address(edition))
    assert Enrolment.objects.count() == 1


def test_the_phone_number_is_kept_where_it_was_given(client, edition):
    client.post(address(edition), {"name": "Nadia", "phone": "06 11 22 33 44"})
    assert Person.objects.get().phone == "06 11 22 33 44"


def test_functions_are_asked_where_the_curriculum_tells_them_apart(client, edition):
    f.CurriculumUnitFactory(version=edition.version, functions=["bestuurder"])
    assert 'value="bestuurder"' in client.get(address(edition)).content.decode()
    client.post(address(edition), {"name": "Nadia", "function": "bestuurder"})
    assert Enrolment.objects.get().function == "bestuurder"


def test_an_unknown_function_is_an_error_and_what_was_filled_in_stays(client, edition):
    f.CurriculumUnitFactory(version=edition.version, functions=["bestuurder"])
    page = client.post(address(edition), {"name": "Nadia Blijft", "function": "keizer"}).content.decode()
    assert "Nadia Blijft" in page
    assert "ll-error-summary" in page
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 501, "\x00", "\u202e"])
def test_a_name_that_is_none_is_a_form_error(client, edition, name):
    response = client.post(address(edition), {"name": name})
    assert response.status_code == 200
    assert "ll-error-summary" in response.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["محمد الاختبار", "Ğ 🙂 Test", "x" * 500])
def test_a_name_is_right_as_it_is_written(client, edition, name):
    client.post(address(edition), {"name": name, "phone": "1"})
    assert Person.objects.get().name == name


def test_a_nul_in_the_phone_number_is_a_form_error(client, edition):
    assert client.post(address(edition), {"name": "Nadia", "phone": "1\x002"}).status_code == 200
    assert not Enrolment.objects.exists()


def test_a_full_group_says_so_before_and_after(client, edition):
    edition.capacity = 1
    edition.save()
    f.EnrolmentFactory(edition=edition)
    assert "ll-notice" in client.get(address(edition)).content.decode()
    client.post(address(edition), {"name": "Nadia"})
    assert Enrolment.objects.get(person__name="Nadia").state == Enrolment.State.WAITING
    page = client.get(reverse("leerlijn_courses:my_line")).content.decode()
    assert page.count(edition.title) >= 2


def test_a_closed_group_does_not_exist_and_one_that_is_over_says_so(client, edition):
    closed = f.EditionFactory(open_for_enrolment=False)
    assert client.get(address(closed)).status_code == 404
    edition.enrol_until = edition.today() - timedelta(days=1)
    edition.save()
    page = client.post(address(edition), {"name": "Nadia"})
    assert page.status_code == 200
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main")[0]
    assert not Enrolment.objects.exists()


def test_enrolling_again_after_leaving_is_a_new_attempt(client, edition):
    client.post(address(edition), {"name": "Nadia"})
    withdraw(list(Enrolment.objects.all()), by=None)
    client.post(address(edition))
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == ["stopped", "placed"]


def test_enrolling_in_a_part_of_ones_trajectory_hangs_below_it(client, edition, account):
    person = f.PersonFactory(account=account)
    version = f.CurriculumVersionFactory()
    f.CurriculumUnitFactory(
        version=version, kind=UnitKind.CURRICULUM, definition={"version": 1, "page": edition.version.page_id}
    )
    outer = f.EnrolmentFactory(person=person, edition=f.EditionFactory(version=version))
    client.post(address(edition))
    assert Enrolment.objects.get(edition=edition).parent == outer
