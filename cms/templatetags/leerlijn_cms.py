from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.library import words
from cms.together import naming
from courses.languages import direction_of

register = template.Library()


@register.simple_tag(takes_context=True)
def theirs(context: Context) -> SafeString | str:
    """The language and direction of an author's words, as attributes, where they aren't the screen's."""
    language = context.get("content_language")
    return format_html(' lang="{}" dir="{}"', language, direction_of(language)) if language else ""


@register.simple_tag(takes_context=True)
def ours(context: Context, *, label: bool = False) -> SafeString | str:
    """The screen's own language and direction, for its words inside an author's; a label stands where the author's do."""
    if not context.get("content_language"):
        return ""
    language = get_language() or settings.LANGUAGE_CODE
    if label:
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, direction_of(language))


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
