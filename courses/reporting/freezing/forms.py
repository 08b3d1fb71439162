"""What somebody types about a frozen report."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.grants.models import Grant
from courses.reporting.crosses import check_cross, parse_cross
from courses.reporting.errors import ReportRefused
from courses.reporting.forms import ReportForm
from courses.reporting.report import FUNDER, PUBLIC, Question

HASH = re.compile(r"[0-9a-f]{64}")


class DraftForm(ReportForm):
    """What is frozen: a period with its tables, as known now, for the funder or to be published."""

    crosses = forms.CharField(
        label=gettext_lazy("Tables by two things at once"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Two with a comma between them, one pair a line, like gender,age."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=[
            (FUNDER, gettext_lazy("for the funder, with exact figures")),
            (PUBLIC, gettext_lazy("to be published, with small numbers hidden")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("first_day", "last_day", "audience", "by", "crosses", "age_bands")

    def __init__(self, data: QueryDict, *, grant: Grant) -> None:
        filled = data.copy()
        filled.setdefault("audience", FUNDER)
        super().__init__(filled, grant=grant)
        del self.fields["as_of"]

    def clean_crosses(self) -> tuple[tuple[str, str], ...]:
        try:
            pairs = [parse_cross(line) for line in self.cleaned_data["crosses"].splitlines() if line.strip()]
            for pair in pairs:
                check_cross(pair)
        except ReportRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return tuple(dict.fromkeys(pairs))

    def asked(self) -> Question:
        data = self.cleaned_data
        return Question(
            grant=self.grant,
            period=data["period"],
            as_of=timezone.now(),
            by=tuple(data["by"]),
            bands=data["age_bands"],
            cross=data["crosses"],
            audience=data["audience"],
        )


class NoteForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("Why the funder returned it"), max_length=500)


class HashForm(forms.Form):
    hash = forms.CharField(
        label=gettext_lazy("The number on the report"),
        max_length=200,
        help_text=gettext_lazy("64 letters and digits. Spaces and line ends don't matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_hash(self) -> str:
        return read_hash(self.cleaned_data["hash"])


def read_hash(text: str) -> str:
    """A hash as typed or pasted; refused where it can't be one."""
    typed = "".join(text.split()).lower()
    if not HASH.fullmatch(typed):
        raise forms.ValidationError(
            _("That is not such a number: it has 64 signs, each a digit or a letter from a to f.")
        )
    return typed


def first_error(form: forms.Form) -> str:
    """The first sentence of a refused form."""
    errors: Any = form.errors
    return str(next(iter(errors.values()))[0])
