"""A project's indicators in Wagtail's admin: what they say, where they come from, how they count."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.errors import CoursesError
from courses.grants.access import led_grants, visible_grants
from courses.grants.models import Grant
from courses.reporting.heading import heading
from courses.reporting.indicators import keeping
from courses.reporting.indicators.forms import NewIndicatorForm, PresetForm, RecipeForm, TargetForm
from courses.reporting.indicators.models import Indicator
from courses.reporting.indicators.presets import BY_KEY, PRESETS
from courses.reporting.indicators.results import current_versions, plain, previewed, titles_of
from courses.reporting.indicators.sentences import sentence_of
from courses.reporting.indicators.showing import shown, so_far
from courses.slots.registry import Action


@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """All indicators of a project, each with what was aimed at and what was reached by now."""
    grant = _visible(request, pk)
    lines = shown(grant, request.user)
    context = {
        "active": [line for line in lines if line.state == Indicator.State.ACTIVE],
        "drafts": [line for line in lines if line.state == Indicator.State.DRAFT],
        "ended": [line for line in lines if line.state == Indicator.State.ENDED],
        "until": so_far(grant).last_day,
        "leads": _leads(request, grant),
        **heading(grant, _("Indicators")),
    }
    return render(request, "leerlijn_courses/indicators/index.html", context)


@require_safe
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """The presets to choose from, each with its definition and its source."""
    grant = _led(request, pk)
    taken = set(grant.indicators.values_list("preset", flat=True))
    presets = [(preset, sentence_of(preset.recipe), preset.key in taken) for preset in PRESETS]
    context = {"presets": presets, **_heading(grant, _("Add an indicator"))}
    return render(request, "leerlijn_courses/indicators/add.html", context)


def from_preset(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One preset: its target and baseline are asked, and it is in use."""
    grant = _led(request, pk)
    preset = BY_KEY.get(key)
    if preset is None:
        raise Http404
    form = PresetForm(request.POST or None, initial={"name": str(preset.name), "code": preset.code})
    if request.method == "POST" and form.is_valid():
        indicator = _save_new(request, grant, form, recipe=preset.recipe, preset=preset.key)
        if indicator is not None:
            return redirect("leerlijn_indicators:indicator", grant.pk, indicator.pk)
    context = {
        "form": form,
        "preset": preset,
        "sentence": sentence_of(preset.recipe),
        **_heading(grant, str(preset.name), _above(grant, add=True)),
    }
    return render(request, "leerlijn_courses/indicators/preset.html", context)


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A recipe of one's own; looking at what it says saves nothing."""
    grant = _led(request, pk)
    form = NewIndicatorForm(request.POST or None, grant=grant)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        indicator = _save_new(request, grant, form, recipe=form.recipe)
        if indicator is not None:
            return redirect("leerlijn_indicators:indicator", grant.pk, indicator.pk)
    context = {
        "form": form,
        **_looked(request, form, grant),
        **_heading(grant, _("Your own indicator"), _above(grant, add=True)),
    }
    return render(request, "leerlijn_courses/indicators/recipe.html", context)


@require_safe
def sentence(request: HttpRequest, pk: int) -> HttpResponse:
    """The definition of what is being typed, as a piece of the page; what is wrong stands there instead."""
    grant = _led(request, pk)
    form = RecipeForm(request.GET, grant=grant)
    context = _looked(request, form, grant)
    return render(request, "leerlijn_courses/indicators/sentence.html", {"form": form, **context})


@require_safe
def indicator(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    """One indicator: where it stands, how it counts, what it would have said, and all its versions."""
    grant = _visible(request, pk)
    return _indicator(request, grant, get_object_or_404(grant.indicators, pk=indicator))


def _indicator(request: HttpRequest, grant: Grant, row: Indicator, form: Form | None = None) -> HttpResponse:
    line = next(one for one in shown(grant, request.user, only=row) if one.pk == row.pk)
    initial = {"name": row.name, "target": plain(row.target), "baseline": plain(row.baseline)}
    versions = list(row.versions.select_related("made_by"))
    titles = titles_of([version.recipe for version in versions])
    context = {
        "line": line,
        "preset": BY_KEY.get(row.preset),
        "form": form or TargetForm(initial=initial),
        "versions": [(version, sentence_of(version.recipe, titles)) for version in versions],
        "preview": previewed(grant, versions[0].recipe, organisations=line.organisations),
        "leads": _leads(request, grant),
        **_heading(grant, row.name),
    }
    return render(request, "leerlijn_courses/indicators/indicator.html", context)


def recipe(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    """Count in another way; in use that makes a new version."""
    grant = _led(request, pk)
    row = get_object_or_404(grant.indicators, pk=indicator)
    (version,) = [one for one in current_versions(grant, states=Indicator.State.values) if one.indicator_id == row.pk]
    form = RecipeForm(request.POST or None, grant=grant, recipe=version.recipe)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        seen = request.POST.get("seen", "")
        try:
            keeping.change_recipe(
                row, form.recipe, seen=int(seen) if seen.isascii() and seen[:9].isdigit() else 0, by=request.user
            )
            return redirect("leerlijn_indicators:indicator", grant.pk, row.pk)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "version": version,
        "row": row,
        **_looked(request, form, grant),
        **_heading(grant, _("How it counts"), [*_above(grant), (_address(row), row.name)]),
    }
    return render(request, "leerlijn_courses/indicators/recipe.html", context)


@require_POST
def target(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    grant = _led(request, pk)
    row = get_object_or_404(grant.indicators, pk=indicator)
    form = TargetForm(request.POST)
    if form.is_valid():
        try:
            keeping.set_target(row, name=form.cleaned_data["name"], **form.numbers, by=request.user)
            messages.success(request, _("Saved."))
            return redirect(_address(row))
        except CoursesError as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
    return _indicator(request, grant, row, form)


@require_POST
def act(request: HttpRequest, pk: int, indicator: int, verb: str) -> HttpResponse:
    """Take into use, end, or throw a draft away."""
    grant = _led(request, pk)
    row = get_object_or_404(grant.indicators, pk=indicator)
    verbs: dict[str, tuple[Any, str]] = {
        "activate": (keeping.activate, _("The indicator is in use.")),
        "end": (keeping.end, _("The indicator has ended.")),
        "remove": (keeping.remove_draft, _("The draft is gone.")),
    }
    if verb not in verbs:
        raise Http404
    do, said = verbs[verb]
    try:
        do(row, by=request.user)
        messages.success(request, said)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return redirect(_address(row))
    return redirect("leerlijn_indicators:index", grant.pk) if verb == "remove" else redirect(_address(row))


def tab(request: HttpRequest, grant: Grant) -> Action:
    return Action(reverse("leerlijn_indicators:index", args=[grant.pk]), _("Indicators"))


def _save_new(request: HttpRequest, grant: Grant, form: Any, **fields: Any) -> Indicator | None:
    """The new indicator, in use unless it was asked to stay a draft; None with the sentence on the form."""
    data = form.cleaned_data
    active = "draft" not in request.POST
    try:
        return keeping.add_indicator(
            grant, code=data["code"], name=data["name"], active=active, **form.numbers, by=request.user, **fields
        )
    except CoursesError as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return None


def _looked(request: HttpRequest, form: Any, grant: Grant) -> dict[str, Any]:
    """The definition of what stands in the form, and when asked to look, what it would have said."""
    if not form.is_bound:
        form = RecipeForm(_as_typed(form), grant=grant)
    elif isinstance(form, NewIndicatorForm):
        form = RecipeForm(form.data, grant=grant)
    if not form.is_valid():
        return {"contradictions": [error for errors in form.errors.values() for error in errors]}
    answer = {"sentence": sentence_of(form.recipe, titles_of([form.recipe]))}
    return answer | ({"preview": previewed(grant, form.recipe)} if "look" in request.POST else {})


def _as_typed(form: Any) -> dict[str, Any]:
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}


def _visible(request: HttpRequest, pk: int) -> Grant:
    return get_object_or_404(visible_grants(request.user).select_related("funder", "lead"), pk=pk)


def _led(request: HttpRequest, pk: int) -> Grant:
    return get_object_or_404(led_grants(request.user).select_related("funder", "lead"), pk=pk)


def _leads(request: HttpRequest, grant: Grant) -> bool:
    return led_grants(request.user).filter(pk=grant.pk).exists()


def _address(row: Indicator) -> str:
    return reverse("leerlijn_indicators:indicator", args=[row.grant_id, row.pk])


def _above(grant: Grant, *, add: bool = False) -> list[tuple[str, str]]:
    above = [(reverse("leerlijn_indicators:index", args=[grant.pk]), _("Indicators"))]
    return [*above, (reverse("leerlijn_indicators:add", args=[grant.pk]), _("Add an indicator"))] if add else above


def _heading(grant: Grant, here: str, above: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    return heading(grant, here, above=above or _above(grant))
