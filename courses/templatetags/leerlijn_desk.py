"""What the templates of the admin ask about who looks at them."""

from __future__ import annotations

from typing import Any

from django import template

from courses.people.access import is_coordinator
from courses.slots import registry

register = template.Library()


@register.filter
def coordinates(account: Any) -> bool:
    return is_coordinator(account)


@register.inclusion_tag("leerlijn_courses/admin/project_tabs.html", takes_context=True)
def project_tabs(context: Any, grant: Any) -> dict[str, Any]:
    """The rooms of a project's pages; the one whose address begins this page's is where one is."""
    request = context["request"]
    tabs = registry.filled(registry.PROJECT_TAB, request, grant)
    here = max((tab.url for tab in tabs if request.path.startswith(tab.url)), key=len, default="")
    return {"tabs": [(tab, tab.url == here) for tab in tabs], "grant": grant, "request": request, "here": here}
