from __future__ import annotations

import pytest

from courses.reading_aids import COOKIE, classes

ADDRESS = "/reading-aids/"


def test_choices_are_remembered_and_shown_on_the_page(client, db):
    answer = client.post(ADDRESS, {"text": "large", "next": "/account/login/"})
    assert answer.url == "/account/login/"
    client.post(ADDRESS, {"spacing": "wide"})
    assert client.cookies[COOKIE].value == "large.wide"
    assert 'class="ll-text-large ll-spacing-wide"' in client.get("/account/login/").content.decode()


def test_a_choice_is_made_by_post(client):
    assert client.get(ADDRESS, {"text": "large"}).status_code == 405


@pytest.mark.parametrize("given", [{"text": "huge"}, {"spacing": "a\x00"}, {}])
def test_odd_choices_change_nothing(client, given):
    client.post(ADDRESS, given)
    assert client.cookies[COOKIE].value == "normal.normal"


@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example.org/", "//elders.example.org", "javascript:alert(1)", ""]
)
def test_one_never_leaves_the_site(client, elsewhere):
    assert client.post(ADDRESS, {"text": "large", "next": elsewhere}).url == "/"


def test_an_odd_cookie_counts_as_no_choice(rf):
    request = rf.get("/")
    request.COOKIES[COOKIE] = 'x"><script>.wide'
    assert classes(request) == "ll-spacing-wide"
