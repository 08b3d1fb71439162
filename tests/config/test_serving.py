"""The embedded site as one process: it serves with styles, works in the background, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.rig.workers import wait_until

pytestmark = [pytest.mark.worker, pytest.mark.sqlite, pytest.mark.xdist_group("processes")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_with(mark: str) -> list[str]:
    """The command lines of all processes whose environment holds this mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in path.read_bytes():
                found.append((path.parent / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.fixture
def site(tmp_path, template_database):
    """The embedded site on a migrated database; started, and stopped by the test."""
    shutil.copy(template_database, tmp_path / "leerlijn.sqlite3")
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BROKER_URL")}
    environment |= {"VAR_DIR": str(tmp_path), "PORT": str(free_port()), "HOST": "127.0.0.1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "config.serving"],
        cwd=settings.PROJECT_DIR,
        env=environment,
        stdout=(tmp_path / "terminal").open("wb"),
        stderr=subprocess.STDOUT,
    )
    process.terminal = tmp_path / "terminal"
    process.address = f"http://localhost:{environment['PORT']}"
    process.mark = f"VAR_DIR={tmp_path}"
    yield process
    process.kill()
    process.wait()


def status(address, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        return answer.code


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_process_serves_everything_and_ends_everything(site, number):
    wait_until(lambda: "Ctrl-C ends everything" in site.terminal.read_text() or site.poll() is not None, seconds=90)
    assert site.address in site.terminal.read_text()
    assert status(f"{site.address}/account/login/") == 200
    assert status(f"{site.address}/static/leerlijn_courses/base.css") == 200
    assert status(f"{site.address}/", Host="elsewhere.example.org") == 400
    running = processes_with(site.mark)
    assert any("gunicorn" in command for command in running)
    assert any("celery" in command for command in running)
    site.send_signal(number)
    assert site.wait(timeout=30) == 0
    assert processes_with(site.mark) == []
    assert "Everything has ended." in site.terminal.read_text()


def test_when_it_is_killed_the_others_end_by_themselves(site):
    wait_until(lambda: "Ctrl-C ends everything" in site.terminal.read_text() or site.poll() is not None, seconds=90)
    site.kill()
    site.wait()
    wait_until(lambda: processes_with(site.mark) == [], seconds=30)


def test_a_taken_port_is_told_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "config.serving"],
            cwd=settings.PROJECT_DIR,
            env={**os.environ, "VAR_DIR": str(tmp_path), "PORT": port},
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert f"Port {port} is taken." in done.stderr
    assert "Traceback" not in done.stderr
