"""The base of every ModelAdmin here: one scope for list, detail, chooser, search, export and typed-in addresses.

wagtail-modeladmin loads the object of edit, inspect, delete and history by the default manager, so a scoped list alone
would leave every detail open. What somebody may not see does not exist for them: 404.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import ModelChoiceField
from django.forms.formsets import ORDERING_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import EditView, IndexView, InspectView

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.people.access import is_coordinator, visible_organisations, visible_persons
from courses.people.models import Organisation, Person

# What an account may choose from, per model; a room adds its own.
CHOICES: dict[type[Model], Callable[[Any], QuerySet]] = {Organisation: visible_organisations, Person: visible_persons}

# How a formula begins; a phone number does not.
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s()-]*$)")


class ScopedForm(WagtailAdminModelForm):
    """A form whose choices are limited to what its user may see."""

    # Fields with a narrower choice than what may be seen: {field name: function of the account}.
    NARROWER: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField) and field.queryset is not None:
                limit = self.NARROWER.get(name) or CHOICES.get(field.queryset.model)
                if limit is not None:
                    field.queryset = limit(self.for_user)

    def full_clean(self) -> None:
        """A row that goes is not checked, and may have typed anything as its place; Wagtail asks for one all the same."""
        super().full_clean()
        if ORDERING_FIELD_NAME in self.fields and hasattr(self, "cleaned_data"):
            self.cleaned_data.setdefault(ORDERING_FIELD_NAME, None)


class ScopedInlinePanel(InlinePanel):
    """Rows inside a record whose choices are limited like the record's own."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": ScopedForm, "inherit_kwargs": ["for_user"]}
        return options


class ScopedPermissions(PermissionHelper):
    """Who may do what follows from an account's assignments, not from model-wide permissions of a group."""

    def __init__(self, admin: ScopedAdmin) -> None:
        super().__init__(admin.model, admin.inspect_view_enabled)
        self.admin = admin

    def user_has_any_permissions(self, user: Any) -> bool:
        return self.user_can_list(user)

    def user_can_list(self, user: Any) -> bool:
        return user.is_active and self.admin.may_use(user)

    def user_can_create(self, user: Any) -> bool:
        return self.admin.may_create(user)

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user) and self.sees(user, obj)

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return self.user_can_list(user) and self.sees(user, obj) and self.admin.may_edit(user, obj)

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return self.user_can_list(user) and self.sees(user, obj) and self.admin.may_delete(user, obj)

    def sees(self, user: Any, obj: Model) -> bool:
        return self.admin.sees(user, obj)


class RowPermissions(ScopedPermissions):
    """The same for the rows of one list: they come out of the scope, so nothing is asked anew for each."""

    def __init__(self, admin: ScopedAdmin) -> None:
        super().__init__(admin)
        self._lists: dict[Any, bool] = {}

    def user_can_list(self, user: Any) -> bool:
        if user.pk not in self._lists:
            self._lists[user.pk] = super().user_can_list(user)
        return self._lists[user.pk]

    def sees(self, user: Any, obj: Model) -> bool:
        return True


class LoggedIndexView(IndexView):
    """A list that writes down who exported it or searched in it, never what was typed.

    wagtail-modeladmin takes any look-up from the address, and which rows come back tells what stands in records that
    nobody may open: groups elsewhere, reflections, even passwords. Only the filters that the list offers are followed.
    """

    def __init__(self, model_admin: ScopedAdmin) -> None:
        super().__init__(model_admin)
        self.permission_helper = RowPermissions(model_admin)

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        offered = {f"{name}{lookup}" for name in self.list_filter for lookup in ("", "__exact", "__in", "__isnull")}
        return {name: value for name, value in super().get_filters_params(params).items() if name in offered}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        if self.model_admin.personal and response.status_code == 200:
            if request.GET.get(self.EXPORT_VAR) in self.FORMATS:
                self._log(request, Access.Action.EXPORTED)
            elif request.GET.get(self.SEARCH_VAR):
                self._log(request, Access.Action.SEARCHED)
        return response

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """People name themselves; what a spreadsheet would run as a formula is kept text by an apostrophe."""
        cell = super().preprocess_field_value(field, value, export_format)
        return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell

    def _log(self, request: HttpRequest, action: Access.Action) -> None:
        log_access(by=request.user, action=action, kind=self.model_name, detail=f"{self.queryset.count()} rows")


class Named:
    """A page about one row is called by what it is and by its name; `__str__` of a person is a number."""

    def get_page_subtitle(self) -> str:
        return getattr(self.instance, "name", "") or str(self.instance)  # type: ignore[attr-defined]

    def get_meta_title(self) -> str:
        return f"{self.get_page_title()}: {self.get_page_subtitle()}"  # type: ignore[attr-defined]


class ReadView(Named, InspectView):
    def get_page_title(self) -> str:
        return capfirst(self.verbose_name)


class ChangeView(Named, EditView):
    """Wagtail's, by name."""


class ScopedAdmin(ModelAdmin):
    """A ModelAdmin that says whom it is for and what each account sees. Nothing can be deleted unless it says so."""

    inspect_view_enabled = True
    list_per_page = 50
    base_form_class: ClassVar[type[ScopedForm]] = ScopedForm
    index_view_class = LoggedIndexView
    index_template_name = "leerlijn_courses/admin/index.html"
    inspect_view_class = ReadView
    edit_view_class = ChangeView
    inspect_template_name = "leerlijn_courses/admin/inspect.html"
    # Whether its rows are about people: then looking at one and exporting are logged.
    personal: ClassVar[bool] = False

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.permission_helper = ScopedPermissions(self)

    def get_edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=self.base_form_class)

    def scope(self, account: Any) -> QuerySet:
        """What this account may see; the subclass says."""
        raise TypeError(f"{type(self).__name__} has no scope")

    def may_use(self, account: Any) -> bool:
        return is_coordinator(account)

    def may_create(self, account: Any) -> bool:
        return self.may_use(account)

    def may_edit(self, account: Any, obj: Any) -> bool:
        return True

    def may_delete(self, account: Any, obj: Any) -> bool:
        return False

    def sees(self, account: Any, obj: Model) -> bool:
        return self.scope(account).filter(pk=obj.pk).exists()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = self.scope(request.user)
        ordering = self.get_ordering(request)
        return queryset.order_by(*ordering) if ordering else queryset

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self._find(request, instance_pk)
        if self.personal and request.user.is_authenticated:
            log_access(
                by=request.user,
                action=Access.Action.SEEN,
                kind=self.opts.model_name or "",
                subjects=[int(unquote(instance_pk))],
            )
        return super().inspect_view(request, instance_pk)

    def create_view(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not self.permission_helper.user_can_create(request.user):
            raise PermissionDenied
        return super().create_view(request)

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        found = self._find(request, instance_pk)
        if found is not None and not self.permission_helper.user_can_edit_obj(request.user, found):
            raise PermissionDenied
        return super().edit_view(request, instance_pk)

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self._find(request, instance_pk)
        return super().delete_view(request, instance_pk)

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self._find(request, instance_pk)
        return super().history_view(request, instance_pk)

    def _find(self, request: HttpRequest, instance_pk: str) -> Model | None:
        """The row, or 404 before anything is loaded; None for who is not logged in: they are left to the login."""
        if not request.user.is_authenticated:
            return None
        pk = unquote(instance_pk)
        if (
            not pk.isascii()
            or not pk.isdigit()
            or len(pk) > 18
            or not self.permission_helper.user_can_list(request.user)
        ):
            raise Http404
        return get_object_or_404(self.get_queryset(request), pk=pk)
