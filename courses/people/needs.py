"""What needs a coordinator about persons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.asking_erasure import open_requests_for
from courses.people.linking import open_requests
from courses.slots.needs import NeedsYou

SHOWN = 10
A_MONTH = timedelta(days=30)


def asked_to_be_erased(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Who asked for it; there is a month to answer (article 12 of the GDPR)."""
    return [
        NeedsYou(
            _("%(name)s asks to be erased.") % {"name": asked.person.name},
            reverse("leerlijn_courses_person_modeladmin_inspect", args=[asked.person_id]),
            until=timezone.localdate(asked.asked_at) + A_MONTH,
        )
        for asked in open_requests_for(request.user)[:SHOWN]
    ]


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
