"""The tools as a list in Wagtail's reports, with how often each was used at meetings."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn, ParentPageColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from cms.models.library import ToolPage
from courses.giving.tools import times_used

BY_USE = "times_used"


class ToolsIndex(IndexView):
    """All that one may edit, the most used first; how often each was used is asked once for all of them."""

    default_ordering = f"-{BY_USE}"

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).annotate(**{BY_USE: _uses()})

    def order_queryset(self, queryset: Any) -> Any:
        """Of two that were used as often the first in the alphabet comes first."""
        if self.ordering in (BY_USE, f"-{BY_USE}") and not self.is_searching:
            return queryset.order_by(self.ordering, "title", "pk")
        return super().order_queryset(queryset)

    def get_valid_orderings(self) -> list[str]:
        """What was found by words has an order of its own; Wagtail's search sorts by fields alone."""
        known: list[str] = super().get_valid_orderings()
        return [one for one in known if not (self.is_searching and one.removeprefix("-") == BY_USE)]

    def get_ordering(self) -> Any:
        ordering = super().get_ordering()
        return None if self.is_searching and ordering == self.default_ordering else ordering


class ForWhoWrites(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, {"add", "change", "publish"}))


class ToolListing(PageListingViewSet):
    model = ToolPage
    icon = "list-ul"
    menu_label = _("Tools and their use")
    menu_name = "leerlijn-tools"
    menu_hook = "register_reports_menu_item"
    menu_item_class = ForWhoWrites
    index_view_class = ToolsIndex
    list_per_page = 50
    list_export = ["title", "slug", "kind", "live", BY_USE]
    export_filename = "tools"

    @classproperty
    def columns(cls) -> list[Any]:  # noqa: N805 (Wagtail's own way)
        return [
            PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
            ParentPageColumn("parent", label=_("Library")),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            Column(BY_USE, label=_("Used in meetings"), sort_key=BY_USE, classname="num"),
            DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
            PageStatusColumn("status", label=_("Status"), sort_key="live"),
        ]


def _uses() -> Case:
    """The number beside each tool: those used equally often together, so that the question stays short."""
    by_number: dict[int, list[Any]] = {}
    for key, number in times_used().items():
        by_number.setdefault(number, []).append(key)
    cases = [When(translation_key__in=keys, then=Value(number)) for number, keys in by_number.items()]
    return Case(*cases, default=Value(0), output_field=IntegerField())


tool_listing = ToolListing("leerlijn_tools", url_prefix="leerlijn/tools")
