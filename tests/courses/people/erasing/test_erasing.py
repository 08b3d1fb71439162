"""Erasing: what goes at once, what a term locks, and what is left of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from courses.editions.models import Attendance, Enrolment
from courses.people.erasing.erasing import erase_due, erase_person, plan_of
from courses.people.erasing.errors import ErasureRefused
from courses.people.erasing.models import Kept
from courses.people.erasing.registry import Outcome
from courses.people.merging import merge
from courses.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db

AFTER = datetime(2044, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def attended(person: Person, grant: Any = None, **edition: Any) -> Attendance:
    """A mark in a group that this project pays for."""
    session = f.SessionFactory(edition=f.EditionFactory(version=None, **edition))
    if grant is not None:
        f.EditionFundingFactory(edition=session.edition, grant=grant)
    enrolment = f.EnrolmentFactory(person=person, edition=session.edition)
    return f.AttendanceFactory(person=person, session=session, enrolment=enrolment)


def test_without_a_project_everything_goes_at_once() -> None:
    person = f.PersonWithAccountFactory(name="Wis Mij", phone="06 12 34 56 78", birth_date=date(1990, 1, 1))
    account = person.account
    f.AnswerFactory(person=person)
    attended(person)
    plan = erase_person(person, by=None)
    assert plan.terms == ()
    person.refresh_from_db()
    assert (person.name, person.email, person.phone, person.birth_date, person.account) == ("", "", "", None, None)
    assert person.erased_at
    assert not type(account).objects.filter(pk=account.pk).exists()
    assert not Attendance.objects.exists()
    assert not Enrolment.objects.exists()
    assert not person.answers.exists()


def test_within_the_term_name_and_marks_are_locked() -> None:
    grant = f.GrantFactory(keep_until=date(2040, 12, 31), keep_reason="The grant agreement")
    person = f.PersonFactory(name="Wis Mij", latin_name="Wis", birth_date=date(1990, 1, 1))
    mark = attended(person, grant)
    gone = attended(person)
    plan = erase_person(person, by=None)
    assert plan.locked_until == date(2040, 12, 31)
    person.refresh_from_db()
    assert (person.name, person.latin_name, person.email, person.birth_date) == ("", "", "", None)
    kept = Kept.objects.get()
    assert (kept.name, kept.latin_name, kept.until) == ("Wis Mij", "Wis", date(2040, 12, 31))
    assert list(Attendance.objects.all()) == [mark]
    assert not Enrolment.objects.filter(pk=gone.enrolment_id).exists()
    with pytest.raises(ErasureRefused, match="2040"):
        plan_of(person)


def test_after_the_term_the_rest_goes_by_itself() -> None:
    grant = f.GrantFactory(keep_until=date(2040, 12, 31), keep_reason="The grant agreement")
    person = f.PersonFactory()
    attended(person, grant)
    erase_person(person, by=None)
    assert erase_due() == 0
    assert erase_due(moment=datetime(2040, 12, 31, 12, tzinfo=UTC)) == 0
    assert erase_due(moment=AFTER) == 1
    assert not Kept.objects.exists()
    assert not Attendance.objects.exists()
    with pytest.raises(ErasureRefused, match="Nothing is left"):
        erase_person(person, by=None)


def test_who_says_no_day_keeps_for_five_years_after_the_year_of_the_last_day() -> None:
    person = f.PersonFactory()
    attended(person, f.GrantFactory(first_day=date(2013, 4, 1), last_day=date(2014, 11, 30)))
    assert plan_of(person, moment=datetime(2019, 12, 31, 12, tzinfo=UTC)).locked_until == date(2019, 12, 31)
    assert plan_of(person, moment=datetime(2020, 1, 1, 12, tzinfo=UTC)).locked_until is None


def test_all_records_of_one_human_being_go_together() -> None:
    person, double = f.PersonFactory(name="Wis Mij"), f.PersonFactory(name="W. Mij")
    merge(double, person, by=None)
    attended(double)
    erase_person(person, by=None)
    assert not Person.objects.exclude(name="").exists()
    assert not Attendance.objects.exists()


def test_a_place_in_a_group_that_still_has_to_meet_comes_free() -> None:
    grant = f.GrantFactory(keep_until=date(2040, 12, 31), keep_reason="The grant agreement")
    edition = f.EditionFactory(version=None, capacity=1)
    f.EditionFundingFactory(edition=edition, grant=grant)
    tomorrow = timezone.now() + timedelta(days=3)
    f.SessionFactory(edition=edition, starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=2))
    enrolment = f.EnrolmentFactory(edition=edition)
    waiting = f.EnrolmentFactory(edition=edition, state=Enrolment.State.WAITING, placed_on=None)
    assert any("come free" in line.what for line in plan_of(enrolment.person).of(Outcome.GOES))
    erase_person(enrolment.person, by=None)
    enrolment.refresh_from_db()
    assert enrolment.state == Enrolment.State.STOPPED
    assert waiting.offers.exists()


def test_an_account_of_somebody_who_works_here_stays() -> None:
    person = f.PersonWithAccountFactory()
    f.AssignmentFactory(account=person.account, role="trainer")
    account = person.account
    plan = erase_person(person, by=None)
    assert plan.of(Outcome.STAYS)[0].what == "account to log in with"
    account.refresh_from_db()
    person.refresh_from_db()
    assert person.account is None


@pytest.mark.parametrize("typed", ["0", "-1", "999999", "abc", "1" * 30, "²", "9223372036854775808"])
def test_an_unknown_number_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(CommandError, match=r"no person|geen persoon"):
        call_command("erase_person", "--", typed)


def test_the_command_prints_its_plan_and_erases_only_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    person = f.PersonFactory(name="Wis Mij")
    call_command("erase_person", str(person.pk))
    said = capsys.readouterr()
    assert "goes: 1 " in said.out
    assert "Wis Mij" not in said.out + said.err
    assert "dry run" in said.err
    person.refresh_from_db()
    assert person.name == "Wis Mij"
    call_command("erase_person", str(person.pk), "--commit")
    assert capsys.readouterr().out == said.out
    person.refresh_from_db()
    assert person.name == ""
    with pytest.raises(CommandError):
        call_command("erase_person", str(person.pk), "--commit")
