"""A round on one form with a row per breakout, and a planned session in two meetings."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.editions.clock import local_moment
from courses.editions.models import Edition, Session
from courses.editions.planning import Meeting
from courses.editions.rounds.models import Round
from courses.editions.rounds.planning import Breakout, RoundPlan

ROWS = 4
MOST_ROWS = 40


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "time"}, format="%H:%M")


class TimesForm(forms.Form):
    """A day with a beginning and an end, in the group's own time zone."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput())
    starts = forms.TimeField(label=gettext_lazy("Starts"), widget=ClockInput())
    ends = forms.TimeField(label=gettext_lazy("Ends"), widget=ClockInput())

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        self.edition = edition
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"day", "starts", "ends"} <= data.keys():
            data["starts_at"] = self.moment("starts", data["day"], data["starts"])
            data["ends_at"] = self.moment("ends", data["day"], data["ends"])
            if data["starts_at"] and data["ends_at"] and data["ends_at"] <= data["starts_at"]:
                self.add_error("ends", _("It ends before it starts."))
        return data

    def moment(self, field: str, day: date, at: time) -> datetime | None:
        try:
            return local_moment(day, at, self.edition.zone)
        except ValidationError as error:
            self.add_error(field, error)
            return None


class RoundForm(TimesForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    until_day = forms.DateField(
        label=gettext_lazy("Choose until: day"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("Leave empty: people can choose until the round begins."),
    )
    until_time = forms.TimeField(label=gettext_lazy("Choose until: time"), required=False, widget=ClockInput())

    field_order = ["title", "day", "starts", "ends", "until_day", "until_time"]

    def __init__(self, *args: Any, one: Round | None = None, like: Round | None = None, **kwargs: Any) -> None:
        if one is not None:
            zone = one.edition.zone
            starts, until = one.starts_at.astimezone(zone), one.choose_until and one.choose_until.astimezone(zone)
            kwargs["initial"] = {
                "title": one.title,
                "day": starts.date(),
                "starts": starts.time(),
                "ends": one.ends_at.astimezone(zone).time(),
                "until_day": until and until.date(),
                "until_time": until and until.time(),
            }
        else:
            kwargs["initial"] = self._suggested(kwargs["edition"], like)
        super().__init__(*args, **kwargs)

    @staticmethod
    def _suggested(edition: Edition, like: Round | None) -> dict[str, Any]:
        """The next round of the day: as long as the one before, right behind it."""
        number = edition.rounds.count() + 1
        initial: dict[str, Any] = {"title": _("Round %(number)d") % {"number": number}}
        last = like or edition.rounds.last()
        first = last or edition.sessions.filter(self_paced=False).first()
        if first is not None:
            initial["day"] = first.starts_at.astimezone(edition.zone).date()
        if last is not None:
            initial["starts"] = last.ends_at.astimezone(edition.zone).time()
            initial["ends"] = (last.ends_at + (last.ends_at - last.starts_at)).astimezone(edition.zone).time()
            if last.choose_until:
                until = last.choose_until.astimezone(edition.zone)
                initial |= {"until_day": until.date(), "until_time": until.time()}
        return initial

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["choose_until"] = None
        if data.get("until_day"):
            data["choose_until"] = self.moment("until_day", data["until_day"], data.get("until_time") or time(23, 59))
            if data["choose_until"] and data.get("starts_at") and data["choose_until"] > data["starts_at"]:
                self.add_error("until_day", _("One can choose until the round begins, not longer."))
        elif data.get("until_time"):
            self.add_error("until_day", _("On which day?"))
        return data

    def plan(self, breakouts: list[Breakout]) -> RoundPlan:
        data = self.cleaned_data
        return RoundPlan(data["title"], data["starts_at"], data["ends_at"], breakouts, data["choose_until"])


class BreakoutForm(forms.Form):
    """One row; an empty one is no breakout."""

    session = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=300)
    label = forms.CharField(
        label=gettext_lazy("Kind"), required=False, max_length=60, widget=forms.TextInput(attrs={"list": "kinds"})
    )
    place = forms.CharField(label=gettext_lazy("Room"), required=False, max_length=300)
    capacity = forms.IntegerField(label=gettext_lazy("Places"), required=False, min_value=1, max_value=100_000)
    description = forms.CharField(
        label=gettext_lazy("What happens"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        filled = any(data.get(name) for name in ("label", "place", "capacity", "description"))
        if filled and not data.get("title") and "title" in data:
            self.add_error("title", _("Give this breakout a title, or empty the row."))
        return data


class BreakoutFormSet(forms.BaseFormSet):
    """The rows of a round; a row without a title is left out, and so taken off where it was there before."""

    def __init__(self, *args: Any, one: Round | None = None, like: Round | None = None, **kwargs: Any) -> None:
        self.known = {session.pk: session for session in one.breakouts.order_by("pk")} if one is not None else {}
        shown = list(self.known.values()) or (list(like.breakouts.order_by("pk")) if like else [])
        names = ("title", "label", "place", "capacity", "description")
        kwargs["initial"] = [
            {name: getattr(session, name) for name in names} | ({"session": session.pk} if self.known else {})
            for session in shown
        ]
        # A row filled in beforehand and sent as it was is a row all the same.
        kwargs["form_kwargs"] = {"empty_permitted": False}
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        sent = [form.cleaned_data.get("session") for form in self.forms if form.is_valid()]
        wrong = [pk for pk in sent if pk and (pk not in self.known or sent.count(pk) > 1)]
        if wrong:
            raise ValidationError(_("This round was changed meanwhile. Open it again."))
        if not self.errors_in_rows() and not self.breakouts():
            raise ValidationError(_("A round needs at least one breakout to choose."))

    def errors_in_rows(self) -> bool:
        return any(form.errors for form in self.forms)

    def breakouts(self) -> list[Breakout]:
        rows = (form.cleaned_data for form in self.forms)
        return [
            Breakout(
                title=row["title"],
                label=row["label"],
                description=row["description"],
                place=row["place"],
                capacity=row["capacity"],
                session=self.known.get(row.get("session") or 0),
            )
            for row in rows
            if row.get("title")
        ]


def breakout_formset(data: Any, *, one: Round | None = None, like: Round | None = None, more: int = 0) -> Any:
    """A row for each breakout and some empty ones; four on a new round."""
    there = (one or like).breakouts.count() if (one or like) is not None else 0  # type: ignore[union-attr]
    extra = more or (1 if there else ROWS)
    formset: Any = forms.formset_factory(
        BreakoutForm, formset=BreakoutFormSet, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )
    return formset(data, one=one, like=like, prefix="b")


class PartForm(TimesForm):
    """One of the meetings in which a planned session is held."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=300)

    field_order = ["title", "day", "starts", "ends", "place"]

    def meeting(self, unit_key: str) -> Meeting:
        names = ("starts_at", "ends_at", "title", "place")
        return Meeting(unit_key=unit_key, **{name: self.cleaned_data[name] for name in names})


def part_forms(data: Any, session: Session, edition: Edition, title: str) -> list[PartForm]:
    """Two parts: the first on the day and hour that were planned, half as long."""
    starts, half = session.starts_at.astimezone(edition.zone), (session.ends_at - session.starts_at) / 2
    initial: list[dict[str, Any]] = [
        {
            "title": _("%(title)s, part %(number)d of %(count)d") % {"title": title, "number": number, "count": 2},
            "starts": starts.time(),
            "ends": (starts + half).time(),
            "place": session.place,
        }
        for number in (1, 2)
    ]
    initial[0]["day"] = starts.date()
    return [PartForm(data, edition=edition, initial=one, prefix=f"p{n}") for n, one in enumerate(initial)]


class InviteForm(forms.Form):
    """`invitation` is the same when one form is sent twice, so that nobody gets a second mail by a double click."""

    invitation = forms.UUIDField(widget=forms.HiddenInput)
