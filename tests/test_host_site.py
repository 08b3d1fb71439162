"""A foreign Wagtail site installs the built wheel, and nothing else of ours, and runs its own tests of it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("processes")]
BIN = Path(sys.executable).parent


def run(*command, cwd):
    """Run it without our settings and our path; show what it said when it fails."""
    ours = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONPATH", "VAR_DIR", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from what is committed or about to be."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("courses", "cms", "certificates", "pyproject.toml", "README.md", "LICENSE"):
        path = settings.PROJECT_DIR / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, source / name)
    run(BIN / "uv", "build", "--quiet", "--wheel", "--out-dir", target, source, cwd=source)
    return next(target.glob("*.whl"))


def test_the_wheel_holds_everything_the_plugins_need(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    assert not [name for name in held if name.startswith(("config/", "tests/", "templates/", "scripts/"))]
    for plugin in ("courses", "cms", "certificates"):
        folder = settings.PROJECT_DIR / plugin
        wanted = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        missing = [
            str(path.relative_to(settings.PROJECT_DIR))
            for path in wanted
            if path.suffix not in (".po", ".pot") and str(path.relative_to(settings.PROJECT_DIR)) not in held
        ]
        assert not missing


def test_a_foreign_site_enrols_completes_and_gives_a_certificate(wheel, tmp_path):
    site = shutil.copytree(settings.PROJECT_DIR / "tests" / "host", tmp_path / "host")
    python = tmp_path / "venv" / "bin" / "python"
    run(BIN / "uv", "venv", "--quiet", "--python", sys.executable, tmp_path / "venv", cwd=tmp_path)
    constraints = settings.PROJECT_DIR / "locks" / "run.txt"
    run(BIN / "uv", "pip", "install", "--quiet", "--python", python, "-c", constraints, wheel, cwd=tmp_path)
    installed = run(BIN / "uv", "pip", "list", "--python", python, cwd=tmp_path)
    assert "django-allauth" not in installed
    run(python, "manage.py", "check", cwd=site)
    run(python, "manage.py", "makemigrations", "--check", "--dry-run", cwd=site)
    assert "OK" in run(python, "manage.py", "test", "village", cwd=site)
