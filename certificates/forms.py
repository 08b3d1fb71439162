from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certificates.errors import NameWaits
from certificates.models import Award, Design
from certificates.rendering import check_name
from courses.codes import read_code


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the certificate"),
        max_length=60,
        help_text=_("Sixteen letters and digits, in groups of four. Capitals and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("This is not a code of a certificate. It has sixteen letters and digits."))
        return code


class FileForm(forms.Form):
    """A PDF to compare; it is read once and not kept."""

    MOST_BYTES = 5 * 1024 * 1024

    file = forms.FileField(
        label=_("The PDF"),
        help_text=_("It is compared with what was issued, and not kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": _("This file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > self.MOST_BYTES:
            raise ValidationError(_("This file is larger than 5 MB: it can't be one of ours."))
        if not file.read(1024).lstrip().startswith(b"%PDF"):
            raise ValidationError(_("This is no PDF. Choose the file as you got it."))
        file.seek(0)
        return file


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=1000,
        help_text=_("Type the name as it is printed. It is compared and not kept."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class SpellingForm(forms.Form):
    """A spelling of one's own name that can be printed."""

    latin_name = forms.CharField(
        label=_("Spelling for the certificate, in Latin letters"),
        max_length=500,
        help_text=_("This is printed on your certificate. Your name itself stays as you wrote it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_latin_name(self) -> str:
        try:
            return check_name(self.cleaned_data["latin_name"], "lijn")
        except NameWaits as error:
            raise ValidationError(str(error)) from error


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("One sentence, without names. It stays with the certificate; the public page does not show it."),
    )


class DesignChoiceForm(forms.Form):
    """Which design this group's certificates have, or that it gives none."""

    NONE = "none"
    AS_PROGRAMME = ""

    design = forms.ChoiceField(label=_("Design"), required=False, choices=lambda: DesignChoiceForm.choices())

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        designs = [(str(design.pk), design.name) for design in Design.objects.filter(live=True)]
        return [
            (cls.AS_PROGRAMME, gettext("As the programme does")),
            *designs,
            (cls.NONE, gettext("This group gives none")),
        ]

    @classmethod
    def value_of(cls, award: Award | None) -> str:
        if award is None or award.edition_id is None:
            return cls.AS_PROGRAMME
        return str(award.design_id) if award.design_id else cls.NONE
