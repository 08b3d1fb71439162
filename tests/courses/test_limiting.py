import pytest
from django.test import RequestFactory

from courses.conf import check_settings
from courses.limiting import too_often, visitor


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "192.0.2.9", "198.51.100.1"),
        (1, "", "198.51.100.1"),
        (1, "192.0.2.9", "192.0.2.9"),
        (1, "invented, 192.0.2.9", "192.0.2.9"),
        (2, "invented, 192.0.2.9, 203.0.113.5", "192.0.2.9"),
        (3, "192.0.2.9", "198.51.100.1"),
    ],
)
def test_a_visitor_is_who_stands_before_our_own_proxies(settings, proxies, forwarded, seen):
    settings.LEERLIJN_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.1", headers=headers)
    assert visitor(request) == seen


def test_so_often_and_no_more_each_for_themselves():
    one, other = (RequestFactory().get("/", REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.2"))
    answers = [too_often(one, "test", limit=2, seconds=60) for _ in range(4)]
    assert answers == [False, False, True, True]
    assert not too_often(other, "test", limit=2, seconds=60)


@pytest.mark.parametrize("wrong", [-1, "1", None])
def test_a_wrong_number_of_proxies_is_said(settings, wrong):
    settings.LEERLIJN_PROXIES = wrong
    assert [error.id for error in check_settings()] == ["leerlijn.E006"]
