from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template.defaultfilters import filesizeformat

from cms.library import words
from cms.together import naming

register = template.Library()


@register.filter
def site_of(address: str) -> str:
    """The name of the site an address leads to, without its "www."."""
    return urlsplit(address).netloc.removeprefix("www.") or address


@register.filter
def kind_and_size(document: Any) -> str:
    """What a document is and how large, such as “PDF, 1,2 MB”; its kind alone where the file is gone."""
    kind = document.file_extension.upper()[:10]
    try:
        size = filesizeformat(document.get_file_size())
    except OSError:
        return kind
    return f"{kind}, {size}" if kind else size


@register.filter
def group_size(tool: Any) -> str:
    """For how many people a tool is, in words; nothing for what is no tool."""
    return words.group_size(tool) if tool else ""


@register.filter
def reads_in(account: Any) -> str:
    """The language somebody reads mails in."""
    return naming.reads_in(account)


@register.filter
def works_as(account: Any) -> str:
    """A name with the organisations somebody writes or reviews for."""
    return naming.who(account)
