"""Groups and enrolments in Wagtail's admin: lists and records by ModelAdmin, the work itself on the group's own page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.views import CreateView, EditView

from courses.curricula.pinning import newest_versions
from courses.editions.access import managed_editions, manages, uses_editions, visible_editions
from courses.editions.forms import EditionForm
from courses.editions.models import Edition, Enrolment
from courses.editions.places.waiting import overbooked_group
from courses.people.access import is_coordinator, starts_groups_for
from courses.people.scoped_admin import CHOICES, ScopedAdmin, ScopedInlinePanel

CHOICES[Edition] = visible_editions


def _short(moment: datetime | None, edition: Edition) -> str:
    return date_format(moment.astimezone(edition.zone), "j M Y") if moment else "—"


class StartEdition(CreateView):
    """Starting a group, from a published programme (`?version=`) or bare."""

    def get_instance(self) -> Edition:
        instance = super().get_instance()
        version = self.request.GET.get("version", "")
        if instance.version_id is None and version:
            found = next((one for one in newest_versions() if str(one.pk) == version), None)
            if found is not None:
                instance.version, instance.title, instance.kind = found, found.title, found.kind
        return instance

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        return redirect("leerlijn_editions:edition", self.instance.pk)


class ChangeEdition(EditView):
    """Changing a group; who makes it smaller than the number of those in it is told what that means."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sentence = overbooked_group(self.instance)
        if sentence:
            messages.warning(self.request, sentence)
        return response


class EditionButtons(ButtonHelper):
    def inspect_button(self, pk: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        button = super().inspect_button(pk, *args, **kwargs)
        return button | {"label": _("Open"), "url": reverse("leerlijn_editions:edition", args=[pk])}


class EditionAdmin(ScopedAdmin):
    model = Edition
    menu_label = _("Groups")
    menu_icon = "calendar-alt"
    menu_order = 210
    base_form_class = EditionForm
    button_helper_class = EditionButtons
    create_view_class = StartEdition
    edit_view_class = ChangeEdition
    list_display = ("title", "code", "kind", "organisation", "first_day", "last_day", "people")
    list_display_add_buttons = "title"
    list_select_related = ("organisation",)
    list_filter = ("kind",)
    list_export = ("code", "title", "kind", "organisation", "first_day", "last_day", "people")
    search_fields = ("title", "code", "organisation__name", "region")
    panels = [
        FieldPanel("version", heading=_("Programme")),
        FieldRowPanel([FieldPanel("title"), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("organisation")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("enrol_until")]),
                FieldPanel("open_for_enrolment"),
                FieldPanel("waitlist_moves"),
                FieldPanel("offer_hours"),
            ],
            heading=_("Enrolling"),
        ),
        FieldRowPanel([FieldPanel("themes"), FieldPanel("region")]),
        FieldRowPanel([FieldPanel("language"), FieldPanel("time_zone")]),
        MultiFieldPanel(
            [
                ScopedInlinePanel(
                    "funding",
                    panels=[FieldPanel("grant")],
                    heading=_("Paid by"),
                    label=_("project"),
                    help_text=_("The first one is the primary one. Only projects that your organisations work in."),
                ),
                FieldPanel("counting"),
            ],
            heading=_("Counting"),
        ),
    ]

    def scope(self, account: Any) -> QuerySet[Edition]:
        taking_part = Q(enrolments__role__in=Enrolment.TAKING_PART, enrolments__state=Enrolment.State.PLACED)
        return (
            visible_editions(account)
            .annotate(
                people_count=Count("enrolments", filter=taking_part, distinct=True),
                first_moment=Min("sessions__starts_at"),
                last_moment=Max("sessions__ends_at"),
            )
            .order_by("-first_moment", "-pk")
        )

    def may_use(self, account: Any) -> bool:
        return uses_editions(account)

    def may_create(self, account: Any) -> bool:
        return account.is_superuser or starts_groups_for(account).exists()

    def may_edit(self, account: Any, obj: Edition) -> bool:
        return manages(account, obj)

    def may_delete(self, account: Any, obj: Edition) -> bool:
        return manages(account, obj) and not obj.enrolments.exists()

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self._find(request, instance_pk)
        return redirect("leerlijn_editions:edition", instance_pk)

    def first_day(self, edition: Any) -> str:
        return _short(edition.first_moment, edition)

    first_day.short_description = _("from")  # type: ignore[attr-defined]
    first_day.admin_order_field = "first_moment"  # type: ignore[attr-defined]

    def last_day(self, edition: Any) -> str:
        return _short(edition.last_moment, edition)

    last_day.short_description = _("until")  # type: ignore[attr-defined]
    last_day.admin_order_field = "last_moment"  # type: ignore[attr-defined]

    def people(self, edition: Any) -> int:
        return edition.people_count

    people.short_description = _("participants")  # type: ignore[attr-defined]
    people.admin_order_field = "people_count"  # type: ignore[attr-defined]


class EnrolmentAdmin(ScopedAdmin):
    """All enrolments over the groups; enrolling and stopping happen on the group's page."""

    model = Enrolment
    menu_label = _("Enrolments")
    menu_icon = "list-ul"
    add_to_admin_menu = False
    personal = True
    list_display = ("who", "edition", "role", "function", "state", "enrolled_on")
    list_select_related = ("person", "edition", "organisation")
    list_filter = ("state", "role")
    list_export = ("who", "edition", "role", "function", "organisation", "state", "enrolled_on", "withdrawn_on")
    search_fields = ("person__name", "edition__title", "edition__code", "function")
    ordering = ("-enrolled_on", "-pk")
    inspect_view_fields = [
        "edition",
        "role",
        "function",
        "organisation",
        "state",
        "enrolled_on",
        "placed_on",
        "withdrawn_on",
    ]

    def scope(self, account: Any) -> QuerySet[Enrolment]:
        shown = Enrolment.objects.filter(person__erased_at__isnull=True)
        return shown.filter(edition__in=managed_editions(account).values("pk"))

    def may_use(self, account: Any) -> bool:
        return is_coordinator(account)

    def may_create(self, account: Any) -> bool:
        return False

    def may_edit(self, account: Any, obj: Enrolment) -> bool:
        return False

    def who(self, enrolment: Enrolment) -> str:
        return enrolment.person.name

    who.short_description = _("name")  # type: ignore[attr-defined]
    who.admin_order_field = "person__name"  # type: ignore[attr-defined]
