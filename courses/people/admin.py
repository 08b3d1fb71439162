"""Persons, organisations and assignments in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_modeladmin.views import CreateView, DeleteView

from courses.people.access import organisations_of, visible_organisations, visible_persons
from courses.people.assigning import assign, unassign
from courses.people.models import Assignment, Organisation, Person
from courses.people.registering import PersonRefused, clean_email, clean_name
from courses.people.scoped_admin import ReadView, ScopedAdmin, ScopedForm
from courses.people.signals import persons_changed
from courses.slots import registry


class PersonForm(ScopedForm):
    """Names and addresses are cleaned by the same rules as everywhere."""

    NARROWER = {"keeper": organisations_of}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keeper = self.fields.get("keeper")
        if keeper is not None:
            mine = list(keeper.queryset[:2])
            keeper.required = not self.for_user.is_superuser and self.instance.pk is None
            if len(mine) == 1 and self.instance.pk is None:
                self.initial["keeper"] = mine[0].pk
            if self.instance.pk is not None:
                del self.fields["keeper"]

    def save(self, commit: bool = True) -> Person:
        with transaction.atomic():
            person: Person = super().save(commit=commit)
            if commit and self.changed_data:
                persons_changed.send(sender=Person, persons=[person])
            return person

    def clean_name(self) -> str:
        return self._cleaned(clean_name, "name")

    def clean_latin_name(self) -> str:
        return self._cleaned(clean_name, "latin_name") if self.cleaned_data["latin_name"].strip() else ""

    def clean_email(self) -> str:
        return self._cleaned(clean_email, "email")

    def _cleaned(self, rule: Any, name: str) -> str:
        try:
            return rule(self.cleaned_data[name])
        except PersonRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class InspectPerson(ReadView):
    """The record, with the groups of one's own organisations this person is or was in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = organisations_of(self.request.user).values("pk")
        rows = self.instance.enrolments.select_related("edition").order_by("-enrolled_on", "-pk")
        if not self.request.user.is_superuser:
            rows = rows.filter(edition__organisation__in=mine)
        panels = registry.filled(registry.PERSON_PANEL, self.request, self.instance)
        return super().get_context_data(enrolments=rows, panels=panels, **kwargs)


class PersonAdmin(ScopedAdmin):
    model = Person
    inspect_view_class = InspectPerson
    menu_label = gettext_lazy("Persons")
    menu_icon = "group"
    menu_order = 220
    personal = True
    base_form_class = PersonForm
    list_display = ("shown_name", "email", "phone", "keeper", "has_account")
    list_select_related = ("keeper", "account")
    list_export = ("pk", "name", "email", "phone", "language", "keeper")
    search_fields = ("name", "latin_name", "email", "phone")
    ordering = ("name", "pk")
    inspect_template_name = "leerlijn_courses/admin/person.html"
    inspect_view_fields = ["name", "latin_name", "email", "phone", "birth_date", "language", "keeper"]
    panels = [
        FieldPanel("name"),
        FieldPanel("latin_name"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]), FieldPanel("language")],
            heading=gettext_lazy("How to reach this person"),
        ),
        FieldPanel("birth_date"),
        FieldPanel("keeper"),
    ]

    def scope(self, account: Any) -> QuerySet[Person]:
        return visible_persons(account).filter(erased_at__isnull=True)

    def shown_name(self, person: Person) -> str:
        return person.name

    shown_name.short_description = gettext_lazy("name")  # type: ignore[attr-defined]
    shown_name.admin_order_field = "name"  # type: ignore[attr-defined]

    def has_account(self, person: Person) -> str:
        return _("yes") if person.account_id else _("no")

    has_account.short_description = gettext_lazy("account")  # type: ignore[attr-defined]


class CreateOrganisation(CreateView):
    """Who writes an organisation down can see it afterwards."""

    def get_instance(self) -> Organisation:
        return getattr(self, "instance", None) or Organisation(keeper=organisations_of(self.request.user).first())


class OrganisationAdmin(ScopedAdmin):
    model = Organisation
    menu_label = gettext_lazy("Organisations")
    menu_icon = "home"
    menu_order = 230
    create_view_class = CreateOrganisation
    list_display = ("name", "kind", "email")
    list_filter = ("kind",)
    list_export = ("pk", "name", "kind", "email")
    search_fields = ("name", "email")
    ordering = ("name", "pk")
    inspect_view_fields = ["name", "kind", "email"]
    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("email")]

    def scope(self, account: Any) -> QuerySet[Organisation]:
        return visible_organisations(account)

    def may_edit(self, account: Any, obj: Organisation) -> bool:
        mine = organisations_of(account)
        return mine.filter(pk__in=[pk for pk in (obj.pk, obj.keeper_id) if pk]).exists()

    def may_delete(self, account: Any, obj: Organisation) -> bool:
        return account.is_superuser


class CreateAssignment(CreateView):
    def form_valid(self, form: Any) -> Any:
        form.save = lambda: assign(by=self.request.user, **form.cleaned_data)
        return super().form_valid(form)


class DeleteAssignment(DeleteView):
    def delete_instance(self) -> None:
        unassign(self.instance, by=self.request.user)


class AssignmentAdmin(ScopedAdmin):
    """Only site admins say who works for which organisation."""

    model = Assignment
    menu_label = gettext_lazy("Who works for whom")
    menu_icon = "key"
    menu_order = 260
    create_view_class = CreateAssignment
    delete_view_class = DeleteAssignment
    inspect_view_enabled = False
    list_display = ("account", "organisation", "role")
    list_select_related = ("account", "organisation")
    list_filter = ("role",)
    search_fields = ("account__email", "organisation__name")
    ordering = ("account", "organisation", "role")
    panels = [FieldPanel("account"), FieldPanel("organisation"), FieldPanel("role")]

    def scope(self, account: Any) -> QuerySet[Assignment]:
        return Assignment.objects.all() if account.is_superuser else Assignment.objects.none()

    def may_use(self, account: Any) -> bool:
        return account.is_active and account.is_superuser

    def may_edit(self, account: Any, obj: Assignment) -> bool:
        return False

    def may_delete(self, account: Any, obj: Assignment) -> bool:
        return True
