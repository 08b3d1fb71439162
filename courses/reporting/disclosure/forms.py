"""Which tables to publish, by form; each value stands in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.grants.models import Grant
from courses.reporting.crosses import Cross
from courses.reporting.dimensions import BUILT_IN, own_dimensions
from courses.reporting.forms import ReportForm
from courses.reporting.labels import dimension_label
from courses.reporting.report import PUBLIC, Question

CROSSES = (1, 2, 3)


class PublicationForm(ReportForm):
    """A period and tables of one dimension or two; as known now, since what is published is frozen first."""

    as_of = None  # type: ignore[assignment]

    def __init__(self, data: QueryDict, *, grant: Grant) -> None:
        super().__init__(data, grant=grant)
        choices = [("", "—"), *((name, dimension_label(name)) for name in [*BUILT_IN, *own_dimensions()])]
        for number in CROSSES:
            for side, label in (("rows", gettext_lazy("Rows")), ("columns", gettext_lazy("Columns"))):
                self.fields[f"{side}_{number}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def crosses(self) -> list[tuple[Any, Any]]:
        return [(self[f"rows_{number}"], self[f"columns_{number}"]) for number in CROSSES]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["as_of"] = timezone.now()
        data["cross"] = tuple(dict.fromkeys(pair for number in CROSSES if (pair := self._pair(data, number))))
        return data

    def _pair(self, data: dict[str, Any], number: int) -> Cross | None:
        rows, columns = data.get(f"rows_{number}", ""), data.get(f"columns_{number}", "")
        if bool(rows) != bool(columns):
            self.add_error(f"columns_{number}", _("A table of two needs both its rows and its columns."))
        elif rows and rows == columns:
            self.add_error(f"columns_{number}", _("Choose something else for the columns than for the rows."))
        else:
            return (rows, columns) if rows else None
        return None

    def public_question(self) -> Question:
        data = self.cleaned_data
        return Question(
            grant=self.grant,
            period=data["period"],
            as_of=data["as_of"],
            by=tuple(data["by"]),
            bands=data["age_bands"],
            cross=data["cross"],
            audience=PUBLIC,
        )
