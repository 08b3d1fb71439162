"""What the rows and reasons of a report are called, in the active language, and the order they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from courses.curricula.contract import CurriculumKind
from courses.editions.models import Enrolment
from courses.reporting.ages import AgeBand
from courses.reporting.dimensions import AGE, EDITION_LEVEL, ERASED, NONE, NOT_ASKED, OTHER, UNKNOWN, Value
from courses.reporting.ledger import EditionRow

DIMENSIONS = {
    "gender": _("Gender"),
    "age": _("Age"),
    "education": _("Education"),
    "employment": _("Employment"),
    "region": _("Region"),
    "disability": _("Disability"),
    "origin": _("Foreign background"),
    "minority": _("Minority"),
    "role": _("Role"),
    "function": _("Function"),
    "kind": _("Kind"),
    "organisation": _("Organiser"),
    "home_organisation": _("Organisation of the participant"),
    "edition": _("Group"),
    "theme": _("Theme"),
}
REASONS = {
    "counted_in_other_grant": _("counted in another project"),
    "staff": _("trainer, staff or deployed"),
    "withdrawn_before_start": _("stopped before the first meeting"),
    "outside_grant": _("present, but on no day of this project"),
    "later": _("first present after this period"),
    "absent": _("absent at every meeting"),
    "excused": _("excused, never present"),
    "not_marked": _("no attendance noted"),
    "same_person": _("enrolled more than once, counted once"),
}
GENDERS = {"female": _("woman"), "male": _("man"), "non_binary": _("non-binary"), "other": _("other")}
YES_NO = {"yes": _("yes"), "no": _("no")}
# What the answers to our own questions are called in tables (`courses.people.questions` says how they are asked).
ANSWERS = {
    "gender": GENDERS,
    "education": {
        "isced_0_2": _("primary or lower secondary (ISCED 0 to 2)"),
        "isced_3_4": _("upper secondary or vocational (ISCED 3 and 4)"),
        "isced_5_8": _("higher education (ISCED 5 to 8)"),
    },
    "employment": {
        "employed": _("employed or self-employed"),
        "unemployed": _("unemployed"),
        "inactive": _("inactive"),
    },
    "region": {"elsewhere": _("elsewhere")},
    "disability": YES_NO,
    "origin": YES_NO,
    "minority": YES_NO,
}
WITHOUT = {
    "function": _("no function"),
    "organisation": _("no organiser"),
    "home_organisation": _("no organisation"),
    "theme": _("no theme"),
}
UNKNOWN_LABELS = {
    "declined": _("prefers not to say"),
    "no_answer": _("not filled in"),
    NOT_ASKED: _("not asked"),
    ERASED: _("erased"),
}
LAST = 1_000


def dimension_label(dimension: str) -> str:
    """A site's own dimension is called by its code: the site chose it."""
    return str(DIMENSIONS.get(dimension, dimension))


def label_of(dimension: str, value: Value, editions: Mapping[int, EditionRow]) -> str:
    if value == ERASED:
        return str(UNKNOWN_LABELS[ERASED])
    if dimension == "edition":
        return editions[int(value)].title
    text = str(value)
    if dimension == "role":
        return str(Enrolment.Role(text).label)
    if dimension == "kind":
        return str(CurriculumKind(text).label)
    if dimension in EDITION_LEVEL:
        return str(WITHOUT[dimension]) if text == NONE else text
    if text in UNKNOWN_LABELS:
        return str(UNKNOWN_LABELS[text])
    if dimension == AGE:
        return str(_("another age")) if text == OTHER else text
    return str(ANSWERS.get(dimension, {}).get(text, text))


def position_of(dimension: str, value: Value, bands: Sequence[AgeBand]) -> int:
    """Where a row stands: choices and bands in their own order, what is unknown at the end, the rest by label."""
    if value == ERASED:
        return LAST + UNKNOWN.index(ERASED)
    if dimension == "role":
        return Enrolment.Role.values.index(str(value))
    if dimension == "kind":
        return CurriculumKind.values.index(str(value))
    if dimension in EDITION_LEVEL:
        return LAST if value == NONE else 0
    if value in UNKNOWN:
        return LAST + UNKNOWN.index(str(value))
    if dimension == AGE:
        return LAST - 1 if value == OTHER else [band.text for band in bands].index(str(value))
    return 0
