"""What somebody fills in who asks a network something, and what its coordinator answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.people.fields import AddressField, AlwaysEmpty, NameField
from courses.people.forms import no_control_signs
from courses.people.models import Organisation

MOST_SIGNS = 2_000


class AskForm(forms.Form):
    """Who asks, for which organisation, and why."""

    organisation_name = forms.CharField(
        label=gettext_lazy("Your organisation"), max_length=300, validators=[no_control_signs]
    )
    name = NameField(
        label=gettext_lazy("Your name"), max_length=500, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = AddressField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We send you a link with which you confirm this."),
    )
    why = forms.CharField(
        label=gettext_lazy("What do you want to use it for?"),
        help_text=gettext_lazy("One or two sentences. Don't name other people."),
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[no_control_signs],
    )
    # Nobody sees it; what fills in every field it meets is no human being.
    nickname = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        max_length=100,
        widget=AlwaysEmpty(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_nickname(self) -> str:
        if self.cleaned_data["nickname"]:
            raise forms.ValidationError(
                _("One field has to stay empty, and was filled in. Look once more and send it again.")
            )
        return ""

    def typed(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("nickname", "agreed")}

    @property
    def shown(self) -> list[Any]:
        return [self[name] for name in self.fields if name != "nickname"]


class JoinForm(AskForm):
    """An organisation that wants to take part."""

    organisation_kind = forms.ChoiceField(
        label=gettext_lazy("What kind of organisation is it?"), choices=Organisation.Kind.choices
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, validators=[no_control_signs])
    agreed = forms.BooleanField(
        label=gettext_lazy("I speak for this organisation, and what I fill in may be kept to answer me"),
        help_text=gettext_lazy("It is deleted a year after our answer, and after a week if you never confirm."),
    )

    field_order = ["organisation_name", "organisation_kind", "place", "name", "email", "why", "agreed"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = _("Why do you want to join?")


class AnswerForm(forms.Form):
    """Yes or no, with a sentence; to join also which organisation it is."""

    NEW = "new"

    organisation = forms.ChoiceField(
        label=gettext_lazy("Which organisation is it?"), widget=forms.RadioSelect, required=False
    )
    answer = forms.CharField(
        label=gettext_lazy("A sentence to who asked"),
        help_text=gettext_lazy("Goes along in the mail. To say no it is needed."),
        required=False,
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_control_signs],
    )

    def __init__(self, *args: Any, alike: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike = {str(one.pk): one for one in alike}
        if alike:
            known = [(key, one.name) for key, one in self.alike.items()]
            new = (self.NEW, _("none of these: write it down as a new one"))
            self.fields["organisation"].choices = [*known, new]  # type: ignore[attr-defined]
            self.fields["organisation"].required = True
        else:
            del self.fields["organisation"]

    @property
    def chosen(self) -> Organisation | None:
        return self.alike.get(self.cleaned_data.get("organisation", ""))


class AdmitForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("An organisation that takes part from today on"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = offered  # type: ignore[attr-defined]
