"""The settings of the plugins: all begin with `LEERLIJN_`, each has a default, and none is read before it is needed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

PREFIX = "LEERLIJN_"
DEFAULTS: dict[str, Any] = {
    # The address of the site, for links in mails and on certificates; WAGTAILADMIN_BASE_URL unless said.
    "BASE_URL": None,
    # False on a host without a Celery worker: `manage.py run_jobs` from its scheduler does the work then.
    "PUBLISH_JOBS": True,
    # A worker that says nothing for so long has died; no single step of a job may take longer.
    "JOB_LEASE_SECONDS": 60,
    "JOB_ATTEMPTS": 3,
    # How many proxies of the site's own stand before it; who asks too often is told apart by the address behind them.
    "PROXIES": 0,
    # Where somebody makes an account: an address or the name of a route; LOGIN_URL unless said.
    "SIGNUP_URL": None,
    # Makes an account for the holder of a printed card: a callable that takes a Person and answers a saved user.
    "CARD_ACCOUNT": "courses.cards.holders.make_account",
    # Folders with TrueType faces of the site's own, for scripts that ours don't have (Han and Hangul, say).
    "FONT_FOLDERS": (),
    # Files outside database and media that sign certificates (the extra `signing`): a P-256 key, its certificate
    # followed by those above it, and the key's password if it has one. Without a key certificates aren't signed.
    "SIGNING_KEY": None,
    "SIGNING_CERTIFICATES": None,
    "SIGNING_PASSWORD_FILE": None,
    # How long evidence of a project that says no day itself is kept, in years after the year in which it ended.
    "EVIDENCE_YEARS": 5,
    # Codes of background questions of the site's own that are sensitive, such as one about a religion: published tables
    # hide their rows sooner. Those of `courses.people.questions` that are need not be named.
    "SENSITIVE_DIMENSIONS": (),
    # In what capacity people take part: pairs of a code and a label.
    "FUNCTIONS": (
        ("bestuurder", _("mayor or alderman")),
        ("ambtenaar", _("civil servant")),
        ("raadslid", _("council member")),
        ("leraar", _("teacher")),
    ),
}


def setting(name: str) -> Any:
    """The value of `LEERLIJN_<name>`, or its default. Read at every call, so that tests can change it."""
    return getattr(settings, PREFIX + name, DEFAULTS[name])


def base_url() -> str:
    """Where the site is, without a slash at the end."""
    address = setting("BASE_URL") or getattr(settings, "WAGTAILADMIN_BASE_URL", None)
    if not address:
        raise ImproperlyConfigured("Set LEERLIJN_BASE_URL or WAGTAILADMIN_BASE_URL: mails and certificates need it.")
    return str(address).rstrip("/")


def check_settings(**_options: Any) -> list[CheckMessage]:
    """What is wrong with the settings, one error each, with what to do."""
    errors = [*_unknown(), *_base_url(), *_private_storage()]
    errors += [
        Error(f"{PREFIX}{name} must be a whole number of 1 or more.", id="leerlijn.E003")
        for name in ("JOB_LEASE_SECONDS", "JOB_ATTEMPTS")
        if not isinstance(setting(name), int) or setting(name) < 1
    ]
    if not isinstance(setting("PROXIES"), int) or setting("PROXIES") < 0:
        errors.append(Error(f"{PREFIX}PROXIES must be a whole number of 0 or more.", id="leerlijn.E006"))
    if not isinstance(setting("EVIDENCE_YEARS"), int) or not 0 <= setting("EVIDENCE_YEARS") <= 100:
        errors.append(Error(f"{PREFIX}EVIDENCE_YEARS must be a whole number from 0 to 100.", id="leerlijn.E009"))
    if not isinstance(setting("PUBLISH_JOBS"), bool):
        errors.append(Error(f"{PREFIX}PUBLISH_JOBS must be True or False.", id="leerlijn.E004"))
    return [*errors, *_card_account()]


def _card_account() -> list[CheckMessage]:
    try:
        if callable(import_string(setting("CARD_ACCOUNT"))):
            return []
    except (ImportError, AttributeError, TypeError, ValueError):
        pass
    return [
        Error(f"{PREFIX}CARD_ACCOUNT must name a callable, such as 'site.people.make_account'.", id="leerlijn.E009")
    ]


def _unknown() -> list[CheckMessage]:
    named = (name for name in dir(settings) if name.startswith(PREFIX))
    return [
        Error(f"There is no setting {name}.", hint=f"There are {', '.join(PREFIX + known for known in DEFAULTS)}.",
              id="leerlijn.E001")
        for name in named
        if name.removeprefix(PREFIX) not in DEFAULTS
    ]  # fmt: skip


def _base_url() -> list[CheckMessage]:
    try:
        parts = urlsplit(base_url())
    except ImproperlyConfigured as error:
        return [Error(str(error), id="leerlijn.E002")]
    if parts.scheme in ("http", "https") and parts.netloc:
        return []
    return [Error(f"{base_url()!r} is no address of a site.", hint="Begin with https://.", id="leerlijn.E002")]


def _private_storage() -> list[CheckMessage]:
    if "private" in settings.STORAGES:
        return []
    hint = "Add a storage without an address, for instance a FileSystemStorage with base_url None outside MEDIA_ROOT."
    return [Error('STORAGES has no "private".', hint=hint, id="leerlijn.E005")]
