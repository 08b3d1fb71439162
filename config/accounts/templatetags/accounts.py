"""What the site's skin asks about languages."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language_info
from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_in_languages(context: Context) -> list[dict[str, str]]:
    """Each language of the site with the address of this page in it: `code`, `name` in that language, `address`."""
    request = context["request"]
    here = request.get_full_path() if request.method == "GET" else request.path
    page = context.get("page")
    translations = {}
    if isinstance(page, Page) and page.pk:
        live = page.get_translations().live().public().select_related("locale")
        translations = {other.locale.language_code: other.get_url(request) for other in live}
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "address": translations.get(code) or translate_url(here, code),
        }
        for code, _name in settings.SCREEN_LANGUAGES
    ]
