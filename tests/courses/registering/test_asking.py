import pytest
from django.db import IntegrityError, transaction

from courses.models import RegistrationAnswer, RegistrationQuestion
from courses.registering.asking import MOST_OWN, save_own_question, set_presets
from courses.registering.confirming import confirm
from courses.registering.errors import RegistrationRefused
from tests import factories as f
from tests.factories_registering import QuestionFactory, RegistrationAnswerFactory

pytestmark = pytest.mark.django_db
Kind = RegistrationQuestion.Kind


def own(edition, question=None, **fields):
    asked = {"kind": Kind.TEXT, "text": "How do you come?", "purpose": "For parking", "options": [], "required": True}
    return save_own_question(edition, question, **{**asked, "kept_days": 30, "by": None, **fields})


def test_presets_are_asked_in_their_order_and_sensitive_ones_are_never_required():
    edition = f.EditionFactory()
    set_presets(edition, {Kind.ACCESS: "", Kind.ORGANISATION: "For the badge"}, by=None)
    asked = list(edition.registration_questions.values_list("kind", "purpose", "required", "kept_days"))
    assert asked == [("organisation", "For the badge", False, None), ("access", "", False, 7)]


def test_asking_again_keeps_answers_and_asking_no_longer_deletes_them():
    answer = RegistrationAnswerFactory()
    edition = answer.registration.edition
    set_presets(edition, {Kind.DIET: "Lunch"}, by=None)
    assert RegistrationAnswer.objects.get().question.purpose == "Lunch"
    confirm(answer.registration)
    set_presets(edition, {}, by=None)
    assert not RegistrationAnswer.objects.exists()


def test_the_database_too_refuses_diet_that_is_required_or_kept():
    for wrong in ({"required": True}, {"kept_days": 30}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuestionFactory(kind=Kind.DIET, **wrong)


def test_an_own_question_is_worded_anew_with_its_kind_as_it_was():
    edition = f.EditionFactory()
    question = own(edition, kind=Kind.CHOICE, options=["one", "two"])
    again = own(edition, question, text="And now?", options=["one", "two", "three"], required=False)
    assert (again.pk, again.kind, again.text, len(again.options)) == (question.pk, "choice", "And now?", 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": Kind.DIET},
        {"kind": Kind.CHOICE, "options": ["one"]},
        {"text": " "},
        {"purpose": ""},
        {"kept_days": 36_500},
    ],
)
def test_what_makes_no_question_is_refused(wrong):
    with pytest.raises(RegistrationRefused):
        own(f.EditionFactory(), **wrong)


def test_there_are_so_many_questions_and_no_more():
    edition = f.EditionFactory()
    for _ in range(MOST_OWN):
        own(edition)
    with pytest.raises(RegistrationRefused):
        own(edition)
