"""What a field worker fills in on a phone, and what a host answers. What was typed stays when something is wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.editions.models import Edition
from courses.errors import CoursesError
from courses.fieldwork.access import deployable, open_groups
from courses.fieldwork.activities import Told, present_at, running_grants, session_of
from courses.fieldwork.models import Activity
from courses.fieldwork.recruiting import Known
from courses.fieldwork.remembering import Remembered
from courses.grants.models import Grant
from courses.moments import hours_in_words
from courses.people.consenting import Said
from courses.people.fields import AddressField
from courses.people.forms import no_control_signs
from courses.people.models import Consent, Organisation, Person
from courses.people.phones import clean_phone
from courses.people.registering import clean_name
from courses.pictures.cleaning import clean_picture

LENGTHS = (30, 45, 60, 90, 120, 150, 180, 240, 360, 480)
# Who was out lately stands first; the others are a tap away.
RECENT = 12
OTHER = "other"


class TextField(forms.CharField):
    """One line of text without signs that steer a machine; spaces put in order."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(no_control_signs)

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value).split())


class RuleField(TextField):
    """Text that a rule of ours cleans or refuses with its sentence."""

    def __init__(self, rule: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return self.rule(text) if text else ""
        except CoursesError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class PhotoField(forms.FileField):
    """A photo, cleaned. What it is follows from what is in it."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        if not given:
            return None
        try:
            return clean_picture(given)
        except CoursesError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class PeopleField(forms.ModelMultipleChoiceField):
    """Boxes to tick; a number that no row can have is refused like any other that isn't offered."""

    def clean(self, value: Any) -> Any:
        for pk in value or ():
            if not (str(pk).isascii() and str(pk).isdigit() and len(str(pk)) <= 18):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(pk)[:40]}
                )
        return super().clean(value)


class KeyedForm(forms.Form):
    """A form that counts once, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class RecruitForm(KeyedForm):
    """A name is enough; the rest can come later."""

    name = RuleField(
        clean_name,
        label=gettext_lazy("Name"),
        max_length=500,
        help_text=gettext_lazy("As they write it themselves, in any script."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "autocapitalize": "words"}),
    )
    phone = RuleField(
        clean_phone,
        label=gettext_lazy("Phone number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"}),
    )
    same = forms.ChoiceField(
        label=gettext_lazy("Is it one of these?"), required=False, widget=forms.RadioSelect(attrs={"translate": "no"})
    )
    group = forms.ModelChoiceField(
        Edition.objects.none(),
        label=gettext_lazy("Straight into a group"),
        required=False,
        empty_label=gettext_lazy("not in a group yet"),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), required=False, help_text=gettext_lazy("For messages and certificates.")
    )

    def __init__(self, *args: Any, organisation: Organisation, group: int | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"group": group} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        groups = open_groups(organisation)
        fields["group"].queryset = groups
        fields["group"].label_from_instance = lambda edition: edition.title
        if not groups.exists():
            del fields["group"]
        fields["language"].choices = [("", _("not known")), *settings.LANGUAGES]
        self._kept_same = fields.pop("same")

    def ask_whether_same(self, known: Sequence[Known]) -> bool:
        """Show who it may be; answers whether that still has to be chosen."""
        self._kept_same.choices = [(str(one.person.pk), _label(one)) for one in known] + [
            (OTHER, _("No, this is somebody else"))
        ]
        self._kept_same.required = True
        self.fields = {"same": self._kept_same} | self.fields
        chosen = self.data.get(self.add_prefix("same"), "")
        if chosen in dict(self._kept_same.choices):
            self.cleaned_data["same"] = chosen
            return False
        return True


def _label(known: Known) -> str:
    # Isolated, so that a name from right to left doesn't turn the number beside it.
    parts = [f"\u2068{known.person.name}\u2069"]
    if known.person.phone:
        parts.append(f"\u2066{known.person.phone}\u2069")
    if known.same_phone and not known.same_name:
        parts.append(_("the same number"))
    return " · ".join(parts)


class ConsentForm(forms.Form):
    """What somebody answers to the text that was read to them."""

    said = forms.ChoiceField(label=gettext_lazy("The answer"), widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        widget=forms.RadioSelect,
        choices=[(Consent.How.SPOKEN, gettext_lazy("In a talk")), (Consent.How.PAPER, gettext_lazy("On paper"))],
        initial=Consent.How.SPOKEN,
    )

    def __init__(self, *args: Any, holds: Consent | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if holds is not None and holds.said == Said.GIVEN:
            fields["said"].choices = [(Said.WITHDRAWN, _("No, not any longer"))]
        else:
            fields["said"].choices = [(Said.GIVEN, _("Yes, that is all right")), (Said.DECLINED, _("No, rather not"))]


class ActivityForm(KeyedForm):
    """An information activity on one screen, mostly filled in already."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts = forms.TimeField(
        label=gettext_lazy("Starts"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("How long"), coerce=int, initial=60)
    region = TextField(label=gettext_lazy("Municipality"), max_length=100)
    place = TextField(
        label=gettext_lazy("Place"),
        max_length=300,
        help_text=gettext_lazy("Such as a community centre, a school or a square."),
    )
    host = TextField(
        label=gettext_lazy("Partner who received you"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("They can confirm it afterwards by a link."),
    )
    theme = TextField(label=gettext_lazy("Theme"), max_length=100)
    people = forms.IntegerField(
        label=gettext_lazy("People in the room"),
        min_value=0,
        max_value=100_000,
        help_text=gettext_lazy("Everybody, you and your role models too."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    role_models = PeopleField(
        Person.objects.none(),
        label=gettext_lazy("Role models who were there"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"translate": "no"}),
    )
    photo = PhotoField(label=gettext_lazy("Photo"), required=False)
    photo_agreed = forms.BooleanField(
        label=gettext_lazy("Everybody who can be recognised said yes to this photo"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("What went well, what did you notice? Don't name anybody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_control_signs],
    )
    grant = forms.ModelChoiceField(
        Grant.objects.none(),
        label=gettext_lazy("Paid by"),
        required=False,
        empty_label=gettext_lazy("the project that runs on this day"),
    )

    def __init__(self, *args: Any, organisation: Organisation, before: Remembered, **kwargs: Any) -> None:
        self.organisation = organisation
        kwargs["initial"] = _now_and_here() | before.initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        length = kwargs["initial"].get("minutes", 60)
        fields["minutes"].choices = [(n, _words(n)) for n in sorted({*LENGTHS, length})]
        fields["role_models"].queryset = self._choosable(deployable(organisation))
        fields["role_models"].label_from_instance = lambda person: person.name
        self.fields["theme"].widget.attrs["list"] = "known-themes"
        for name in ("region", "place", "host"):
            self.fields[name].widget.attrs["list"] = f"known-{name}s"
        grants = Grant.objects.filter(pk__in=running_grants(organisation, timezone.localdate()).values("pk"))
        fields["grant"].queryset = grants
        fields["grant"].label_from_instance = lambda grant: grant.title
        if self.changes_only or len(grants[:2]) < 2:
            del fields["grant"]

    changes_only = False

    def _choosable(self, people: Any) -> Any:
        return people

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("photo") and not data.get("photo_agreed"):
            self.add_error(
                "photo_agreed", _("Ask those who can be recognised first, and tick this. Or leave the photo out.")
            )
        if {"day", "starts", "minutes"} <= data.keys():
            data["starts_at"] = self._moment(data["day"], data["starts"])
            if data["starts_at"] is not None:
                data["ends_at"] = data["starts_at"] + timedelta(minutes=data["minutes"])
                if data["starts_at"] > timezone.now():
                    self.add_error("day", _("This moment is still to come. Log an activity when it is over."))
        return data

    def _moment(self, day: date, at: time) -> datetime | None:
        zone = Edition().zone
        if not 1990 <= day.year <= 9990:
            self.add_error("day", _("Look at the year: this can't be right."))
            return None
        moment = datetime.combine(day, at, tzinfo=zone)
        if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
            self.add_error("starts", _("That time doesn't exist on this day: the clock goes forward then."))
            return None
        return moment

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            municipality=data["region"],
            place=data["place"],
            theme=data["theme"],
            host=data["host"],
            people=data["people"],
            role_models=tuple(data["role_models"]),
            note=data["note"],
            photo=data["photo"],
        )

    def grant_for(self) -> Grant | None:
        """The project chosen, else the youngest that runs on the day of the activity."""
        chosen = self.cleaned_data.get("grant")
        return chosen or running_grants(self.organisation, self.cleaned_data["day"]).first()


class CorrectionForm(ActivityForm):
    """The same, filled in with what was told before."""

    changes_only = True

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        self.activity = activity
        edition, session = activity.edition, session_of(activity)
        starts = session.starts_at.astimezone(edition.zone)
        kwargs["initial"] = {
            "key": activity.client_key,
            "day": starts.date(),
            "starts": starts.time(),
            "minutes": session.minutes,
            "region": edition.region,
            "place": session.place,
            "host": activity.host.name if activity.host else "",
            "theme": next(iter(edition.themes or ()), ""),
            "people": session.headcount,
            "role_models": list(present_at(activity).values_list("pk", flat=True)),
            "note": activity.note,
        }
        super().__init__(*args, organisation=activity.organisation, **kwargs)

    def _choosable(self, people: Any) -> Any:
        """Who was there can stay, whatever they said since."""
        there = present_at(self.activity).values("pk")
        return Person.objects.filter(pk__in=people.values("pk")) | Person.objects.filter(pk__in=there)


class HostMailForm(forms.Form):
    email = AddressField(
        label=gettext_lazy("E-mail address of the partner"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class HostForm(forms.Form):
    """Only for who says that it is not right."""

    people = forms.IntegerField(
        label=gettext_lazy("How many people were there?"),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    note = forms.CharField(
        label=gettext_lazy("What is not right?"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Don't name anybody, please."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_control_signs],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and data.get("people") is None and not data.get("note"):
            raise forms.ValidationError(_("Say how many people there were, or what is not right."))
        return data


def _now_and_here() -> dict[str, Any]:
    """An hour that has just ended."""
    now = timezone.now().astimezone(Edition().zone) - timedelta(minutes=60)
    now -= timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)
    return {"day": now.date(), "starts": now.time()}


def _words(minutes: int) -> str:
    return hours_in_words(minutes)
