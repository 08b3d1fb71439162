import pytest

from courses.editions.enrolling import place
from courses.editions.models import Enrolment
from courses.mail.models import Mail
from tests import factories as f

pytestmark = pytest.mark.django_db


def waiting(**person) -> Enrolment:
    return f.EnrolmentFactory(person=f.PersonFactory(**person), state=Enrolment.State.WAITING)


def test_who_gets_a_place_hears_of_it_once_in_their_language():
    enrolment = waiting(name="Ayşe Test", language="en", account=f.UserFactory())
    f.SessionFactory(edition=enrolment.edition, place="Test Hall")
    place([enrolment], by=None)
    place([enrolment], by=None)
    mail = Mail.objects.get()
    assert mail.subject == f"There is a place for you: {enrolment.edition.title}"
    for words in ("Ayşe Test", "Test Hall", "/line/"):
        assert words in mail.text
    assert mail.key == f"placed:{enrolment.pk}"


def test_who_has_no_address_gets_no_mail_and_who_has_no_account_no_address_of_a_page():
    place([waiting(email="")], by=None)
    assert not Mail.objects.exists()
    place([waiting()], by=None)
    assert "/line/" not in Mail.objects.get().text
