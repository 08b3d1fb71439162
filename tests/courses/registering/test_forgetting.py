from datetime import timedelta

import pytest
from django.utils import timezone

from courses.editions.enrolling import withdraw
from courses.editions.planning import Meeting, change_session
from courses.mail.models import Mail
from courses.models import Registration, RegistrationAnswer, RegistrationQuestion
from courses.registering.applying import Typed, register
from courses.registering.confirming import confirm
from courses.registering.forgetting import forget_due
from tests import factories as f
from tests.factories_registering import QuestionFactory, RegistrationAnswerFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
Kind = RegistrationQuestion.Kind


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def meeting(edition, days):
    """That ended so many days ago, and a minute."""
    ends = days_ago(days) - timedelta(minutes=1)
    return f.SessionFactory(edition=edition, starts_at=ends - timedelta(hours=2), ends_at=ends)


@pytest.fixture
def answer():
    """Vegetarian, of somebody with a place."""
    made = RegistrationAnswerFactory()
    confirm(made.registration)
    made.refresh_from_db()
    return made


@pytest.fixture
def edition(answer):
    return answer.enrolment.edition


def test_unconfirmed_registrations_go_after_a_week_with_their_mails():
    edition = f.EditionFactory(open_for_enrolment=True)
    old = register(edition, Typed(name="Oud Proef", email="old@example.org"), language="nl")
    new = register(edition, Typed(name="Nieuw Proef", email="new@example.org"), language="nl")
    Registration.objects.filter(pk=old.pk).update(created_at=days_ago(7) - timedelta(minutes=1))
    Registration.objects.filter(pk=new.pk).update(created_at=days_ago(7) + timedelta(minutes=1))
    assert forget_due()["unconfirmed"] == 1
    assert Registration.objects.get() == new
    assert Mail.objects.get().recipient == "new@example.org"


def test_a_confirmed_registration_stays(answer):
    Registration.objects.update(created_at=days_ago(30))
    forget_due()
    assert Registration.objects.count() == 1


def test_diet_and_access_go_seven_days_after_the_last_meeting(answer, edition):
    meeting(edition, 20)
    last = meeting(edition, 7)
    last.ends_at += timedelta(minutes=2)
    last.save()
    forget_due()
    assert RegistrationAnswer.objects.exists()
    last.ends_at -= timedelta(minutes=2)
    last.save()
    assert forget_due()["answers"] == 1
    assert not RegistrationAnswer.objects.exists()


def test_who_stopped_is_forgotten_on_the_same_day(answer, edition):
    withdraw([answer.enrolment], by=None)
    meeting(edition, 7)
    forget_due()
    assert not RegistrationAnswer.objects.exists()


def test_the_day_moves_with_the_meeting(answer, edition):
    session = meeting(edition, 8)
    later = timezone.now() + timedelta(days=10)
    change_session(session, Meeting(later, later + timedelta(hours=1)), by=None)
    forget_due()
    assert RegistrationAnswer.objects.exists()


def test_without_any_meeting_the_answer_waits_a_year(answer):
    forget_due()
    assert RegistrationAnswer.objects.exists()
    RegistrationAnswer.objects.update(given_at=days_ago(366))
    forget_due()
    assert not RegistrationAnswer.objects.exists()


def test_each_question_has_its_own_days(answer, edition):
    question = QuestionFactory(edition=edition, kind=Kind.TEXT, kept_days=30)
    RegistrationAnswer.objects.create(question=question, enrolment=answer.enrolment, text="by train")
    meeting(edition, 8)
    forget_due()
    assert RegistrationAnswer.objects.get().question == question
    f.SessionFactory.reset_sequence()
    edition.sessions.all().delete()
    meeting(edition, 30)
    forget_due()
    assert not RegistrationAnswer.objects.exists()


def test_who_registered_somebody_else_is_forgotten_a_year_after_the_last_meeting():
    registration = RegistrationFactory(somebody_else=True)
    enrolment = confirm(registration).enrolment
    session = meeting(registration.edition, 364)
    forget_due()
    assert Registration.objects.exists()
    session.delete()
    meeting(registration.edition, 365)
    forget_due()
    assert not Registration.objects.exists()
    enrolment.refresh_from_db()


def test_twice_does_no_harm(answer, edition):
    meeting(edition, 7)
    forget_due()
    assert forget_due() == {"unconfirmed": 0, "answers": 0, "confirmed": 0}


def test_the_beat_knows_it_and_a_host_without_a_worker_too(answer, edition):
    from django.core.management import call_command

    from config.queue import app

    app.loader.import_default_modules()
    assert app.conf.beat_schedule["forget registrations"]["task"] in app.tasks
    meeting(edition, 7)
    call_command("run_jobs")
    assert not RegistrationAnswer.objects.exists()
