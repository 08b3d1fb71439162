"""What the templates of the admin ask about who looks at them."""

from __future__ import annotations

from typing import Any

from django import template

from courses.people.access import is_coordinator

register = template.Library()


@register.filter
def coordinates(account: Any) -> bool:
    return is_coordinator(account)
