from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.reporting.checking.registry import checks


class WhichForm(forms.Form):
    """Which kind of doubts to show; anything else shows all."""

    kind = forms.CharField(required=False, max_length=40)

    def chosen(self) -> str:
        kind = self.cleaned_data["kind"] if self.is_valid() else ""
        return kind if kind in {check.kind for check in checks()} else ""


class AcceptForm(forms.Form):
    kind = forms.CharField(max_length=40, widget=forms.HiddenInput)
    subject = forms.CharField(max_length=100, widget=forms.HiddenInput)
    facts = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it right?"), max_length=300, help_text=_("A few words, without names of people.")
    )
