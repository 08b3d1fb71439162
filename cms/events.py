"""What somebody sees who considers an event: the day, and the programme once its group has one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.editions.models import Edition
from courses.editions.offered import OfferedEdition
from courses.editions.rounds.programme import by_day, programme_of


def event_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """What an event adds to an offer, of which it takes the context: its own facts, and the programme by day."""
    from cms.offering import offer_context

    context = offer_context(page, request)
    offered: list[OfferedEdition] = context["offered"]
    is_over = page.day < timezone.localdate()
    held = offered[0].edition if offered else _latest_group(page)
    parts = programme_of(held) if held is not None else []
    there = any(part.round for part in parts) or len(parts) > 1
    if is_over:
        context |= {"offered": [], "only": None}
    place = page.place or (offered[0].place if offered else "")
    return context | {
        "is_over": is_over,
        "held": held,
        "days": by_day(parts, held) if held is not None and there else [],
        "facts": facts(page, place),
    }


def facts(page: Any, place: str) -> list[tuple[str, Any]]:
    rows = [
        (_("When"), page.when),
        (pgettext("offer", "Where"), place),
        (_("For whom"), page.for_whom),
        (_("What it costs"), page.cost),
    ]
    return [(question, answer) for question, answer in rows if answer]


def _latest_group(page: Any) -> Edition | None:
    """The group of an event that nobody can sign up for any more; its programme still stands."""
    groups = Edition.objects.filter(version__translation_key=page.translation_key, open_for_enrolment=True)
    return groups.order_by("-pk").first()
