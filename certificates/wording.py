"""The standard words of a certificate, in the language that is active, in the form of address that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from certificates.models.kinds import Kind
from courses.completion.wording import rule_in_words
from courses.curricula.contract import CurriculumKind
from courses.editions.models import Edition

_MOST_DAYS_LISTED = 8


def title(kind: str, *, role_model: bool = False) -> str:
    if kind == Kind.ATTENDANCE:
        return _("Statement of attendance")
    return _("Certificate of a role model") if role_model else _("Certificate")


def intro(kind: str) -> str:
    return _("This certificate is for") if kind == Kind.COMPLETION else _("This statement is for")


def statement(kind: str, *, formal: bool) -> str:
    """A text with tokens."""
    if kind == Kind.ATTENDANCE:
        return (
            pgettext("u", "You took part in {this_kind}:")
            if formal
            else pgettext("je", "You took part in {this_kind}:")
        )
    if formal:
        return pgettext("u", "You completed {this_kind} on {day}:")
    return pgettext("je", "You completed {this_kind} on {day}:")


def outcomes_heading(*, formal: bool) -> str:
    return pgettext("u", "You can now:") if formal else pgettext("je", "You can now:")


def this_kind(kind: str) -> str:
    return {
        CurriculumKind.MASTERCLASS: _("this masterclass"),
        CurriculumKind.TRAINING: _("this training"),
        CurriculumKind.TRAJECTORY: _("this trajectory"),
        CurriculumKind.INTERVISION: _("this peer consultation"),
        CurriculumKind.EVENT: _("this event"),
        CurriculumKind.OUTREACH: _("this information activity"),
    }[CurriculumKind(kind)]


def day(value: date) -> str:
    return format_date(value, "j F Y")


def days(values: Iterable[date]) -> str:
    """ "4, 11 en 18 september en 7 oktober 2026"; many days as the first, the last and their number."""
    values = sorted(set(values))
    if not values:
        return ""
    if len(values) > _MOST_DAYS_LISTED:
        return ngettext(
            "%(first)s until %(last)s (%(count)s day)", "%(first)s until %(last)s (%(count)s days)", len(values)
        ) % {"first": day(values[0]), "last": day(values[-1]), "count": len(values)}
    years = [list(group) for _year, group in groupby(values, key=lambda value: value.year)]
    return listed([_days_of_year(of_year) for of_year in years])


def _days_of_year(values: Sequence[date]) -> str:
    months = [list(group) for _month, group in groupby(values, key=lambda value: value.month)]
    parts = [f"{listed([str(value.day) for value in of_month])} {format_date(of_month[0], 'F')}" for of_month in months]
    return f"{listed(parts)} {values[0].year}"


def listed(parts: Sequence[str]) -> str:
    """ "a, b en c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(some)s and %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}


def who_gets_one(edition: Edition, kind: str) -> tuple[str, list[str]]:
    """The sentence beside the button, and what the programme's rule asks where it has one."""
    if kind == Kind.ATTENDANCE:
        return _("Who was marked present at one meeting or more gets a statement with their own days and hours."), []
    if edition.version is None:
        return _("Who completed it according to the imported list gets a certificate, once you decide so."), []
    asked = rule_in_words(edition.version.completion_rule)
    if not asked:
        return _("Who completed it, as you recorded it, gets a certificate."), []
    return _("Who completed the programme gets a certificate. This is what it asks:"), asked
