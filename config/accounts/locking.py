"""How failed logins are counted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def typed_address(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The address somebody tried, whatever the form called it; without a NUL byte, which no database stores."""
    typed = ""
    for source in (credentials or {}, request.POST if request is not None else {}):
        typed = typed or str(source.get("email") or source.get("login") or source.get("username") or "")
    return typed.replace("\x00", "").strip().lower()[:254]


def client_address(request: HttpRequest) -> str | None:
    """Where somebody comes from, past the proxies that are ours (ALLAUTH_TRUSTED_PROXY_COUNT)."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None  # no visitor: a request made inside the site
