from __future__ import annotations

from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def site_of(address: str) -> str:
    """The name of the site an address leads to, without its "www."."""
    return urlsplit(address).netloc.removeprefix("www.") or address
