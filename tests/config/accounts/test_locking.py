from __future__ import annotations

import pytest
from django.http import HttpRequest

from config.accounts.locking import client_address, typed_address


@pytest.mark.parametrize(
    ("credentials", "form", "typed"),
    [
        ({"email": " Een@Example.org "}, {}, "een@example.org"),
        ({"username": "een@example.org"}, {}, "een@example.org"),
        (None, {"login": "een@example.org"}, "een@example.org"),
        ({}, {"login": "a\x00b"}, "ab"),
        ({"email": None}, {}, ""),
        ({"email": "x" * 500}, {}, "x" * 254),
    ],
)
def test_what_was_typed_is_counted_under_one_name(rf, credentials, form, typed):
    assert typed_address(rf.post("/", form), credentials) == typed


def test_visitors_behind_our_proxy_are_told_apart_and_cannot_pretend(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"}, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client_address(request) == "198.51.100.7"


def test_a_request_from_inside_has_no_address():
    assert client_address(HttpRequest()) is None
