"""Whole paths in a real browser: an author's bank, a participant against the clock, a trainer's results."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cms.models import BankQuestion, ModulePage
from courses.curricula.models import CurriculumVersion
from courses.editions.models import Enrolment
from courses.learning.models import TestAttempt, TestSitting
from courses.learning.sitting import begin_test
from courses.learning.timing import give_extra_time
from courses.people.assigning import assign
from courses.people.models import Assignment
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
    ThemeTagFactory,
    raw_test,
)
from tests.factories_questions import bank_question, raw_draw, raw_from_bank
from tests.rig.browser import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def module(transactional_db):
    theme = ThemeTagFactory(name="luisteren")
    pool = [bank_question(f"Vraag {n}: wat doe je als iemand boos wordt?", themes=[theme]) for n in range(3)]
    asked = raw_test(
        raw_from_bank(pool[0]), raw_draw(1, theme=theme), key="t", minutes=20, attempts=2, title="Wat weet je al?"
    )
    return ModulePageFactory(title="Luisteren", body=[asked])


@pytest.fixture
def enrolment(module):
    version = CurriculumVersion.objects.filter(units__page=module.pk).latest("number")
    return EnrolmentFactory(
        edition=EditionFactory(version=version), person=PersonWithAccountFactory(account__language="nl")
    )


def test_an_author_sees_what_is_taken_from_the_bank_and_saves_it(page, log_in, live_server, pictures, module):
    log_in(SuperuserFactory())
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[module.pk]))
    chosen = page.locator('select[name$="-theme"]')
    assert chosen.locator("option:checked").inner_text() == "luisteren"
    page.locator('input[name$="-attempts"]').fill("3")
    page.locator('button[name="action-publish"]').evaluate("button => button.click()")
    page.wait_for_load_state()
    page.wait_for_selector(".messages .success")
    assert ModulePage.objects.get(pk=module.pk).body[0].value["attempts"] == 3
    question = BankQuestion.objects.first()
    viewset = BankQuestion.snippet_viewset
    page.goto(live_server.url + reverse(viewset.get_url_name("edit"), args=[question.pk]))
    pictures(page, "bank-question")
    page.goto(live_server.url + reverse(viewset.get_url_name("list")))
    pictures(page, "bank")


def test_a_participant_with_extra_time_takes_a_test_and_the_trainer_reads_it(
    page, log_in, live_server, axe, pictures, module, enrolment
):
    give_extra_time(enrolment, percent=50, by=None)
    log_in(enrolment.person.account)
    page.goto(live_server.url + reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)]))
    assert "30 minuten" in page.locator(".ll-test__facts").inner_text()
    pictures(page, "test-before")
    page.get_by_role("button", name="Aan de toets beginnen").click()
    page.wait_for_selector("[data-ll-left]:has-text('minuten')")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
    pictures(page, "test-running")
    for name in {one.get_attribute("name") for one in page.locator(".ll-choice input").all()}:
        page.locator(f'input[name="{name}"][value="a"]').check()
    page.get_by_role("button", name="Bewaren en verdergaan").click()
    page.wait_for_selector("text=Bewaard.")
    assert page.locator(".ll-choice input:checked").count() == 2
    page.get_by_role("button", name="Inleveren").click()
    page.wait_for_selector("text=Gehaald")
    pictures(page, "test-result")
    assert TestAttempt.objects.get().percentage == 100
    trainer = EnrolmentFactory(
        edition=enrolment.edition, person=PersonWithAccountFactory(account__language="nl"), role=Enrolment.Role.TRAINER
    ).person.account
    assign(trainer, enrolment.edition.organisation, Assignment.Role.TRAINER, by=None)
    log_in(trainer)
    for name, args in (("results", []), ("people", []), ("extra_time", [enrolment.pk])):
        page.goto(live_server.url + reverse(f"leerlijn_learning:{name}", args=[enrolment.edition.pk, *args]))
        axe(page, within=".ll-admin")
        pictures(page, f"tests-{name}")


def test_a_window_that_is_left_behind_takes_nothing_from_the_one_that_is_used(
    page, log_in, live_server, module, enrolment
):
    begin_test(enrolment, f"{module.translation_key}:t", by=None)
    log_in(enrolment.person.account)
    left_behind, used = page, page.context.new_page()
    for window in (left_behind, used):
        window.clock.install()
        window.goto(
            live_server.url + reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])
        )
        window.wait_for_selector("[data-ll-left]:has-text('minuten')")
    used.locator(".ll-choice input[value=a]").first.check()
    for window, action in ((used, "save"), (left_behind, "clock")):
        with window.expect_response(lambda answer: answer.request.method == "POST") as answered:
            window.clock.run_for(21_000)
        assert f"action={action}" in answered.value.request.post_data
        assert answered.value.json()["kept"]
    assert list(TestSitting.objects.get().answers.values()) == [["a"]]
    # Its time is over first: it hands in what was saved, not what it shows itself.
    left_behind.clock.fast_forward(21 * 60_000)
    left_behind.wait_for_selector("text=%")
    assert list(TestAttempt.objects.get().answers.values()) == [["a"]]
