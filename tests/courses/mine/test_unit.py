import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.completion.models import Completion
from courses.editions.models import Enrolment
from courses.learning.models import Reflection, TestAttempt, TestSitting, UnitProgress
from tests import factories as f
from tests.courses.mine.programme import QUESTION, RIGHT, WRONG, address, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return programme()


@pytest.fixture
def enrolment(made):
    return f.EnrolmentFactory(edition=made.edition, person=f.PersonWithAccountFactory())


@pytest.fixture
def client(client, enrolment):
    client.force_login(enrolment.person.account)
    return client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def answers(made, choice, number=1):
    return {"action": "test", "unit": made.test, "number": number, f"q-{QUESTION}": choice}


def test_a_unit_is_shown_to_its_owner_alone(client, made, enrolment):
    assert "Wie luistert, hoort meer." in text(client.get(address(enrolment, made.first)))
    assert UnitProgress.objects.get().unit_key == str(made.first.translation_key)
    other = f.PersonWithAccountFactory()
    f.EnrolmentFactory(edition=made.edition, person=other)
    client.force_login(other.account)
    assert client.get(address(enrolment, made.first)).status_code == 404
    client.logout()
    assert client.get(address(enrolment, made.first)).status_code == 302


@pytest.mark.parametrize("key", ["unknown", "00000000-0000-0000-0000-000000000000", "a:b", "ü"])
def test_a_unit_that_is_not_on_the_line_does_not_exist(client, enrolment, key):
    assert client.get(f"/line/{enrolment.pk}/{key}/").status_code == 404


def test_a_meeting_has_no_page(client, made, enrolment):
    meeting = made.version.units.get(kind="planned_session")
    assert client.get(reverse("leerlijn_courses:unit", args=[enrolment.pk, meeting.key])).status_code == 404


def test_a_test_has_its_modules_address(client, made, enrolment):
    response = client.get(reverse("leerlijn_courses:unit", args=[enrolment.pk, made.test]))
    assert response["Location"] == f"{address(enrolment, made.second)}#{made.test}"


def test_another_functions_module_does_not_exist_for_me(client, made, enrolment):
    made.version.units.filter(key=str(made.first.translation_key)).update(functions=["bestuurder"])
    Enrolment.objects.update(function="leraar")
    assert client.get(address(enrolment, made.first)).status_code == 404


def test_where_i_was_is_where_i_come_back(client, made, enrolment):
    here = address(enrolment, made.first)
    response = client.post(here, {"action": "place", "position": "step-2"})
    assert response["Location"] == f"{here}#step-2"
    assert "Praten komt daarna." in text(client.get(here))
    assert f'href="{here}#step-2"' in text(client.get(reverse("leerlijn_courses:my_line")))
    assert (
        client.post(here, {"action": "place", "position": "step-1"}, headers={"HX-Request": "true"}).status_code == 204
    )
    client.post(here, {"action": "place", "position": "\x00<"})
    assert UnitProgress.objects.get().position == "step-1"


def test_finishing_leads_to_the_next_unit(client, made, enrolment):
    response = client.post(address(enrolment, made.first), {"action": "finish"})
    assert response["Location"] == address(enrolment, made.second)
    assert UnitProgress.objects.get(unit_key=str(made.first.translation_key)).finished_at


def test_the_last_one_leads_to_my_line(client, made, enrolment):
    for page in (made.first, made.second):
        response = client.post(address(enrolment, page), {"action": "finish"})
    client.post(address(enrolment, made.second), answers(made, RIGHT))
    response = client.post(address(enrolment, made.second), {"action": "finish"})
    assert response["Location"] == reverse("leerlijn_courses:my_line")
    assert Completion.objects.get().enrolment == enrolment


def test_a_test_is_answered_with_what_to_learn_from_it_and_done_again(client, made, enrolment):
    here = address(enrolment, made.second)
    assert f'name="q-{QUESTION}"' in text(client.get(here))
    assert client.post(here, answers(made, WRONG))["Location"] == f"{here}#{made.test}"
    page = text(client.get(here))
    assert "Dat is iets anders." in page
    assert f'name="q-{QUESTION}"' not in page
    page = text(client.get(here, {"again": made.test}))
    assert 'name="number" value="2"' in page
    client.post(here, answers(made, RIGHT, number=2))
    assert "Zo is het." in text(client.get(here))
    assert list(TestAttempt.objects.values_list("number", "passed")) == [(1, False), (2, True)]


def test_a_test_without_any_answer_is_not_handed_in(client, made, enrolment):
    here = address(enrolment, made.second)
    page = client.post(here, {"action": "test", "unit": made.test, "number": "1"}, follow=True)
    assert not TestAttempt.objects.exists()
    assert f'name="q-{QUESTION}"' in text(page)
    assert "ll-notice--error" in text(page)


def test_a_double_click_hands_in_once(client, made, enrolment):
    for _ in range(2):
        client.post(address(enrolment, made.second), answers(made, RIGHT))
    assert TestAttempt.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "²"])
def test_a_form_without_a_number_is_taken_all_the_same(client, made, enrolment, number):
    client.post(address(enrolment, made.second), answers(made, RIGHT, number=number))
    assert TestAttempt.objects.get().number == 1


def test_a_test_of_another_module_is_not_handed_in_here(client, made, enrolment):
    assert client.post(address(enrolment, made.first), answers(made, RIGHT)).status_code == 404


def test_what_no_button_says_changes_nothing(client, made, enrolment):
    here = address(enrolment, made.first)
    assert client.post(here, {"action": "erase"})["Location"] == here
    assert client.put(here).status_code == 405


def test_a_reflection_is_kept_and_shared_by_its_box_only(client, made, enrolment):
    here = address(enrolment, made.first)
    key = f"{made.first.translation_key}:thought-1"
    client.post(here, {"action": "reflect", "block": key, "text": "Mijn buurvrouw 🙂"})
    kept = Reflection.objects.get()
    assert (kept.text, kept.shared_at) == ("Mijn buurvrouw 🙂", None)
    client.post(here + "?whole=1", {"action": "reflect", "block": key, "text": "Mijn buurvrouw", "share": "on"})
    assert Reflection.objects.get().shared_at
    assert "Mijn buurvrouw" in text(client.get(here + "?whole=1"))


def test_a_reflection_that_cant_be_kept_comes_back_with_its_text(client, made, enrolment):
    key = f"{made.first.translation_key}:thought-1"
    page = text(
        client.post(
            address(enrolment, made.first) + "?whole=1",
            {"action": "reflect", "block": key, "text": "Lang verhaal\x00 dat blijft"},
        )
    )
    assert "Lang verhaal dat blijft" in page
    assert 'aria-invalid="true"' in page
    assert not Reflection.objects.exists()


def test_both_languages_share_progress(client, made, enrolment, django_user_model):
    from wagtail.models import Locale

    english = Locale.objects.get_or_create(language_code="en")[0]
    made.page.get_parent().specific.copy_for_translation(english, copy_parents=True)
    offer = f.published(made.page.copy_for_translation(english))
    module = made.first.copy_for_translation(english)
    module.title = "Listening"
    f.published(module)
    f.published(offer)
    client.post(address(enrolment, made.first), {"action": "place", "position": "step-2"})
    django_user_model.objects.update(language="en")
    page = text(client.get(address(enrolment, made.first), headers={"Accept-Language": "en"}))
    assert "Listening</h1>" in page
    assert "Praten komt daarna." in page


def test_an_authors_new_structure_moves_nobody(client, made, enrolment):
    from courses.curricula.pinning import pin_version

    client.post(address(enrolment, made.first), {"action": "finish"})
    f.ModulePageFactory(parent=made.page, title="Nieuw erbij")
    pin_version(made.page, by=None)
    page = text(client.get(reverse("leerlijn_courses:my_line")))
    assert "Nieuw erbij" not in page
    assert page.count("ll-station--done") == 1


def test_a_page_that_was_taken_off_the_site_stays_for_the_group(client, made, enrolment):
    made.first.unpublish()
    assert "Wie luistert, hoort meer." in text(client.get(address(enrolment, made.first)))


def test_queries_do_not_grow_with_units_or_participants(client, made, enrolment, django_assert_max_num_queries):
    def count() -> int:
        client.get(address(enrolment, made.first))
        with django_assert_max_num_queries(30) as counted:
            client.get(address(enrolment, made.first))
        return len(counted.captured_queries)

    few = count()
    for _ in range(8):
        f.CurriculumUnitFactory(version=made.version)
    f.EnrolmentFactory.create_batch(5, edition=made.edition)
    assert count() == few
    assert few <= 16


def test_a_part_of_a_trajectory_leads_to_its_own_line_or_to_where_one_enrols(client, made, enrolment):
    version = f.CurriculumVersionFactory()
    part = f.CurriculumUnitFactory(
        version=version, kind="curriculum", definition={"version": 1, "page": made.page.pk}, page=made.page
    )
    outer = f.EnrolmentFactory(person=enrolment.person, edition=f.EditionFactory(version=version))
    there = reverse("leerlijn_courses:unit", args=[outer.pk, part.key])
    assert made.page.slug in client.get(there)["Location"]
    Enrolment.objects.filter(pk=enrolment.pk).update(parent=outer)
    assert client.get(there)["Location"] == reverse("leerlijn_courses:enrolment", args=[enrolment.pk])
    Enrolment.objects.filter(parent__isnull=False).delete()
    made.page.unpublish()
    assert made.page.title in text(client.get(there, follow=True))
    assert client.get(there)["Location"] == reverse("leerlijn_courses:my_line")


def test_a_second_look_soon_after_writes_nothing(client, made, enrolment):
    client.get(address(enrolment, made.first))
    UnitProgress.objects.update(visited_at=timezone.now() - timedelta(minutes=5))
    before = UnitProgress.objects.get().visited_at
    client.get(address(enrolment, made.first))
    assert UnitProgress.objects.get().visited_at == before


def test_a_form_of_before_its_group_went_on_uses_no_go_and_keeps_what_was_filled_in(client, made, enrolment):
    here = address(enrolment, made.second)
    asks = re.search(r'name="asks" value="(\w+)"', text(client.get(here)))[1]
    test = made.version.units.get(key=made.test)
    test.definition["questions"].append({**test.definition["questions"][0], "key": "question-2"})
    test.save()
    page = text(client.post(here, {**answers(made, RIGHT), "asks": asks}))
    assert not TestAttempt.objects.exists()
    assert re.search(rf'value="{RIGHT}" id="[^"]+" checked', page)
    assert 'name="q-question-2"' in page
    fresh = re.search(r'name="asks" value="(\w+)"', page)[1]
    client.post(here, {**answers(made, RIGHT), "asks": fresh, "q-question-2": RIGHT})
    assert TestAttempt.objects.get().percentage == 100


def test_a_window_where_nothing_changed_asks_for_the_time_alone(client, made, enrolment):
    made.version.units.filter(key=made.test).update(definition={**definition(made), "minutes": 20})
    here = address(enrolment, made.second)
    client.post(here, {"action": "begin", "unit": made.test, "number": 1})
    shown = text(client.get(here))
    assert 'name="saved" value=""' in shown
    as_script = {"headers": {"Accept": "application/json"}}
    client.post(here, {**answers(made, RIGHT), "action": "save", "saved": ""}, **as_script)
    told = client.post(here, {**answers(made, WRONG), "action": "clock"}, **as_script).json()
    assert 1100 < told["seconds"] <= 1200
    sitting = TestSitting.objects.get()
    assert sitting.answers == {QUESTION: [RIGHT]}
    assert told["saved"] == sitting.saved_at.isoformat()


def definition(made):
    return made.version.units.get(key=made.test).definition


def test_what_is_right_stands_nowhere_before_it_is_handed_in(client, made, enrolment):
    shown = text(client.get(address(enrolment, made.second)))
    assert "Zo is het." not in shown
    assert "Uitleg." not in shown
    first, second = (re.search(rf'<input type="radio"[^>]*value="{key}"[^>]*>', shown)[0] for key in (RIGHT, WRONG))
    assert first.replace(RIGHT, "") == second.replace(WRONG, "")
