"""The button with which an author hands in: it says to whom, in the author's language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem


class HandInMenuItem(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page")
        asked = page if page is not None and page.pk else context["parent_page"]
        workflow = asked.get_workflow() if asked is not None else None
        if workflow is not None:
            state = page.current_workflow_state if page is not None else None
            again = state is not None and state.status == state.STATUS_NEEDS_CHANGES
            words = _("Hand in again to %(who)s") if again else _("Hand in to %(who)s")
            context["label"] = words % {"who": looked_at_by(workflow)}
        return context


def looked_at_by(workflow: Any) -> str:
    """A workflow's name; that of the site's editors in the reader's language, unless the site called them otherwise."""
    names = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            names.add(_("the editors"))
    return _("the editors") if workflow.name in names else str(workflow.name)


def with_our_button(items: list[Any]) -> None:
    """Put it in the place of Wagtail's."""
    for number, item in enumerate(items):
        if type(item) is SubmitForModerationMenuItem:
            items[number] = HandInMenuItem(order=item.order)
