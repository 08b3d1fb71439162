"""Completions over all groups, in Wagtail's admin; deciding by hand happens on the group's page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.completion.models import Completion
from courses.editions.access import managed_editions
from courses.people.access import is_coordinator
from courses.people.scoped_admin import ScopedAdmin


class CompletionAdmin(ScopedAdmin):
    """The completions that hold; what was taken back stays in the history."""

    model = Completion
    menu_label = _("Completions")
    menu_icon = "tick-inverse"
    add_to_admin_menu = False
    personal = True
    list_display = ("who", "edition", "completed_on", "origin")
    list_select_related = ("person", "edition")
    list_filter = ("origin",)
    list_export = ("who", "edition", "completed_on", "origin", "recorded_at")
    search_fields = ("person__name", "edition__title", "edition__code")
    ordering = ("-completed_on", "-pk")
    inspect_view_fields = ["edition", "completed_on", "origin", "recorded_at", "reason"]

    def scope(self, account: Any) -> QuerySet[Completion]:
        editions = managed_editions(account).values("pk")
        shown = Completion.objects.effective().filter(person__erased_at__isnull=True)
        return shown.filter(void=False, edition__in=editions)

    def may_use(self, account: Any) -> bool:
        return is_coordinator(account)

    def may_create(self, account: Any) -> bool:
        return False

    def may_edit(self, account: Any, obj: Completion) -> bool:
        return False

    def who(self, completion: Completion) -> str:
        return completion.person.name

    who.short_description = _("name")  # type: ignore[attr-defined]
    who.admin_order_field = "person__name"  # type: ignore[attr-defined]
