"""Choosing a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.interchange.tables import LARGEST_FILE
from courses.interchange.values import LONGEST_ID

LARGEST_PARTICIPATION = 50_000_000


class EnrolmentFileForm(forms.Form):
    """The file's content is judged by looking through it; here only that there is one, and not too large."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A CSV file whose first row names the columns. Nobody is enrolled before you say so."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is too large: at most %(size)d MB.") % {"size": LARGEST_FILE // 1_000_000}
            )
        return file


class ParticipationFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A participation file (JSON Lines). Nothing is brought in before you say so."),
        allow_empty_file=True,
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        required=False,
        max_length=LONGEST_ID,
        help_text=gettext_lazy("Whose lines these are; only needed where the file doesn't say so itself."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PARTICIPATION:
            raise forms.ValidationError(
                _("The file is too large: at most %(size)d MB. A larger one goes by the command.")
                % {"size": LARGEST_PARTICIPATION // 1_000_000}
            )
        return file
