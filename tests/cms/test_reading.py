"""A module: for who follows it, for everybody, and as an example."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.models import ModulePage
from courses.curricula.models import CurriculumVersion
from courses.editions.models import Edition
from courses.learning import models as learning
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    published,
    raw,
    raw_choice,
    raw_option,
    raw_test,
)
from tests.factories_learning import begun_ago

pytestmark = pytest.mark.django_db

TEST = raw_test(
    raw_choice("Wat nu?", raw_option("Luisteren", right=True, feedback="Juist.", key="a"), key="q"), key="t"
)
BODY = [
    raw("text", "<p>De eerste stap.</p>", "one"),
    raw("section", "Verder kijken", "two"),
    raw("reflection", {"question": "Wat zag je?", "hint": ""}, "r"),
    raw("section", "Aan de slag", "three"),
    TEST,
]


@pytest.fixture
def module(db):
    return ModulePageFactory(title="Conflict lezen", body=BODY)


@pytest.fixture
def enrolment(module):
    version = CurriculumVersion.objects.filter(units__page=module.pk).latest("number")
    person = PersonWithAccountFactory(account__language="nl")
    return EnrolmentFactory(edition=EditionFactory(version=version), person=person)


@pytest.fixture
def reader(client, enrolment):
    client.force_login(enrolment.person.account)
    return client


@pytest.fixture
def address(module, enrolment):
    return reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])


def seen(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# Its own address


def test_a_stranger_is_led_to_the_offer(client, module):
    answer = client.get(module.url)
    assert answer.status_code == 302
    assert answer["Location"] == module.get_parent().url


def test_who_takes_part_is_led_to_their_line(reader, module, address):
    assert reader.get(module.url)["Location"] == address


def test_a_trainer_of_a_group_reads_it_as_an_example(client, module, enrolment):
    trainer = EnrolmentFactory(edition=enrolment.edition, person=PersonWithAccountFactory(), role="trainer")
    client.force_login(trainer.person.account)
    content = seen(client, module.url)
    assert "Luisteren" in content
    assert 'type="submit" class="ll-button' not in content


def test_what_is_open_to_all_is_read_without_tests_and_forms(client):
    module = ModulePageFactory(body=BODY, open_to_all=True)
    content = seen(client, module.url)
    assert "De eerste stap." in content
    assert "Wat zag je?" in content
    assert 'name="action"' not in content
    assert "Luisteren" not in content


# Somebody's unit


def test_one_step_at_a_time_and_on_where_somebody_was(reader, address, enrolment):
    first = seen(reader, address)
    assert "De eerste stap." in first
    assert "Verder kijken" not in first
    answer = reader.post(address, {"action": "place", "position": "two"})
    assert answer["Location"] == f"{address}#two"
    second = seen(reader, address)
    assert "Verder kijken" in second
    assert "De eerste stap." not in second
    assert learning.UnitProgress.objects.get(enrolment=enrolment).position == "two"


def test_the_last_step_finishes_the_module(reader, address, enrolment):
    reader.post(address, {"action": "place", "position": "three"})
    assert 'value="finish"' in seen(reader, address)
    reader.post(address, {"action": "finish"})
    assert learning.UnitProgress.objects.get(enrolment=enrolment).finished_at


def test_a_place_that_is_no_longer_there_is_the_beginning(reader, address, enrolment):
    learning.UnitProgress.objects.create(
        enrolment=enrolment, unit_key=address.rstrip("/").rsplit("/", 1)[-1], position="weg"
    )
    assert "De eerste stap." in seen(reader, address)


def test_the_whole_module_is_on_one_page_for_paper(reader, address):
    content = seen(reader, address + "?whole=1")
    assert "De eerste stap." in content
    assert "Aan de slag" in content


def test_a_reflection_is_kept_for_its_writer(reader, address, module, enrolment):
    key = f"{module.translation_key}:r"
    reader.post(address, {"action": "place", "position": "two"})
    assert f'value="{key}"' in seen(reader, address)
    reader.post(address, {"action": "reflect", "block": key, "text": "Ik zag twee mensen."})
    assert learning.Reflection.objects.get(enrolment=enrolment).block_key == key
    assert "Ik zag twee mensen." in seen(reader, address)


def test_a_test_is_answered_and_explained(reader, address, module, enrolment):
    reader.post(address, {"action": "place", "position": "three"})
    key = f"{module.translation_key}:t"
    assert 'name="q-q"' in seen(reader, address)
    reader.post(address, {"action": "test", "unit": key, "number": "1", "q-q": "a"})
    assert learning.TestAttempt.objects.get(enrolment=enrolment).passed
    content = seen(reader, address)
    assert "Gehaald" in content
    assert "Juist." in content
    assert 'name="q-q"' in seen(reader, f"{address}?again={key}")


def test_a_test_with_a_clock_is_begun_saved_and_handed_in_without_a_script(client):
    question = raw_choice(
        "Wat nu?", raw_option("Luisteren", right=True, key="a"), raw_option("Roepen", key="b"), key="q"
    )
    module = ModulePageFactory(body=[raw_test(question, key="t", minutes=20, attempts=1)])
    version = CurriculumVersion.objects.filter(units__page=module.pk).latest("number")
    person = PersonWithAccountFactory(account__language="nl")
    enrolment = EnrolmentFactory(edition=EditionFactory(version=version), person=person)
    client.force_login(person.account)
    address = reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])
    given = {"unit": f"{module.translation_key}:t", "number": "1", "q-q": "a"}
    before = seen(client, address)
    assert "20 minuten" in before
    assert 'name="q-q"' not in before
    client.post(address, {"action": "begin", **given})
    assert 'name="q-q"' in seen(client, address)
    client.post(address, {"action": "save", **given})
    assert 'value="a" id="option-q-a" checked' in seen(client, address)
    sitting = learning.TestSitting.objects.get(enrolment=enrolment)
    begun_ago(sitting, 30)
    assert "De tijd is om" in seen(client, address)
    client.post(address, {"action": "test", "unit": given["unit"], "number": "1"})
    after = seen(client, f"{address}?again={given['unit']}")
    assert "Gehaald" in after
    assert "zo vaak gedaan als kan" in after
    assert learning.TestAttempt.objects.get(enrolment=enrolment).percentage == 100


def test_an_edit_of_the_structure_never_reaches_who_began(reader, address, module):
    module.body = json.dumps([*BODY, raw_test(title="Nieuw"), raw("text", "<p>Nieuwe tekst.</p>")])
    published(module)
    assert "Nieuwe tekst." not in seen(reader, address + "?whole=1")


def test_it_takes_as_many_queries_for_many_units(reader, address, module, django_assert_num_queries):
    reader.get(address)
    with CaptureQueriesContext(connection) as few:
        reader.get(address + "?whole=1")
    for number in range(8):
        ModulePageFactory(parent=module.get_parent(), title=f"Module {number}", body=[raw_test()])
    newest = CurriculumVersion.objects.filter(units__page=module.pk).latest("number")
    Edition.objects.update(version=newest)
    with django_assert_num_queries(len(few)):
        reader.get(address + "?whole=1")


# An example for the author


@pytest.mark.parametrize("mode", ["participant", "visitor"])
def test_its_preview_keeps_nothing(module, mode):
    content = module.make_preview_request(preview_mode=mode).render().content.decode()
    assert "De eerste stap." in content
    assert ("Luisteren" in content) is (mode == "participant")
    assert 'type="submit" class="ll-button' not in content
    assert not learning.TestAttempt.objects.exists()


# What is gone


def test_a_deleted_picture_recording_or_block_type_leaves_a_page(client):
    picture = get_image_model().objects.create(title="Plaatje", file=get_test_image_file())
    sound = get_document_model().objects.create(title="Stem", file=ContentFile(b"ID3", name="stem.mp3"))
    body = [
        raw("picture", {"image": {"image": picture.pk, "decorative": True, "alt_text": ""}, "caption": "Bij"}),
        raw("reading_aloud", {"title": "Stem", "text": "<p>Voorgelezen.</p>", "recording": sound.pk}),
        raw("video", {"title": "Film", "file": sound.pk, "address": "", "transcript": "<p>Gezegd.</p>"}),
        raw("a_block_of_long_ago", {"x": 1}),
    ]
    module = ModulePageFactory(body=body, open_to_all=True)
    assert "Bij" in seen(client, module.url)
    picture.delete()
    sound.delete()
    content = seen(client, ModulePage.objects.get(pk=module.pk).url)
    assert "Voorgelezen." in content
    assert "Gezegd." in content
    assert "Bij" not in content


def test_a_film_elsewhere_is_a_link_and_calls_nobody(client):
    film = {"title": "Film", "file": None, "address": "https://www.example.org/film", "transcript": "<p>Gezegd.</p>"}
    content = seen(client, ModulePageFactory(body=[raw("video", film)], open_to_all=True).url)
    assert 'href="https://www.example.org/film"' in content
    assert "example.org (" in content
    assert "<iframe" not in content
