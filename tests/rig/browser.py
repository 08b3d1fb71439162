"""A real browser on the live server: logging in, axe, pictures, and no request to anywhere else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# The one without windows is the same engine and needs half the time.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
PICTURES = Path("test-results") / "pictures"
WIDTHS = (320, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def log_in(context: BrowserContext, address: str, account: Any) -> None:
    """Give the browser a session of this account, as logging in would."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": address}])


def violations(page: Page, *, within: str | None = None) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, one line a problem.

    The script goes in through the debugger, so that the page keeps its strict content policy.
    """
    # After a click the new document may still be arriving: half a page has half its names.
    page.wait_for_load_state()
    debugger = page.context.new_cdp_session(page)
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    run = f"axe.run({json.dumps(within) if within else 'document'}, {json.dumps(asked)})"
    there = debugger.send("Runtime.evaluate", {"expression": "typeof axe", "returnByValue": True})
    if there["result"]["value"] == "undefined":
        debugger.send(
            "Runtime.evaluate", {"expression": AXE_FILE_PATH.read_text(), "allowUnsafeEvalBlockedByCSP": True}
        )
    answer = debugger.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
    debugger.detach()
    if "exceptionDetails" in answer:
        raise AssertionError(f"axe did not run on {page.url}: {answer['exceptionDetails']}")
    return [
        f"{problem['id']} ({problem['impact']}): {problem['help']}\n  {node['html'][:200]}\n  {node['failureSummary']}"
        for problem in answer["result"]["value"]["violations"]
        for node in problem["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def take_pictures(page: Page, name: str, widths: tuple[int, ...] = WIDTHS) -> list[Path]:
    """The whole page at each width, as `test-results/pictures/<name>-<width>.png`."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    paths = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        paths.append(PICTURES / f"{name}-{width}.png")
        page.screenshot(path=paths[-1], full_page=True)
    if before:
        page.set_viewport_size(before)
    return paths


class Watch:
    """Notes what a visitor never sees and must never happen: foreign requests, broken policies, errors of ours."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.problems: list[str] = []
        context.on("request", self._requested)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.problems.append(f"called from outside: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(f"{message.text} on {message.page.url if message.page else '?'}")
