"""The fixtures that tests of every room share; the machinery stands in `tests/rig/`."""

from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.db import connection, connections
from django.test import SimpleTestCase
from django.utils import translation

from tests.rig.databases import Databases
from tests.rig.workers import Worker, empty_queue

# Playwright keeps a loop of its own in the thread of the tests; the database is used beside it, not in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A busy machine is no failure; and where a run decides what lands, it tries the same examples each time.
hypothesis.settings.register_profile(
    "ours",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("ours")

LAST = {"worker", "browser"}
_databases = pytest.StashKey[Databases]()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the migrated template for this process."""
    with django_db_blocker.unblock():
        databases = request.config.stash[_databases] = Databases()
        databases.prepare()
    yield
    with django_db_blocker.unblock():
        databases.drop()


@pytest.fixture(scope="session", autouse=True)
def imports_are_kept() -> None:
    """What was imported stays to the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def files_of_this_process() -> Iterator[None]:
    """Uploads, private files and the queue begin empty and are gone at the end."""
    shutil.rmtree(site.FILES_DIR, ignore_errors=True)
    empty_queue(site.QUEUE_DIR)
    yield
    shutil.rmtree(site.FILES_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """A test that was rolled back is gone from the cache too: Wagtail keeps there which pages are the sites' first.

    So is the language that an earlier test, or a page it asked for, left behind.
    """
    cache.clear()
    translation.deactivate()


@pytest.fixture
def indexed() -> None:
    """Pages that this test saves are found by search, and what they point to is known."""


@pytest.fixture(autouse=True)
def tasks_of_wagtail(request: pytest.FixtureRequest) -> None:
    if {"indexed", "live_server"} & {*request.fixturenames}:
        settings = request.getfixturevalue("settings")
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After a test that really commits, the database is again as it was after migrating."""
    result = yield
    names = getattr(item, "fixturenames", ())
    marker = item.get_closest_marker("django_db")
    commits = "transactional_db" in names or "live_server" in names or (marker and marker.kwargs.get("transaction"))
    if commits and _databases in item.config.stash:
        item.config.stash[_databases].restore()
    return result


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that is about one of the two databases says so by a marker, and runs in that database's run only.

    What asks no database runs once, in the run on SQLite.
    """
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    items[:] = [item for item in items if other not in item.keywords]
    if connection.vendor == "postgresql":
        items[:] = [item for item in items if _asks_the_database(item)]
    # Browsers and workers come last; of those the longest go first, so that no process waits at the end for the other.
    items.sort(key=lambda item: bool(LAST & {*item.keywords}) * (1 if "scenarios" in item.path.parts else 2))


def _asks_the_database(item: pytest.Item) -> bool:
    of_django = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    asked = {"db", "transactional_db", "live_server"} & {*getattr(item, "fixturenames", ())}
    return bool(of_django or asked or item.get_closest_marker("django_db"))


@pytest.fixture
def at_once(transactional_db: None) -> Callable[..., list[Any]]:
    """`at_once(one, two, …)` runs each in a thread and connection of its own, all from the same moment.

    Answers with what each returned, or the exception it raised. Mark the test `postgresql` where the database's own
    locking is what is tried.
    """

    def run(*calls: Callable[[], Any]) -> list[Any]:
        start = threading.Barrier(len(calls))

        def one(call: Callable[[], Any]) -> Any:
            try:
                start.wait(timeout=10)
                return call()
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as threads:
            return list(threads.map(one, calls))

    return run


@pytest.fixture
def worker(transactional_db: None, request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> Iterator[Worker]:
    """A real Celery worker, not yet started, on the test's database and queue; what is enqueued is published."""
    empty_queue(settings.QUEUE_DIR)
    settings.LEERLIJN_PUBLISH_JOBS = True
    made = Worker(request.config.stash[_databases].url, tmp_path)
    yield made
    made.kill()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    from tests.rig.browser import CHROMIUM

    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def page(context: Any, live_server: Any) -> Iterator[Any]:
    """A page on the live server; at the end nothing was called from outside, no policy broken, no 5xx answered."""
    from tests.rig.browser import Watch

    watch = Watch(context, live_server.url)
    context.set_default_timeout(10_000)
    made = context.new_page()
    yield made
    assert not watch.problems, "\n".join(watch.problems)


@pytest.fixture
def log_in(context: Any, live_server: Any) -> Callable[[Any], None]:
    """`log_in(account)`: the browser has a session of this account."""
    from tests.rig import browser

    return lambda account: browser.log_in(context, live_server.url, account)


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)`: the page as it stands now meets WCAG 2.2 A and AA, and does not scroll sideways."""
    from tests.rig import browser

    def check(page: Any, *, within: str | None = None) -> None:
        found = browser.violations(page, within=within)
        if browser.scrolls_sideways(page):
            found.append(f"scrolls sideways at {page.viewport_size}")
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture
def pictures() -> Callable[..., list[Path]]:
    """`pictures(page, "offer")`: the whole page at 320 and 1280 px, below test-results/pictures."""
    from tests.rig import browser

    return browser.take_pictures


@pytest.fixture
def template_database(django_db_setup: None, request: pytest.FixtureRequest) -> Path:
    """The file of a migrated SQLite database, to copy."""
    return request.config.stash[_databases].migrated_file()
