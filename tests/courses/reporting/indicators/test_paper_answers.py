"""A coordinator types in what somebody without an account answered on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from courses.models import Access, Answer, EditionFunding, Merge
from courses.people.answering import AnswerRefused, write_answers
from courses.people.assigning import assign
from courses.reporting.freezing.awaiting import late_facts
from courses.reporting.indicators import keeping
from tests import factories as f
from tests.factories_freezing import report_over
from tests.factories_indicators import PEOPLE

pytestmark = pytest.mark.django_db
FORM = {"on": "2025-01-05", "gender": "female"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def enrolment() -> Any:
    """Somebody in a group whose project needs to know three things."""
    enrolment = f.EnrolmentFactory(edition__organisation=f.OrganisationFactory())
    grant = f.GrantFactory()
    EditionFunding.objects.create(edition=enrolment.edition, grant=grant)
    recipe = replace(PEOPLE, dimensions=("disability", "gender", "age"))
    keeping.add_indicator(grant, code="I", name="N", recipe=recipe, target=1, baseline=0, active=True, by=None)
    return enrolment


def coordinator(organisation: Any, client: Any) -> Any:
    account = f.UserFactory(language="en")
    assign(account, organisation, "coordinator", by=None)
    client.force_login(account)
    return account


def address(person: Any) -> str:
    return reverse("leerlijn_indicators:paper_answers", args=[person.pk])


def said() -> list[tuple[str, str]]:
    return sorted(Answer.objects.values_list("dimension", "value"))


def test_from_the_persons_page_to_answers_that_hold_from_the_day_on_the_form(client: Any, enrolment: Any) -> None:
    account = coordinator(enrolment.edition.organisation, client)
    own = reverse("leerlijn_courses_person_modeladmin_inspect", args=[enrolment.person_id])
    assert address(enrolment.person) in client.get(own).content.decode()
    page = client.get(address(enrolment.person)).content.decode()
    assert enrolment.edition.funding.get().grant.funder.name in page
    assert page.index("Sensitive questions") < page.index("Do you have a disability")
    assert page.index("Are you a woman") < page.index("Sensitive questions")
    day = timezone.localdate() - timedelta(days=9)
    told = {"on": day, "gender": "declined", "disability": "no_answer", "birth_date": "1990-02-28"}
    assert client.post(address(enrolment.person), told).status_code == 302
    assert said() == [("disability", "no_answer"), ("gender", "declined")]
    assert {(row.valid_from, row.recorded_by) for row in Answer.objects.all()} == {(day, account)}
    enrolment.person.refresh_from_db()
    assert enrolment.person.birth_date == date(1990, 2, 28)
    entry = ModelLogEntry.objects.get(action="leerlijn.answer")
    assert entry.user == account
    assert entry.data == {"questions": ["birth_date", "disability", "gender"]}
    assert Access.objects.filter(by=account, kind="person", subjects=[enrolment.person_id], detail="questions").exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"on": timezone.localdate() + timedelta(days=400)}, "still to come"),
        ({"on": ""}, "This field is required"),
        ({"on": "0207-03-01"}, "too long ago"),
        ({"on": "2001-01-01", "birth_date": "2002-01-01"}, "not born yet"),
        ({"birth_date": "1066-10-14"}, "Nobody is that old"),
        ({"birth_date": "1990-01-01", "age": "declined"}, "choose one of the two"),
        ({"gender": ""}, "at least one answer"),
        ({"gender": "\x00"}, "not one of the available choices"),
    ],
)
def test_what_cant_be_is_a_sentence_and_nothing_is_written(
    client: Any, enrolment: Any, change: dict[str, Any], sentence: str
) -> None:
    coordinator(enrolment.edition.organisation, client)
    told = FORM | change
    assert sentence in client.post(address(enrolment.person), told).content.decode()
    assert not Answer.objects.exists()


def test_only_who_manages_a_group_of_this_very_record_finds_it(client: Any, enrolment: Any) -> None:
    trainer = f.EnrolmentFactory(edition=enrolment.edition, role="trainer", person__account=f.UserFactory())
    keeper = f.OrganisationFactory()
    enrolment.person.keeper = keeper
    enrolment.person.save()
    joined = f.EnrolmentFactory(edition__organisation=keeper)
    Merge.objects.create(person=joined.person, other=enrolment.person)
    for account in (f.UserFactory(), trainer.person.account, coordinator(keeper, client)):
        client.force_login(account)
        assert client.get(address(enrolment.person)).status_code in (302, 404)
        assert client.post(address(enrolment.person), FORM).status_code in (302, 404)
    assert client.get(address(enrolment.person)).status_code == 404
    assert not Answer.objects.exists()


def test_what_was_said_before_isnt_shown_and_of_another_record_not_even_that(client: Any, enrolment: Any) -> None:
    coordinator(enrolment.edition.organisation, client)
    other = f.PersonFactory()
    Merge.objects.create(person=other, other=enrolment.person)
    day = timezone.localdate()
    Answer.objects.create(person=other, dimension="gender", value="non_binary", valid_from=day)
    assert "Was answered before" not in client.get(address(enrolment.person)).content.decode()
    Answer.objects.create(person=enrolment.person, dimension="gender", value="non_binary", valid_from=day)
    page = client.get(address(enrolment.person)).content.decode()
    assert page.count("Was answered before") == 1
    assert 'value="non_binary" selected' not in page


def test_after_a_report_is_closed_a_reason_is_asked_and_stands_beside_the_late_answer(
    client: Any, enrolment: Any
) -> None:
    coordinator(enrolment.edition.organisation, client)
    session = f.SessionFactory(edition=enrolment.edition)
    frozen = report_over(session)
    frozen.question = '{"age_bands":"0-17,18+","by":["gender"],"cross":[]}'
    frozen.save()
    assert "Say in one sentence why" in client.post(address(enrolment.person), FORM).content.decode()
    assert not Answer.objects.exists()
    answer = client.post(address(enrolment.person), FORM | {"reason": "The forms came by post."})
    assert answer.status_code == 302
    assert [fact.reason for fact in late_facts(frozen)] == ["The forms came by post."]


def test_an_older_form_is_a_fact_of_its_day_and_takes_nothing_back_that_was_said_later() -> None:
    person = f.PersonFactory()
    late, early = date(2025, 3, 1), date(2025, 1, 5)
    write_answers(person, {"gender": "female", "region": "Drenthe"}, by=None, on=late)
    write_answers(person, {"gender": "female", "region": "declined"}, by=None, on=early)
    assert sorted(Answer.objects.values_list("dimension", "value", "valid_from")) == [
        ("gender", "female", early),
        ("gender", "female", late),
        ("region", "Drenthe", late),
        ("region", "declined", early),
    ]
    write_answers(person, {"region": "declined"}, by=None)
    assert Answer.objects.filter(dimension="region", value="declined", valid_from=late).exists()
    with pytest.raises(AnswerRefused):
        write_answers(person, {"gender": "male"}, by=None, on=timezone.localdate() + timedelta(days=1))
