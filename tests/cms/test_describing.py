"""What a programme hands over: units with keys that stay, in all its languages."""

from __future__ import annotations

import json

import pytest
from wagtail.models import Locale

from cms.models import MasterclassPage, ModulePage
from courses.curricula.contract import OffersCurriculum, ShowsUnit, UnitKind
from tests.factories import (
    MasterclassPageFactory,
    ModulePageFactory,
    TrainingPageFactory,
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


@pytest.fixture
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


def with_test(**kwargs):
    module = ModulePageFactory(title="Conflict lezen", minutes=15, body=[raw("text", "<p>…</p>"), raw_test()], **kwargs)
    return module.get_parent().specific, module


def test_pages_keep_the_contract():
    page, module = with_test()
    assert isinstance(page, OffersCurriculum)
    assert isinstance(module, ShowsUnit)


def test_the_outline_decides_the_order_and_modules_left_out_follow():
    page = MasterclassPageFactory(outline=[])
    first, second, third = (ModulePageFactory(parent=page, title=title) for title in ("Een", "Twee", "Drie"))
    page.outline = json.dumps([raw_module(third, required=False, functions=["raadslid"]), raw_meeting("Dag")])
    curriculum = published(page).get_curriculum()
    assert [unit.titles["nl"] for unit in curriculum.units] == ["Drie", "Dag", "Een", "Twee"]
    assert curriculum.units[0].key == str(third.translation_key)
    assert (curriculum.units[0].required, curriculum.units[0].functions) == (False, ("raadslid",))
    assert (curriculum.units[2].required, curriculum.units[2].functions) == (True, ())
    assert set(curriculum.pages) == {page.pk, first.pk, second.pk, third.pk}


def test_a_test_is_a_unit_of_its_module_with_all_that_scoring_needs():
    page, module = with_test()
    unit = next(unit for unit in page.get_curriculum().units if unit.kind == UnitKind.TEST)
    block = module.body[1]
    assert unit.key == f"{module.translation_key}:{block.id}"
    assert unit.parent == str(module.translation_key)
    (question,) = unit.definition["questions"]
    assert question["kind"] == "single"
    assert question["text"] == {"nl": "<p>Wat is goed?</p>"}
    assert [(option["text"], option["right"]) for option in question["options"]] == [
        ({"nl": "Dit"}, True),
        ({"nl": "Dat"}, False),
    ]


def test_a_limit_is_part_of_the_test_and_none_is_not_mentioned():
    free, limited = (
        ModulePageFactory(body=[raw_test(key="t", **limits)])
        .get_parent()
        .specific.get_curriculum()
        .units[-1]
        .definition
        for limits in ({}, {"attempts": 2, "minutes": 20})
    )
    assert {"attempts", "minutes"}.isdisjoint(free)
    assert (limited["attempts"], limited["minutes"]) == (2, 20)


def test_what_an_author_types_as_an_answer_is_no_markup():
    options = [raw_option("<script>", right=True), raw_option("a & b", feedback="<b>nee</b>")]
    module = ModulePageFactory(body=[raw_test(raw_choice("Wat?", *options))])
    page = module.get_parent().specific
    (question,) = page.get_curriculum().units[-1].definition["questions"]
    assert question["options"][0]["text"] == {"nl": "&lt;script&gt;"}
    assert question["options"][1]["feedback"] == {"nl": "&lt;b&gt;nee&lt;/b&gt;"}


def test_an_open_question_has_a_model_answer_and_no_options():
    open_question = raw("open", {"text": "<p>Wat nu?</p>", "model_answer": "<p>Luister.</p>"})
    module = ModulePageFactory(body=[raw_test(open_question)])
    (question,) = module.get_parent().specific.get_curriculum().units[-1].definition["questions"]
    assert (question["options"], question["model_answer"]) == ([], {"nl": "<p>Luister.</p>"})


def test_keys_and_structure_stay_when_only_words_change():
    page, module = with_test()
    before = page.get_curriculum()
    module.title = "Een conflict lezen"
    module.body[1].value["questions"][0].value["options"][1]["text"] = "Dat daar"
    published(module)
    after = MasterclassPage.objects.get(pk=page.pk).get_curriculum()
    assert [unit.key for unit in after.units] == [unit.key for unit in before.units]
    assert after.structure() == before.structure()
    assert after.units[1].titles == {"nl": "Een conflict lezen"}


def test_another_right_answer_is_another_structure():
    page, module = with_test()
    before = page.get_curriculum().structure()
    module.body[1].value["questions"][0].value["options"][1]["right"] = True
    published(module)
    assert page.get_curriculum().structure() != before


def test_answers_written_as_plain_data_get_a_key_once():
    module = ModulePageFactory()
    options = [{"type": "item", "value": {"text": "Dit", "right": True, "feedback": ""}, "id": None}]
    module.body = json.dumps([raw_test(raw_choice("Wat?", *options))])
    module.full_clean()
    module.save()
    first, second = (ModulePage.objects.get(pk=module.pk) for _ in range(2))
    keys = [page.body[0].value["questions"][0].value["options"].bound_blocks[0].id for page in (first, second)]
    assert keys[0]
    assert keys[0] == keys[1]


def test_a_translation_shares_the_keys_and_brings_its_words(english):
    page, module = with_test()
    dutch = page.get_curriculum()
    page.get_parent().specific.copy_for_translation(english, copy_parents=True)
    other = page.copy_for_translation(english)
    other.title = "Reading"
    other.outcomes = "see it\n\nname it"
    other_module = module.copy_for_translation(english)
    other_module.title = "Reading a conflict"
    question = other_module.body[1].value["questions"][0]
    question.value["options"][0]["text"] = "This"
    published(other_module)
    other = published(other)
    both = page.get_curriculum()
    assert [unit.key for unit in both.units] == [unit.key for unit in dutch.units]
    assert both.structure() == dutch.structure() == other.get_curriculum().structure()
    assert both.titles == {"nl": page.title, "en": "Reading"}
    assert both.outcomes == {"nl": [], "en": ["see it", "name it"]}
    assert both.units[1].titles == {"nl": "Conflict lezen", "en": "Reading a conflict"}
    assert both.units[2].definition["questions"][0]["options"][0]["text"] == {"nl": "Dit", "en": "This"}
    assert both.units[0].titles["en"] == "Dagdeel"
    assert {module.pk, other_module.pk, page.pk, other.pk} == set(both.pages)


def test_a_copy_of_a_page_is_another_programme():
    page, _module = with_test()
    copied = page.copy(recursive=True, update_attrs={"slug": "kopie"})
    keys = {unit.key for unit in page.get_curriculum().units}
    assert keys.isdisjoint(unit.key for unit in copied.specific.get_curriculum().units)


def test_minutes_are_added_up_unless_they_are_said():
    page, _module = with_test()
    assert page.get_curriculum().net_minutes == 195
    page.net_minutes = 120
    assert page.get_curriculum().net_minutes == 120


def test_a_trajectory_contains_another_programme():
    training = TrainingPageFactory(title="Basistraining")
    page = TrajectoryPageFactory(
        outline=[raw("curriculum", {"curriculum": training.pk, "required": True, "functions": []})]
    )
    (unit,) = page.get_curriculum().units
    assert unit.kind == UnitKind.CURRICULUM
    assert unit.definition == {"version": 1, "page": training.pk, "curriculum": str(training.translation_key)}
    assert unit.titles == {"nl": "Basistraining"}


def test_describing_takes_as_many_queries_for_many_modules(django_assert_max_num_queries):
    page = MasterclassPageFactory()
    for number in range(12):
        ModulePageFactory(parent=page, title=f"Module {number}", body=[raw_test()])
    page = MasterclassPage.objects.get(pk=page.pk)
    with django_assert_max_num_queries(4):
        assert len(page.get_curriculum().units) == 25


def only_for(*functions):
    thought = raw("reflection", {"question": "Wat denk je?"}, "thought")
    return json.dumps([raw("only_for", {"functions": list(functions), "pieces": [thought]}, "some")])


def test_for_whom_an_exercise_is_belongs_to_what_is_asked():
    """Else people of another function would get an exercise in the middle of their module."""
    module = ModulePageFactory(body=json.loads(only_for("bestuurder")))
    page = module.get_parent().specific
    before = page.get_curriculum()
    module.body = only_for("bestuurder", "raadslid")
    published(module)
    assert page.get_curriculum().structure() != before.structure()
    module.body = only_for("bestuurder").replace("Wat denk je?", "Wat vind je?")
    published(module)
    assert page.get_curriculum().structure() == before.structure()


def test_a_translation_that_is_behind_is_the_same_programme_and_one_that_asks_more_is_another(english):
    thoughts = [raw("reflection", {"question": f"Vraag {key}"}, key) for key in "abc"]
    module = ModulePageFactory(body=[raw("text", "<p>…</p>"), *thoughts[:2]])
    page = module.get_parent().specific
    published(page.copy_for_translation(english, copy_parents=True))
    before = page.get_curriculum().structure()
    other = published(module.copy_for_translation(english))

    def translated(*asked):
        other.body = json.dumps([raw("text", "<p>…</p>"), *asked])
        published(other)
        return page.get_curriculum().structure()

    assert translated(*thoughts[:2]) == translated(thoughts[0]) == before
    assert translated(*thoughts) != before
