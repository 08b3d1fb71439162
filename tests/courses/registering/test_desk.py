"""A coordinator's side: asking, seeing who came by whom, and numbers for the caterer."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.editions.enrolling import withdraw
from courses.models import Access, Assignment, Enrolment, RegistrationAnswer, RegistrationQuestion
from courses.people.assigning import assign
from courses.registering.confirming import confirm
from courses.registering.needs import needs_of
from tests import factories as f
from tests.factories_registering import QuestionFactory, RegistrationAnswerFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
Kind = RegistrationQuestion.Kind


@pytest.fixture
def edition():
    return f.EditionFactory(open_for_enrolment=True)


@pytest.fixture
def client(client, edition):
    account = f.UserFactory(language="en")
    assign(account, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return client


def at(name, edition, *args):
    return reverse(f"leerlijn_registering:{name}", args=[edition.pk, *args])


def eats(edition, *chosen, text="", question=None, **fields):
    registration = RegistrationFactory(edition=edition, **fields)
    RegistrationAnswerFactory(
        registration=registration,
        question=question or edition.registration_questions.get(kind="diet"),
        chosen=list(chosen),
        text=text,
    )
    return confirm(registration).enrolment


# Asking


def test_a_coordinator_asks_in_a_minute(client, edition):
    page = client.get(at("questions", edition)).content.decode()
    assert "The caterer gets numbers, no names." in page
    fields = {
        "ask_diet": "on",
        "purpose_diet": "So that there is something for everybody to eat. The caterer gets numbers, no names.",
    }
    client.post(at("questions", edition), fields | {"ask_organisation": "on", "purpose_organisation": "For the badge"})
    asked = dict(edition.registration_questions.values_list("kind", "purpose"))
    # The usual sentence is not stored, so that each reader has it in their own language.
    assert asked == {"diet": "", "organisation": "For the badge"}


def test_an_own_question_is_added_changed_and_removed(client, edition):
    fields = {"text": "How do you come?", "purpose": "For parking", "kind": "choice", "kept_days": "30"}
    answer = client.post(at("add_question", edition), fields | {"options": "by car"})
    assert "Give at least two answers" in answer.content.decode()
    client.post(at("add_question", edition), fields | {"options": "by car\n by  train \n\nby car"})
    question = edition.registration_questions.get()
    assert question.options == ["by car", "by train"]
    client.post(
        at("change_question", edition, question.pk), fields | {"text": "By what?", "options": "a\nb", "kind": "text"}
    )
    question.refresh_from_db()
    assert (question.text, question.kind) == ("By what?", "choice")
    client.post(at("drop_question", edition, question.pk))
    assert not edition.registration_questions.exists()


def test_another_groups_question_is_not_changed_here(client, edition):
    other = QuestionFactory(kind=Kind.TEXT)
    assert client.get(at("change_question", edition, other.pk)).status_code == 404
    assert client.post(at("drop_question", edition, other.pk)).status_code == 404
    preset = QuestionFactory(edition=edition)
    assert client.post(at("drop_question", edition, preset.pk)).status_code == 404


# Who came by whom


def test_the_coordinator_sees_who_registered_whom_and_own_answers_but_never_diet(client, edition):
    own = QuestionFactory(edition=edition, kind=Kind.YES_NO, text="Do you drive?")
    QuestionFactory(edition=edition)
    enrolment = eats(edition, "vegetarian", text="secret onions", somebody_else=True, by_name="Sam Secretaris")
    RegistrationAnswer.objects.create(question=own, enrolment=enrolment, chosen=["yes"])
    RegistrationFactory(edition=edition, name="Nobody Yet")
    for where in (at("registrations", edition), reverse("leerlijn_editions:edition", args=[edition.pk])):
        page = client.get(where).content.decode()
        assert enrolment.person.name in page
        assert "secret onions" not in page
        assert "vegetarian" not in page
        assert "Nobody Yet" not in page
    page = client.get(at("registrations", edition)).content.decode()
    assert "Sam Secretaris" in page
    assert "secretary@example.org" in page
    assert "Do you drive?" in page
    assert Access.objects.filter(detail__startswith="registrations").exists()


def test_queries_do_not_grow_with_people(client, edition, django_assert_max_num_queries):
    QuestionFactory(edition=edition, kind=Kind.TEXT)

    def count():
        client.get(at("registrations", edition))
        with django_assert_max_num_queries(40) as counted:
            client.get(at("registrations", edition))
        return len(counted.captured_queries)

    confirm(RegistrationFactory(edition=edition, somebody_else=True))
    few = count()
    for number in range(4):
        enrolment = confirm(RegistrationFactory(edition=edition, somebody_else=True)).enrolment
        RegistrationAnswer.objects.create(
            question=edition.registration_questions.get(), enrolment=enrolment, text=f"text {number}"
        )
    assert count() == few


# Numbers for the caterer


def test_numbers_are_of_those_with_a_place_and_nobody_is_named(client, edition):
    QuestionFactory(edition=edition)
    edition.capacity = 3
    edition.save()
    eats(edition, "vegetarian", "halal")
    eats(edition, "vegetarian", text="no onions", name="Onion Hater")
    withdraw([eats(edition, "vegan")], by=None)
    eats(edition, text="no onions")
    assert eats(edition, "kosher").state == Enrolment.State.WAITING
    (needed,) = needs_of(edition)
    assert [number for _, number in needed.counts] == [2, 1]
    assert needed.texts == [("no onions", 2)]
    page = client.get(at("needs", edition)).content.decode()
    assert "<strong>2 ×</strong> vegetarian" in page
    assert "Onion Hater" not in page
    assert "<strong>2 ×</strong> vegetarian" in client.get(at("needs", edition) + "?print=1").content.decode()
    assert Access.objects.filter(detail="diet and access needs", action="seen").count() == 2


def test_the_file_holds_no_formulas_and_no_names(client, edition):
    QuestionFactory(edition=edition)
    for text in ("=1+1", "+31 6", "-x", "@here"):
        eats(edition, text=text)
    answer = client.get(at("needs_file", edition))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row[1] for row in rows[2:]} == {"'=1+1", "'+31 6", "'-x", "'@here"}
    assert "Test Registrant" not in answer.content.decode()
    assert Access.objects.filter(detail="diet and access needs", action="exported").exists()


def test_a_trainer_and_another_organisation_see_none_of_it(client, edition):
    trainer = f.EnrolmentFactory(edition=edition, person=f.PersonWithAccountFactory(), role="trainer")
    assign(trainer.person.account, edition.organisation, Assignment.Role.TRAINER, by=None)
    QuestionFactory(edition=edition)
    client.force_login(trainer.person.account)
    for name in ("questions", "registrations", "needs", "needs_file"):
        assert client.get(at(name, edition)).status_code == 404
    group = client.get(reverse("leerlijn_editions:edition", args=[edition.pk])).content.decode()
    assert at("needs", edition) not in group
    assert at("questions", edition) not in group


def test_nothing_of_diet_leaves_by_the_exports(edition):
    from django.core.management import call_command

    grant = f.GrantFactory(lead=edition.organisation)
    f.EditionFundingFactory(edition=edition, grant=grant)
    QuestionFactory(edition=edition)
    eats(edition, "vegetarian", text="secret onions")
    out = io.StringIO()
    call_command("export_participation", grant=grant.code, stdout=out)
    assert "enrolment" in out.getvalue()
    assert "onions" not in out.getvalue()
    assert "vegetarian" not in out.getvalue()


# Somebody with an account is asked the same


def test_who_is_logged_in_answers_the_same_questions(client, edition):
    question = QuestionFactory(edition=edition)
    QuestionFactory(edition=edition, kind=Kind.ORGANISATION)
    person = f.PersonWithAccountFactory()
    client.force_login(person.account)
    fields = {f"q{question.pk}": ["vegan"], "organisation": "School De Proef"}
    client.post(reverse("leerlijn_courses:enrol", args=[edition.pk]), fields)
    enrolment = Enrolment.objects.get(person=person)
    assert enrolment.organisation.name == "School De Proef"
    assert RegistrationAnswer.objects.get(enrolment=enrolment).chosen == ["vegan"]


def test_the_deletion_day_is_said_and_moves_with_the_meeting(client, edition):
    QuestionFactory(edition=edition)
    f.SessionFactory(edition=edition, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    assert "These answers are deleted on" in client.get(at("needs", edition)).content.decode()
