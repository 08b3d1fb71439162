"""Every check and every test, one after the other; at the end what each took, and what failed.

`python -m scripts.test` runs all, `--lint` only what needs no database. Nothing is skipped in silence.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from scripts import postgres

PROJECT_DIR = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MIGRATE = ("python", "-m", "tests.rig.databases")
PYTEST = ("pytest", "-n2", "--dist=loadgroup", "-q", "--durations=5")
# A browser on a busy machine may miss its moment; what is wrong fails twice. More than a few are not tried again.
ALONE = ("--last-failed", "--last-failed-no-failures=none", "-n0", "--maxfail=6")


@dataclass
class Step:
    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    # What failed is tried once more, by itself: a step that then passes is called unsteady in what is printed at the end.
    again: tuple[str, ...] = ()
    seconds: float = 0
    outcome: str = "FAILED"

    def begin(self) -> subprocess.Popen[bytes]:
        """Start it beside others; whoever did so waits for it."""
        return subprocess.Popen(self._program(self.command), cwd=PROJECT_DIR, env=self._environment())

    def run(self) -> None:
        print(f"\n── {self.name}", flush=True)
        began = time.monotonic()
        if self._passes(self.command):
            self.outcome = "passed"
        elif self.again:
            print(f"\n── {self.name}: what failed, once more", flush=True)
            self.outcome = "unsteady" if self._passes((*self.command, *self.again)) else "FAILED"
        self.seconds = time.monotonic() - began

    def _passes(self, command: tuple[str, ...]) -> bool:
        done = subprocess.run(self._program(command), cwd=PROJECT_DIR, env=self._environment(), check=False)
        return done.returncode == 0

    def _program(self, command: tuple[str, ...]) -> list[str]:
        return [str(BIN / command[0]), *command[1:]]

    def _environment(self) -> dict[str, str]:
        # Only what the step says: an address of this machine's own must not reach a test.
        known = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BROKER_URL")}
        return {**known, "DJANGO_SETTINGS_MODULE": "config.settings.test", **self.environment}


CHECKS = [
    Step("Linter", ("ruff", "check", ".")),
    Step("Format", ("ruff", "format", "--check", ".")),
    Step("Import contracts", ("lint-imports", "--no-logo")),
    Step("Types", ("mypy",)),
    Step("Templates", ("djlint", "--lint", "--quiet", "courses", "cms", "certificates", "config", "templates")),
    Step("Settings", ("python", "manage.py", "check")),
    Step("Missing migrations", ("python", "manage.py", "makemigrations", "--check", "--dry-run")),
    Step("Missing translations", ("python", "-m", "scripts.translations")),
]


def tests(database_url: str) -> list[Step]:
    """Everything on SQLite, with worker and browser; everything that no browser drives on PostgreSQL again."""
    on_postgresql = (*PYTEST, "-m", "not browser and not slow")
    return [
        Step("Tests on SQLite, with a worker and a browser", PYTEST, again=ALONE),
        Step("Tests on PostgreSQL", on_postgresql, {"DATABASE_URL": database_url}, again=ALONE),
    ]


def _stop(_number: int, _frame: object) -> None:
    sys.exit("Stopped.")


def main() -> None:
    # An orderly end, so that the server of the tests ends too.
    signal.signal(signal.SIGTERM, _stop)
    if "--lint" in sys.argv[1:]:
        _run(CHECKS)
        _tell(CHECKS)
        return
    with postgres.server() as address:
        steps = tests(address)
        # The checks leave one of two cores idle: it migrates the databases that the tests will copy.
        migrating = [Step("", MIGRATE, step.environment).begin() for step in steps]
        _run(CHECKS)
        for one in migrating:
            one.wait()
        _run(steps)
    _tell([*CHECKS, *steps])


def _run(steps: list[Step]) -> None:
    for step in steps:
        step.run()


def _tell(steps: list[Step]) -> None:
    """What each took, and whether all is well."""
    print("\n── What it took")
    for step in steps:
        print(f"{step.outcome:8} {step.seconds:6.0f} s  {step.name}")
    failed = [step.name for step in steps if step.outcome == "FAILED"]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}.")
    print("Everything passed.")


if __name__ == "__main__":
    main()
