"""What is typed on the phone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.editions.models import Attendance, Enrolment, Session
from courses.people.registering import NAME_LENGTH, PersonRefused, clean_email, clean_name
from courses.phone.models import SessionNote
from courses.phone.walking_in import added_before, same_name


class MarkForm(forms.Form):
    """One person's attendance, by a button that names it; the minutes belong to "partly there"."""

    status = forms.ChoiceField(choices=Attendance.Status.choices)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") != Attendance.Status.PARTIAL:
            data["minutes"] = None
        elif data.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Say how many minutes somebody was there who was partly present."))
        return data


class WalkInForm(forms.Form):
    """Somebody who comes in and is not on the list; the key makes that sending it twice adds them once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("As the person writes it. This is how it is printed on a certificate."),
        widget=forms.TextInput(attrs={"translate": "no", "autocomplete": "off", "autocapitalize": "words"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("For invitations and news about the group. Not everybody has one."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    somebody_else = forms.BooleanField(label=gettext_lazy("This is somebody else with the same name"), required=False)

    def __init__(self, data: Any = None, *, session: Session) -> None:
        super().__init__(data, initial={"key": uuid4()})
        self.session = session
        self.namesakes: list[Enrolment] = []

    def clean_name(self) -> str:
        try:
            return clean_name(self.cleaned_data["name"])
        except PersonRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_email(self) -> str:
        try:
            return clean_email(self.cleaned_data["email"])
        except PersonRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sent_before = "key" in data and added_before(self.session, data["key"]) is not None
        if data.get("name") and not data.get("somebody_else") and not sent_before:
            self.namesakes = same_name(self.session.edition, data["name"])
            if self.namesakes:
                self.add_error("name", _("Somebody with this name is in the group already. Look at the list first."))
        return data


class NoteForm(forms.ModelForm):
    """The notes of a meeting, with the version they were read in."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)

    class Meta:
        model = SessionNote
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "text": gettext_lazy(
                "For the trainers and coordinators of this group. Write about the meeting and don’t name others."
            )
        }

    def __init__(self, data: Any = None, *, note: SessionNote | None) -> None:
        super().__init__(data, instance=note, initial={"seen": note.version if note else 0})

    def _post_clean(self) -> None:
        """The verb writes; the instance stays what was read."""
