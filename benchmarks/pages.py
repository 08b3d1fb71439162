"""How fast pages are: a module and "my line" against a bare Wagtail page, for somebody who is logged in.

The same server (one gunicorn worker), the same middleware and base template, one request after the other over one
connection, in turns, so that a busy moment of the machine meets all three.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from typing import Any

from benchmarks.results import Result

ROUNDS, SECONDS = 5, 2.0
TEXT = "<p>A paragraph of some length, as an author writes it: it says one thing, and then it stops.</p>" * 12


def measure() -> list[Result]:
    """Needs a database with the demo in it."""
    pages, cookie = _prepare()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=2"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"},
        stderr=subprocess.DEVNULL,
    )
    try:
        rates = _rates(port, pages, cookie)
    finally:
        server.terminate()
        server.wait()
    bare = rates.pop("bare")
    return [
        Result("bare Wagtail page", bare, "requests/s"),
        *[Result(name, rate, "requests/s", bare, "at least 0.60") for name, rate in rates.items()],
    ]


def _prepare() -> tuple[dict[str, str], str]:
    """The addresses to ask for, and a participant's session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore
    from wagtail.models import Site

    from benchmarks.bare.models import BarePage
    from config.demo.logins import PARTICIPANT

    root = Site.objects.get(is_default_site=True).root_page
    bare: Any = root.add_child(instance=BarePage(title="A bare page", slug="bare", body=TEXT))
    account = get_user_model().objects.get(email=PARTICIPANT.email)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    pages = {"bare": bare.get_url(), "module page": _module_of(account), "my line": "/line/"}
    return pages, f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _module_of(account: Any) -> str:
    """A module in the first running group of this account."""
    from django.urls import reverse

    from courses.curricula.contract import UnitKind
    from courses.curricula.models import CurriculumUnit
    from courses.editions.models import Enrolment

    placed = Enrolment.objects.filter(
        person__account=account, state=Enrolment.State.PLACED, edition__version__isnull=False
    )
    for enrolment in placed.select_related("edition").order_by("-pk"):
        unit = CurriculumUnit.objects.filter(version=enrolment.edition.version_id, kind=UnitKind.MODULE).first()
        if unit:
            return reverse("leerlijn_courses:unit", args=[enrolment.pk, unit.key])
    raise LookupError("The demo has no running group with a module.")


def _rates(port: int, pages: dict[str, str], cookie: str) -> dict[str, float]:
    connection = _connected(port)
    found: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(ROUNDS + 1):
        for name, address in pages.items():
            rate = _rate(connection, address, cookie)
            if number:  # The first round only warms up.
                found[name].append(rate)
    return {name: statistics.median(rates) for name, rates in found.items()}


def _rate(connection: http.client.HTTPConnection, address: str, cookie: str) -> float:
    asked, began = 0, time.perf_counter()
    while (passed := time.perf_counter() - began) < SECONDS:
        connection.request("GET", address, headers={"Cookie": cookie, "Accept-Language": "nl"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}")
        asked += 1
    return asked / passed


def _connected(port: int) -> http.client.HTTPConnection:
    for _attempt in range(300):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    raise RuntimeError("The server does not answer.")
