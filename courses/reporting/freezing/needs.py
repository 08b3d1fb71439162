"""What reports need of somebody, on Wagtail's home; and the way to them from a project's pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.grants.models import Grant, GrantPartner
from courses.people.access import organisations_of
from courses.reporting.freezing.models import FrozenReport, FrozenStep
from courses.slots.needs import NeedsYou
from courses.slots.registry import Action


def tab(request: HttpRequest, grant: Grant) -> Action:
    return Action(reverse("leerlijn_freezing:reports", args=[grant.pk]), _("Reports"))


def reports_to_sign(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Drafts that wait for a partner this account works for."""
    if request.user.is_superuser:
        return []
    mine = GrantPartner.objects.filter(
        organisation__in=organisations_of(request.user).values("pk"), role=GrantPartner.Role.PARTNER
    )
    theirs = FrozenStep.objects.filter(
        report=OuterRef("pk"),
        step=FrozenStep.Step.SIGNED_OFF,
        organisation__in=mine.values("organisation"),
    )
    waiting = FrozenReport.objects.filter(
        ~Exists(theirs), state=FrozenReport.State.DRAFTED, grant__in=mine.values("grant")
    ).order_by("pk")
    found = list(waiting.values_list("pk", "grant")[:20])
    if not found:
        return []
    url = reverse("leerlijn_freezing:report", args=[found[0][0]])
    if len(found) > 1:
        url = reverse("leerlijn_freezing:reports", args=[found[0][1]])
    sentence = ngettext(
        "%(number)d report waits for your signature.", "%(number)d reports wait for your signature.", len(found)
    )
    return [NeedsYou(sentence % {"number": len(found)}, url)]
