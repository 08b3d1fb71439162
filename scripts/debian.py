"""See to it that what tests need beside Python is there: chromium, PostgreSQL, Redis, gettext, LibreOffice
and Unicode's data, as Debian packages.

Missing ones are installed where that is allowed; otherwise one sentence says what is missing, and the tests don't run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.conf")
# What Debian asks before it starts the server of a package; 101 says no.
START_POLICY = Path("/usr/sbin/policy-rc.d")


def postgresql_programs() -> Path | None:
    """The folder with `initdb`, of the newest PostgreSQL on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


NEEDED: dict[str, Callable[[], object]] = {
    "chromium-headless-shell": lambda: shutil.which("chromium-headless-shell") or shutil.which("chromium"),
    "postgresql": postgresql_programs,
    "redis-server": lambda: shutil.which("redis-server"),
    "gettext": lambda: shutil.which("msgfmt"),
    # Unicode's own test of the order of letters from right to left.
    "unicode-data": lambda: Path("/usr/share/unicode/BidiCharacterTest.txt").exists(),
    # Opens the workbooks of a report, as a funder would.
    "libreoffice-calc-nogui": lambda: shutil.which("soffice"),
}


@contextmanager
def nothing_starts() -> Iterator[None]:
    """The tests start servers of their own; what is installed meanwhile starts none for the machine."""
    if START_POLICY.exists():
        yield
        return
    START_POLICY.write_text("#!/bin/sh\nexit 101\n")
    START_POLICY.chmod(0o755)
    try:
        yield
    finally:
        START_POLICY.unlink()


def missing() -> list[str]:
    return [package for package, present in NEEDED.items() if not present()]


def main() -> None:
    packages = missing()
    if not packages:
        return
    names = ", ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"The tests need these Debian packages, and may not install them here: {names}.")
    print(f"Installing {names} …", flush=True)
    if "postgresql" in packages and not CLUSTER_SETTINGS.exists():
        # The tests start a server of their own; the package need not start one for the machine.
        CLUSTER_SETTINGS.parent.mkdir(parents=True, exist_ok=True)
        CLUSTER_SETTINGS.write_text("create_main_cluster = false\n")
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
    with nothing_starts():
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], check=False, **quiet)
    if missing():
        sys.exit(f"These Debian packages could not be installed: {', '.join(missing())}.")


if __name__ == "__main__":
    main()
