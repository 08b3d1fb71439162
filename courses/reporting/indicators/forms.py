"""Indicators by form: from a preset, in one's own way, and their targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.curricula.contract import CurriculumKind
from courses.editions.models import Attendance, Edition, Enrolment
from courses.grants.models import Grant
from courses.people.forms import no_control_signs
from courses.people.questions import QUESTIONS, is_sensitive
from courses.reporting.ages import DEFAULT_BANDS
from courses.reporting.dimensions import BUILT_IN, own_dimensions
from courses.reporting.indicators.checking import EVENTS_OF, SCOPE_OF, contradictions
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Unit, Unknowns
from courses.reporting.indicators.words import BASES, EVENTS, UNITS, UNKNOWNS
from courses.reporting.labels import dimension_label

WHAT_GROUPS = (
    (gettext_lazy("People"), (Unit.PERSONS, Unit.DEPLOYED_PERSONS)),
    (
        gettext_lazy("Taking part"),
        (Unit.PARTICIPATIONS, Unit.CONTACTS, Unit.COMPLETIONS, Unit.HOURS, Unit.DEPLOYMENTS),
    ),
    (gettext_lazy("Activities and rooms"), (Unit.ACTIVITIES, Unit.SESSIONS, Unit.REACH)),
)


def number_field(label: Any, help_text: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label=label, help_text=help_text, required=False, max_digits=12, decimal_places=2, widget=widget, localize=True
    )


class TargetForm(forms.Form):
    """What it is called, what is aimed at, and what there was before."""

    name = forms.CharField(label=gettext_lazy("name"), max_length=200, validators=[no_control_signs])
    target = number_field(gettext_lazy("target"), gettext_lazy("What you promised: so many by the end of the project."))
    baseline = number_field(
        gettext_lazy("baseline"), gettext_lazy("What there was before the project began. Write 0 if there was nothing.")
    )

    @property
    def numbers(self) -> dict[str, Decimal | None]:
        return {"target": self.cleaned_data["target"], "baseline": self.cleaned_data["baseline"]}


class PresetForm(TargetForm):
    """A preset with the code under which the project knows it."""

    code = forms.CharField(label=gettext_lazy("code"), max_length=40, validators=[no_control_signs])
    field_order = ("target", "baseline", "name", "code")


class RecipeForm(forms.Form):
    """How an indicator counts. `recipe` is what was typed once the form is valid: it doesn't contradict itself then."""

    what = forms.ChoiceField(label=gettext_lazy("What counts"))
    basis = forms.ChoiceField(
        label=gettext_lazy("When it has to happen"), choices=[(str(k), v) for k, v in BASES.items()]
    )
    minimum_share = forms.IntegerField(
        label=gettext_lazy("Share of the meetings that is enough, as a percentage"),
        required=False,
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Only if “enough meetings” counts. All of them is 100."),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Only who takes part as"),
        choices=[(role.value, role.label) for role in Enrolment.TAKING_PART],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing chosen: everybody who takes part."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Only groups of the kind"),
        choices=CurriculumKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Only with the theme"), required=False, widget=forms.CheckboxSelectMultiple
    )
    editions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Only these groups"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    evidence = forms.ChoiceField(
        label=gettext_lazy("Evidence that attendance needs"),
        choices=[("", gettext_lazy("any")), *Attendance.Evidence.choices],
        required=False,
        help_text=gettext_lazy("What is stronger will do too."),
    )
    dimensions = forms.MultipleChoiceField(
        label=gettext_lazy("Broken down by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Participants are asked what you choose here, and may always prefer not to say."),
    )
    age_bands = forms.CharField(
        label=gettext_lazy("Ages from and to"), max_length=200, required=False, validators=[no_control_signs]
    )
    unknowns = forms.ChoiceField(
        label=gettext_lazy("Answers that aren't known"), choices=[(str(k), v) for k, v in UNKNOWNS.items()]
    )

    def __init__(self, data: Any = None, *, grant: Grant, recipe: Recipe | None = None) -> None:
        initial = _initial(recipe) if recipe else {"basis": "so_far", "unknowns": "apart", "age_bands": DEFAULT_BANDS}
        super().__init__(data, initial=initial)
        groups = Edition.objects.filter(funding__grant=grant).order_by("title", "pk")
        choices: dict[str, Any] = {
            "what": list(_what()),
            "themes": [(theme, theme) for theme in sorted(_themes(groups, recipe))],
            "editions": [(pk, f"{title} ({code})") for pk, title, code in groups.values_list("pk", "title", "code")],
            "dimensions": list(_dimensions(recipe)),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name in ("themes", "editions"):
            if not choices[name]:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.recipe = _recipe(data)
            for field, sentence in contradictions(self.recipe):
                self.add_error(field if field in self.fields else "what", sentence)
        return data


class NewIndicatorForm(RecipeForm, TargetForm):
    """A recipe of one's own with its name, code, target and baseline."""

    code = forms.CharField(
        label=gettext_lazy("code"),
        max_length=40,
        validators=[no_control_signs],
        help_text=gettext_lazy("Short, such as I-1: how your funder or you call it."),
    )
    field_order = ("name", "code", "target", "baseline")


def _recipe(data: dict[str, Any]) -> Recipe:
    unit, event = data["what"].split("/")
    return Recipe(
        unit=Unit(unit),
        event=Event(event),
        scope=SCOPE_OF[Unit(unit)],
        basis=Basis(data["basis"]),
        roles=tuple(data["roles"]),
        kinds=tuple(data["kinds"]),
        themes=tuple(data.get("themes", ())),
        editions=tuple(data.get("editions", ())),
        minimum_share=data["minimum_share"],
        evidence=data["evidence"],
        dimensions=tuple(data["dimensions"]),
        age_bands=data["age_bands"] or DEFAULT_BANDS,
        unknowns=Unknowns(data["unknowns"]),
    )


def _initial(recipe: Recipe) -> dict[str, Any]:
    return {**recipe.data, "what": f"{recipe.unit}/{recipe.event}", "age_bands": recipe.age_bands}


def _what() -> Iterator[tuple[Any, Any]]:
    for label, units in WHAT_GROUPS:
        yield label, [(f"{unit}/{event}", _named(unit, event)) for unit in units for event in EVENTS_OF[unit]]


def _named(unit: Unit, event: Event) -> str:
    return str(UNITS[unit]) if len(EVENTS_OF[unit]) == 1 else f"{UNITS[unit]}: {EVENTS[event]}"


def _themes(groups: Any, recipe: Recipe | None) -> set[str]:
    known = {theme for themes in groups.values_list("themes", flat=True) for theme in themes or ()}
    return known | set(recipe.themes if recipe else ())


def _dimensions(recipe: Recipe | None) -> Iterator[tuple[str, str]]:
    """All that can be asked or is known; sensitive ones last, and marked."""
    names = dict.fromkeys([*BUILT_IN, *QUESTIONS, *own_dimensions(), *(recipe.dimensions if recipe else ())])
    for name in sorted(names, key=is_sensitive):
        label = dimension_label(name)
        yield name, _("%(dimension)s (sensitive)") % {"dimension": label} if is_sensitive(name) else label
