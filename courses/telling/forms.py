"""What a coordinator fills in about the mails of a group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.telling.models import EditionMails
from courses.telling.words import token_words, unknown_tokens


class RemindersForm(forms.ModelForm):
    class Meta:
        model = EditionMails
        fields = ["first_reminder", "last_reminder"]
        labels = {
            "first_reminder": gettext_lazy("First reminder, days before the meeting"),
            "last_reminder": gettext_lazy("Last reminder, days before the meeting"),
        }
        help_texts = {
            "first_reminder": gettext_lazy("From 1 to 30, sent at nine in the morning. Empty: no such reminder."),
            "last_reminder": gettext_lazy("From 1 to 30. Empty: no such reminder."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_reminder"), data.get("last_reminder")
        if first and last and first <= last:
            self.add_error("first_reminder", _("The first reminder comes before the last one."))
        return data


class TextForm(forms.Form):
    """Subject and text of one kind of mail in one language; an unknown token is an error where it was typed."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(label=gettext_lazy("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for field in self.fields.values():
            field.widget.attrs["lang"] = language

    def clean_subject(self) -> str:
        return self._checked(" ".join(self.cleaned_data["subject"].split()))

    def clean_text(self) -> str:
        return self._checked(self.cleaned_data["text"])

    def _checked(self, text: str) -> str:
        unknown = unknown_tokens(text)
        if unknown:
            raise forms.ValidationError(
                _("We don't know %(token)s. You can use: %(known)s.")
                % {"token": unknown[0], "known": ", ".join(token_words(self.language))}
            )
        return text
