import pytest

from courses.learning.errors import LearningRefused
from courses.learning.models import Reflection
from courses.learning.reflecting import save_reflection, share_reflection, shared_with_trainer
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return f.EnrolmentFactory()


def test_saving_again_replaces_and_nobody_else_reads_it(enrolment):
    save_reflection(enrolment, "block-1", "First thought", by=None)
    save_reflection(enrolment, "block-1", "Second thought 🙂", by=None)
    assert Reflection.objects.get().text == "Second thought 🙂"
    assert not shared_with_trainer(enrolment.edition).exists()


def test_its_writer_shares_and_unshares_it(enrolment):
    save_reflection(enrolment, "block-1", "For the trainer", by=None)
    share_reflection(enrolment, "block-1", shared=True, by=None)
    assert shared_with_trainer(enrolment.edition).get().text == "For the trainer"
    share_reflection(enrolment, "block-1", shared=False, by=None)
    assert not shared_with_trainer(enrolment.edition).exists()


def test_an_emptied_one_is_no_longer_shared_and_nothing_empty_can_be(enrolment):
    save_reflection(enrolment, "block-1", "x", by=None)
    share_reflection(enrolment, "block-1", shared=True, by=None)
    save_reflection(enrolment, "block-1", "  ", by=None)
    assert not shared_with_trainer(enrolment.edition).exists()
    with pytest.raises(LearningRefused):
        share_reflection(enrolment, "block-1", shared=True, by=None)


@pytest.mark.parametrize(("key", "text"), [("b", "a\x00b"), ("b", "x" * 20_001), ("b c", "x"), ("", "x")])
def test_what_cant_be_kept_is_refused_with_a_sentence(enrolment, key, text):
    with pytest.raises(LearningRefused, match=r"\w+ \w+"):
        save_reflection(enrolment, key, text, by=None)
