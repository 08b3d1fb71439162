"""A migrated database is made once and copied: for each process that tests, and after each test that really commits.

Wagtail's migrations take most of a minute; a copy takes a fraction of a second, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

PACKAGES = ("courses", "cms", "certificates", "config")
DEPENDENCIES = ("Django", "wagtail", "django-axes", "django-allauth", "django-taggit")


def fingerprint() -> str:
    """Changes when a migration does, or anything that runs after migrating."""
    seen = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((settings.PROJECT_DIR / package).rglob("*.py")):
            text = path.read_bytes()
            if path.parent.name == "migrations" or b"post_migrate" in text:
                seen.update(f"{path}".encode() + text)
    for name in DEPENDENCIES:
        seen.update(f"{name} {importlib.metadata.version(name)}".encode())
    return seen.hexdigest()[:12]


class Databases:
    """The template and the copy that this process tests on."""

    def __init__(self) -> None:
        self.worker = f"{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
        self.original = str(connection.settings_dict["NAME"])
        self.sqlite = connection.vendor == "sqlite"
        if self.sqlite:
            folder = settings.TEST_DIR / "databases"
            folder.mkdir(parents=True, exist_ok=True)
            self.template = str(folder / f"template-{fingerprint()}.sqlite3")
            self.copy = str(folder / f"{self.worker}.sqlite3")
        else:
            self.template = f"test_{self.original}_{fingerprint()}"[:63]
            self.copy = f"test_{self.original}_{self.worker}"[:63]

    def make_template(self) -> None:
        with self._alone():
            if not self._exists(self.template):
                self._make_template()

    def prepare(self) -> None:
        self.make_template()
        self._copy_template()
        self._use(self.copy)

    def restore(self) -> None:
        """Put everything back as it was after migrating."""
        connections.close_all()
        self._copy_template()

    def drop(self) -> None:
        self._use(self.original)
        self._remove(self.copy)

    @property
    def url(self) -> str:
        """For a process of its own: what DATABASE_URL must say to see this database."""
        if self.sqlite:
            return f"sqlite:///{self.copy}"
        known = connection.settings_dict
        return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{self.copy}"

    def migrated_file(self) -> Path:
        """A migrated SQLite database in a file; only a run on SQLite has one."""
        assert self.sqlite, "mark the test `sqlite`"
        return Path(self.template)

    def _make_template(self) -> None:
        draft = f"{self.template}_draft"
        self._remove(draft)
        if not self.sqlite:
            self._administer(f'CREATE DATABASE "{draft}"')
        self._use(draft)
        call_command("migrate", verbosity=0, interactive=False)
        self._use(self.original)
        if self.sqlite:
            os.rename(draft, self.template)
        else:
            self._administer(f'ALTER DATABASE "{draft}" RENAME TO "{self.template}"')

    def _copy_template(self) -> None:
        self._remove(self.copy)
        if self.sqlite:
            shutil.copyfile(self.template, self.copy)
        else:
            with self._alone():
                self._administer(f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.template}"')

    def _exists(self, name: str) -> bool:
        if self.sqlite:
            return Path(name).exists()
        with self._administrator() as cursor:
            return cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None

    def _remove(self, name: str) -> None:
        if self.sqlite:
            for end in ("", "-wal", "-shm"):
                Path(name + end).unlink(missing_ok=True)
        else:
            self._administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _use(self, name: str) -> None:
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time makes the template, or copies it: PostgreSQL refuses two copies at once."""
        settings.TEST_DIR.mkdir(parents=True, exist_ok=True)
        with (settings.TEST_DIR / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _administer(self, statement: str) -> None:
        with self._administrator() as cursor:
            cursor.execute(statement)

    @contextmanager
    def _administrator(self) -> Iterator:
        import psycopg

        known = connection.settings_dict
        with psycopg.connect(
            dbname="postgres",
            user=known["USER"],
            password=known["PASSWORD"],
            host=known["HOST"],
            port=known["PORT"],
            autocommit=True,
        ) as administrator:
            yield administrator.cursor()


if __name__ == "__main__":
    # A run that knows it will need the template has it made while it still looks at other things.
    django.setup()
    Databases().make_template()
