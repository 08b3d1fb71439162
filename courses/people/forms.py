"""What somebody says about themselves."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.languages import screen_languages
from courses.people.models import Person
from courses.people.registering import PersonRefused, clean_name


def no_control_signs(text: str) -> None:
    """Refuse signs that steer a machine and that nobody types."""
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r" for sign in text):
        raise forms.ValidationError(_("There is a sign in it that can't be shown. Type it again, please."))


class MyDetailsForm(forms.ModelForm):
    """A name is right in whatever script its bearer writes it."""

    language = forms.ChoiceField(
        label=_("Language"), help_text=_("For the mails we send you and the text on your certificate.")
    )

    class Meta:
        model = Person
        fields = ["name", "latin_name", "phone", "language"]
        labels = {
            "name": _("Your name"),
            "latin_name": _("Your name in Latin letters"),
            "phone": _("Phone number"),
        }
        help_texts = {
            "name": _("Write it as you want to see it: this is how it stands on your certificate."),
            "latin_name": _("Only if you write your name in other letters. We use it where those can't be printed."),
            "phone": _("Only to call you when a meeting changes at the last moment."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "latin_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        language.choices = screen_languages()  # type: ignore[attr-defined]
        for name in ("name", "latin_name", "phone"):
            self.fields[name].validators.append(no_control_signs)

    def clean_name(self) -> str:
        return self._cleaned("name")

    def clean_latin_name(self) -> str:
        return self._cleaned("latin_name") if self.cleaned_data["latin_name"] else ""

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and sum(sign.isdigit() for sign in phone) < 6:
            raise forms.ValidationError(_("This doesn't look like a phone number. An example: 050 123 45 67."))
        return phone

    def _cleaned(self, name: str) -> str:
        try:
            return clean_name(self.cleaned_data[name])
        except PersonRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
