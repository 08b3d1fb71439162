"""The question bank: what a test takes from it, how far a change reaches, and what keeps a question there."""

from __future__ import annotations

import json

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from cms.bank import archive, copy_to_bank, modules_asking
from cms.checking import problems
from cms.models import BankQuestion
from cms.publishing import pin_published
from courses.curricula.models import CurriculumVersion
from courses.learning.drawing import drawn
from tests.factories import (
    EditionFactory,
    ModulePageFactory,
    SuperuserFactory,
    ThemeTagFactory,
    published,
    raw_choice,
    raw_option,
    raw_test,
)
from tests.factories_questions import bank_question, publish, raw_draw, raw_from_bank

pytestmark = pytest.mark.django_db


def asking(*questions, **kwargs):
    return ModulePageFactory(body=[raw_test(*questions, key="t")], **kwargs)


def pinned_test(module):
    return module.get_parent().specific.get_curriculum().units[-1].definition


def newest(module):
    return CurriculumVersion.objects.filter(page=module.get_parent().pk).latest("pinned_at", "number")


def said(module):
    with override("en"):
        return " ".join(problem.sentence for problem in problems(module))


def test_a_question_of_the_bank_is_pinned_whole_between_those_of_the_test():
    question = bank_question()
    definition = pinned_test(asking(raw_choice(key="own"), raw_from_bank(question)))
    assert [q["key"] for q in definition["questions"]] == ["own", str(question.translation_key)]
    assert [option["key"] for option in definition["questions"][1]["options"]] == ["a", "b"]
    assert "draws" not in definition


def test_its_translation_shares_the_key_and_brings_its_words():
    question = bank_question()
    english = question.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.question[0].value["options"][0]["text"] = "Listen"
    english.save()
    publish(english)
    (asked,) = pinned_test(asking(raw_from_bank(question)))["questions"]
    assert asked["options"][0]["text"] == {"nl": "Luisteren", "en": "Listen"}


def test_other_words_reach_the_groups_and_other_right_answers_make_a_version():
    question = bank_question()
    module = asking(raw_from_bank(question))
    before = newest(module)
    EditionFactory(version=before)
    question.question[0].value["options"][0]["text"] = "Goed luisteren"
    question = publish(question)
    assert newest(module) == before
    pinned = before.units.get(kind="test").definition["questions"][0]["options"]
    assert pinned[0]["text"] == {"nl": "Goed luisteren"}
    question.question[0].value["options"][1]["right"] = True
    publish(question)
    assert newest(module).number == before.number + 1
    assert not before.units.get(kind="test").definition["questions"][0]["options"][1]["right"]


def test_a_draft_reaches_nobody():
    question = bank_question()
    module = asking(raw_from_bank(question))
    question.question[0].value["options"][0]["text"] = "Nog niet"
    question.save_revision()
    published(module)
    assert pinned_test(module)["questions"][0]["options"][0]["text"] == {"nl": "Luisteren"}


def test_a_draw_pins_its_pool_without_what_the_test_asks_anyway():
    theme = ThemeTagFactory()
    pool = [bank_question(f"Vraag {n}", themes=[theme]) for n in range(4)]
    archive(bank_question("Oud", themes=[theme]), archived=True, by=None)
    bank_question("Nog niet", themes=[theme], live=False)
    extra = bank_question("Los")
    module = asking(raw_from_bank(pool[0]), raw_draw(2, theme=theme, questions=[extra]))
    assert not problems(module)
    definition = pinned_test(module)
    assert definition["draws"] == {"d": 2}
    in_pool = {q["key"] for q in definition["questions"] if q.get("draw") == "d"}
    assert in_pool == {str(q.translation_key) for q in (*pool[1:], extra)}
    assert len(drawn(definition, "x")["questions"]) == 3


def test_what_would_not_work_is_said():
    question, draft = bank_question(), bank_question("Klad", live=False)
    gone = bank_question("Weg")
    module = asking(
        raw_from_bank(question),
        raw_from_bank(question),
        raw_from_bank(draft),
        raw_from_bank(gone),
        raw_draw(3, questions=[question]),
        draft=True,
    )
    BankQuestion.objects.filter(pk=gone.pk)._raw_delete("default")
    sentences = said(module)
    for part in ("twice", "“Klad”", "no longer in the bank", "takes 3 questions from a pool that has 0"):
        assert part in sentences


def test_a_question_without_a_right_answer_is_not_published():
    wrong = bank_question(raw_question=raw_choice("Wat?", raw_option("Dit"), raw_option("Dat")), live=False)
    assert "no answer" in said(wrong)


def test_what_is_asked_can_not_be_deleted_and_is_archived():
    question = bank_question()
    module = asking(raw_from_bank(question))
    assert modules_asking(question) == [module]
    with pytest.raises(ProtectedError), transaction.atomic():
        question.delete()
    archive(question, archived=True, by=None)
    published(module)
    assert pinned_test(module)["questions"]
    with pytest.raises(ProtectedError), transaction.atomic():
        BankQuestion.objects.all().delete()


def test_an_older_draft_leaves_the_archive_alone():
    question = bank_question()
    old = question.save_revision()
    archive(question, archived=True, by=None)
    old.publish()
    assert BankQuestion.objects.get().archived_at


def test_a_modules_own_question_is_copied_as_a_draft():
    module = asking(raw_choice("Wat helpt?", key="own"))
    (copied,) = copy_to_bank(module, ["own"], by=None)
    assert (copied.name, copied.live, copied.asked.value["options"][0]["right"]) == ("Wat helpt?", False, True)
    assert publish(copied).live


def test_the_same_queries_for_one_and_for_many_questions():
    theme = ThemeTagFactory()
    pool = [bank_question(f"Vraag {n}", themes=[theme]) for n in range(6)]
    module = asking(raw_from_bank(pool[0]), raw_draw(2, theme=theme))

    def queries():
        page = type(module.get_parent().specific).objects.get(pk=module.get_parent().pk)
        with CaptureQueriesContext(connection) as captured:
            page.get_curriculum()
        return len(captured)

    few = queries()
    module.body = json.dumps([raw_test(*(raw_from_bank(one) for one in pool[:4]), raw_draw(2, theme=theme), key="t")])
    published(module)
    assert queries() == few


def test_the_pages_of_the_bank(client):
    question = bank_question()
    module = asking(raw_choice("Wat helpt?", key="own"), raw_from_bank(question))
    client.force_login(SuperuserFactory())
    viewset = BankQuestion.snippet_viewset
    assert question.name in client.get(reverse(viewset.get_url_name("list"))).content.decode()
    edit = reverse(viewset.get_url_name("edit"), args=[question.pk])
    assert module.title in client.get(edit).content.decode()
    client.post(reverse(viewset.get_url_name("delete"), args=[question.pk]))
    assert BankQuestion.objects.filter(pk=question.pk).exists()
    copy = reverse("leerlijn_copy_questions", args=[module.pk])
    assert "Wat helpt?" in client.get(copy).content.decode()
    assert client.get(reverse("leerlijn_copy_questions", args=[10**40])).status_code == 404
    client.post(copy, {"question": "own"})
    assert BankQuestion.objects.filter(name="Wat helpt?", live=False).exists()
    address = reverse("leerlijn_archive_question", args=[question.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    assert BankQuestion.objects.get(pk=question.pk).archived_at
    for mode in ("asked", "answered"):
        shown = question.make_preview_request(preview_mode=mode).render().content.decode()
        assert "Luisteren" in shown


def test_publishing_takes_the_same_queries_for_one_module_that_draws_and_for_many():
    pool = [bank_question(f"Vraag {n}") for n in range(4)]
    first = asking(raw_from_bank(pool[0]), raw_draw(2, questions=pool[1:]))
    offer = first.get_parent().specific

    def queries():
        page = type(offer).objects.get(pk=offer.pk)
        with CaptureQueriesContext(connection) as captured:
            pin_published(page, by=None)
        return len(captured)

    few = queries()
    for number in range(3):
        test = raw_test(raw_from_bank(pool[0]), raw_draw(2, questions=pool[1:]), key=f"t{number}")
        ModulePageFactory(parent=offer, body=[test])
    queries()
    assert queries() == few
