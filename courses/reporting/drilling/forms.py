from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.grants.models import Grant
from courses.moments import in_words
from courses.reporting.definitions import DEFINITIONS
from courses.reporting.drilling.auditing import AUDITED, LONGEST, MOST_ROWS, auditable_reports
from courses.reporting.errors import ReportRefused
from courses.reporting.forms import day_input, last_day_so_far
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.periods import Period, check_within


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is the whole list needed?"),
        max_length=300,
        help_text=gettext_lazy("A few words, without names of people."),
    )


class ReportField(forms.ModelChoiceField):
    """A frozen report by its days, version and state."""

    def label_from_instance(self, obj: Any) -> str:
        return _("%(first)s to %(last)s, version %(version)d (%(state)s)") % {
            "first": in_words(obj.first_day),
            "last": in_words(obj.last_day),
            "version": obj.version,
            "state": obj.get_state_display(),
        }


class AuditForm(forms.Form):
    """Whom the link is for, what is drawn from, and until when it works."""

    note = forms.CharField(
        label=gettext_lazy("For whom"), max_length=200, help_text=gettext_lazy("Such as: the accountant of the funder.")
    )
    report = ReportField(
        FrozenReport.objects.none(),
        label=gettext_lazy("Frozen report"),
        required=False,
        empty_label=gettext_lazy("none: the figures as they are now, of the days below"),
    )
    measure = forms.ChoiceField(label=gettext_lazy("Draw from"))
    number = forms.IntegerField(label=gettext_lazy("How many rows"), min_value=1, max_value=MOST_ROWS, initial=10)
    first_day = forms.DateField(label=gettext_lazy("From"), widget=day_input(), required=False)
    last_day = forms.DateField(label=gettext_lazy("Until and including"), widget=day_input(), required=False)
    works_until = forms.DateField(
        label=gettext_lazy("The link works until the end of"),
        widget=day_input(),
        help_text=gettext_lazy("At most three months from now. You can stop it at any moment."),
    )

    def __init__(self, data: QueryDict | None, *, grant: Grant) -> None:
        self.grant = grant
        started = {
            "measure": "cumulative_persons",
            "first_day": grant.first_day,
            "last_day": last_day_so_far(grant),
            "works_until": timezone.localdate(timezone=grant.zone) + timedelta(days=14),
        }
        super().__init__(data, initial=started)
        reports = auditable_reports(grant)
        self.fields["report"].queryset = reports  # type: ignore[attr-defined]
        if not reports.exists():
            del self.fields["report"]
        choices = [(name, str(DEFINITIONS[name].label)) for name in AUDITED]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]

    def clean_works_until(self) -> datetime:
        day: date = self.cleaned_data["works_until"]
        today = timezone.localdate(timezone=self.grant.zone)
        if not today <= day < today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, at most three months ahead."))
        return datetime.combine(day + timedelta(days=1), time(), self.grant.zone) - timedelta(seconds=1)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("report") is None and not self.errors:
            try:
                first, last = data.get("first_day"), data.get("last_day")
                data["period"] = Period.of(first or self.grant.first_day, last or self.grant.last_day)
                check_within(data["period"], self.grant)
            except ReportRefused as refusal:
                self.add_error("last_day", str(refusal))
        return data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        said = {name: data[name] for name in ("note", "measure", "number")}
        return said | {
            "period": data.get("period"),
            "report": data.get("report"),
            "expires_at": data["works_until"],
        }
