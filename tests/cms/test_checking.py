"""What keeps a page from being published, as sentences."""

from __future__ import annotations

import json

import pytest

from cms.checking import problems
from cms.models import MasterclassPage, TrajectoryPage
from courses.curricula.pinning import latest_version
from tests.factories import (
    MasterclassPageFactory,
    ModulePageFactory,
    TrajectoryPageFactory,
    published,
    raw,
    raw_choice,
    raw_meeting,
    raw_module,
    raw_option,
    raw_test,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.LANGUAGE_CODE = "en"


def said(page):
    return " ".join(problem.sentence for problem in problems(page))


def module_with(*blocks):
    return ModulePageFactory(body=list(blocks))


def test_nothing_is_wrong_with_a_whole_programme():
    page = MasterclassPageFactory(rule_test_percentage=60, rule_sessions_present=1)
    module = ModulePageFactory(parent=page, body=[raw_test()])
    assert problems(page) == problems(module) == []


def test_a_programme_without_parts():
    page = MasterclassPageFactory(outline=[])
    assert "no parts yet" in said(page)


def test_a_module_without_content():
    assert "empty" in said(module_with())


def test_a_test_without_questions():
    test = raw_test()
    test["value"]["questions"] = []
    assert "no questions yet" in said(module_with(test))


def test_a_question_without_a_right_answer():
    question = raw_choice("Wie?", raw_option("a"), raw_option("b"))
    assert "no answer to “Wie?” is marked as right" in said(module_with(raw_test(question)))


def test_a_single_choice_with_two_right_answers():
    options = [raw_option("a", right=True), raw_option("b", right=True)]
    assert "several right answers" in said(module_with(raw_test(raw_choice("Wie?", *options))))
    assert not said(module_with(raw_test(raw_choice("Wie?", *options, kind="multiple"))))


def test_a_copied_block():
    test = raw_test(title="Twee keer")
    assert "“Twee keer” is there twice" in said(module_with(test, test))


def test_a_copied_question_or_answer():
    question = raw_choice("Wie?")
    assert "“Wie?” is there twice" in said(module_with(raw_test(question, question)))
    option = raw_option("a", right=True)
    assert "“Wie?” is there twice" in said(module_with(raw_test(raw_choice("Wie?", option, option, kind="multiple"))))


def test_a_copied_part_of_the_outline():
    meeting = raw_meeting("Dag")
    assert "“Dag” is there twice" in said(MasterclassPageFactory(outline=[meeting, meeting]))


def test_a_module_chosen_twice():
    page = MasterclassPageFactory()
    module = ModulePageFactory(parent=page, title="Eén")
    page.outline = json.dumps([raw_module(module), raw_module(module)])
    assert "“Eén” is in the outline twice" in said(page)


def test_a_module_and_its_alias_are_one_module():
    page = MasterclassPageFactory()
    module = ModulePageFactory(parent=MasterclassPageFactory(), title="Eén")
    alias = module.create_alias(parent=page, update_slug="alias")
    module.move(page, "last-child")
    page = MasterclassPage.objects.get(pk=page.pk)
    page.outline = json.dumps([raw_module(module), raw_module(alias)])
    assert "“Eén” is in the outline twice" in said(page)
    before = latest_version(page)
    assert latest_version(published(page)) == before


def test_a_module_of_another_programme():
    page = MasterclassPageFactory(outline=[raw_module(ModulePageFactory(title="Vreemd"))])
    assert "“Vreemd” belongs to another programme" in said(page)


def test_a_module_that_is_not_published():
    page = MasterclassPageFactory()
    module = ModulePageFactory(parent=page, title="Half", draft=True)
    page.outline = json.dumps([raw_meeting(), raw_module(module)])
    assert "“Half” is not published yet" in said(page)


def test_a_part_whose_page_is_gone():
    page = MasterclassPageFactory(outline=[raw("module", {"module": 999_999, "required": True, "functions": []})])
    assert "a page that is gone" in said(page)


def test_a_rule_that_asks_more_meetings_than_are_planned():
    assert "plans 1" in said(MasterclassPageFactory(rule_sessions_present=2))


def test_a_rule_that_asks_for_a_test_there_is_not():
    assert "no published module has one" in said(MasterclassPageFactory(rule_test_percentage=50))


def test_a_rule_that_asks_for_what_is_required_where_nothing_is():
    page = MasterclassPageFactory(outline=[raw_meeting(required=False)])
    assert "nothing is" in said(page)


def test_a_trajectory_that_contains_itself_by_way_of_another():
    one = TrajectoryPageFactory(title="Een")
    part = {"required": True, "functions": []}
    two = TrajectoryPageFactory(title="Twee", outline=[raw("curriculum", {"curriculum": one.pk, **part})])
    assert not problems(two)
    one.outline = json.dumps([raw("curriculum", {"curriculum": two.pk, **part})])
    assert "“Twee” contains this trajectory itself" in said(one)
    published(one)
    assert "contains this trajectory itself" in said(TrajectoryPage.objects.get(pk=two.pk))


@pytest.mark.parametrize("limit", ["attempts", "minutes"])
def test_a_test_that_nobody_could_begin_is_said(limit):
    module = ModulePageFactory(body=[raw_test(**{limit: 0})], draft=True)
    assert any("nobody could begin" in problem.sentence for problem in problems(module))
