"""Make `.venv` and install one lock in it: `python3 scripts/environment.py run` or `… test`. Needs only Python itself.

A lock that is installed already is not installed again.
"""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT_DIR / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCKS = PROJECT_DIR / "locks"


def main(name: str) -> None:
    lock = LOCKS / f"{name}.txt"
    stamp = ENVIRONMENT / f"installed-{name}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        _make()
    if not (ENVIRONMENT / "bin" / "uv").exists():
        _run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
             "-r", LOCKS / "uv.txt")  # fmt: skip
    _run(ENVIRONMENT / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", lock)
    stamp.write_text(wanted)


def _make() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever runs this may have an older one)
        sys.exit("Leerlijn needs Python 3.11 or newer as python3.")
    if not importlib.util.find_spec("ensurepip"):
        sys.exit("Python cannot make environments here: install the package python3-venv, then run this again.")
    _run(sys.executable, "-m", "venv", ENVIRONMENT)


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False)
    if done.returncode:
        sys.exit(f"This failed: {' '.join(str(part) for part in command)}")


if __name__ == "__main__":
    main(sys.argv[1])
