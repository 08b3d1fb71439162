"""A real site behind a proxy that speaks https. It does not start before everything it needs is said."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import BASE_URL, env

_missing: list[str] = []


def _needed(name: str, sentence: str) -> str:
    value = env.str(name, default="").strip()
    if not value:
        _missing.append(f"{name}: {sentence}")
    return value


SECRET_KEY = _needed("SECRET_KEY", "give the site its secret key, 50 random characters or more.")
_needed("BASE_URL", "say at which address people reach the site, for instance https://leren.example.org.")
_needed("DATABASE_URL", "name the database, for instance postgres://user:password@host/name.")
CELERY_BROKER_URL = _needed("BROKER_URL", "name the queue, for instance redis://host:6379/0 or amqp://host.")
_mail = _needed("EMAIL_URL", "say how mail is sent, for instance smtp+tls://user:password@host:587.")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _needed("MAIL_FROM", "say from whom mail comes, for instance noreply@example.org.")
if BASE_URL.startswith("http:") and not _missing:
    _missing.append("BASE_URL: it must begin with https, or passwords travel in the open.")
if SECRET_KEY and len(SECRET_KEY) < 50:
    _missing.append("SECRET_KEY: it is too short; give it 50 random characters or more.")
if _missing:
    raise ImproperlyConfigured("The site does not start, because something is missing.\n" + "\n".join(_missing))

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname])
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS: name the hosts; * lets anybody's name in.")

DATABASES = {"default": {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
vars().update(env.email_url_config(_mail))

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Behind a proxy every visitor would share its address, and with it the limits on logging in and registering.
ALLAUTH_TRUSTED_PROXY_COUNT = LEERLIJN_PROXIES = env.int("PROXIES", default=1)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=True)
# Wagtail shows its previews in a frame of our own; no other site may frame a page.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
