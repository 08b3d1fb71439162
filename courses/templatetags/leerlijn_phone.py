"""Whether the way to today's meetings stands in somebody's menu."""

from __future__ import annotations

from django import template
from django.template import Context

from courses.editions.access import uses_editions

register = template.Library()


@register.simple_tag(takes_context=True)
def gives_meetings(context: Context) -> bool:
    """Whether groups are this reader's work."""
    request = context.get("request")
    return request is not None and uses_editions(request.user)
