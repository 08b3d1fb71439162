"""The rules of everything that isn't a fact: grants known by code, codes of editions, sessions, enrolments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.grants.errors import GrantRefused
from courses.grants.guarding import ProjectDays, check_days
from courses.grants.models import Funder, Grant
from courses.interchange.book import CHANGED, NEW, Book, Handle
from courses.interchange.known import in_chunks
from courses.interchange.parsing import Record
from courses.interchange.states import States
from courses.people.models import Organisation


def check_structure(book: Book, states: States) -> None:
    _check_funders(book)
    _check_grants(book)
    _check_editions(book)
    _check_sessions(book, states)
    _check_enrolments(book, states)


def _check_funders(book: Book) -> None:
    names = {record.get("name") for record in book.pending("funder")}
    taken: dict[str, Handle] = dict(Funder.objects.filter(name__in=names).values_list("name", "pk"))
    for record in book.pending("funder"):
        other = taken.setdefault(record.values["name"], book.handle("funder", record.id))
        if other == book.handle("funder", record.id):
            continue
        if record.status == CHANGED:
            book.refuse(record, _("another funder has this name"))
        else:
            book.aliases["funder"][record.id] = other
            book.says_nothing_new(record)


def _check_grants(book: Book) -> None:
    pending = book.pending("grant")
    codes = {record.get("code") for record in pending}
    rows = {row.pk: row for row in Grant.objects.filter(code__in=codes).select_related("funder", "lead")}
    pks = {handle for record in pending if isinstance(handle := book.handle("grant", record.id), int)}
    rows |= {row.pk: row for row in Grant.objects.filter(pk__in=pks).select_related("funder", "lead")}
    by_code = {row.code: row for row in rows.values()}
    first: dict[str, Record] = {}
    for record in pending:
        row = by_code.get(record.values["code"])
        mine = rows.get(book.handle("grant", record.id))
        before = first.setdefault(record.values["code"], record)
        if before is not record:
            _same_code_in_file(book, record, before)
        elif row is not None and mine is None:
            _same_grant(book, record, row)
        elif row is not None and mine is not None and row.pk != mine.pk:
            book.refuse(record, _("another project has the code %(code)s") % {"code": row.code})
        elif mine is not None and not book.is_own and mine.source != book.source:
            _same_grant(book, record, mine)
        elif mine is not None:
            _guard_days(book, record, mine)


def _guard_days(book: Book, record: Record, row: Grant) -> None:
    wanted = (record.values["first_day"], record.values["last_day"], record.values["time_zone"])
    try:
        check_days(row, ProjectDays(*wanted))
    except GrantRefused as refusal:
        book.refuse(record, str(refusal))


def _same_code_in_file(book: Book, record: Record, before: Record) -> None:
    if record.status == NEW and record.digest == before.digest:
        book.aliases["grant"][record.id] = book.handle("grant", before.id)
        book.says_nothing_new(record)
    else:
        book.refuse(record, _("the code is on line %(line)d too") % {"line": before.line})


def _same_grant(book: Book, record: Record, row: Grant) -> None:
    """A grant that another source (or a person here) brought: the line has to say the same."""
    differing = _differences(book, record, row)
    if differing:
        book.refuse(
            record,
            _("project %(code)s is known here with another %(fields)s")
            % {"code": row.code, "fields": ", ".join(differing)},
        )
    else:
        book.aliases["grant"][record.id] = row.pk
        book.says_nothing_new(record)


def _differences(book: Book, record: Record, row: Grant) -> list[str]:
    """The fields that differ; organisations and funders of two sources are compared by name, one left out says nothing."""
    said: dict[str, Any] = {name: record.get(name) for name in ("code", "title", "first_day", "last_day", "time_zone")}
    stands: dict[str, Any] = {name: getattr(row, name) for name in said}
    said["funder"], stands["funder"] = _name(book, Funder, "funder", record.values["funder"]), row.funder.name
    if record.get("programme"):
        said["programme"], stands["programme"] = record.get("programme"), row.programme
    if record.get("lead"):
        said["lead"] = _name(book, Organisation, "organisation", record.values["lead"])
        stands["lead"] = row.lead.name if row.lead else ""
    if record.get("partners"):
        said["partners"] = {_name(book, Organisation, "organisation", one) for one in record.values["partners"]}
        partners = row.partnerships.filter(role="partner")
        stands["partners"] = set(partners.values_list("organisation__name", flat=True))
    return [name for name in said if said[name] != stands[name]]


def _name(book: Book, model: Any, kind: str, known_as: str) -> str:
    line = book.line(kind, known_as)
    if line is not None:
        return line.get("name") or ""
    return model.objects.values_list("name", flat=True).get(pk=book.handle(kind, known_as))


def _check_editions(book: Book) -> None:
    pending = [record for record in book.pending("edition") if record.get("code")]
    taken: dict[str, int] = {}
    for chunk in in_chunks(record.values["code"] for record in pending):
        taken.update(Edition.objects.filter(code__in=chunk).values_list("code", "pk"))
    first: dict[str, Record] = {}
    for record in pending:
        code = record.values["code"]
        before = first.setdefault(code, record)
        if before is not record:
            book.refuse(record, _("the code %(code)s is on line %(line)d too") % {"code": code, "line": before.line})
        elif taken.get(code, book.handle("edition", record.id)) != book.handle("edition", record.id):
            book.refuse(record, _("the code %(code)s belongs to another edition on this site") % {"code": code})


def _check_sessions(book: Book, states: States) -> None:
    _check_self_paced_once(book)
    changed = {
        int(book.handle("session", record.id)): record
        for record in book.pending("session")
        if record.status == CHANGED and not book.is_broken("edition", record.values["edition"])
    }
    for chunk in in_chunks(sorted(changed)):
        rows = {row.pk: row for row in Session.objects.filter(pk__in=chunk)}
        moved = [pk for pk in chunk if _lies_elsewhere(book, rows[pk], changed[pk])]
        found = Attendance.objects.filter(session__in=moved).exclude(status=Attendance.Status.VOID)
        marks = list(found.order_by("pk").values_list("session_id", "person_id", "on"))
        states.load_attempts((person, states.session(changed[pk].id).edition) for pk, person, _on in marks)
        for pk, person, on in marks:
            state = states.session(changed[pk].id)
            if bool(on) != state.self_paced or (on and not state.first_day <= on <= state.last_day):
                book.refuse(changed[pk], _("attendance that was recorded before would lie outside its days"))
            elif state.edition != rows[pk].edition_id and not states.attempts(person, state.edition):
                book.refuse(changed[pk], _("somebody who was there has no enrolment in the other edition"))
            states.touched.add((person, state.edition))


def _lies_elsewhere(book: Book, row: Session, record: Record) -> bool:
    """Whether a change can matter to marks: another edition, other times, or at one's own pace from now on."""
    return (
        book.handle("edition", record.values["edition"]) != row.edition_id
        or record.values["self_paced"] != row.self_paced
        or (record.values["starts_at"], record.values["ends_at"]) != (row.starts_at, row.ends_at)
    )


def _check_self_paced_once(book: Book) -> None:
    said = {book.handle("session", record.id) for record in book.right("session")}
    there: dict[Handle, str] = {}
    editions = {
        handle
        for record in book.pending("session")
        if record.get("self_paced") and isinstance(handle := book.handle("edition", record.values["edition"]), int)
    }
    for chunk in in_chunks(sorted(editions)):
        rows = Session.objects.filter(edition__in=chunk, self_paced=True)
        there |= {edition: "" for pk, edition in rows.values_list("pk", "edition_id") if pk not in said}
    for record in book.right("session"):
        if record.get("self_paced") and book.line("session", record.id) is record:
            edition = book.handle("edition", record.values["edition"])
            if there.setdefault(edition, record.id) != record.id:
                book.refuse(record, _("an edition has one self-paced session, and this one has another already"))


def _check_enrolments(book: Book, states: States) -> None:
    _check_parents(book)
    changed = {
        int(book.handle("enrolment", record.id)): record
        for record in book.pending("enrolment")
        if record.status == CHANGED
    }
    for chunk in in_chunks(sorted(changed)):
        for pk, person, edition in states.rows_of_enrolments(chunk):
            record = changed[pk]
            states.touched.add((person, edition))
            pair = book.handle("person", record.values["person"]), book.handle("edition", record.values["edition"])
            if pair != (person, edition) and not states.attempts(person, edition) and _has_facts(pk):
                book.refuse(record, _("its attendance or completion would be left without an enrolment"))


def _has_facts(enrolment: int) -> bool:
    return (
        Attendance.objects.filter(enrolment=enrolment).exists()
        or Completion.objects.filter(enrolment=enrolment).exists()
    )


def _check_parents(book: Book) -> None:
    """No enrolment is its own parent, by whatever way: followed through the file and what is known."""
    above: dict[Handle, Handle] = {}
    for record in book.right("enrolment"):
        if record.get("parent"):
            above[book.handle("enrolment", record.id)] = book.handle("enrolment", record.values["parent"])
    _add_known_parents(book, above)
    for record in book.pending("enrolment"):
        seen = {start := book.handle("enrolment", record.id)}
        here = above.get(start)
        while here is not None and here not in seen:
            seen.add(here)
            here = above.get(here)
        if here == start:
            book.refuse(record, _("its parent leads back to itself"))


def _add_known_parents(book: Book, above: dict[Handle, Handle]) -> None:
    said = {book.handle("enrolment", record.id) for record in book.right("enrolment")}
    wanted = {parent for parent in above.values() if isinstance(parent, int)} - said
    while wanted:
        found: set[int] = set()
        for chunk in in_chunks(sorted(wanted)):
            rows = Enrolment.objects.filter(pk__in=chunk, parent__isnull=False).values_list("pk", "parent_id")
            for pk, parent in rows:
                above[pk] = parent
                found.add(parent)
        wanted = found - said - above.keys()
