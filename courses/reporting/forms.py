"""What somebody asks of a project's figures, by form; each value stands in the address."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.grants.models import Grant
from courses.reporting.ages import DEFAULT_BANDS, AgeBand, parse_bands
from courses.reporting.dimensions import BUILT_IN, own_dimensions
from courses.reporting.errors import ReportRefused
from courses.reporting.labels import dimension_label
from courses.reporting.periods import Period, check_within
from courses.reporting.report import Question


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ReportForm(forms.Form):
    """Always bound: what the address leaves out is the project's days up to today, as known now, with no tables."""

    first_day = forms.DateField(label=gettext_lazy("From"), widget=day_input())
    last_day = forms.DateField(label=gettext_lazy("Until and including"), widget=day_input())
    as_of = forms.DateField(
        label=gettext_lazy("As known at the end of"),
        widget=day_input(),
        required=False,
        help_text=gettext_lazy("Empty: with everything that is known now."),
    )
    by = forms.MultipleChoiceField(label=gettext_lazy("Tables by"), widget=forms.CheckboxSelectMultiple, required=False)
    age_bands = forms.CharField(
        label=gettext_lazy("Ages from and to"),
        max_length=200,
        help_text=gettext_lazy("For the table by age, like 0-17,18-29,30-54,55+."),
    )

    def __init__(self, data: QueryDict, *, grant: Grant) -> None:
        self.grant = grant
        filled = data.copy()
        for name, value in defaults(grant).items():
            filled.setdefault(name, value)
        super().__init__(filled)
        choices = [(name, dimension_label(name)) for name in [*BUILT_IN, *own_dimensions()]]
        self.fields["by"].choices = choices  # type: ignore[attr-defined]

    def clean_age_bands(self) -> tuple[AgeBand, ...]:
        try:
            return parse_bands(self.cleaned_data["age_bands"])
        except ReportRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_as_of(self) -> datetime:
        day: date | None = self.cleaned_data["as_of"]
        if day is None:
            return timezone.now()
        if not date.min < day < date.max:
            raise forms.ValidationError(_("Nothing was known then, and nothing will be."))
        end = datetime.combine(day + timedelta(days=1), time(), self.grant.zone) - timedelta(microseconds=1)
        return end.astimezone(UTC)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "first_day" in data and "last_day" in data:
            try:
                data["period"] = Period.of(data["first_day"], data["last_day"])
                check_within(data["period"], self.grant)
            except ReportRefused as refusal:
                self.add_error("last_day", str(refusal))
        return data

    def question(self, organisations: tuple[int, ...] | None) -> Question:
        data = self.cleaned_data
        return Question(
            grant=self.grant,
            period=data["period"],
            as_of=data["as_of"],
            by=tuple(data["by"]),
            bands=data["age_bands"],
            organisations=organisations,
        )


def defaults(grant: Grant) -> dict[str, str]:
    return {
        "first_day": grant.first_day.isoformat(),
        "last_day": last_day_so_far(grant).isoformat(),
        "age_bands": DEFAULT_BANDS,
    }


def last_day_so_far(grant: Grant) -> date:
    """Today while the project runs; else its last day, also where it has yet to begin."""
    today = timezone.localdate(timezone=grant.zone)
    return today if grant.covers(today) else grant.last_day


def half_years(grant: Grant) -> list[tuple[str, Period]]:
    """The latest half-years of the project that have begun, the newest first."""
    until = min(timezone.localdate(timezone=grant.zone), grant.last_day)
    halves = []
    for year in range(max(grant.first_day.year, until.year - 5), until.year + 1):
        for name, first, last in (
            (_("first half of %(year)s"), date(year, 1, 1), date(year, 6, 30)),
            (_("second half of %(year)s"), date(year, 7, 1), date(year, 12, 31)),
        ):
            if first <= until and last >= grant.first_day:
                halves.append((name % {"year": year}, Period(first, last)))
    return halves[::-1]
