from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.grants.access import led_grants
from courses.grants.models import Grant
from courses.slots.registry import Action


def auditors_tab(request: HttpRequest, grant: Grant) -> Action | None:
    if not led_grants(request.user).filter(pk=grant.pk).exists():
        return None
    return Action(reverse("leerlijn_drilling:audits", args=[grant.pk]), _("For auditors"))
