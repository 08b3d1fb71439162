"""One structure and one progress, whatever language somebody reads in."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.advising import advice
from cms.foretelling import Kind, effect_of
from cms.models import ModulePage
from courses.completion.models import Completion
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import latest_version
from courses.editions.models import Enrolment
from courses.editions.taking_over import take_over
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    EventPageFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SelfPacedSessionFactory,
    published,
    raw,
    raw_test,
)
from tests.factories_languages import FIRST, SECOND, in_english, programme, translated

pytestmark = pytest.mark.django_db


class Reader:
    """Somebody in a group of the programme."""

    def __init__(self, client, page, **group):
        self.client = client
        edition = EditionFactory(version=latest_version(page), **group)
        self.enrolment = EnrolmentFactory(edition=edition, person=PersonWithAccountFactory(account__language="nl"))
        client.force_login(self.enrolment.person.account)

    def address(self, module):
        return reverse("leerlijn_courses:unit", args=[self.enrolment.pk, str(module.translation_key)])

    def sees(self, module):
        answer = self.client.get(self.address(module) + "?whole=1")
        assert answer.status_code == 200
        return answer.content.decode()

    def does(self, module, **given):
        return self.client.post(self.address(module), given)


@pytest.fixture
def pages():
    """The programme, its two modules, and their English."""
    page, first, second = programme(rule_test_percentage=70, outline=[])
    translated(page, "en", "Learning to listen")
    translated(first, "en", "Looking", in_english(FIRST, tekst="<p>Look at what happens.</p>"))
    translated(second, "en", "Listening", in_english(SECOND, tekst="<p>Listen to what sounds.</p>"))
    return page, first, second


def changed(page, body):
    """A page with another body, published."""
    page = ModulePage.objects.get(pk=page.pk)
    page.body = json.dumps(body)
    return published(page)


def test_what_begins_in_dutch_goes_on_in_english_and_is_completed_once(client, pages):
    page, first, second = pages
    reader = Reader(client, page)
    SelfPacedSessionFactory(edition=reader.enrolment.edition)
    assert "Kijk naar wat er gebeurt." in reader.sees(first)
    reader.does(first, action="finish")
    reader.does(second, action="language", language="en")
    there = reader.sees(second)
    assert "Listen to what sounds." in there
    assert 'lang="en" dir="ltr">Listening</h1>' in there
    assert 'aria-current="true">English</strong>' in there
    # The line and the unit read before follow, and what was done is done.
    mine = client.get(reverse("leerlijn_courses:enrolment", args=[reader.enrolment.pk])).content.decode()
    assert 'class="ll-station__title" lang="en">' in mine
    assert "Looking" in reader.sees(first)
    reader.does(second, action="test", unit=f"{second.translation_key}:toets", number="1", **{"q-q": "l"})
    reader.does(second, action="finish")
    assert Completion.objects.filter(person=reader.enrolment.person, void=False).count() == 1
    reader.does(second, action="language", language="nl")
    again = reader.sees(second)
    assert "Je hebt 100 % van de punten" in again
    assert "Luisteren" in again


def test_a_language_that_is_not_there_is_refused_in_a_sentence(client, pages):
    page, first, _second = pages
    reader = Reader(client, page)
    for language in ("ar", "x" * 10_000, "nl'"):
        reader.does(first, action="language", language=language)
        assert "niet in die taal" in reader.sees(first)
    assert Enrolment.objects.get().language == ""


def test_what_is_not_translated_is_read_as_it_was_written_and_said_so(client, pages):
    page, first, second = pages
    translated(page, "ar", "تعلم الاستماع")
    translated(first, "ar", "النظر", in_english(FIRST, tekst="<p>انظر إلى ما يحدث.</p>"))
    reader = Reader(client, page, language="ar")
    there = reader.sees(first)
    assert 'lang="ar" dir="rtl">النظر</h1>' in there
    assert "انظر إلى ما يحدث." in there
    other = reader.sees(second)
    assert "Luister naar wat er klinkt." in other
    assert "niet in het Arabisch. Je leest het in het Nederlands." in other
    assert 'dir="rtl"' not in other.partition("<aside")[0]


def test_what_a_translation_lacks_of_what_is_asked_stands_there_as_it_was_written(client):
    page, first, second = programme()
    translated(page, "en", "Learning to listen")
    translated(first, "en", "Looking", [raw("section", "Looking", key="s1"), raw("text", "<p>Look.</p>")])
    translated(second, "en", "Listening", [raw("text", "<p>Listen.</p>")])
    reader = Reader(client, page)
    for module, words, key in ((first, "Wat zag je?", "zag"), (second, "Wat doe je eerst?", "toets")):
        reader.does(module, action="language", language="en")
        there = reader.sees(module)
        assert "Dit is nog niet vertaald. Hier staat het in het Nederlands." in there
        assert words in there
        assert f"{module.translation_key}:{key}" in there
    answer = reader.does(second, action="test", unit=f"{second.translation_key}:toets", number="1", **{"q-q": "l"})
    assert answer.status_code == 302
    assert reader.enrolment.test_attempts.get().passed


def test_a_question_that_is_not_translated_says_in_which_language_it_is(client):
    page, _first, second = programme()
    translated(page, "en", "Learning to listen")
    body = in_english(SECOND)
    body[2]["value"]["questions"][0]["id"] = "another"
    translated(second, "en", "Listening", body)
    reader = Reader(client, page, language="en")
    there = reader.sees(second)
    assert '<div lang="nl" dir="ltr"><p>Wat doe je eerst?</p></div>' in there
    assert '<span lang="nl" dir="ltr">Luisteren</span>' in there


def test_words_of_the_screen_inside_an_authors_say_their_language(client):
    body = [
        raw("reading_aloud", {"title": "Voorgelezen", "text": "<p>Read.</p>", "recording": None}),
        raw("method", {"title": "In a circle", "goal": "", "minutes": 10, "steps": []}),
        raw("reflection", {"question": "What did you see?", "hint": ""}, key="r"),
    ]
    page, first, _second = programme()
    translated(page, "en", "Learning to listen")
    translated(first, "en", "Looking", body)
    there = Reader(client, page, language="en").sees(first)
    assert 'class="ll-kind" lang="nl"' in there
    assert 'class="ll-panel ll-reflection" lang="nl" dir="ltr"' in there
    assert 'lang="en" dir="ltr">What did you see?</label>' in there


def test_a_typo_in_a_translation_reaches_its_readers_and_an_exercise_of_its_own_makes_a_version(client, pages):
    page, first, _second = pages
    reader = Reader(client, page, language="en")
    english = ModulePage.objects.get(translation_key=first.translation_key, locale__language_code="en")
    better = in_english(FIRST, tekst="<p>Look well at what happens.</p>")
    changed(english, better)
    assert "Look well" in reader.sees(first)
    more = raw("checklist", {"title": "Before you go", "points": ["A coat"]}, key="meer")
    draft = ModulePage.objects.get(pk=english.pk)
    draft.body = json.dumps([*better, more])
    draft.save_revision()
    with override("nl"):
        effect = effect_of(draft.get_latest_revision_as_object())
    assert effect.kind == Kind.STRUCTURE
    assert effect.differences == ["In een vertaling van “Kijken” staan andere oefeningen."]
    changed(english, [*better, more])
    assert latest_version(page).number == reader.enrolment.edition.version.number + 1
    assert "Before you go" not in reader.sees(first)
    take_over({reader.enrolment.edition_id: reader.enrolment.edition.version_id}, latest_version(page), by=None)
    assert "Before you go" in reader.sees(first)


def test_an_exercise_in_the_original_alone_is_asked_of_all_once_it_is_taken_over(client, pages):
    page, first, _second = pages
    reader = Reader(client, page, language="en")
    more = raw("checklist", {"title": "Voor je gaat", "points": ["Een jas"]}, key="meer")
    changed(first, [*FIRST, more])
    assert "Voor je gaat" not in reader.sees(first)
    take_over({reader.enrolment.edition_id: reader.enrolment.edition.version_id}, latest_version(page), by=None)
    assert "Voor je gaat" in reader.sees(first)
    # Its translation is no more than words.
    english = ModulePage.objects.get(translation_key=first.translation_key, locale__language_code="en")
    more = raw("checklist", {"title": "Before you go", "points": ["A coat"]}, key="meer")
    changed(english, [*in_english(FIRST), more])
    assert latest_version(page).pk == Reader(client, page).enrolment.edition.version_id
    client.force_login(reader.enrolment.person.account)
    assert "Before you go" in reader.sees(first)
    assert "Voor je gaat" not in reader.sees(first)
    assert CurriculumVersion.objects.filter(translation_key=page.translation_key).count() == 2


def test_authors_are_told_how_a_translation_differs(pages):
    _page, first, second = pages
    english = {
        one.translation_key: one
        for one in ModulePage.objects.filter(locale__language_code="en").select_related("locale")
    }
    changed(english[first.translation_key], [*in_english(FIRST)[:2], raw_test(title="Quiz", key="quiz")])
    changed(
        english[second.translation_key],
        [*in_english(SECOND), raw("discussion", {"title": "All together", "question": ""}, key="samen")],
    )
    with override("nl"):
        told = advice(ModulePage.objects.get(pk=first.pk))
        assert (
            "In het Engels is “Wat zag je?” (Reflectie (privé)) er nog niet: het staat daar zoals jij het schreef."
            in told
        )
        assert (
            "“Quiz” (Toets) is er alleen in het Engels: niemand kan die doen tot het origineel hem ook heeft." in told
        )
        there = advice(ModulePage.objects.get(pk=english[second.translation_key].pk))
    assert [line for line in there if "All together" in line]


def test_a_guide_that_is_not_translated_is_had_in_the_original(client, pages):
    page, first, _second = pages
    first = ModulePage.objects.get(pk=first.pk)
    first.guide = json.dumps([raw("text", "<p>Zet de stoelen klaar.</p>")])
    published(first)
    trainer = EnrolmentFactory(
        edition=EditionFactory(version=latest_version(page)),
        person=PersonWithAccountFactory(account__language="en", account__is_superuser=True),
        role="trainer",
    )
    client.force_login(trainer.person.account)
    address = reverse("leerlijn_courses:guide", args=[trainer.edition_id, str(first.translation_key)])
    assert 'lang="nl" dir="ltr"' in (shown := client.get(address).content.decode())
    assert "Zet de stoelen klaar." in shown


def test_a_module_of_one_language_has_nothing_to_choose(client):
    module = ModulePageFactory(parent=MasterclassPageFactory())
    assert 'class="ll-readin ' not in Reader(client, module.get_parent().specific).sees(module)


def test_many_modules_that_are_not_translated_are_one_sentence():
    page = MasterclassPageFactory()
    for number in range(5):
        ModulePageFactory(parent=page, title=f"M {number}")
    translated(page, "en", "In English")
    with override("nl"):
        told = [line for line in advice(page) if "Engels" in line]
    assert told == ["In het Engels zijn 5 van de 5 modules er nog niet: ze staan er zoals ze geschreven zijn."]


def test_an_author_of_another_language_is_not_told_how_long_a_sentence_may_be():
    page, first, _second = programme()
    translated(page, "ar", "تعلم")
    long = " ".join(["كلمة"] * 40)
    there = translated(first, "ar", "النظر", [raw("text", f"<p>{long}.</p>")])
    with override("nl"):
        assert not [line for line in advice(there) if "woorden" in line]


def test_an_event_is_not_asked_what_somebody_can_do_afterwards():
    with override("nl"):
        assert advice(EventPageFactory(lead="Kom kijken.", for_whom="Iedereen")) == []
