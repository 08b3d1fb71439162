"""What needs a coordinator about field work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from courses.fieldwork.access import managed_activities
from courses.fieldwork.doubles import half_pairs, pairs_with_facts
from courses.fieldwork.models import HostAnswer
from courses.people.access import is_coordinator
from courses.slots.needs import NeedsYou


def activities_to_look_at(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """One line for each kind of doubt there is, leading to the page with all of them."""
    if not is_coordinator(request.user):
        return []
    mine = managed_activities(request.user)
    doubles = pairs_with_facts(request.user).filter(decision="").count()
    half = half_pairs(request.user).count()
    disagreed = HostAnswer.objects.filter(activity__in=mine.values("pk"), agrees=False, settled_at=None).count()
    few = mine.filter(few_counted=True).count()
    sentences = (
        ngettext(
            "%(count)s pair of information activities may be one and the same.",
            "%(count)s pairs of information activities may be one and the same.",
            doubles,
        ),
        ngettext(
            "%(count)s of your information activities may be in its project twice. The lead looks at it.",
            "%(count)s of your information activities may be in their project twice. The lead looks at it.",
            half,
        ),
        ngettext(
            "A partner says that %(count)s information activity is not right.",
            "Partners say that %(count)s information activities are not right.",
            disagreed,
        ),
        ngettext(
            "At %(count)s information activity fewer people were counted than role models were there.",
            "At %(count)s information activities fewer people were counted than role models were there.",
            few,
        ),
    )
    page = reverse("leerlijn_fieldwork:doubts")
    numbers = (doubles, half, disagreed, few)
    return [
        NeedsYou(sentence % {"count": number}, page, urgent=True)
        for sentence, number in zip(sentences, numbers, strict=True)
        if number
    ]
