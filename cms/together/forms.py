"""Letting an organisation work on a programme, and its logo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from cms.models import OrganisationLogo, ProgrammePartner
from courses.people.models import Organisation


class PartnerForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    role = forms.ChoiceField(
        label=_("What it does"), choices=ProgrammePartner.Role.choices, widget=forms.RadioSelect, initial="writes"
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = offered  # type: ignore[attr-defined]


class _Chooser(AdminImageChooser):
    """Shows no picture where something else was sent than the number of one; the form says that it is wrong."""

    def get_instance(self, value: Any) -> Any:
        try:
            return super().get_instance(value)
        except (ValueError, OverflowError):
            return None


class LogoForm(forms.ModelForm):
    class Meta:
        model = OrganisationLogo
        fields = ["image"]
        widgets = {"image": _Chooser}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["image"].required = False
