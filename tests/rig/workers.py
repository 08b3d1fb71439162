"""A real Celery worker in a process of its own, on the database that the test uses."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from config.settings.finding import folder_broker

WORKER = [sys.executable, "-m", "celery", "-A", "config.queue", "worker", "--concurrency=1", "--loglevel=INFO"]


def wait_until(true: Callable[[], object], *, seconds: float = 30, every: float = 0.1) -> None:
    """Wait until `true()` says so; fail the test when it takes too long."""
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            raise AssertionError(f"still waiting after {seconds} seconds")
        time.sleep(every)


def empty_queue(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder_broker(folder)


class Worker:
    """`start()`, `kill()` (as `kill -9` does, all its processes) and `stop()`; its log is `log`."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "worker.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "VAR_DIR": str(settings.VAR_DIR),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "LEERLIJN_PUBLISH_JOBS": "on",
        }

    def start(self, *arguments: str) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*WORKER, *arguments],
                cwd=settings.PROJECT_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        seen = self.log.read_text().count(" ready.") if self.log.exists() else 0
        wait_until(lambda: self.log.read_text().count(" ready.") > seen or self.process.poll() is not None)
        assert self.process.poll() is None, self.log.read_text()

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
            self.process.wait(timeout=20)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None
