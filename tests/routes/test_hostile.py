"""Whatever is typed into whichever form: a sentence or an answer, never a server error."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.routes.asking import address_of
from tests.routes.test_routes import ROWS, session_of
from tests.routes.world import ROLES, make_world

HOSTILE = {
    "NUL": "a\x00b",
    "long": "x" * 10_000,
    "far year": "20225-01-01",
    "huge": "-" + "9" * 40,
    "markup": "<script>alert(1)</script>{{ 7 }}%s%(x)s",
    "odd signs": "🌻👩🏽‍🏫 \u202eabc\u2066\ufeff ٣٤ 1e309",
}
# Hidden fields in which Wagtail keeps count of the rows inside a record: nobody types there.
LEADING = ("_FORMS", "-id", "csrfmiddlewaretoken")
FILES = (
    SimpleUploadedFile("a.csv", b"\x89PNG\r\n\x1a\n\x00\x01", "text/csv"),
    SimpleUploadedFile("a.csv", b"", "text/csv"),
    SimpleUploadedFile("\u202e\x00a.pdf", b"naam;e-mail\n=1+1;x\x00\n", "application/pdf"),
)


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


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["a", "p", "s"])
def test_no_form_falls_over(role):
    world = make_world()
    session = session_of(world.accounts[role], role)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    failed, tried = [], set()
    for method, name, cells in ROWS:
        if method != "GET" or cells[ROLES.index(role)] != "2":
            continue
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
