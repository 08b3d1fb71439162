"""The whole embedded site from one process: database, web, worker and beat; it ends everything it began.

`python -m config.serving` serves the embedded site, `python -m config.serving --demo` the demo with its people.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from config.settings.finding import addresses_of_this_machine

PROJECT_DIR = Path(__file__).resolve().parent.parent
WEB = ["-m", "gunicorn", "config.wsgi", "--workers=2", "--threads=4", "--preload", "--access-logfile=-"]
WORKER = ["-m", "celery", "-A", "config.queue", "worker", "--beat", "--concurrency=1", "--loglevel=INFO"]
EVERYWHERE = ("0.0.0.0", "::")
PATIENCE = 10
PR_SET_PDEATHSIG = 1


class Ended(Exception):
    """Somebody asked us to stop."""


class Site:
    """The processes of one site and the log they write to."""

    def __init__(self, *, demo: bool) -> None:
        self.demo = demo
        self.host = os.environ.setdefault("HOST", "127.0.0.1")
        self.port = int(os.environ.setdefault("PORT", "8000"))
        os.environ["DJANGO_SETTINGS_MODULE"] = f"config.settings.{'demo' if demo else 'embedded'}"
        if self.host in EVERYWHERE and "BASE_URL" not in os.environ:
            os.environ["BASE_URL"] = f"http://{addresses_of_this_machine()[0]}:{self.port}"
        self.folder = Path(os.environ.get("VAR_DIR", PROJECT_DIR / "var")).resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log_path = self.folder / "site.log"
        self.log: IO[bytes] = self.log_path.open("wb")
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        self._refuse_a_taken_port()
        say("Preparing the database …")
        self._manage("migrate", "--no-input")
        self._begin(*WEB, f"--bind={self.host}:{self.port}")
        self._begin(*WORKER, f"--pidfile={self.folder / 'worker.pid'}")
        self._wait_for_the_first_page()
        self._tell_where()
        if self.demo:
            say("  Filling the demo …\n")
            say("".join(f"  {line}\n" for line in self._manage("load_demo").strip().splitlines()))
        say(f"  The log is {self.log_path}\n  Ctrl-C ends everything.\n")

    def watch(self) -> NoReturn:
        """Stay until somebody stops us; a site of which a part has died is no site."""
        while True:
            for process in self.running:
                if process.poll() is not None:
                    raise SystemExit(f"A part of the site stopped by itself; {self.log_path} says why.")
            time.sleep(1)

    def end(self) -> None:
        """Ask every process to end, and leave none behind."""
        for process in self.running:
            process.terminate()
        ends = time.monotonic() + PATIENCE
        for process in self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.1, ends - time.monotonic()))
            _kill_all_of(process)
            process.wait()
        self.log.close()

    def _refuse_a_taken_port(self) -> None:
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError:
                raise SystemExit(f"Port {self.port} is taken. Choose another one: PORT=8001 make demo") from None

    def _manage(self, *arguments: str) -> str:
        """Run a command to its end and answer what it printed; its process is ended with us, like the others."""
        process = self._begin("manage.py", *arguments, output=subprocess.PIPE)
        printed = process.communicate()[0].decode()
        self.running.remove(process)
        if process.returncode:
            raise SystemExit(f"manage.py {arguments[0]} failed; {self.log_path} says why.")
        return printed

    def _begin(self, *arguments: str, output: int | None = None) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=PROJECT_DIR,
            stdin=subprocess.DEVNULL,
            stdout=self.log if output is None else output,
            stderr=self.log,
            # In a session of its own, so that Ctrl-C reaches us alone and we end the others in order.
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        self.running.append(process)
        return process

    def _wait_for_the_first_page(self) -> None:
        host = "localhost" if self.host in EVERYWHERE else self.host
        request = urllib.request.Request(f"http://{host}:{self.port}/", headers={"Accept-Language": "nl"})
        ends = time.monotonic() + 60
        while time.monotonic() < ends and all(process.poll() is None for process in self.running):
            try:
                with urllib.request.urlopen(request, timeout=20):
                    return
            except urllib.error.HTTPError as answer:
                raise SystemExit(f"The first page answers {answer.code}; {self.log_path} says why.") from None
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"The site does not answer; {self.log_path} says why.")

    def _tell_where(self) -> None:
        say(f"\n  Leerlijn is at  http://localhost:{self.port}/")
        if self.host in EVERYWHERE:
            say(f"  on your network {os.environ['BASE_URL']}/   (a phone on the same network can open it)")


def say(line: str) -> None:
    print(line, flush=True)


def _kill_all_of(process: subprocess.Popen[bytes]) -> None:
    """The process and whatever it began, where it did not end by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _end_with_parent() -> None:
    """Linux ends a child whose parent died, even by `kill -9`; elsewhere this does nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", action="store_true", help="with invented people and programmes, and doors to them")
    site = Site(demo=parser.parse_args().demo)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        site.start()
        site.watch()
    except Ended:
        say("\nEnding …")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        site.end()
        say("Everything has ended.")


if __name__ == "__main__":
    main()
