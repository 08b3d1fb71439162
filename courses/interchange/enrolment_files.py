"""Enrolling a list of people from a file: what each row means, what is wrong with it, and then all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.enrolling import Entry, enrol_many, free_places
from courses.editions.models import Edition, Enrolment
from courses.interchange.errors import InterchangeError
from courses.interchange.known import in_chunks
from courses.interchange.tables import read_table
from courses.people.access import visible_organisations, visible_persons
from courses.people.functions import function_choices
from courses.people.merging import survivors
from courses.people.models import Organisation, Person
from courses.people.registering import PersonRefused, clean_email, clean_name, create_persons

COLUMNS = {
    "name": ("naam", "name", "volledige naam", "full name", "naam deelnemer"),
    "email": ("e-mail", "email", "e-mailadres", "emailadres", "mail", "e-mail address", "email address"),
    "phone": ("telefoon", "telefoonnummer", "tel", "mobiel", "phone", "phone number", "mobile"),
    "function": ("functie", "function"),
    "organisation": ("organisatie", "organisation", "organization"),
    "role": ("rol", "role"),
    "birth_date": ("geboortedatum", "geboren", "date of birth", "birth date", "birthdate"),
}
ROLES = {
    Enrolment.Role.PARTICIPANT: ("deelnemer", "deelneemster"),
    Enrolment.Role.ROLE_MODEL: ("rolmodel", "role model"),
    Enrolment.Role.PROFESSIONAL: ("professional",),
    Enrolment.Role.TRAINER: ("trainer",),
    Enrolment.Role.STAFF: ("medewerker", "staff"),
    Enrolment.Role.DEPLOYED: ("ingezet", "deployed"),
}
FIELD_OF = {title: name for name, titles in COLUMNS.items() for title in titles}
FORMULA = ("=", "+", "-", "@")
_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
_EXCEL_TEXT = re.compile(r'="?([^"]*)"?')


class NotAllRight(InterchangeError):
    """Some rows are wrong, and nobody said to leave those out."""


@dataclass
class Row:
    """A row as it will be enrolled; with `reasons` it will not be. `person` is set where somebody known is meant."""

    number: int
    name: str = ""
    email: str = ""
    phone: str = ""
    function: str = ""
    role: str = str(Enrolment.Role.PARTICIPANT)
    birth_date: date | None = None
    organisation_name: str = ""
    organisation: Organisation | None = None
    person: Person | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def role_label(self) -> str:
        return str(Enrolment.Role(self.role).label)

    @property
    def takes_part(self) -> bool:
        return self.role in Enrolment.TAKING_PART


@dataclass
class Preview:
    rows: list[Row]
    unused: list[str]

    @property
    def right(self) -> list[Row]:
        return [row for row in self.rows if not row.reasons]

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.reasons]


def look_through(raw: bytes, edition: Edition, *, by: Any) -> Preview:
    """What each row of a file would do; writes nothing. Raises NoTable for what is no table."""
    table = read_table(raw, FIELD_OF, required="name")
    roles = _roles()
    functions = {label.casefold(): code for code, label in function_choices()}
    rows = [_row(number, cells, roles, functions) for number, cells in table.rows]
    _find_repeated(rows)
    _find_organisations(rows, by)
    _find_persons(rows, edition, by)
    _find_places(rows, edition)
    return Preview(rows, table.unused)


def enrol_from_file(
    raw: bytes, edition: Edition, *, by: Any, keeper: Organisation | None, leave_out_wrong: bool = False
) -> list[Enrolment]:
    """Enrol all rows in one transaction, or with `leave_out_wrong` those that are right; otherwise nothing.

    Looks through the file again under the group's lock, since places and people may have changed since the preview.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        preview = look_through(raw, edition, by=by)
        if preview.wrong and not leave_out_wrong:
            raise NotAllRight(_("Not every row is right, so nobody was enrolled. Look at the reasons below."))
        rows = preview.right
        new = [row for row in rows if row.person is None]
        persons = create_persons([_person(row, keeper) for row in new], by=by)
        for row, person in zip(new, persons, strict=True):
            row.person = person
        entries = [Entry(row.person, row.role, row.function, row.organisation) for row in rows if row.person]
        return enrol_many(entries, edition, by=by)


def _person(row: Row, keeper: Organisation | None) -> Person:
    return Person(name=row.name, email=row.email, phone=row.phone, birth_date=row.birth_date, keeper=keeper)


def _roles() -> dict[str, str]:
    """Every way to write a role: its code, its usual words, and its word on the screens of now."""
    words = {word: str(role) for role, ways in ROLES.items() for word in ways}
    return words | {way: str(role) for role in Enrolment.Role for way in (str(role), str(role.label).casefold())}


def _row(number: int, cells: dict[str, str], roles: dict[str, str], functions: dict[str, str]) -> Row:
    row = Row(number)
    cells = {name: "" if text == "-" else text for name, text in cells.items()}
    for name, text in cells.items():
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in text):
            row.reasons.append(_("there is an invisible character or a line break in it"))
            cells[name] = "".join(sign if ord(sign) >= 32 and ord(sign) != 127 else " " for sign in text)
    _take_name(row, cells.get("name", ""))
    _take_email(row, cells.get("email", ""))
    _take_phone(row, cells.get("phone", ""))
    _take_birth_date(row, cells.get("birth_date", ""))
    function = cells.get("function", "")
    row.function = functions.get(function.casefold(), function)
    if len(row.function) > 60 or function.startswith(FORMULA):
        row.reasons.append(_("“%(function)s” is no function") % {"function": function[:60]})
    row.organisation_name = cells.get("organisation", "")
    role = cells.get("role", "")
    if role:
        row.role = roles.get(role.casefold(), "")
        if not row.role:
            row.role = str(Enrolment.Role.PARTICIPANT)
            row.reasons.append(_("“%(role)s” is no role we know") % {"role": role[:60]})
    return row


def _take_name(row: Row, written: str) -> None:
    row.name = written[:500]
    if not written:
        row.reasons.append(_("the name is missing"))
    elif written.startswith(FORMULA):
        row.reasons.append(_("the name begins like a formula"))
    else:
        try:
            row.name = clean_name(written)
        except PersonRefused as refusal:
            row.reasons.append(str(refusal).rstrip("."))


def _take_email(row: Row, written: str) -> None:
    try:
        row.email = clean_email(written.removeprefix("mailto:"))
    except PersonRefused as refusal:
        row.email = written[:254]
        row.reasons.append(str(refusal).rstrip("."))


def _take_phone(row: Row, written: str) -> None:
    match = _EXCEL_TEXT.fullmatch(written)
    row.phone = (match[1] if match else written)[:100]
    if row.phone and (len(row.phone) > 40 or not re.fullmatch(r"[0-9+()/. -]*\d[0-9+()/. -]*", row.phone)):
        row.reasons.append(_("“%(phone)s” is no phone number") % {"phone": row.phone[:40]})


def _take_birth_date(row: Row, written: str) -> None:
    if not written:
        return
    for pattern in _DAYS:
        try:
            day = datetime.strptime(written, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
        if day.year >= 1900 and day <= timezone.localdate():
            row.birth_date = day
            return
    row.reasons.append(_("“%(day)s” is no date of birth; write it like 31-12-1990") % {"day": written[:30]})


def _find_repeated(rows: list[Row]) -> None:
    seen: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        name = row.name.casefold()
        who = (name, row.email) if row.email else (name, row.phone, row.birth_date)
        before = seen.setdefault(who, row)
        if before is not row and name:
            row.reasons.append(_("the same person stands on row %(row)d already") % {"row": before.number})


def _find_organisations(rows: list[Row], by: Any) -> None:
    """By the exact name, among those one may see; a list must not write down organisations by misspelling them."""
    names = {row.organisation_name for row in rows} - {""}
    known: dict[str, list[Organisation]] = {}
    for chunk in in_chunks(sorted(names)):
        for organisation in visible_organisations(by).filter(name__in=chunk).distinct():
            known.setdefault(organisation.name, []).append(organisation)
    for row in rows:
        found = known.get(row.organisation_name, [])
        if len(found) == 1:
            row.organisation = found[0]
        elif row.organisation_name:
            words = _("you know no organisation “%(name)s”; add it first, or correct the name")
            if found:
                words = _("there are several organisations “%(name)s”; enrol this person by the form")
            row.reasons.append(words % {"name": row.organisation_name[:100]})


def _find_persons(rows: list[Row], edition: Edition, by: Any) -> None:
    """Somebody known has the same e-mail address *and* the same name; never the name alone."""
    known = _known_persons({row.email for row in rows} - {""}, by)
    there = list(
        Enrolment.objects.filter(edition=edition, state__in=Enrolment.OPEN).values_list("person_id", "person__name")
    )
    enrolled = {person for person, _name in there}
    names = {name.casefold() for _person, name in there}
    meant: dict[int, Row] = {}
    for row in rows:
        if row.reasons:
            continue
        row.person = known.get((row.email, row.name.casefold())) if row.email else None
        if row.person is not None and row.person.pk in enrolled:
            row.reasons.append(_("is in this group already"))
        elif row.person is not None and meant.setdefault(row.person.pk, row) is not row:
            before = meant[row.person.pk].number
            row.reasons.append(_("the same person stands on row %(row)d already") % {"row": before})
        elif not row.email and row.name.casefold() in names:
            row.reasons.append(
                _("somebody of this name is in this group already; with an e-mail address it is clear who")
            )


def _known_persons(emails: Iterable[str], by: Any) -> dict[tuple[str, str], Person]:
    found: dict[tuple[str, str], Person] = {}
    for chunk in in_chunks(sorted(emails)):
        persons = visible_persons(by).filter(email__in=chunk, erased_at__isnull=True).order_by("-pk").distinct()
        found |= {(person.email, person.name.casefold()): person for person in persons}
    merged = survivors() if found else {}
    leading_on = {person.pk: merged[person.pk] for person in found.values() if person.pk in merged}
    if leading_on:
        rows = visible_persons(by).filter(pk__in=leading_on.values()).distinct().in_bulk()
        found = {who: rows.get(leading_on.get(person.pk, 0), person) for who, person in found.items()}
    return found


def _find_places(rows: list[Row], edition: Edition) -> None:
    free = free_places(edition)
    if free is None:
        return
    for row in rows:
        if row.reasons or not row.takes_part:
            continue
        if free == 0:
            row.reasons.append(_("there is no place left in this group"))
        else:
            free -= 1
