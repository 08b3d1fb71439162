"""Figures as a screen shows them: sentences, tables and lines with names, each a plain value for a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.editions.access import visible_editions
from courses.grants.models import Grant
from courses.reporting.access import locked_names_for, names_of
from courses.reporting.breakdowns import Row
from courses.reporting.charts import Bar, breakdown_bars
from courses.reporting.counting import Count
from courses.reporting.definitions import DEFINITIONS, EXCLUDED, NOT_ATTENDED, SECTIONS, Definition, written
from courses.reporting.dimensions import AGE, EDITION_LEVEL, UNKNOWN
from courses.reporting.labels import REASONS, dimension_label
from courses.reporting.measures import MEASURES, THE_SEVEN
from courses.reporting.members import Member
from courses.reporting.report import Question


@dataclass(frozen=True)
class Figure:
    name: str
    label: str
    sentence: str
    text: str
    number: int | float
    # How much of it is of people who were erased.
    erased: int | float = 0

    @property
    def written(self) -> str:
        return written(self.number)

    @property
    def emphasised(self) -> SafeString:
        """The sentence with its number standing out."""
        number = self.written
        before, found, after = self.sentence.partition(number)
        said = format_html("{}<strong>{}</strong>{}", before, found, after)
        if not self.erased:
            return said
        return format_html("{}{}", said, _(", of which %(number)s erased") % {"number": written(self.erased)})


@dataclass(frozen=True)
class Table:
    """One breakdown. Columns are the measures of which there is anything; `overlaps` asks for the note below it.

    A cell is its column, the figure, and the address of the rows behind it from the project's own ("" for none).
    `chart` are its people as bars; the rows from `unknown_from` on stand apart, since their answer isn't known.
    """

    title: str
    columns: list[str]
    rows: list[tuple[str, list[tuple[str, str, str]]]]
    total: list[tuple[str, str]]
    overlaps: bool
    is_age: bool
    chart: list[Bar] = field(default_factory=list)
    unknown_from: int | None = None


@dataclass(frozen=True)
class Line:
    """A row behind a figure. `record` is the record of the person that is shown, `name` empty where it may not be."""

    record: int | None = None
    name: str = ""
    edition: str = ""
    edition_id: int | None = None
    organisation: str = ""
    session_id: int | None = None
    starts_at: datetime | None = None
    day: date | None = None
    number: int | None = None
    columns: tuple[str, ...] = field(default=())


def definition_of(name: str) -> Definition:
    """Of a measure, of `not_attended`, or of a reason of the waterfall."""
    if name == "not_attended":
        return NOT_ATTENDED
    if name in REASONS:
        return Definition(REASONS[name], EXCLUDED.sentence, EXCLUDED.text)
    return DEFINITIONS[name]


def figure_of(name: str, number: int | float) -> Figure:
    definition = DEFINITIONS[name]
    return Figure(name, str(definition.label), definition.said(number), str(definition.text), number)


def sections_of(counted: Count) -> list[tuple[str, list[Figure]]]:
    figures = {
        name: replace(figure_of(name, number), erased=counted.of_whom_erased.get(name, 0))
        for name, number in counted.measures.items()
    }
    return [(str(title), [figures[name] for name in names]) for title, names in SECTIONS]


def programme_lines(totals: dict[str, int | float]) -> list[Figure]:
    return [figure_of(name, number) for name, number in totals.items()]


def waterfall_lines(counted: Count) -> list[tuple[str, str, int]]:
    """(reason, what it says, number) for each reason that took anything away."""
    return [(reason, str(REASONS[reason]), number) for reason, number in counted.waterfall.numbers]


def tables_of(counted: Count, question: Question) -> list[Table]:
    return [_table(counted, dimension, counted.breakdown(dimension, question.bands)) for dimension in question.by]


def _table(counted: Count, dimension: str, rows: list[Row]) -> Table:
    overlaps = dimension in EDITION_LEVEL
    measures = [
        name
        for name in (MEASURES if overlaps else THE_SEVEN)
        if counted.measures[name] or any(row.figures[name] for row in rows)
    ]
    labels = [str(DEFINITIONS[name].label) for name in measures]
    columns = list(zip(labels, measures, strict=True))
    return Table(
        title=dimension_label(dimension),
        columns=labels,
        rows=[
            (row.label, [(label, written(row.figures[name]), _behind(dimension, row, name)) for label, name in columns])
            for row in rows
        ],
        total=[(label, written(counted.measures[name])) for label, name in zip(labels, measures, strict=True)],
        overlaps=overlaps,
        is_age=dimension == AGE,
        chart=breakdown_bars(rows),
        unknown_from=next((index for index, row in enumerate(rows) if row.value in UNKNOWN), None),
    )


def _behind(dimension: str, row: Row, name: str) -> str:
    if not row.figures[name]:
        return ""
    return f"{name}/?{urlencode({'dimension': dimension, 'value': row.value})}"


def shared_with(counted: Count, grant: Grant) -> list[tuple[str, int]]:
    """The other projects that pay for groups of this one, with how many groups that are counted here in full."""
    shared: dict[int, int] = {}
    for edition in counted.editions.values():
        if grant.pk in edition.counts_in:
            for other in edition.counts_in - {grant.pk}:
                shared[other] = shared.get(other, 0) + 1
    titles = dict(Grant.objects.filter(pk__in=shared).values_list("pk", "title")) if shared else {}
    return sorted((titles[other], number) for other, number in shared.items())


def lines_for(account: Any, counted: Count, members: Iterable[Member]) -> list[Line]:
    """Members with names for those whose record may be opened, and a link for the groups that may be."""
    members = list(members)
    records = _records_of(counted, {member.person for member in members if member.person is not None})
    names = evidence_names(account, counted, [record for group in records.values() for record in group])
    editions = {member.edition for member in members if member.edition is not None}
    may_open = (
        set(visible_editions(account).filter(pk__in=editions).values_list("pk", flat=True)) if editions else set()
    )
    return [_line(counted, member, records, names, may_open) for member in members]


def evidence_names(account: Any, counted: Count, records: list[int]) -> dict[int, str]:
    """Names of those whose record may be opened, and for who answers for the project of those that are locked too."""
    if not records:
        return {}
    named = {record: name for record, name in names_of(account, records).items() if name}
    gone = counted.ledger.erased.intersection(records)
    return named | (locked_names_for(account, counted.ledger.grants, gone) if gone else {})


def _records_of(counted: Count, persons: set[int]) -> dict[int, list[int]]:
    """Per person the surviving record first, then those that were joined to it."""
    records = {person: [person] for person in persons}
    for record, survivor in sorted(counted.ledger.survivors.items()):
        if survivor in records:
            records[survivor].append(record)
    return records


def _line(
    counted: Count, member: Member, records: dict[int, list[int]], names: dict[int, str], may_open: set[int]
) -> Line:
    record, name = None, ""
    if member.person is not None:
        record = next((one for one in records[member.person] if one in names), member.person)
        name = names.get(record, "")
    edition = counted.ledger.editions[member.edition] if member.edition is not None else None
    session = counted.ledger.sessions[member.session] if member.session is not None else None
    return Line(
        record=record,
        name=name,
        edition=edition.title if edition else "",
        edition_id=edition.id if edition and edition.id in may_open else None,
        organisation=edition.organisation if edition else "",
        session_id=member.session,
        starts_at=session.starts_at if session else None,
        day=member.day,
        number=member.number,
        columns=_columns(member),
    )


def _columns(member: Member) -> tuple[str, ...]:
    shown = (
        (member.person, _("Person")),
        (member.edition, _("Group")),
        (member.day, _("Day")),
        (member.number, _("How many")),
    )
    return tuple(label for value, label in shown if value is not None)
