"""What waits for who reviews, and what came back to who wrote it, in sentences for "what needs you"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from cms.together.naming import who
from courses.slots.needs import NeedsYou

SHOWN = 10
COMMENT = 200


def to_review(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Pages that wait for somebody in a group of this account; the longest wait first."""
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__groupapprovaltask__groups__in=request.user.groups.all(),
        workflow_state__base_content_type=Page.get_base_content_type(Page),
    )
    rows = states.select_related("workflow_state__requested_by").order_by("started_at", "pk").distinct()[:SHOWN]
    waiting = {int(row.workflow_state.object_id): row for row in rows}
    return [
        NeedsYou(
            _("“%(title)s” waits for you to look at it. Handed in by %(who)s.")
            % {"title": page.get_admin_display_title(), "who": who(waiting[page.pk].workflow_state.requested_by)},
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
        for page in _in_order(waiting)
    ]


def came_back(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Pages that this account handed in and that somebody wants to have changed first, with what they said."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        requested_by=request.user,
        base_content_type=Page.get_base_content_type(Page),
    )
    rows = states.select_related("current_task_state__finished_by").order_by("-created_at", "-pk")[:SHOWN]
    returned = {int(row.object_id): row.current_task_state for row in rows}
    return [
        NeedsYou(_came_back(page, returned[page.pk]), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in _in_order(returned)
    ]


def _came_back(page: Any, state: Any) -> str:
    said = {
        "title": page.get_admin_display_title(),
        "who": who(state.finished_by if state is not None else None),
        "comment": _short(state.comment if state is not None else ""),
    }
    if said["comment"]:
        return _("“%(title)s” came back from %(who)s: “%(comment)s”") % said
    return _("“%(title)s” came back from %(who)s, to be changed first.") % said


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= COMMENT else f"{words[:COMMENT].rstrip()} …"


def _in_order(keys: Iterable[int]) -> list[Any]:
    """The pages in the order of their keys; what is gone is left out."""
    wanted = list(keys)
    found = Page.objects.in_bulk(wanted)
    return [found[key].specific_deferred for key in wanted if key in found]
