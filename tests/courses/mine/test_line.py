from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.audit.models import Access
from courses.editions.addresses import own_page_address
from courses.editions.models import Enrolment
from courses.learning.progressing import finish_unit
from tests import factories as f

pytestmark = pytest.mark.django_db
MY_LINE = reverse("leerlijn_courses:my_line")


@pytest.fixture
def person():
    return f.PersonWithAccountFactory(name="Samira Testmans")


@pytest.fixture
def client(client, person):
    client.force_login(person.account)
    return client


def enrolled(person, *, units=3, title="A line", days=None, **fields):
    version = f.CurriculumVersionFactory(titles=f.both(title))
    for _ in range(units):
        f.CurriculumUnitFactory(version=version)
    edition = f.EditionFactory(version=version, title=title)
    if days is not None:
        meeting = f.PlannedSessionUnitFactory(version=version)
        starts = timezone.now() + timedelta(days=days)
        f.SessionFactory(edition=edition, unit_key=meeting.key, starts_at=starts)
    return f.EnrolmentFactory(person=person, edition=edition, **fields)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_nobody_in_particular_logs_in_first_and_comes_back(db):
    from django.test import Client

    response = Client().get(MY_LINE)
    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={MY_LINE}")


def test_who_is_enrolled_in_nothing_is_led_to_what_is_on_offer(client):
    page = text(client.get(MY_LINE))
    assert "Samira Testmans" in page
    assert 'href="/"' in page


def test_an_account_without_a_person_has_a_line_too(client):
    client.force_login(f.UserFactory())
    text(client.get(MY_LINE))


def test_one_next_step_and_what_is_missing(client, person):
    enrolment = enrolled(person, units=2, days=3)
    first, second, _ = enrolment.edition.version.units.order_by("position")
    finish_unit(enrolment, first.key, by=None)
    page = text(client.get(MY_LINE))
    assert page.count('class="ll-next"') == 1
    assert reverse("leerlijn_courses:unit", args=[enrolment.pk, second.key]) in page
    assert page.count('aria-current="step"') == 1


def test_an_offered_place_leads_to_the_page_with_the_button(client, person):
    enrolment = enrolled(person, state=Enrolment.State.WAITING)
    address = own_page_address(f.OfferFactory(enrolment=enrolment).enrolment)
    for page in (MY_LINE, reverse("leerlijn_courses:enrolment", args=[enrolment.pk])):
        assert f'href="{address}"' in text(client.get(page))


def test_the_nearest_date_stands_on_top(client, person):
    enrolled(person, title="Later on", days=20)
    enrolled(person, title="Soon", days=2)
    enrolled(person, title="Without a date")
    page = text(client.get(MY_LINE))
    heads = [page.index(f">{title}</a></h2>") for title in ("Soon", "Later on", "Without a date")]
    assert heads == sorted(heads)


def test_what_was_completed_stands_below_with_its_day(client, person):
    enrolment = enrolled(person, units=1)
    unit = enrolment.edition.version.units.get()
    finish_unit(enrolment, unit.key, by=None)
    page = text(client.get(MY_LINE))
    assert 'id="completed"' in page
    assert "ll-next" not in page


def test_waiting_is_said_and_opens_nothing(client, person):
    enrolment = enrolled(person, title="Full house", state=Enrolment.State.WAITING)
    document = f.EditionDocumentFactory(edition=enrolment.edition)
    page = text(client.get(MY_LINE))
    assert "Full house" in page
    assert document.title not in page
    key = enrolment.edition.version.units.first().key
    assert client.get(reverse("leerlijn_courses:unit", args=[enrolment.pk, key])).status_code == 404
    assert client.get(reverse("leerlijn_courses:document", args=[document.pk])).status_code == 404
    text(client.get(reverse("leerlijn_courses:enrolment", args=[enrolment.pk])))


def test_neither_stopped_nor_given_groups_stand_on_my_line(client, person):
    enrolled(person, title="Left behind", state=Enrolment.State.STOPPED)
    enrolled(person, title="Given by me", role=Enrolment.Role.TRAINER)
    page = text(client.get(MY_LINE))
    assert "Left behind" not in page
    assert "Given by me" not in page


def queries_of(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(30) as counted:
        client.get(address)
    return len(counted.captured_queries)


def test_queries_grow_neither_with_units_nor_groups_nor_participants(client, person, django_assert_max_num_queries):
    enrolment = enrolled(person, units=1, days=2)
    f.EditionDocumentFactory(edition=enrolment.edition)
    f.TestUnitFactory(version=enrolment.edition.version)
    few = queries_of(client, MY_LINE, django_assert_max_num_queries)
    for days in range(3):
        more = enrolled(person, units=12, days=days)
        f.TestUnitFactory(version=more.edition.version)
        f.EnrolmentFactory.create_batch(5, edition=more.edition)
    assert queries_of(client, MY_LINE, django_assert_max_num_queries) == few
    assert few <= 18


@pytest.mark.parametrize("route", ["enrolment", "leave"])
def test_an_enrolment_is_its_owners_alone(client, person, route):
    own = enrolled(person, days=1)
    other = enrolled(f.PersonWithAccountFactory())
    text(client.get(reverse(f"leerlijn_courses:{route}", args=[own.pk])))
    assert client.get(reverse(f"leerlijn_courses:{route}", args=[other.pk])).status_code == 404


def test_leaving_asks_first_and_ends_by_a_button(client, person):
    enrolment = enrolled(person)
    address = reverse("leerlijn_courses:leave", args=[enrolment.pk])
    text(client.get(address))
    enrolment.refresh_from_db()
    assert enrolment.state == Enrolment.State.PLACED
    assert client.post(address).status_code == 302
    enrolment.refresh_from_db()
    assert enrolment.state == Enrolment.State.STOPPED
    assert client.post(address)["Location"] == MY_LINE
    assert client.get(address).status_code == 404


def test_a_document_is_for_the_group_and_each_download_is_written_down(client, person, settings, tmp_path):
    document = f.EditionDocumentFactory(edition=enrolled(person).edition)
    response = client.get(reverse("leerlijn_courses:document", args=[document.pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert "attachment" in response["Content-Disposition"]
    seen = Access.objects.get(kind="edition document")
    assert (seen.subjects, seen.by) == ([document.pk], person.account)
    client.force_login(f.PersonWithAccountFactory().account)
    assert client.get(reverse("leerlijn_courses:document", args=[document.pk])).status_code == 404


def test_a_document_whose_file_is_gone_is_not_there(client, person):
    document = f.EditionDocumentFactory(edition=enrolled(person).edition)
    document.file.storage.delete(document.file.name)
    assert client.get(reverse("leerlijn_courses:document", args=[document.pk])).status_code == 404


def test_what_stands_on_a_record_that_was_joined_with_mine_is_mine(client, person):
    from courses.people.merging import merge, split

    other = f.PersonFactory()
    enrolment = enrolled(other, title="On my other record")
    assert "On my other record" not in text(client.get(MY_LINE))
    merge(other, person, by=None)
    assert "On my other record" in text(client.get(MY_LINE))
    key = enrolment.edition.version.units.first().key
    assert client.get(reverse("leerlijn_courses:enrolment", args=[enrolment.pk])).status_code == 200
    split(other, person, by=None)
    assert "On my other record" not in text(client.get(MY_LINE))
    assert client.get(reverse("leerlijn_courses:unit", args=[enrolment.pk, key])).status_code == 404


def test_at_ones_own_pace_there_is_a_last_day(client, person):
    enrolment = enrolled(person)
    f.SelfPacedSessionFactory(edition=enrolment.edition)
    assert "31 december 2025" in text(client.get(MY_LINE, headers={"Accept-Language": "nl"}))
