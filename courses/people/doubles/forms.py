"""Saying who joins double persons across partners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.people.access import organisations_of
from courses.people.models import Assignment, Organisation


class _WhoField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        account = obj.account
        return f"{account.get_full_name() or account.get_username()} · {obj.organisation}"


class LinkerForm(forms.Form):
    """One of those who work for the lead already: accounts of others are nobody's to look through."""

    who = _WhoField(label=_("Who"), queryset=Assignment.objects.none())

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        already = linkers_of(account).values("account")
        working = Assignment.objects.filter(organisation__in=self.leads(account)).exclude(account__in=already)
        # Of several roles of one account one is enough to name it by.
        named = {(row.account_id, row.organisation_id): row.pk for row in working.order_by("-pk")}
        chosen = Assignment.objects.filter(pk__in=named.values()).select_related("account", "organisation")
        self.fields["who"].queryset = chosen.order_by("pk")  # type: ignore[attr-defined]

    @staticmethod
    def leads(account: Any) -> QuerySet[Organisation]:
        """The organisations one answers for that lead a project."""
        return organisations_of(account).filter(led_grants__isnull=False).distinct()


def linkers_of(account: Any) -> QuerySet[Assignment]:
    """Who is a linker of an organisation one answers for."""
    found = Assignment.objects.filter(role=Assignment.Role.LINKER, organisation__in=LinkerForm.leads(account))
    return found.select_related("account", "organisation").order_by("organisation__name", "pk")
