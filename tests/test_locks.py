"""The locks hold names, versions and hashes, and no address of this or any other machine."""

import re
import subprocess

import pytest
from django.conf import settings

LOCKS = sorted((settings.PROJECT_DIR / "locks").glob("*.txt"))


def committed():
    listed = subprocess.run(["git", "ls-files"], cwd=settings.PROJECT_DIR, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


@pytest.mark.parametrize("lock", [path for path in LOCKS if path.name != "constraints.txt"], ids=lambda path: path.name)
def test_a_lock_pins_everything_by_hash_and_names_no_address(lock):
    text = lock.read_text()
    assert "://" not in text
    assert "--index" not in text
    # Where else to look for packages is an option on a line of its own; a hash belongs to the line before it.
    assert not re.search(r"^-", text, re.MULTILINE)
    assert " @ " not in text
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert requirements
    for requirement in requirements:
        assert re.match(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==\S+ ", requirement), requirement.splitlines()[0]
        assert "--hash=sha256:" in requirement, requirement.splitlines()[0]


def test_the_site_installs_nothing_that_only_tests_need():
    names = {line.split("==")[0] for line in (settings.PROJECT_DIR / "locks" / "run.txt").read_text().splitlines()}
    assert {"django", "wagtail", "celery", "gunicorn"} <= names
    assert not {"pytest", "playwright", "mypy", "ruff", "factory-boy"} & names


def test_what_is_tested_is_what_runs():
    run, test = (
        {
            line.split(" ")[0]
            for line in (settings.PROJECT_DIR / "locks" / name).read_text().splitlines()
            if "==" in line
        }
        for name in ("run.txt", "test.txt")
    )
    assert run <= test


def test_no_lock_that_records_download_addresses_is_committed():
    forbidden = {"uv.lock", "pylock.toml", "package-lock.json", "poetry.lock", "Pipfile.lock", "yarn.lock"}
    assert not [path for path in committed() if path.rpartition("/")[2] in forbidden]
