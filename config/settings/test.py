"""The tests: fast password hashes, mail in memory, files of their own for each process that runs them."""

import os

from config.settings.finding import folder_broker

from .embedded import *
from .embedded import CELERY_BROKER_URL, DATABASES, STORAGES, VAR_DIR, env

SECRET_KEY = "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A worker in a process of its own is told to send to a folder, where the test can look.
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.locmem.EmailBackend")
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", default=str(VAR_DIR / "mail"))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TEST_DIR = VAR_DIR / "test"
_engine = DATABASES["default"]["ENGINE"].rpartition(".")[2]
FILES_DIR = TEST_DIR / "files" / f"{_engine}-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
MEDIA_ROOT = str(FILES_DIR / "media")
PRIVATE_ROOT = str(FILES_DIR / "private")
QUEUE_DIR = FILES_DIR / "queue"
CELERY_BROKER_TRANSPORT_OPTIONS = folder_broker(QUEUE_DIR) if CELERY_BROKER_URL.startswith("filesystem:") else {}
# What Wagtail notes of each saved page, its words and what it points to, takes longer than saving it: only tests that
# ask for `indexed`, and those with a browser, have it done.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
# Jobs are run by the test that wants them run; the fixture `worker` publishes to a real worker.
LEERLIJN_PUBLISH_JOBS = env.bool("LEERLIJN_PUBLISH_JOBS", default=False)
LEERLIJN_JOB_LEASE_SECONDS = env.int("LEERLIJN_JOB_LEASE_SECONDS", default=60)
STORAGES = {
    **STORAGES,
    "private": {**STORAGES["private"], "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None}},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
