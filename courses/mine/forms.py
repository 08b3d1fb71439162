from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.people.fields import AddressField, NameField
from courses.people.models import Person
from courses.registering.answering import AsksQuestions


class EnrolForm(AsksQuestions):
    """What a group has to know of who enrols: asked only where it isn't known yet."""

    name = NameField(
        label=_("Your name"),
        max_length=500,
        help_text=_("As you write it yourself. It is on the list of the group and on your certificate."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        required=False,
        help_text=_("Only to call you when a meeting changes at the last moment."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person is not None:
            del self.fields["name"]
            if person.phone:
                del self.fields["phone"]


class SubstituteForm(forms.Form):
    """Who comes in somebody's place."""

    name = NameField(
        label=_("Name of who comes"),
        max_length=500,
        help_text=_("As they write it themselves."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "translate": "no"}),
    )
    email = AddressField(
        label=_("Their e-mail address"),
        max_length=254,
        help_text=_("They get the dates and a page of their own there. We use it for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
