"""The rig itself: what it says about the browser, and that a test which commits leaves nothing behind."""

import threading

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from tests.factories import UserFactory


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_is_really_committed_is_gone_afterwards(transactional_db, time):
    assert Page.objects.filter(depth=1).exists()
    assert not get_user_model().objects.filter(email="left@example.org").exists()
    UserFactory(email="left@example.org")
    Page.objects.all().delete()


def test_threads_start_together_and_hand_back_their_errors(at_once):
    def fails():
        raise ValueError("no")

    first, second = at_once(threading.get_ident, fails)
    assert isinstance(first, int)
    assert isinstance(second, ValueError)
