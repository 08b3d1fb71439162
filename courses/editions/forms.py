"""What a coordinator or trainer fills in about a group."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import newest_versions
from courses.editions.access import manages
from courses.editions.clock import local_moment
from courses.editions.enrolling import enrol
from courses.editions.models import Attendance, Edition, EditionDocument, Enrolment, Session
from courses.editions.places.offering import capacity_changed
from courses.editions.planning import Meeting, start_prepared
from courses.languages import name_of
from courses.people.access import organisations_of, starts_groups_for, visible_organisations, visible_persons
from courses.people.functions import function_choices
from courses.people.models import Organisation, Person
from courses.people.registering import PersonRefused, clean_email, clean_name, person_for_account
from courses.people.scoped_admin import ScopedForm


class EditionForm(ScopedForm):
    """Starting and changing a group; themes are typed with commas, the first is the main one.

    A trainer who starts a group gives it.
    """

    NARROWER = {"organisation": starts_groups_for, "version": lambda account: newest_versions()}

    themes = forms.CharField(
        label=gettext_lazy("Themes"),
        required=False,
        help_text=gettext_lazy("With commas between; the first is the main one."),
        max_length=500,
    )

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the content"),
        required=False,
        help_text=gettext_lazy(
            "In which everybody begins to read; each can choose another. What isn't translated is shown as it was written."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _content_languages(self.instance.language)
        self.initial["themes"] = ", ".join(self.instance.themes or [])
        self.fields["organisation"].required = not self.for_user.is_superuser
        self.fields["kind"].required = False
        self.fields["offer_hours"].required = False
        if self.instance.pk is None:
            self.fields["code"].required = False
            self.fields["code"].help_text = _("Leave empty: the group gets the next free one.")
        elif self.instance.version_id:
            self.fields["version"].queryset = CurriculumVersion.objects.filter(pk=self.instance.version_id)
            self.fields["version"].disabled = True
        mine = list(self.fields["organisation"].queryset[:2])
        if self.instance.pk is None and len(mine) == 1:
            self.initial["organisation"] = self.initial.get("organisation") or mine[0].pk

    def clean_themes(self) -> list[str]:
        return [theme.strip() for theme in self.cleaned_data["themes"].split(",") if theme.strip()]

    def clean_offer_hours(self) -> int:
        return self.cleaned_data["offer_hours"] or Edition._meta.get_field("offer_hours").default

    def clean_capacity(self) -> int | None:
        capacity: int | None = self.cleaned_data["capacity"]
        if capacity == 0:
            raise ValidationError(_("A group without places is for nobody. Leave it empty where there is no limit."))
        return capacity

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("version") and not data.get("kind"):
            self.add_error("kind", _("Choose a programme, or say what kind of group this is."))
        return data

    def save(self, commit: bool = True) -> Edition:
        if self.instance.pk is not None:
            with transaction.atomic():
                edition = super().save(commit)
                if commit and {"capacity", "waitlist_moves"} & set(self.changed_data):
                    capacity_changed(edition, by=self.for_user)
                return edition
        with transaction.atomic():
            edition = start_prepared(super().save(commit=False), by=self.for_user)
            if not manages(self.for_user, edition):
                trainer = person_for_account(self.for_user, name=self.for_user.get_full_name() or str(self.for_user))
                enrol(trainer, edition, by=self.for_user, role=Enrolment.Role.TRAINER)
            return edition


def _content_languages(chosen: str) -> list[tuple[str, Any]]:
    """The languages that the site has content in, and the one that was chosen before."""
    there = [(locale.language_code, name_of(locale.language_code)) for locale in Locale.objects.order_by("pk")]
    if chosen and chosen not in dict(there):
        there.append((chosen, name_of(chosen)))
    return [("", _("The language of each reader's screen")), *there]


class SessionForm(forms.Form):
    """A meeting on one day, in the group's own time zone."""

    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=300)
    unit_key = forms.ChoiceField(label=gettext_lazy("Part of the programme"), required=False)
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(
        label=gettext_lazy("Starts"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=gettext_lazy("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=300)
    is_break = forms.BooleanField(
        label=gettext_lazy("This is a break, such as lunch"),
        required=False,
        help_text=gettext_lazy("It is on the programme. Nobody is marked there, and no statement counts it."),
    )
    net_minutes = forms.IntegerField(
        label=gettext_lazy("Net minutes, without breaks"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("How long it really took. Leave empty to count from start to end."),
    )

    def __init__(self, *args: Any, edition: Edition, session: Session | None = None, unit: str = "", **kwargs: Any):
        self.edition = edition
        planned = planned_units(edition)
        if session is not None:
            starts = session.starts_at.astimezone(edition.zone)
            kwargs["initial"] = {
                "title": session.title,
                "unit_key": session.unit_key,
                "day": starts.date(),
                "starts": starts.time(),
                "ends": session.ends_at.astimezone(edition.zone).time(),
                "place": session.place,
                "is_break": session.is_break,
                "net_minutes": session.net_minutes,
            }
        elif unit:
            kwargs["initial"] = {"unit_key": unit, "title": dict(planned).get(unit, "")}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit_key"].choices = [("", _("none in particular")), *planned]
        fields["day"].widget.format = "%Y-%m-%d"
        if not planned:
            del fields["unit_key"]
        if session is None or session.is_break:
            del fields["net_minutes"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"day", "starts", "ends"} <= data.keys():
            data["starts_at"] = self._moment("starts", data["day"], data["starts"])
            data["ends_at"] = self._moment("ends", data["day"], data["ends"])
            if data["starts_at"] and data["ends_at"] and data["ends_at"] <= data["starts_at"]:
                self.add_error("ends", _("The meeting ends before it starts."))
        return data

    def _moment(self, field: str, day: date, at: time) -> datetime | None:
        try:
            return local_moment(day, at, self.edition.zone)
        except ValidationError as error:
            self.add_error(field, error)
            return None

    def meeting(self) -> Meeting:
        names = ("starts_at", "ends_at", "title", "place", "is_break")
        return Meeting(unit_key=self.cleaned_data.get("unit_key", ""), **{n: self.cleaned_data[n] for n in names})


def planned_units(edition: Edition) -> list[tuple[str, str]]:
    """The planned sessions of the group's version, as choices."""
    if edition.version is None:
        return []
    return [(u.key, u.title) for u in edition.version.units.all() if u.kind == UnitKind.PLANNED_SESSION]


class EnrolPersonForm(forms.Form):
    """Enrolling one person: somebody the coordinator knows already, or somebody new."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Somebody you know already"),
        required=False,
        empty_label=gettext_lazy("somebody new: fill in below"),
        widget=forms.Select(attrs={"translate": "no"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("As the person writes it. This is how it is printed on a certificate."),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("For invitations and news about the group. Not everybody has one."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("To call when plans change."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Enrolment.Role.choices)
    function = forms.ChoiceField(
        label=gettext_lazy("Function"),
        required=False,
        help_text=gettext_lazy("In what capacity somebody takes part: some parts are meant for one function only."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Organisation"),
        required=False,
        help_text=gettext_lazy("For which this person takes part."),
    )

    def __init__(self, *args: Any, account: Any, found: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = visible_persons(account).filter(erased_at__isnull=True)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = known
        fields["person"].label_from_instance = person_label
        self.shown = known.filter(name__icontains=found).order_by("name", "pk")[:50] if found else known.none()
        people = [(person.pk, person_label(person)) for person in self.shown]
        fields["person"].widget.choices = [("", fields["person"].empty_label), *people]
        if not people and not self.is_bound:
            fields["person"].widget = forms.HiddenInput()
        fields["organisation"].queryset = visible_organisations(account)
        fields["function"].choices = [("", _("none in particular")), *function_choices()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person"):
            for name, rule in (("name", clean_name), ("email", clean_email)):
                try:
                    data[name] = rule(data.get(name) or "")
                except PersonRefused as refusal:
                    self.add_error(name, str(refusal))
        return data


class SubstituteForm(EnrolPersonForm):
    """Who comes in somebody's place: known already, or new. As what they come is the seat's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("role", "function", "organisation"):
            del self.fields[name]


def person_label(person: Person) -> str:
    return " · ".join(part for part in (person.name, person.email or person.phone) if part)


class MarkForm(forms.Form):
    """One person's row on the attendance page; nothing chosen says nothing."""

    status = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=gettext_lazy("minutes"), required=False, min_value=0, max_value=100_000, widget=forms.NumberInput
    )

    def __init__(
        self, *args: Any, enrolment: Enrolment, holds: Attendance | None, net_minutes: int | None = None, **kwargs: Any
    ) -> None:
        self.enrolment = enrolment
        self.holds = holds
        if holds and holds.status != Attendance.Status.VOID:
            own = holds.status == Attendance.Status.PARTIAL or holds.minutes != net_minutes
            kwargs["initial"] = {"status": holds.status, "minutes": holds.minutes if own else None}
        kwargs["prefix"] = f"e{enrolment.pk}"
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["status"].choices = [c for c in Attendance.Status.choices if c[0] != Attendance.Status.VOID]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == Attendance.Status.PARTIAL and data.get("minutes") is None and "minutes" in data:
            self.add_error("minutes", _("How many minutes?"))
        return data


class HeadcountForm(forms.Form):
    headcount = forms.IntegerField(
        label=gettext_lazy("People in the room"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Everybody you counted, those on the list included. Leave empty if nobody counted."),
    )


class NetMinutesForm(forms.Form):
    net_minutes = forms.IntegerField(
        label=gettext_lazy("Net minutes, without breaks"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Who was there all along has so many minutes. Leave empty to count from start to end."),
    )


class DocumentForm(forms.ModelForm):
    class Meta:
        model = EditionDocument
        fields = ["title", "file"]


def coordinating_organisation(account: Any, edition: Edition) -> Organisation | None:
    """Who records a person that is enrolled here: the group's organisation if the account coordinates it."""
    mine = organisations_of(account)
    return mine.filter(pk=edition.organisation_id).first() or (None if account.is_superuser else mine.first())
