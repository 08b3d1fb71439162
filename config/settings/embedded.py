"""One machine, no services: SQLite, a broker in a folder, mail in files; everything lies below VAR_DIR.

It serves this machine only, unless HOST or BASE_URL says otherwise.
"""

from pathlib import Path
from urllib.parse import urlsplit

from config.settings.finding import addresses_of_this_machine, folder_broker, key_kept_in

from .base import *
from .base import BASE_URL, CELERY_BROKER_URL, HOST, INSTALLED_APPS, STORAGES, VAR_DIR, env

VAR_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env.str("SECRET_KEY", default="") or key_kept_in(VAR_DIR / "secret-key")

# `load_demo` works here; the doors that sign anybody in are addresses of the demo's settings alone.
INSTALLED_APPS = ["config.demo", *INSTALLED_APPS]

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", urlsplit(BASE_URL).hostname or "localhost"]
if HOST not in ("127.0.0.1", "localhost", "::1"):
    ALLOWED_HOSTS += addresses_of_this_machine() if HOST in ("0.0.0.0", "::") else [HOST]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'leerlijn.sqlite3'}")}
QUEUE_DIR = VAR_DIR / "queue"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Web and worker write at the same time: take the write lock at the start and wait for it, never fail half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
    # Beside the database: two databases never share a queue.
    QUEUE_DIR = Path(f"{DATABASES['default']['NAME']}-queue")

CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str] = {}
if CELERY_BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = folder_broker(QUEUE_DIR)

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

# Styles and scripts come straight from the packages: there is no collecting to forget.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
