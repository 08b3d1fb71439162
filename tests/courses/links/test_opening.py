from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from courses.links.codes import ALPHABET, code_of, find, readable_code
from courses.links.models import Link
from courses.links.opening import (
    LinkOver,
    LinkUnknown,
    make_link,
    open_link,
    standing_link,
    use_up,
    withdraw_links,
)

pytestmark = pytest.mark.django_db


def made(**fields) -> Link:
    return make_link(**{"purpose": "test", "subject": 7, "by": None} | fields)


def test_a_code_opens_its_link_however_it_is_typed():
    link = made()
    for typed in (code_of(link), code_of(link).lower(), readable_code(link), f" {readable_code(link)} "):
        assert open_link(typed, purpose="test") == link


def test_a_changed_code_and_one_for_something_else_open_nothing():
    link = made()
    code = code_of(link)
    wrong = [
        code[:-1] + next(sign for sign in ALPHABET if sign != code[-1]),
        "1" + code,
        code[1:],
        "",
        "é" * 20,
        "Z" * 60,
    ]
    for typed in wrong:
        with pytest.raises(LinkUnknown):
            open_link(typed, purpose="test")
    with pytest.raises(LinkUnknown):
        open_link(code, purpose="other")


def test_opening_changes_nothing_and_using_up_works_once():
    link = made()
    before = Link.objects.values().get()
    open_link(code_of(link), purpose="test")
    assert Link.objects.values().get() == before
    use_up(link)
    with pytest.raises(LinkOver):
        use_up(Link.objects.get())
    with pytest.raises(LinkOver):
        open_link(code_of(link), purpose="test")


def test_an_expired_and_a_withdrawn_link_say_so():
    expired = made(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(LinkOver):
        open_link(code_of(expired), purpose="test")
    link = made()
    assert withdraw_links(purpose="test", subject=7) == 1
    with pytest.raises(LinkOver):
        open_link(code_of(link), purpose="test")


def test_a_standing_link_is_the_same_one_until_it_is_withdrawn():
    first = standing_link(purpose="test", subject=7)
    assert standing_link(purpose="test", subject=7) == first
    assert standing_link(purpose="test", subject=8) != first
    withdraw_links(purpose="test", subject=7)
    assert standing_link(purpose="test", subject=7) != first


def test_what_was_printed_under_an_earlier_key_still_opens_and_a_copy_of_the_rows_does_not(settings):
    link = made()
    code, earlier = code_of(link), settings.SECRET_KEY
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[earlier]):
        assert find(code) == link
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[]):
        assert find(code) is None


def test_two_at_once_use_it_once(at_once):
    link = made()
    answers = at_once(*[lambda: use_up(Link.objects.get(pk=link.pk))] * 4)
    assert sum(answer is None for answer in answers) == 1
    assert sum(isinstance(answer, LinkOver) for answer in answers) == 3
