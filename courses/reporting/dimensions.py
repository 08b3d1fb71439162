"""What figures can be broken down by, and which row a person, an enrolment or an edition belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from courses.editions.models import Enrolment
from courses.people.models import Answer, Merge, Person
from courses.people.questions import QUESTIONS
from courses.reporting.ages import AgeBand, age_on, band_of
from courses.reporting.errors import ReportRefused
from courses.reporting.ledger import CHUNK, EditionRow, EnrolmentRow, Ledger
from courses.reporting.periods import quoted

NONE = "none"
OTHER = "other"
NOT_ASKED = "not_asked"
# What was answered is gone with who answered it.
ERASED = "erased"
UNKNOWN = (Answer.DECLINED, Answer.NO_ANSWER, NOT_ASKED, ERASED)
DAYS_AFTER_ENTRY = 28
# So many can be named one by one.
FEW = 500

AGE = "age"
Value = str | int

# The rows that a fact of this enrolment belongs to, and those of any fact of this edition, head counts included.
OF_ENROLMENT: dict[str, Callable[[EnrolmentRow], Value]] = {
    "role": lambda enrolment: enrolment.role,
    "function": lambda enrolment: enrolment.function or NONE,
    "home_organisation": lambda enrolment: enrolment.home_organisation or NONE,
}
OF_EDITION: dict[str, Callable[[EditionRow], Sequence[Value]]] = {
    "kind": lambda edition: (edition.kind,),
    "organisation": lambda edition: (edition.organisation or NONE,),
    "edition": lambda edition: (edition.id,),
    "theme": lambda edition: edition.themes or (NONE,),
}
EDITION_LEVEL = ("role", "function", "kind", "organisation", "home_organisation", "edition", "theme")
BUILT_IN = ("gender", AGE, "education", "employment", "region", *EDITION_LEVEL)


def own_dimensions() -> list[str]:
    """The site's own questions: those that somebody answered and that are none of the built-in ones."""
    asked = Answer.objects.exclude(dimension__in=BUILT_IN).order_by("dimension").values_list("dimension", flat=True)
    return list(asked.distinct())


def check_dimension(dimension: str) -> None:
    """Refuse what nothing can be broken down by; a question that nobody answered yet has its row of who wasn't asked."""
    if dimension in BUILT_IN or dimension in QUESTIONS:
        return
    own = own_dimensions()
    if dimension in own:
        return
    raise ReportRefused(
        _("Figures can't be broken down by %(dimension)s. Choose from: %(known)s.")
        % {"dimension": quoted(dimension), "known": ", ".join([*BUILT_IN, *own])}
    )


def values_at_entry(
    ledger: Ledger, entries: dict[int, date], dimension: str, bands: Sequence[AgeBand]
) -> dict[int, str]:
    """The one value that each person who entered has in a person-level dimension."""
    if ledger.values is not None:
        known = ledger.values[dimension]
        return {person: known.get(person, NOT_ASKED) for person in entries}
    if dimension == AGE:
        values = _ages(ledger, entries, bands)
    else:
        answers = _answers(ledger, dimension)
        values = {person: _answer_at(answers.get(person, ()), entry) for person, entry in entries.items()}
    # Of who was erased it can't be told any more whether they were asked.
    gone = {ledger.human(person) for person in ledger.erased}
    return {person: ERASED if value == NOT_ASKED and person in gone else value for person, value in values.items()}


def _records(ledger: Ledger) -> Q:
    """All records that can belong to somebody in these projects: those enrolled, and those ever joined to another.

    In the part of some organisations only those that they enrolled themselves: being known at a partner is sensitive, so
    what was said under another's record is not read, whoever else the records were joined with.
    """
    enrolled = Enrolment.objects.filter(edition__funding__grant__in=[grant.pk for grant in ledger.grants])
    if ledger.organisations is not None:
        own = enrolled.filter(edition__organisation__in=ledger.organisations)
        persons = {row.person for row in ledger.enrolments.values()}
        own = own.filter(person__in=persons) if len(persons) <= FEW else own
        return Q(pk__in=own.order_by().values("person"))
    return (
        Q(pk__in=enrolled.order_by().values("person"))
        | Q(pk__in=Merge.objects.values("person"))
        | Q(pk__in=Merge.objects.values("other"))
    )


def _grouped(ledger: Ledger, rows: QuerySet[Any], *fields: str) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by surviving person; the first field is the recorded one, which stays in the tuple."""
    grouped: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows.order_by().values_list(*fields).iterator(chunk_size=CHUNK):
        grouped.setdefault(ledger.human(row[0]), []).append(row)
    return grouped


def ages_at_entry(ledger: Ledger, entries: dict[int, date]) -> dict[int, int]:
    """The age of each person whose birth date is known, on the day they entered."""
    persons = Person.objects.filter(_records(ledger), birth_date__isnull=False)
    grouped = _grouped(ledger, persons, "pk", "birth_date")
    ages = {}
    for person, entry in entries.items():
        born = dict(grouped.get(person, ()))
        if born:
            ages[person] = age_on(born.get(person) or min(born.values()), entry)
    return ages


def _ages(ledger: Ledger, entries: dict[int, date], bands: Sequence[AgeBand]) -> dict[int, str]:
    ages = ages_at_entry(ledger, entries)
    return {person: band_of(ages[person], bands) if person in ages else NOT_ASKED for person in entries}


def answers_at_entry(ledger: Ledger, entries: dict[int, date], dimensions: Iterable[str]) -> dict[str, dict[int, str]]:
    """`values_at_entry` of several answered dimensions in one query."""
    asked = set(dimensions)
    answers = Answer.objects.filter(dimension__in=asked, recorded_at__lte=ledger.as_of)
    answers = answers.filter(person__in=Person.objects.filter(_records(ledger)).values("pk"))
    rows = _grouped(ledger, answers, "person", "valid_from", "recorded_at", "value", "dimension")
    found: dict[str, dict[int, str]] = {dimension: {} for dimension in asked}
    for person, entry in entries.items():
        said: dict[str, list[Any]] = {}
        for *answer, dimension in rows.get(person, ()):
            said.setdefault(dimension, []).append(tuple(answer))
        for dimension in asked:
            found[dimension][person] = _answer_at(said.get(dimension, ()), entry)
    return found


def _answers(ledger: Ledger, dimension: str) -> dict[int, list[tuple[Any, ...]]]:
    answers = Answer.objects.filter(dimension=dimension, recorded_at__lte=ledger.as_of)
    answers = answers.filter(person__in=Person.objects.filter(_records(ledger)).values("pk"))
    return _grouped(ledger, answers, "person", "valid_from", "recorded_at", "value")


def _answer_at(answers: Sequence[tuple[int, date, datetime, str]], entry: date) -> str:
    """The latest answer that held on the entry day, else the earliest within four weeks after it.

    Of equals the latest recorded; two recorded at one moment are settled by their text, so that the order in which they
    were typed in never matters.
    """
    before = [answer[1:] for answer in answers if answer[1] <= entry]
    if before:
        return max(before)[2]
    after = [answer[1:] for answer in answers if 0 < (answer[1] - entry).days <= DAYS_AFTER_ENTRY]
    if after:
        first = min(valid_from for valid_from, _, _ in after)
        return max(answer for answer in after if answer[0] == first)[2]
    return NOT_ASKED
