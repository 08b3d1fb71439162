"""Form fields in which somebody says who they are."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.errors import CoursesError
from courses.people.registering import clean_email, clean_name

_ADDRESS = re.compile(r"://|\bwww\.|@|[\w-]{2,}\.(?:com|net|org|info|nl|be|eu)\b", re.IGNORECASE)


class AlwaysEmpty(forms.TextInput):
    """Comes back empty, whatever was typed: who filled it in by accident can send the form again."""

    def format_value(self, value: Any) -> str:
        return ""


class NameField(forms.CharField):
    """A name as its bearer writes it; refused only where nothing is left of it, too much, or an address stands in it.

    Anybody may type a name here, and a mail to somebody else begins with it: it must not be a way to send them a link.
    """

    def clean(self, value: Any) -> str:
        text = super().clean(value.replace("\x00", "") if isinstance(value, str) else value)
        try:
            name = clean_name(text) if text or self.required else ""
        except CoursesError as error:
            raise ValidationError(str(error)) from error
        if _ADDRESS.search(name):
            raise ValidationError(_("There is an address in this name. Write only the name."))
        return name


class AddressField(forms.CharField):
    """An e-mail address; signs nobody sees, which come along with copying, are taken out."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 254, **kwargs})

    def clean(self, value: Any) -> str:
        try:
            return super().clean(clean_email(value) if isinstance(value, str) else value)
        except CoursesError as error:
            raise ValidationError(str(error)) from error
