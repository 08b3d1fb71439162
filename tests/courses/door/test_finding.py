import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.door.finding import SHOWN, alike, find, fold
from tests.courses.door.hall import hall

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ömer Ğül", "omer gul"),
        ("Fatma Yıldırım", "YILDIRIM"),
        ("Nguyễn Thị Minh Khai", "thi ngu"),
        ("Jan-Willem O’Brien", "obrien jan willem"),
        ("Jan-Willem O’Brien", "o'br"),
        ("Søren Łukasz", "soren luk"),
        ("محمد رضا", "محمد"),
        ("أحمد", "احمد"),
        ("ሰላም ታደሰ", "ሰ"),
        ("王小明", "小"),
        ("Ἀθήνη", "αθη"),
        ("Anna de Vries", "vr"),
    ],
)
def test_a_few_letters_find_a_name_in_any_script(name, typed):
    here = hall()
    here.guest(name)
    here.guest("Iemand Anders")
    people, more = find(here.session, typed)
    assert [one.name for one in people] == [name]
    assert more == 0


@pytest.mark.parametrize("typed", ["", " ", "a", "Z", "-", "\x00", "%", "🌻", "‏"])
def test_one_letter_or_a_sign_finds_nobody(typed):
    here = hall()
    here.guest("Anna Zwart")
    assert find(here.session, typed) == ([], 0)


def test_the_latin_spelling_finds_who_writes_otherwise():
    here = hall()
    here.guest("محمد رضا", person__latin_name="Mohammad Reza")
    assert find(here.session, "moh rez")[0][0].name == "محمد رضا"


def test_words_that_begin_so_come_first_and_the_rest_is_a_number():
    here = hall()
    for n in range(SHOWN + 3):
        here.guest(f"Aap Tianna {n}")
    here.guest("Zus Anna")
    people, more = find(here.session, "anna")
    assert people[0].name == "Zus Anna"
    assert (len(people), more) == (SHOWN, 4)


def test_only_who_has_a_place_and_takes_part_is_found():
    here = hall()
    for state in ("waiting", "applied", "stopped"):
        here.guest("Anna de Vries", state=state)
    here.guest("Anna de Vries", role="trainer")
    assert find(here.session, "anna") == ([], 0)


@given(st.text(max_size=40))
def test_folding_is_done_once(text):
    assert fold(fold(text)) == fold(text)


def test_names_that_may_be_the_same_person():
    here = hall()
    here.guest("Anna de Vries")
    here.guest("Annabel de Vries")
    assert [one.name for one in alike(here.session, "ANNA  VRIES")] == ["Anna de Vries"]
    assert [one.name for one in alike(here.session, "Anna Maria de Vries")] == ["Anna de Vries"]
    assert alike(here.session, "Bo") == []


def test_finding_costs_one_query_however_long_the_list(django_assert_num_queries):
    here = hall()
    for n in range(30):
        here.guest(f"Anna {n}", organisation="Een")
    with django_assert_num_queries(1):
        find(here.session, "anna")
