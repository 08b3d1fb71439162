"""Is this your name? The picture of what is printed, who may answer, and that an answer holds for that name only."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from PIL import Image

from certificates.errors import NameWaits
from certificates.issuing import dry_run
from certificates.models import Kind, NameCheck
from certificates.names import check_names, checked_names, picture_of_name
from courses.editions.addresses import own_page_address
from courses.people.assigning import assign
from tests import factories as f
from tests.certificates.making import completed

pytestmark = pytest.mark.django_db
NAMES = ["Şükrü Łukasz Nguyễn", "محمد عبد الرحمن", "ሳራ ተስፋይ", "Wilhelmina Alexandrina van der " * 3 + "Bedachterbroek"]


def ink(png: bytes) -> int:
    """How many dark dots there are."""
    return sum(Image.open(io.BytesIO(png)).convert("L").point(lambda tone: tone < 128 and 255).histogram()[1:])


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_shows_the_name_and_another_name_another_picture(name):
    picture = picture_of_name(f.PersonFactory.build(name=name))
    assert Image.open(io.BytesIO(picture)).format == "PNG"
    assert ink(picture) > 300
    assert picture != picture_of_name(f.PersonFactory.build(name=name[:-1]))


def test_a_name_that_waits_has_no_picture():
    with pytest.raises(NameWaits):
        picture_of_name(f.PersonFactory.build(name="王小明"))


def test_an_answer_holds_until_the_name_changes_and_is_given_once():
    person, other = f.PersonFactory(name="Zoë"), f.PersonFactory()
    check_names([person], by=None, by_holder=True)
    check_names([person, other], by=None, by_holder=False)
    assert set(checked_names([person, other])) == {person.pk, other.pk}
    assert checked_names([person])[person.pk].by_holder
    person.name = "Zoé"
    assert not checked_names([person])
    person.name, person.latin_name = "Zoë", "Zoe"
    assert not checked_names([person])


def test_the_dry_run_warns_and_does_not_refuse():
    completion = completed("Ada Voorbeeld")
    (candidate,) = dry_run(completion.edition, Kind.COMPLETION)
    assert (candidate.can_be_issued or candidate.standing == "decide", candidate.name_checked) == (True, False)
    check_names([completion.person], by=None, by_holder=True)
    (candidate,) = dry_run(completion.edition, Kind.COMPLETION)
    assert candidate.name_checked


def test_the_holder_says_yes_on_their_own_page_with_and_without_account(client):
    enrolment = f.EnrolmentFactory()
    page = own_page_address(enrolment)
    code = page.rstrip("/").rpartition("/")[2]
    confirm = reverse("leerlijn_certificates:confirm_name_by_link", args=[code])
    assert confirm in client.get(page).content.decode()
    assert client.get(confirm).status_code == 405
    assert not NameCheck.objects.exists()
    assert client.get(reverse("leerlijn_certificates:name_picture_by_link", args=[code]))["Content-Type"] == "image/png"
    client.post(confirm)
    assert checked_names([enrolment.person])[enrolment.person_id].by_holder
    assert confirm not in client.get(page).content.decode()
    account = f.UserFactory()
    person = f.PersonFactory(account=account)
    client.force_login(account)
    client.post(reverse("leerlijn_certificates:confirm_name"))
    assert checked_names([person])


def test_a_trainer_checks_the_names_of_their_own_group_with_the_participants(client):
    enrolment = f.EnrolmentFactory(person__name="Sanne")
    waiting = f.EnrolmentFactory(edition=enrolment.edition, person__name="王小明")
    elsewhere = f.EnrolmentFactory()
    trainer = f.UserFactory()
    f.EnrolmentFactory(edition=enrolment.edition, role="trainer", person=f.PersonFactory(account=trainer))
    assign(trainer, f.OrganisationFactory(), "trainer", by=None)
    client.force_login(trainer)
    address = reverse("leerlijn_issuing:names", args=[enrolment.edition_id])
    assert "Sanne" in client.get(address).content.decode()
    client.post(address, {"enrolment": [str(enrolment.pk), str(waiting.pk), str(elsewhere.pk), "x"]})
    check = NameCheck.objects.get()
    assert (check.person, check.by_holder, check.checked_by) == (enrolment.person, False, trainer)
    assert client.get(reverse("leerlijn_issuing:names", args=[elsewhere.edition_id])).status_code == 404
    picture = reverse("leerlijn_issuing:name_picture", args=[elsewhere.edition_id, elsewhere.pk])
    assert client.get(picture).status_code == 404


def test_the_page_of_a_group_asks_as_much_for_many_as_for_few(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    edition = f.EditionFactory()
    client.force_login(f.SuperuserFactory())
    address = reverse("leerlijn_issuing:names", args=[edition.pk])
    f.EnrolmentFactory.create_batch(2, edition=edition)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    f.EnrolmentFactory.create_batch(20, edition=edition)
    with django_assert_num_queries(len(few)):
        client.get(address)
