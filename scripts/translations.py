"""Is everything said in Dutch? Every text in the code has a translation that is complete, and compiled.

Texts of a plugin must stand in the plugin's own catalogue, because it is installed without the rest.
"""

from __future__ import annotations

import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
LANGUAGE = "nl"
# Which folders are read, and where their texts are translated.
CATALOGUES = {
    "courses": ["courses"],
    "cms": ["cms"],
    "certificates": ["certificates"],
    ".": ["config", "templates"],
}


def problems(catalogue: str, folders: list[str]) -> list[str]:
    """What is missing, doubtful or not compiled in one catalogue."""
    kept = PROJECT_DIR / catalogue / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
    if not kept.exists():
        return [f"{kept.relative_to(PROJECT_DIR)} is missing"]
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for folder in folders:
            shutil.copytree(
                PROJECT_DIR / folder, copy / folder, ignore=shutil.ignore_patterns("locale", "static", "__pycache__")
            )
        fresh = copy / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        fresh.parent.mkdir(parents=True)
        shutil.copy(kept, fresh)
        _run("django-admin", "makemessages", "--locale", LANGUAGE, "--no-wrap", "--extension", "py,html,txt", cwd=copy)
        untranslated = _texts(fresh, "--untranslated", "--no-obsolete")
        doubtful = _texts(fresh, "--only-fuzzy", "--no-obsolete")
        compiled = copy / "fresh.mo"
        _run("msgfmt", "--check-format", "-o", str(compiled), str(kept), cwd=copy)
        stale = _read(compiled) != _read(kept.with_suffix(".mo"))
    where = kept.relative_to(PROJECT_DIR)
    return [
        *[f"{where}: not translated: {text}" for text in untranslated],
        *[f"{where}: doubtful (fuzzy): {text}" for text in doubtful],
        *([f"{where} was not compiled: run manage.py compilemessages"] if stale else []),
    ]


def said_differently() -> list[str]:
    """The site reads all catalogues as one: a text that two of them translate differently is said by chance."""
    first: dict[object, tuple[str, str]] = {}
    found = []
    for catalogue in CATALOGUES:
        kept = PROJECT_DIR / catalogue / "locale" / LANGUAGE / "LC_MESSAGES" / "django.mo"
        for msgid, said in (_read(kept) or {}).items():
            where, before = first.setdefault(msgid, (catalogue, said))
            if said != before:
                found.append(f"“{msgid}” is “{before}” in {where} and “{said}” in {catalogue}")
    return found


def _texts(path: Path, *which: str) -> list[str]:
    """The msgids that `msgattrib` selects; the header is none."""
    listed = _run("msgattrib", "--no-wrap", *which, str(path), cwd=path.parent)
    lines = [line.removeprefix("msgid ") for line in listed.splitlines() if line.startswith("msgid ")]
    return [line for line in lines if line != '""']


def _read(path: Path) -> dict[object, str] | None:
    if not path.exists():
        return None
    with path.open("rb") as file:
        catalogue = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    catalogue.pop("", None)
    return catalogue


def _run(*command: str, cwd: Path) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    found = [problem for catalogue, folders in CATALOGUES.items() for problem in problems(catalogue, folders)]
    found += said_differently()
    print("\n".join(found) if found else "Everything is translated.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
