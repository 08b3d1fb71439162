"""Registering without an account, from the form at the foot of an offer to the button behind the link."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.links.codes import code_of
from courses.links.models import Link
from courses.links.opening import make_link
from courses.mail.models import Mail
from courses.models import Enrolment, Person, Registration, RegistrationAnswer
from courses.registering.applying import MAILS_AN_HOUR, PURPOSE
from courses.registering.models import RegistrationQuestion
from tests import factories as f
from tests.factories_registering import QuestionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
Kind = RegistrationQuestion.Kind


@pytest.fixture
def edition():
    return f.EditionFactory(open_for_enrolment=True, title="Samen aan tafel")


def form_of(edition):
    return reverse("leerlijn_courses:register", args=[edition.pk])


def typed(**fields):
    return {"name": "Nadia Proef", "email": "nadia@example.org"} | fields


def link_in_mail():
    return re.search(r"http\S+(/registration/\S+)", Mail.objects.latest("pk").text)[1]


def test_from_form_to_place(client, edition):
    answer = client.post(form_of(edition), typed(), headers={"Accept-Language": "en"})
    assert answer["Location"] == reverse("leerlijn_courses:register_sent", args=[edition.pk])
    assert "nadia@example.org" in client.get(answer["Location"]).content.decode()
    assert not Person.objects.exists()
    mail = Mail.objects.get()
    assert (mail.recipient, mail.language) == ("nadia@example.org", "en")
    assert "Nadia" not in mail.text + mail.html + mail.subject
    before = Registration.objects.values().get()
    for _ in range(3):
        assert "Nadia Proef" in client.get(link_in_mail()).content.decode()
    assert Registration.objects.values().get() == before
    assert not Enrolment.objects.exists()
    assert client.post(link_in_mail()).status_code == 302
    assert Enrolment.objects.get().state == "placed"
    assert client.get(link_in_mail()).status_code == 200
    assert client.post(link_in_mail()).status_code == 200
    assert Enrolment.objects.count() == 1


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(client, edition):
    known = f.PersonWithAccountFactory()
    f.EnrolmentFactory(person=known, edition=edition)
    pages = []
    for email in (known.email, "x" * (len(known.email) - 12) + "@example.org"):
        answer = client.post(form_of(edition), typed(email=email), follow=True)
        page = answer.content.decode().replace(email, "")
        pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page))
    assert pages[0] == pages[1]
    assert Mail.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b\u2060"}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"email": "nadia"}, "email"),
        ({"email": "a" * 250 + "@example.org"}, "email"),
        ({"other": "on"}, "other_name"),
        ({"other": "on", "other_name": "Jan", "other_email": "jan@"}, "other_email"),
        ({"organisation": "x" * 301}, "organisation"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, edition, fields, field):
    QuestionFactory(edition=edition, kind=Kind.ORGANISATION)
    answer = client.post(form_of(edition), typed(**fields))
    assert field in answer.context["form"].errors
    assert next(iter(value for value in typed(**fields).values() if value)) in answer.content.decode()
    assert not Registration.objects.exists()


def test_invisible_signs_in_an_address_are_taken_out(client, edition):
    client.post(form_of(edition), typed(email=" \u200bNadia\ufeff@Example.org\u00a0"))
    assert Registration.objects.get().email == "nadia@example.org"


def test_a_nul_byte_is_no_part_of_a_name(client, edition):
    client.post(form_of(edition), typed(name="Na\x00dia"))
    assert Registration.objects.get().name == "Nadia"


def test_somebody_else_is_registered_with_both_addresses(client, edition):
    other = {"other": "on", "other_name": "Wethouder Proef", "other_email": "wethouder@example.org"}
    client.post(form_of(edition), typed(**other))
    assert Mail.objects.get().recipient == "nadia@example.org"
    answer = client.post(link_in_mail(), follow=True)
    assert "Wethouder Proef" in answer.content.decode()
    assert Person.objects.get().email == "wethouder@example.org"
    assert Registration.objects.get().by_email == "nadia@example.org"
    again = client.get(form_of(edition) + "?other=1").content.decode()
    assert "Nadia Proef" in again
    assert "nadia@example.org" in again
    # The link proves the secretary's address: the participant's page is not behind it.
    assert "Wethouder" not in client.get(link_in_mail()).content.decode()


def test_somebody_else_who_was_hidden_again_does_not_count(client, edition):
    client.post(form_of(edition), typed(other_name="Jan", other_email="no address"))
    assert Registration.objects.get().by_email == ""


def test_what_a_machine_fills_in_is_not_taken(client, edition):
    answer = client.post(form_of(edition), typed(nickname="http://example.org"))
    assert answer.context["form"].errors
    assert not Registration.objects.exists()
    assert "http://example.org" not in answer.content.decode()


def test_one_address_gets_so_many_mails_and_no_more(client, edition):
    for number in range(MAILS_AN_HOUR + 1):
        answer = client.post(form_of(edition), typed(name=f"Nadia {number}"))
    assert answer.status_code == 200
    assert f"Nadia {MAILS_AN_HOUR}" in answer.content.decode()
    assert Mail.objects.count() == Registration.objects.count() == MAILS_AN_HOUR


def test_typed_again_it_is_the_same_registration_and_a_fresh_link(client, edition):
    client.post(form_of(edition), typed())
    client.post(form_of(edition), typed())
    assert Registration.objects.count() == 1
    assert Mail.objects.count() == 2


def test_questions_are_asked_with_purpose_and_day_and_kept_apart(client, edition):
    f.SessionFactory(edition=edition, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    kinds = [Kind.FUNCTION, Kind.ORGANISATION, Kind.DIET, Kind.ACCESS, Kind.TEXT, Kind.CHOICE, Kind.YES_NO]
    asked = {kind: QuestionFactory(edition=edition, kind=kind) for kind in kinds}
    page = client.get(form_of(edition), headers={"Accept-Language": "en"}).content.decode()
    assert "We delete the answer on" in page
    assert "For a test" in page
    answers = {
        "function": "leraar",
        "organisation": "School De Proef",
        f"q{asked[Kind.DIET].pk}": ["vegan", "halal"],
        f"q{asked[Kind.DIET].pk}_more": "no onions",
        f"q{asked[Kind.TEXT].pk}": "by train",
        f"q{asked[Kind.CHOICE].pk}": "other",
        f"q{asked[Kind.YES_NO].pk}": "yes",
    }
    client.post(form_of(edition), typed(**answers))
    client.post(link_in_mail())
    enrolment = Enrolment.objects.get()
    assert (enrolment.function, enrolment.organisation.name) == ("leraar", "School De Proef")
    kept = {a.question.kind: (a.chosen, a.text) for a in RegistrationAnswer.objects.filter(enrolment=enrolment)}
    assert kept == {
        "diet": (["vegan", "halal"], "no onions"),
        "text": ([], "by train"),
        "choice": (["other"], ""),
        "yes_no": (["yes"], ""),
    }


def test_a_coordinators_words_are_shown_as_text(client, edition):
    QuestionFactory(edition=edition, kind=Kind.TEXT, purpose="<script>alert(1)</script>", text="<b>?</b>")
    page = client.get(form_of(edition)).content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_a_required_question_has_to_be_answered(client, edition):
    question = QuestionFactory(edition=edition, kind=Kind.TEXT, required=True)
    assert f"q{question.pk}" in client.post(form_of(edition), typed()).context["form"].errors


def test_functions_that_the_programme_tells_apart_are_asked_without_a_question(client, edition):
    f.CurriculumUnitFactory(version=edition.version, functions=["bestuurder"])
    assert 'value="bestuurder"' in client.get(form_of(edition)).content.decode()
    assert 'value="ambtenaar"' not in client.get(form_of(edition)).content.decode()


def test_a_date_without_a_programme_takes_registrations(client):
    edition = f.EditionFactory(version=None, open_for_enrolment=True, title="Bewaar de datum")
    f.SessionFactory(edition=edition, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=4))
    assert "Bewaar de datum" in client.get(form_of(edition)).content.decode()
    client.post(form_of(edition), typed())
    client.post(link_in_mail())
    assert Enrolment.objects.get().edition == edition


# Closed, over, full


def test_a_group_that_nobody_can_get_into_does_not_exist(client):
    assert client.get(form_of(f.EditionFactory())).status_code == 404
    assert client.post("/register/99999999/", typed()).status_code == 404


def test_after_the_last_day_and_after_the_end_a_sentence(client, edition):
    edition.enrol_until = timezone.localdate() - timedelta(days=1)
    edition.save()
    over = f.SessionFactory(edition=f.EditionFactory(open_for_enrolment=True)).edition
    for one in (edition, over):
        assert client.get(form_of(one)).context["refusal"]
        assert client.post(form_of(one), typed()).context["refusal"]
    assert not Registration.objects.exists()


def test_closed_between_mail_and_button_is_said(client, edition):
    client.post(form_of(edition), typed())
    edition.open_for_enrolment = False
    edition.save()
    assert client.get(link_in_mail()).context["refusal"]
    assert client.post(link_in_mail()).context["refusal"]
    assert not Enrolment.objects.exists()


# Links


def address(link):
    return reverse("leerlijn_courses:registration", args=[code_of(link)])


@pytest.mark.parametrize("method", ["get", "post"])
def test_expired_withdrawn_foreign_and_made_up_links_do_nothing(client, edition, method):
    registration = RegistrationFactory(edition=edition)
    fields = {"purpose": PURPOSE, "subject": registration.pk, "by": None}
    expired = make_link(**fields, expires_at=timezone.now() - timedelta(seconds=1))
    withdrawn = make_link(**fields)
    Link.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    foreign = make_link(**fields | {"purpose": "enrolment"})
    gone = make_link(**fields | {"subject": 999_999})
    statuses = {
        address(expired): 410,
        address(withdrawn): 410,
        address(gone): 410,
        address(foreign): 404,
        address(make_link(**fields))[:-2] + "/": 404,
        "/registration/nonsense/": 404,
    }
    for where, status in statuses.items():
        assert getattr(client, method)(where).status_code == status
    assert not Enrolment.objects.exists()


def test_an_old_link_of_a_confirmed_registration_still_answers_kindly(client, edition):
    client.post(form_of(edition), typed())
    client.post(link_in_mail())
    Link.objects.filter(purpose=PURPOSE).update(expires_at=timezone.now())
    assert client.get(link_in_mail()).status_code == 200


def test_queries_do_not_grow_with_people(client, edition, django_assert_max_num_queries):
    QuestionFactory(edition=edition)

    def count():
        client.get(form_of(edition))
        with django_assert_max_num_queries(20) as counted:
            client.get(form_of(edition))
        return len(counted.captured_queries)

    few = count()
    for _ in range(5):
        f.EnrolmentFactory(edition=edition)
        RegistrationFactory(edition=edition)
    assert count() == few <= 12
