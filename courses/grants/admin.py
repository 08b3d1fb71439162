"""Projects and who pays for them in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from courses.grants.access import led_grants, visible_grants
from courses.grants.changing import check_project, keep_project
from courses.grants.errors import GrantRefused
from courses.grants.models import Funder, Grant
from courses.people.access import organisations_of
from courses.people.scoped_admin import CHOICES, ScopedAdmin, ScopedForm, ScopedInlinePanel

CHOICES[Grant] = visible_grants


class GrantForm(ScopedForm):
    NARROWER = {"lead": organisations_of}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].required = not self.for_user.is_superuser

    def is_valid(self) -> bool:
        """The rules of the verb, asked once the partners in the form are known too."""
        if not super().is_valid():
            return False
        if self.formsets:
            self._ask_the_rules()
        return not self.errors

    def _ask_the_rules(self) -> None:
        rows = self.formsets["partnerships"]
        kept = [
            form.instance for form in rows.forms if form.instance.organisation_id and form not in rows.deleted_forms
        ]
        try:
            check_project(self.instance, partnerships=kept)
        except GrantRefused as refusal:
            self.add_error(refusal.field or None, str(refusal))

    def save(self, commit: bool = True) -> Grant:
        grant: Grant = super().save(commit=False)
        return keep_project(grant, by=self.for_user) if commit else grant


class GrantAdmin(ScopedAdmin):
    model = Grant
    menu_label = _("Projects")
    menu_icon = "doc-full-inverse"
    menu_order = 240
    base_form_class = GrantForm
    list_display = ("title", "code", "funder", "lead", "first_day", "last_day")
    list_select_related = ("funder", "lead")
    list_export = ("code", "title", "funder", "programme", "first_day", "last_day", "lead")
    search_fields = ("title", "code", "programme", "funder__name")
    ordering = ("-first_day", "code")
    inspect_template_name = "leerlijn_courses/admin/grant.html"
    inspect_view_fields = [
        "title",
        "code",
        "funder",
        "programme",
        "first_day",
        "last_day",
        "time_zone",
        "lead",
        "partners",
        "note",
        "keep_until",
        "keep_reason",
    ]
    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [FieldPanel("funder"), FieldRowPanel([FieldPanel("programme"), FieldPanel("code")])],
            heading=_("Who pays"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]), FieldPanel("time_zone")],
            heading=_("Days, both inclusive"),
        ),
        FieldPanel("lead"),
        ScopedInlinePanel(
            "partnerships",
            panels=[FieldPanel("organisation", heading=_("organisation")), FieldPanel("role")],
            heading=_("Partners"),
            label=_("partner"),
            help_text=_("An organisation that is not in the list: add it under Organisations first."),
        ),
        FieldPanel("note"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("keep_until"), FieldPanel("keep_reason")])],
            heading=_("How long evidence is kept"),
        ),
    ]

    def scope(self, account: Any) -> QuerySet[Grant]:
        return visible_grants(account)

    def may_edit(self, account: Any, obj: Grant) -> bool:
        return led_grants(account).filter(pk=obj.pk).exists()

    def may_delete(self, account: Any, obj: Grant) -> bool:
        return self.may_edit(account, obj) and not obj.funding.exists()


class FunderAdmin(ScopedAdmin):
    """Reached from the projects, so that the menu stays short."""

    model = Funder
    menu_label = _("Funders")
    menu_icon = "tag"
    add_to_admin_menu = False
    inspect_view_enabled = False
    list_display = ("name", "kind")
    search_fields = ("name",)
    ordering = ("name",)
    panels = [FieldPanel("name"), FieldPanel("kind")]

    def scope(self, account: Any) -> QuerySet[Funder]:
        return Funder.objects.all() if self.may_use(account) else Funder.objects.none()

    def may_edit(self, account: Any, obj: Funder) -> bool:
        """Others may count on a name that is in use, so only a site admin changes it then."""
        return account.is_superuser or not obj.grants.exclude(pk__in=led_grants(account).values("pk")).exists()

    def may_delete(self, account: Any, obj: Funder) -> bool:
        return self.may_edit(account, obj) and not obj.grants.exists()
