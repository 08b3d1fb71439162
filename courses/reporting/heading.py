"""The head of every page of a project in Wagtail's admin: where one is, and the rooms beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.grants.access import led_grants
from courses.grants.models import Grant
from courses.slots.registry import Action


def heading(grant: Grant, here: str, *, above: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """What Wagtail's own page header needs. `above` are the pages between the project and this one: (address, name).

    The template extends `leerlijn_courses/admin/project.html`, which shows the rooms of the project as tabs.
    """
    crumbs = [
        (reverse("leerlijn_courses_grant_modeladmin_index"), _("Projects")),
        (reverse("leerlijn_courses_grant_modeladmin_inspect", args=[grant.pk]), grant.title),
        *above,
        ("", here),
    ]
    return {
        "grant": grant,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in crumbs],
        "header_title": f"{here} · {grant.title}",
        "header_icon": "order",
    }


def about_tab(request: HttpRequest, grant: Grant) -> Action:
    return Action(reverse("leerlijn_courses_grant_modeladmin_inspect", args=[grant.pk]), _("Project"))


def figures_tab(request: HttpRequest, grant: Grant) -> Action:
    return Action(reverse("leerlijn_reporting:project", args=[grant.pk]), _("Figures"))


def publication_tab(request: HttpRequest, grant: Grant) -> Action | None:
    """For who answers for the project: whoever else could try many periods would see what each preview hides."""
    if not led_grants(request.user).filter(pk=grant.pk).exists():
        return None
    return Action(reverse("leerlijn_reporting:publication", args=[grant.pk]), _("For publication"))
