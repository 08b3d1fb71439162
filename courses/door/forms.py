from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.door.finding import TYPED
from courses.door.models import Door
from courses.editions.models import Edition, Session
from courses.moments import from_to
from courses.people.registering import NAME_LENGTH, PersonRefused, clean_email, clean_name


class FindForm(forms.Form):
    """A few letters of a name; what was typed goes in the body, so that no name stands in an address."""

    name = forms.CharField(label=_("Find by name"), required=False, max_length=TYPED, widget=forms.TextInput(
        attrs={"type": "search", "autocomplete": "off", "autocapitalize": "words", "spellcheck": "false",
               "enterkeyhint": "search", "class": "ll-input"}))  # fmt: skip


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the ticket"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class WalkInForm(forms.Form):
    """Somebody who isn't on the list. `sure`: the helper saw those with the same name, and it is none of them."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("As the person writes it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"}),
    )
    organisation = forms.CharField(
        label=_("Organisation"), max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Only to send the statement of attendance, and what belongs to this event."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean_name(self) -> str:
        return self._refused(clean_name, "name")

    def clean_email(self) -> str:
        return self._refused(clean_email, "email")

    def _refused(self, clean: Any, name: str) -> str:
        try:
            return clean(self.cleaned_data[name])
        except PersonRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class DoorForm(forms.ModelForm):
    """Which meeting, and where the helpers stand."""

    class Meta:
        model = Door
        fields = ("session", "name")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = Session.objects.filter(edition=edition, self_paced=False, is_break=False)
        field.empty_label = None
        field.label_from_instance = lambda session: meeting_in_words(session, edition)


def meeting_in_words(session: Session, edition: Edition) -> str:
    when = from_to(session.starts_at, session.ends_at, edition.zone)
    return " · ".join(part for part in (session.title, when, session.place) if part)
