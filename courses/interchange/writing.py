"""Rows as objects of the interchange format, one function a type; ids are this site's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.editions.heads import with_the_unnamed
from courses.editions.models import EditionFunding, Enrolment
from courses.editions.same import kept_editions, kept_sessions
from courses.grants.models import GrantPartner
from courses.interchange.identity import own_id

CHUNK = 5_000
EVER_PLACED = Q(placed_on__isnull=False) | Q(state=Enrolment.State.PLACED)

Content = dict[str, Any]


def write(kind: str, rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    """The primary key and the line of each row, by primary key; empty fields are left out."""
    for pk, content in _WRITERS[kind](rows.order_by("pk")):
        filled = {name: value for name, value in content.items() if value is not None and value != "" and value != []}
        yield pk, {"type": kind, "id": own_id(kind, pk), **filled}


def _values(rows: QuerySet[Any], *fields: str) -> Iterator[Any]:
    return rows.values_list("pk", *fields).iterator(chunk_size=CHUNK)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _ref(kind: str, pk: int | None) -> str | None:
    return own_id(kind, pk) if pk is not None else None


def _organisations(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    for pk, name, email in _values(rows, "name", "email"):
        yield pk, {"name": name, "email": email}


def _funders(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    for pk, name in _values(rows, "name"):
        yield pk, {"name": name}


def _grants(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    partners: dict[int, list[str]] = defaultdict(list)
    partnerships = GrantPartner.objects.filter(grant__in=rows.order_by(), role=GrantPartner.Role.PARTNER)
    for grant, organisation in partnerships.order_by("pk").values_list("grant_id", "organisation_id"):
        partners[grant].append(own_id("organisation", organisation))
    fields = ("code", "title", "funder_id", "programme", "first_day", "last_day", "time_zone", "lead_id")
    for pk, code, title, funder, programme, first_day, last_day, time_zone, lead in _values(rows, *fields):
        yield (
            pk,
            {
                "code": code,
                "title": title,
                "funder": own_id("funder", funder),
                "programme": programme,
                "first_day": _day(first_day),
                "last_day": _day(last_day),
                "time_zone": time_zone,
                "lead": _ref("organisation", lead),
                "partners": partners[pk],
            },
        )


def _persons(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    fields = ("name", "email", "phone", "birth_date", "language", "erased_at")
    for pk, name, email, phone, birth_date, language, erased_at in _values(rows, *fields):
        if erased_at is not None:
            # A line needs a name; nothing of the erased person may go into it.
            yield pk, {"name": own_id("person", pk)}
        else:
            yield (
                pk,
                {"name": name, "email": email, "phone": phone, "birth_date": _day(birth_date), "language": language},
            )


def _editions(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    grants: dict[int, list[str]] = defaultdict(list)
    funding = EditionFunding.objects.filter(edition__in=rows.order_by()).order_by("edition", "position", "pk")
    for edition, grant in funding.values_list("edition_id", "grant_id"):
        grants[edition].append(own_id("grant", grant))
    fields = ("title", "kind", "code", "organisation_id", "time_zone", "themes", "region", "counting")
    for pk, title, kind, code, organisation, time_zone, themes, region, counting in _values(rows, *fields):
        yield (
            pk,
            {
                "title": title,
                "kind": kind,
                "code": code,
                "organisation": _ref("organisation", organisation),
                "time_zone": time_zone,
                "themes": list(dict.fromkeys(theme for theme in themes or () if theme)),
                "region": region,
                "grants": grants[pk],
                "counting": counting,
            },
        )


def _sessions(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    counted = with_the_unnamed(rows)
    fields = ("edition_id", "starts_at", "ends_at", "place", "headcount", "self_paced")
    for pk, edition, starts_at, ends_at, place, headcount, self_paced in _values(rows, *fields):
        yield (
            pk,
            {
                "edition": own_id("edition", edition),
                "starts_at": _moment(starts_at),
                "ends_at": _moment(ends_at),
                "place": place,
                "headcount": counted.get(pk, headcount),
                "self_paced": self_paced or None,
            },
        )


def _enrolments(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    kept = kept_editions()
    parents = Enrolment.objects.filter(EVER_PLACED, pk=OuterRef("parent"))
    rows = rows.annotate(with_parent=Exists(parents))
    fields = (
        "person_id",
        "edition_id",
        "role",
        "function",
        "organisation_id",
        "parent_id",
        "with_parent",
        "enrolled_on",
        "withdrawn_on",
    )
    for pk, person, edition, role, function, home, parent, with_parent, enrolled_on, withdrawn_on in _values(
        rows, *fields
    ):
        yield (
            pk,
            {
                "person": own_id("person", person),
                "edition": own_id("edition", kept.get(edition, edition)),
                "role": role,
                "function": function,
                "organisation": _ref("organisation", home),
                "parent": _ref("enrolment", parent) if with_parent else None,
                "enrolled_on": _day(enrolled_on),
                "withdrawn_on": _day(withdrawn_on),
            },
        )


def _attendances(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    kept = kept_sessions()
    fields = (
        "person_id",
        "session_id",
        "status",
        "minutes",
        "on",
        "evidence",
        "recorded_at",
        "session__self_paced",
        "session__starts_at",
        "session__edition__time_zone",
    )
    for pk, person, session, status, minutes, on, evidence, recorded_at, self_paced, starts_at, zone in _values(
        rows, *fields
    ):
        if self_paced and on is None:
            on = starts_at.astimezone(ZoneInfo(zone)).date()
        yield (
            pk,
            {
                "person": own_id("person", person),
                "session": own_id("session", kept.get(session, session)),
                "status": status,
                "minutes": minutes,
                "on": _day(on) if self_paced else None,
                "evidence": evidence,
                "recorded_at": _moment(recorded_at),
            },
        )


def _completions(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    for pk, person, edition, completed_on, recorded_at, void in _values(
        rows, "person_id", "edition_id", "completed_on", "recorded_at", "void"
    ):
        yield (
            pk,
            {
                "person": own_id("person", person),
                "edition": own_id("edition", edition),
                "completed_on": _day(completed_on),
                "recorded_at": _moment(recorded_at),
                "void": void or None,
            },
        )


def _answers(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
    for pk, person, dimension, value, valid_from, recorded_at in _values(
        rows, "person_id", "dimension", "value", "valid_from", "recorded_at"
    ):
        yield (
            pk,
            {
                "person": own_id("person", person),
                "dimension": dimension,
                "value": value,
                "valid_from": _day(valid_from),
                "recorded_at": _moment(recorded_at),
            },
        )


def _joinings(other_field: str) -> Callable[[QuerySet[Any]], Iterator[tuple[int, Content]]]:
    def written(rows: QuerySet[Any]) -> Iterator[tuple[int, Content]]:
        for pk, person, other, recorded_at in _values(rows, "person_id", "other_id", "recorded_at"):
            yield (
                pk,
                {
                    "person": own_id("person", person),
                    other_field: own_id("person", other),
                    "recorded_at": _moment(recorded_at),
                },
            )

    return written


_WRITERS: dict[str, Callable[[QuerySet[Any]], Iterator[tuple[int, Content]]]] = {
    "organisation": _organisations,
    "funder": _funders,
    "grant": _grants,
    "person": _persons,
    "edition": _editions,
    "session": _sessions,
    "enrolment": _enrolments,
    "attendance": _attendances,
    "completion": _completions,
    "answer": _answers,
    "merge": _joinings("into"),
    "split": _joinings("from"),
}
