"""Whatever is typed into whichever form: a sentence or an answer, never a server error."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.routes.asking import address_of, arguments
from tests.routes.test_routes import ROWS, session_of
from tests.routes.world import ROLES, World, make_world

# PostgreSQL refuses all that SQLite refuses, and more: a NUL, a number past 32 bits, a word longer than its column.
pytestmark = pytest.mark.postgresql

HOSTILE = {
    "NUL": "a\x00b",
    "long": "x" * 10_000,
    "far year": "20225-01-01",
    "huge": "-" + "9" * 40,
    "markup": "<script>alert(1)</script>{{ 7 }}%s%(x)s",
    "odd signs": "🌻👩🏽‍🏫 \u202eabc\u2066\ufeff ٣٤ 1e309",
}
ODD_WORDS = ("a\x00", "🌻\u202e" + "x" * 3_000, "9" * 40, "²")
ASKED = ("q", "search", "query", "code", "in", "session", "for", "like", "version", "unit", "again", "page", "language")
QUERIES = ("\x00", "²", "9" * 40)
# Hidden fields in which Wagtail keeps count of the rows inside a record: nobody types there.
LEADING = ("_FORMS", "-id", "csrfmiddlewaretoken")
FILES = (
    SimpleUploadedFile("a.csv", b"\x89PNG\r\n\x1a\n\x00\x01", "text/csv"),
    SimpleUploadedFile("a.csv", b"", "text/csv"),
    SimpleUploadedFile("\u202e\x00a.pdf", b"naam;e-mail\n=1+1;x\x00\n", "application/pdf"),
)


HELPER = "helper"


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page with the names and values of their controls."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(values.get("action", ""), values.get("method", "get").lower()))
        elif tag in ("input", "select", "textarea", "button") and self.found and values.get("name"):
            if values.get("type") == "file":
                self.found[-1].files.append(values["name"])
            else:
                self.found[-1].fields[values["name"]] = values.get("value", "")


def forms_of(page: str) -> list[Form]:
    parser = Forms()
    parser.feed(page)
    return [form for form in parser.found if "logout" not in form.action]


def send(session: str, form: Form, address: str, value: str, spared: set[str]) -> int:
    """The status of a form with this value in every field; fields that only lead the way keep theirs."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    data = {name: old if name in spared else value for name, old in form.fields.items()}
    data |= dict(zip(form.files, FILES, strict=False))
    with transaction.atomic():
        if form.method == "get":
            status = client.get(address, data).status_code
        else:
            status = client.post(address, data).status_code
        transaction.set_rollback(True)
    return status


def pages_of(role: str) -> list[str]:
    """The names of the pages that have forms for this role; a helper at the door has no account, and so no role."""
    if role == HELPER:
        return [f"leerlijn_courses:{name}" for name in ("door", "door_walk_in", "ticket")]
    return [name for method, name, cells in ROWS if method == "GET" and cells[ROLES.index(role)] == "2"]


def let_in(role: str, world: World) -> str:
    """The session of this role."""
    if role != HELPER:
        return session_of(world.accounts[role], role)
    client = Client()
    client.post(address_of("leerlijn_courses:door_link", world))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["a", "p", "s", HELPER])
def test_no_form_falls_over(role):
    world = make_world()
    session = let_in(role, world)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    failed, tried = [], set()
    for name in pages_of(role):
        address = address_of(name, world)
        response = client.get(address)
        if response.streaming or "html" not in response.headers["Content-Type"]:
            continue
        for form in forms_of(response.content.decode()):
            target = urljoin(address, form.action or address)
            key = (target.partition("?")[0], form.method, *sorted(form.fields))
            if key in tried or not target.startswith("/"):
                continue
            tried.add(key)
            leading = {n for n in form.fields if n.endswith(LEADING)}
            failed += [
                f"{name} → {form.method} {target}: {what} → {status}"
                for what, value in HOSTILE.items()
                if (status := send(session, form, target, value, leading)) >= 500
            ]
    assert not failed, "\n".join(failed)
    assert tried


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["a", "s", HELPER])
def test_no_address_falls_over(role):
    """Words in an address, and what stands behind the question mark; PostgreSQL stores no NUL, and says so."""
    world = make_world()
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = let_in(role, world)
    failed = []
    for method, name, _cells in ROWS:
        given = [str(getattr(value, "pk", value)) for value in arguments(name, world)]
        plain = reverse(name, args=given)
        asked = {plain}
        for place in range(len(given)):
            asked |= {_with(name, given, place, odd) for odd in ODD_WORDS}
        if method == "GET":
            asked |= {f"{plain}?{urlencode(dict.fromkeys(ASKED, odd))}" for odd in QUERIES}
        for address in asked - {""}:
            with transaction.atomic():
                answer = client.get(address) if method == "GET" else client.post(address)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                failed.append(f"{method} {address[:200]} → {answer.status_code}")
    assert not failed, "\n".join(failed)


def _with(name: str, given: list[str], place: int, word: str) -> str:
    """The address with another word in this place; "" where only a number fits."""
    try:
        return reverse(name, args=[*given[:place], word, *given[place + 1 :]])
    except NoReverseMatch:
        return ""
