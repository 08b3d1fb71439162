"""From a published programme to a group that follows it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cms.models import CurriculumPage
from courses.people.access import starts_groups_for


def start_url(page: Any, account: Any) -> str:
    """Where this account starts a group on this page; empty where it can't or there is nothing to start on."""
    model = page.specific_class
    if model is None or not issubclass(model, CurriculumPage) or not page.live:
        return ""
    if not starts_groups_for(account).exists():
        return ""
    return reverse("leerlijn_editions:start", args=[page.pk])
