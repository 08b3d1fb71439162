"""How a group did at its tests: sums without names for who gives or coordinates it, and nothing that tells on a few."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from courses.audit.models import Access
from courses.editions.models import Enrolment
from courses.learning import results
from courses.learning.models import ExtraTime, TestAttempt
from courses.learning.results import FEWEST, results_of, standings
from courses.learning.scoring import score
from courses.people.assigning import assign
from courses.people.models import Assignment
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def test():
    definition = f.definition_of_test(f.question("q1", options="abc"), f.question("m", kind="multiple", right="ab"))
    return f.TestUnitFactory(definition=definition)


@pytest.fixture
def edition(test):
    return f.EditionFactory(version=test.version)


def handed_in(edition, test, choices, *, number=1, marks=True):
    """One person per choice of the first question."""
    people = [f.EnrolmentFactory(edition=edition) for _ in choices]
    for person, choice in zip(people, choices, strict=True):
        go(person, test, {"q1": [choice]}, number=number, marks=marks)
    return people


def go(person, test, answers, *, number=1, marks=True, definition=None):
    result = score(definition or test.definition, answers)
    return TestAttempt.objects.create(
        enrolment=person,
        unit_key=test.key,
        number=number,
        answers=result.answers,
        definition=definition or test.definition,
        marks=result.marks if marks else None,
        points=result.points,
        points_possible=result.points_possible,
        percentage=result.percentage,
        passed=result.passed,
    )


def test_who_had_it_right_and_what_the_others_chose(edition, test):
    handed_in(edition, test, "aabbbc")
    (result,) = results_of(edition)
    first, second = result.questions
    assert (result.people, result.goes, result.passed) == (6, 6, 0)
    assert (first.asked, first.answered, first.right, first.share) == (6, 6, 2, 33)
    assert [(option.count, option.right) for option in first.options] == [(2, True), (3, False), (1, False)]
    assert (second.asked, second.answered, second.right) == (6, 0, 0)


def test_of_each_person_the_first_go_counts_and_of_a_pass_any(edition, test):
    people = handed_in(edition, test, "bbbbb")
    go(people[0], test, {"q1": ["a"], "m": ["a", "b"]}, number=2)
    (result,) = results_of(edition)
    assert (result.people, result.goes, result.passed) == (5, 6, 1)
    assert result.questions[0].right == 0


def test_of_a_few_nothing_is_told_that_points_at_one(edition, test):
    handed_in(edition, test, "ab" * (FEWEST // 2))
    (result,) = results_of(edition)
    question = result.questions[0]
    assert (question.asked, question.answered, question.right, question.options) == (FEWEST - 1, 0, None, ())


def test_what_was_handed_in_before_marks_were_kept_counts_too(edition, test):
    handed_in(edition, test, "aabbc", marks=False)
    assert results_of(edition)[0].questions[0].right == 2


def test_who_left_or_gives_the_group_is_not_among_them(edition, test):
    people = handed_in(edition, test, "aaaaaaa")
    Enrolment.objects.filter(pk=people[0].pk).update(state=Enrolment.State.STOPPED)
    Enrolment.objects.filter(pk=people[1].pk).update(role=Enrolment.Role.TRAINER)
    assert results_of(edition)[0].people == 5


def test_a_question_that_is_gone_stays_readable(edition, test):
    old = f.definition_of_test(f.question("gone"))
    for _ in range(5):
        go(f.EnrolmentFactory(edition=edition), test, {"gone": ["b"]}, definition=old)
    gone = results_of(edition)[0].questions[-1]
    assert (gone.gone, gone.key, gone.right) == (True, "gone", 0)
    assert gone.text.startswith("Question gone")


@given(goes=st.lists(st.lists(st.sampled_from("abc"), max_size=3), max_size=12))
def test_agrees_with_counting_on_fingers(goes):
    asked = f.question("q", kind="multiple", right="ab", options="abc")
    definition = f.definition_of_test(asked)
    tally = results._Tally()
    for number, chosen in enumerate(goes):
        result = score(definition, {"q": chosen})
        results._add(tally, number, result.answers, result.marks)
    told = results._question(asked, tally, gone=False)
    enough = len(goes) >= FEWEST
    picks = Counter(key for chosen in goes for key in set(chosen))
    assert told.asked == len(goes)
    assert told.right == (sum(set(chosen) == {"a", "b"} for chosen in goes) if enough else None)
    assert [option.count for option in told.options] == ([picks[key] for key in "abc"] if enough else [])


def test_the_same_queries_for_five_and_for_five_hundred():
    pool = [f.question(f"q{n}") for n in range(40)]
    test = f.TestUnitFactory(definition=f.definition_of_test(*pool))
    edition = f.EditionFactory(version=test.version)
    result = score(test.definition, {q["key"]: ["a"] for q in pool})

    def add(count):
        rows = [f.EnrolmentFactory(edition=edition) for _ in range(count)]
        TestAttempt.objects.bulk_create(
            TestAttempt(
                enrolment=row,
                unit_key=test.key,
                number=1,
                answers=result.answers,
                marks=result.marks,
                points=40,
                points_possible=40,
                percentage=100,
                passed=True,
            )
            for row in rows
        )

    def queries():
        with CaptureQueriesContext(connection) as captured:
            results_of(edition)
            standings(edition, edition.enrolments.all())
        return len(captured)

    add(5)
    few = queries()
    add(60)
    assert queries() == few <= 6
    assert results_of(edition)[0].questions[39].right == 65


# The pages


def trainer_of(edition):
    person = f.PersonWithAccountFactory()
    f.EnrolmentFactory(edition=edition, person=person, role=Enrolment.Role.TRAINER)
    assign(person.account, edition.organisation, Assignment.Role.TRAINER, by=None)
    return person.account


def test_results_name_nobody_and_who_passed_is_written_down(client, edition, test):
    people = handed_in(edition, test, "aabbb")
    client.force_login(trainer_of(edition))
    for name in ("results", "results_file"):
        shown = client.get(reverse(f"leerlijn_learning:{name}", args=[edition.pk])).content.decode()
        assert "Question q1" in shown
        assert not any(person.person.name in shown for person in people)
    assert not Access.objects.filter(detail="tests").exists()
    shown = client.get(reverse("leerlijn_learning:people", args=[edition.pk])).content.decode()
    assert all(person.person.name in shown for person in people)
    assert set(Access.objects.get(detail="tests").subjects) >= {person.pk for person in people}


def test_extra_time_is_given_on_the_groups_own_page(client, edition, test):
    person = f.EnrolmentFactory(edition=edition)
    client.force_login(trainer_of(edition))
    address = reverse("leerlijn_learning:extra_time", args=[edition.pk, person.pk])
    assert client.post(address, {"percent": "999"}).status_code == 200
    assert not ExtraTime.objects.exists()
    client.post(address, {"percent": "50", "minutes": ""})
    assert ExtraTime.objects.get(enrolment=person).percent == 50
    assert "50 %" in client.get(reverse("leerlijn_learning:people", args=[edition.pk])).content.decode()


def test_another_groups_trainer_finds_nothing(client, edition, test):
    person = f.EnrolmentFactory(edition=edition)
    client.force_login(trainer_of(f.EditionFactory()))
    for name, args in (("results", []), ("results_file", []), ("people", []), ("extra_time", [person.pk])):
        assert client.get(reverse(f"leerlijn_learning:{name}", args=[edition.pk, *args])).status_code == 404
