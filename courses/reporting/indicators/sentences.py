"""The definition of an indicator in the active language, made from its recipe and never typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from courses.curricula.contract import CurriculumKind
from courses.editions.models import Attendance, Enrolment
from courses.reporting.dimensions import EDITION_LEVEL
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Unit, Unknowns
from courses.reporting.labels import dimension_label

LANGUAGES = ("nl", "en")
WHAT = {
    (Unit.PERSONS, Event.ATTENDANCE): gettext_lazy("People who were present at a meeting"),
    (Unit.PERSONS, Event.COMPLETION): gettext_lazy("People who completed a group in which they were present"),
    (Unit.PERSONS, Event.SHARE): gettext_lazy("People who were present at %(share)s of the meetings of a group"),
    (Unit.PARTICIPATIONS, Event.ATTENDANCE): gettext_lazy("Times that somebody took part in a group"),
    (Unit.PARTICIPATIONS, Event.SHARE): gettext_lazy(
        "Times that somebody was present at %(share)s of the meetings of a group"
    ),
    (Unit.CONTACTS, Event.ATTENDANCE): gettext_lazy("Visits of a person to a meeting"),
    (Unit.COMPLETIONS, Event.COMPLETION): gettext_lazy(
        "Times that somebody completed a group after being present in it"
    ),
    (Unit.HOURS, Event.ATTENDANCE): gettext_lazy("Hours that people were present at meetings, added up"),
    (Unit.ACTIVITIES, Event.HELD): gettext_lazy(
        "Groups and activities with a meeting at which somebody was present or deployed, or people were counted"
    ),
    (Unit.SESSIONS, Event.HELD): gettext_lazy(
        "Meetings at which somebody was present or deployed, or people were counted"
    ),
    (Unit.REACH, Event.HELD): gettext_lazy(
        "Everybody in the room, known by name or not: the largest meeting of each group, added up"
    ),
    (Unit.DEPLOYMENTS, Event.DEPLOYMENT): gettext_lazy("Times that somebody was deployed in an activity"),
    (Unit.DEPLOYED_PERSONS, Event.DEPLOYMENT): gettext_lazy("People who were deployed in an activity"),
}
WHEN = {
    Basis.FIRST: gettext_lazy("for the first time in this project within the period"),
    Basis.PERIOD: gettext_lazy("within the period"),
    Basis.SO_FAR: gettext_lazy("from the start of the project until the end of the period"),
}
ONCE = {
    Unit.PERSONS: gettext_lazy("Everybody counts once."),
    Unit.DEPLOYED_PERSONS: gettext_lazy("Everybody counts once."),
    Unit.PARTICIPATIONS: gettext_lazy("Everybody counts once in each group."),
    Unit.COMPLETIONS: gettext_lazy("Everybody counts once in each group."),
    Unit.DEPLOYMENTS: gettext_lazy("Everybody counts once in each activity."),
}


def sentence_of(recipe: Recipe, titles: Mapping[int, str] | None = None) -> str:
    """The definition; `titles` are those of the groups that the recipe names."""
    return " ".join(_sentences(recipe, titles or {}))


def sentences_of(recipe: Recipe, titles: Mapping[int, str] | None = None) -> dict[str, str]:
    """The definition in each language we write in."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = sentence_of(recipe, titles)
    return said


def _sentences(recipe: Recipe, titles: Mapping[int, str]) -> Iterator[str]:
    what = str(WHAT[recipe.unit, recipe.event]) % {"share": _share(recipe)}
    yield _("%(what)s, %(when)s.") % {"what": what, "when": WHEN[recipe.basis]}
    if recipe.unit in ONCE:
        yield str(ONCE[recipe.unit])
    yield from _filters(recipe, titles)
    if recipe.event == Event.SHARE:
        yield _(
            "The meetings are those on days of the project; breaks and parts that aren't required don't count, and of "
            "breakouts side by side one is enough. The day is that of the meeting that made it enough."
        )
    yield from _rows(recipe)


def _share(recipe: Recipe) -> str:
    if recipe.minimum_share == 100:
        return "100%"
    return _("at least %(share)s%%") % {"share": recipe.minimum_share}


def _filters(recipe: Recipe, titles: Mapping[int, str]) -> Iterator[str]:
    if recipe.roles:
        roles = [str(Enrolment.Role(role).label) for role in recipe.data["roles"]]
        yield _("Only who takes part as %(roles)s.") % {"roles": _either(roles)}
    if recipe.kinds:
        kinds = [str(CurriculumKind(kind).label) for kind in recipe.data["kinds"]]
        yield _("Only of the kind %(kinds)s.") % {"kinds": _either(kinds)}
    if recipe.themes:
        yield _("Only with the theme %(themes)s.") % {"themes": _either(recipe.data["themes"])}
    if recipe.editions:
        named = [titles.get(pk, str(pk)) for pk in recipe.data["editions"]]
        yield _("Only in %(groups)s.") % {"groups": _either([f"“{title}”" for title in named])}
    if recipe.evidence:
        level = Attendance.Evidence(recipe.evidence).label
        yield _("Attendance needs as evidence: %(level)s, or stronger.") % {"level": level}


def _rows(recipe: Recipe) -> Iterator[str]:
    if not recipe.dimensions:
        return
    names = [dimension_label(name).lower() for name in recipe.data["dimensions"]]
    yield _("Broken down by %(dimensions)s.") % {"dimensions": get_text_list(names, _("and"))}
    if "age" in recipe.dimensions:
        yield _("Age is that on the day of entry, in the bands %(bands)s.") % {"bands": recipe.age_bands}
    if all(name in EDITION_LEVEL for name in recipe.dimensions):
        return
    yield {
        Unknowns.APART: _("What isn't known is shown apart, and percentages are of what is known."),
        Unknowns.DENOMINATOR: _("What isn't known is shown apart, and percentages are of everybody."),
        Unknowns.REFUSED: _(
            "Who has not answered does not count; not wanting to answer a sensitive question never makes a difference."
        ),
    }[recipe.unknowns]


def _either(names: list[str]) -> str:
    return get_text_list(names, _("or"))
