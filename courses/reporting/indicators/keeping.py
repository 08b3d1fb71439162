"""Adding, changing, activating and ending indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.grants.models import Grant
from courses.reporting.indicators.checking import RecipeRefused, check_recipe
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.indicators.recipes import Recipe
from courses.reporting.indicators.results import plain

LARGEST = Decimal(10**9)


class IndicatorRefused(CoursesError):
    """A rule of indicators said no; `field` is what a form shows the sentence beside, if it is about one field."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def add_indicator(
    grant: Grant,
    *,
    code: str,
    name: str,
    recipe: Recipe,
    by: Any,
    target: Decimal | int | None = None,
    baseline: Decimal | int | None = None,
    preset: str = "",
    active: bool = False,
) -> Indicator:
    """A new draft with its first version; the target and the baseline may follow. `active` takes it into use at once."""
    _check_recipe(recipe, grant)
    _check_numbers(target, baseline)
    if active:
        _check_complete(target, baseline)
    with transaction.atomic():
        try:
            with transaction.atomic():
                indicator = Indicator.objects.create(
                    grant=grant, code=code, name=name, target=target, baseline=baseline, preset=preset
                )
        except IntegrityError as collision:
            sentence = _("This project has an indicator with the code %(code)s.") % {"code": code}
            raise IndicatorRefused(sentence, "code") from collision
        version = _write(indicator, recipe, number=1, by=by)
        record_changes([indicator], action="leerlijn.add_indicator", by=by, data={"hash": version.hash})
        return activate(indicator, by=by) if active else indicator


def change_recipe(indicator: Indicator, recipe: Recipe, *, seen: int, by: Any) -> IndicatorVersion:
    """Count in another way. A draft is changed in place; an active indicator gets a new version, the old one stays.

    `seen` is the number of the version that the change was made from: if somebody else changed it meanwhile, it is refused.
    A recipe that is the same makes no version.
    """
    _check_recipe(recipe, indicator.grant)
    with transaction.atomic():
        locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
        latest = locked.versions.order_by("-number")[0]
        if locked.state == Indicator.State.ENDED:
            raise IndicatorRefused(_("This indicator has ended. Add a new one to count in another way."))
        if latest.number != seen:
            raise _changed_meanwhile()
        if latest.hash == recipe.hash:
            return latest
        if locked.state == Indicator.State.DRAFT:
            latest.data, latest.hash = recipe.data, recipe.hash
            latest.save(update_fields=["data", "hash"])
            version = latest
        else:
            version = _write(locked, recipe, number=seen + 1, by=by)
        data = {"version": version.number, "hash": version.hash}
        record_changes([locked], action="leerlijn.change_indicator", by=by, data=data)
        return version


def set_target(
    indicator: Indicator, *, name: str, target: Decimal | int | None, baseline: Decimal | int | None, by: Any
) -> Indicator:
    """Write down what it is called, what is aimed at and what there was before. An active indicator keeps having both."""
    _check_numbers(target, baseline)
    with transaction.atomic():
        locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
        if locked.state != Indicator.State.DRAFT:
            _check_complete(target, baseline)
        before = [plain(locked.target), plain(locked.baseline)]
        if (locked.name, before) == (name, [plain(target), plain(baseline)]):
            return locked
        locked.name, locked.target, locked.baseline = name, _decimal(target), _decimal(baseline)
        locked.save(update_fields=["name", "target", "baseline"])
        after = [plain(locked.target), plain(locked.baseline)]
        record_changes([locked], action="leerlijn.set_target", by=by, data={"before": before, "after": after})
        return locked


def activate(indicator: Indicator, *, by: Any) -> Indicator:
    """From now on it is among the project's figures; it needs a target and a baseline."""
    with transaction.atomic():
        locked = Indicator.objects.select_for_update().select_related("grant").get(pk=indicator.pk)
        if locked.state == Indicator.State.ACTIVE:
            return locked
        if locked.state == Indicator.State.ENDED:
            raise IndicatorRefused(_("This indicator has ended. Add a new one to count in another way."))
        _check_complete(locked.target, locked.baseline)
        _check_recipe(locked.versions.order_by("-number")[0].recipe, locked.grant)
        return _move(locked, Indicator.State.ACTIVE, action="leerlijn.activate_indicator", by=by)


def end(indicator: Indicator, *, by: Any) -> Indicator:
    """It is no longer among the figures; what it said stays in what was frozen."""
    with transaction.atomic():
        locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
        if locked.state == Indicator.State.DRAFT:
            raise IndicatorRefused(_("This indicator is a draft: it counted nowhere yet, so it can simply be removed."))
        return _move(locked, Indicator.State.ENDED, action="leerlijn.end_indicator", by=by)


def remove_draft(indicator: Indicator, *, by: Any) -> None:
    """Throw a draft away; what was ever active stays."""
    with transaction.atomic():
        locked = Indicator.objects.select_for_update().filter(pk=indicator.pk).first()
        if locked is None:
            return
        if locked.state != Indicator.State.DRAFT:
            raise IndicatorRefused(_("This indicator was in use, so it stays. It can be ended."))
        record_changes([locked], action="leerlijn.remove_indicator", by=by)
        locked.delete()


def _move(indicator: Indicator, state: Indicator.State, *, action: str, by: Any) -> Indicator:
    if indicator.state != state:
        indicator.state = state
        indicator.save(update_fields=["state"])
        record_changes([indicator], action=action, by=by)
    return indicator


def _write(indicator: Indicator, recipe: Recipe, *, number: int, by: Any) -> IndicatorVersion:
    try:
        with transaction.atomic():
            return IndicatorVersion.objects.create(
                indicator=indicator, number=number, data=recipe.data, hash=recipe.hash, made_by=by
            )
    except IntegrityError as collision:
        raise _changed_meanwhile() from collision


def _changed_meanwhile() -> IndicatorRefused:
    return IndicatorRefused(_("Somebody else changed this indicator meanwhile. Look at it once more."))


def _check_recipe(recipe: Recipe, grant: Grant) -> None:
    check_recipe(recipe)
    if not recipe.editions:
        return
    paid = grant.funding.filter(edition__in=recipe.editions).values_list("edition", "edition__kind", "edition__themes")
    if set(recipe.editions) - {pk for pk, _kind, _themes in paid}:
        raise RecipeRefused(_("One of these groups is not paid by this project."), "editions")
    for _pk, kind, themes in paid:
        if (recipe.kinds and kind not in recipe.kinds) or (recipe.themes and not {*recipe.themes} & {*themes}):
            sentence = _("One of these groups is not of the kind or theme asked, so it can never count.")
            raise RecipeRefused(sentence, "editions")


def _check_numbers(target: Decimal | int | None, baseline: Decimal | int | None) -> None:
    named = (("target", _("target"), target), ("baseline", _("baseline"), baseline))
    for field, label, number in named:
        if number is not None and number < 0:
            raise IndicatorRefused(
                _("The %(label)s is %(number)s. Nobody can be fewer than none: write 0 or more.")
                % {"label": label, "number": plain(number)},
                field,
            )
        if number is not None and number > LARGEST:
            raise IndicatorRefused(_("The %(label)s is larger than anything we can count.") % {"label": label}, field)


def _check_complete(target: Decimal | int | None, baseline: Decimal | int | None) -> None:
    if target is None:
        raise IndicatorRefused(_("An indicator in use has a target. Write down what is aimed at."), "target")
    if baseline is None:
        raise IndicatorRefused(
            _(
                "An indicator in use has a baseline. Write down what there was before the project; 0 if there was nothing."
            ),
            "baseline",
        )


def _decimal(number: Decimal | int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
