"""The settings fail closed: each way of running the site, in a process of its own."""

import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "k8w!v2" * 10,
    "BASE_URL": "https://leren.example.org",
    "DATABASE_URL": "postgres://nobody:nothing@localhost/leerlijn",
    "BROKER_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp+tls://nobody:nothing@localhost:587",
    "MAIL_FROM": "noreply@example.org",
}
START = "from django.conf import settings; settings.DEBUG"
OURS = {*COMPLETE, "DJANGO_ALLOW_ASYNC_UNSAFE", "HOST", "PORT", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE"}


def python(code, tmp_path, **environment):
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.PROJECT_DIR,
        env={**clean, "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.production", **environment},
        capture_output=True,
        text=True,
    )


def shown(names, tmp_path, module, **environment):
    code = f"from django.conf import settings as s; print(*[repr(getattr(s, n)) for n in {names}], sep='\\n')"
    done = python(code, tmp_path, DJANGO_SETTINGS_MODULE=f"config.settings.{module}", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", COMPLETE)
def test_production_does_not_start_when_something_is_missing_and_says_what(tmp_path, name):
    lacking = {key: value for key, value in COMPLETE.items() if key != name}
    done = python(START, tmp_path, **lacking)
    assert done.returncode != 0
    assert f"{name}: " in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "wrong", [{"SECRET_KEY": "short"}, {"BASE_URL": "http://leren.example.org"}, {"ALLOWED_HOSTS": "*"}]
)
def test_production_refuses_what_is_unsafe(tmp_path, wrong):
    done = python(START, tmp_path, **{**COMPLETE, **wrong})
    assert done.returncode != 0
    assert f"{next(iter(wrong))}: " in done.stderr


def test_production_passes_the_checks_for_deployment_and_knows_no_demo(tmp_path):
    code = """import config.wsgi; from django.core.management import call_command as call
call("check", deploy=True, fail_level="WARNING")"""
    done = python(code, tmp_path, **COMPLETE)
    assert done.returncode == 0, done.stderr
    installed, hosts = shown(["INSTALLED_APPS", "ALLOWED_HOSTS"], tmp_path, "production", **COMPLETE)
    assert "config.demo" not in installed
    assert hosts == "['leren.example.org']"


def test_the_embedded_site_makes_its_key_once_and_keeps_it_to_itself(tmp_path):
    [first] = shown(["SECRET_KEY"], tmp_path, "embedded")
    [second] = shown(["SECRET_KEY"], tmp_path, "embedded")
    assert first == second
    assert len(first) > 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_embedded_site_serves_this_machine_unless_told(tmp_path):
    [hosts] = shown(["ALLOWED_HOSTS"], tmp_path, "embedded")
    assert set(eval(hosts)) == {"localhost", "127.0.0.1", "[::1]"}
    [told] = shown(["ALLOWED_HOSTS"], tmp_path, "embedded", BASE_URL="https://leren.example.org")
    assert "leren.example.org" in told
    assert "*" not in told


def test_two_databases_never_share_a_queue_or_files(tmp_path):
    names = ["QUEUE_DIR", "MEDIA_ROOT", "PRIVATE_ROOT", "EMAIL_FILE_PATH"]
    one = shown(names, tmp_path / "one", "embedded")
    two = shown(names, tmp_path / "two", "embedded")
    assert not set(one) & set(two)
    [beside] = shown(["QUEUE_DIR"], tmp_path, "embedded", DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3")
    assert str(tmp_path / "other.sqlite3-queue") in beside


def test_the_doors_are_addresses_of_the_demo_alone(tmp_path):
    assert shown(["ROOT_URLCONF"], tmp_path, "demo") == ["'config.demo.urls'"]
    assert shown(["ROOT_URLCONF", "DEBUG"], tmp_path, "embedded") == ["'config.urls'", "False"]
