"""What needs a coordinator about persons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.people.linking import open_requests
from courses.slots.needs import NeedsYou

SHOWN = 10


def accounts_to_link(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Accounts whose proven address several persons have."""
    return [
        NeedsYou(
            _("%(address)s logged in, and fits %(count)s persons. Which one is it?")
            % {"address": ", ".join(question.addresses), "count": len(persons)},
            reverse("leerlijn_people:link", args=[question.pk]),
        )
        for question, persons in open_requests(request.user)[:SHOWN]
    ]
