from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.learning.models import ExtraTime
from courses.learning.timing import MOST_MINUTES, MOST_PERCENT


class ExtraTimeForm(forms.Form):
    """How much more time somebody has. There is no place for a reason, on purpose."""

    percent = forms.IntegerField(
        label=_("Extra time, in per cent"),
        required=False,
        min_value=0,
        max_value=MOST_PERCENT,
        help_text=_("25 per cent makes 25 minutes of 20."),
    )
    minutes = forms.IntegerField(
        label=_("Or extra minutes"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=_("For each go at a test. Both may be filled in; then both are added."),
    )
    open_end = forms.BooleanField(
        label=_("An open end: no time limit at all"), required=False, help_text=_("Then the clock doesn't count.")
    )

    def __init__(self, *args: Any, extra: ExtraTime | None = None, **kwargs: Any) -> None:
        if extra is not None:
            kwargs["initial"] = {
                "percent": extra.percent or None,
                "minutes": extra.minutes or None,
                "open_end": extra.open_end,
            }
        super().__init__(*args, **kwargs)

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"percent": data["percent"] or 0, "minutes": data["minutes"] or 0, "open_end": data["open_end"]}
