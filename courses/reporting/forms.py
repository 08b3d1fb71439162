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

    def clean_as_of(self) -> datetime | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is None:
            return None
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
    first, until = _begun(grant)
    return halves_between(first, until)[::-1]


def quarters(grant: Grant) -> list[tuple[str, Period]]:
    """The latest quarters of the project that have begun, the newest first."""
    first, until = _begun(grant)
    return quarters_between(first, until)[::-1]


def _begun(grant: Grant) -> tuple[date, date]:
    until = min(timezone.localdate(timezone=grant.zone), grant.last_day)
    return max(grant.first_day, date(max(until.year - 5, 1), 1, 1)), until


def halves_between(first: date, until: date) -> list[tuple[str, Period]]:
    """Half-years with a day between these two, each with its name, from the oldest on."""
    names = (_("first half of %(year)s"), _("second half of %(year)s"))
    spans = (((1, 1), (6, 30)), ((7, 1), (12, 31)))
    return _between(first, until, list(zip(names, spans, strict=True)))


def quarters_between(first: date, until: date) -> list[tuple[str, Period]]:
    names = (
        _("first quarter of %(year)s"),
        _("second quarter of %(year)s"),
        _("third quarter of %(year)s"),
        _("fourth quarter of %(year)s"),
    )
    spans = (((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31)))
    return _between(first, until, list(zip(names, spans, strict=True)))


Span = tuple[tuple[int, int], tuple[int, int]]


def _between(first: date, until: date, parts: list[tuple[str, Span]]) -> list[tuple[str, Period]]:
    found = [
        (name % {"year": year}, Period(date(year, *begins), date(year, *ends)))
        for year in range(first.year, until.year + 1)
        for name, (begins, ends) in parts
    ]
    return [(name, period) for name, period in found if period.first_day <= until and period.last_day >= first]
