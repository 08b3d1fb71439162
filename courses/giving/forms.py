"""What a trainer says about the tools of a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.giving.tools import Tool
from courses.people.forms import no_control_signs


class ToolsForm(forms.Form):
    """Those offered stand as tick boxes; more are found by words, which are read by one of the two buttons."""

    used = forms.MultipleChoiceField(
        label=_("Which tools did you use?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Another tool"),
        help_text=_("A word of its title, or of what it is about."),
        required=False,
        max_length=200,
        validators=[no_control_signs],
    )

    def __init__(self, *args: Any, offered: Iterable[Tool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["used"].choices = [(str(tool.key), tool.title) for tool in offered]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> set[UUID]:
        return {UUID(key) for key in self.cleaned_data["used"]}
