"""Taking participation out: all of it, or one project with what its shared editions need of others."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.editions.same import told_twice
from courses.grants.models import Funder, Grant, GrantPartner
from courses.grants.queries import grant_with_code
from courses.interchange.errors import InterchangeError
from courses.interchange.identity import site_source
from courses.interchange.types import FIELDS, MODELS
from courses.interchange.writing import EVER_PLACED, write
from courses.people.models import Answer, Merge, Organisation, Person

Scope = dict[str, Any]
# Under this key of a scope: the persons of whom goes out what figures need, and nothing that says who they are.
UNNAMED = "unnamed"
TOLD = ("type", "id", "birth_date")


def export_participation(*, by: Any, grant_code: str = "") -> Iterator[str]:
    """The lines of an export, without line ends, in an order that only depends on the rows.

    Raises InterchangeError at once for a code that no project has. That it was exported is logged before the first line.
    """
    grant = None
    if grant_code:
        grant = grant_with_code(grant_code)
        if grant is None:
            raise InterchangeError(_("There is no project with the code %(code)s.") % {"code": grant_code})
    source = site_source()
    log_access(
        by=by,
        action=Access.Action.EXPORTED,
        kind="grant" if grant else "participation",
        subjects=[grant.pk] if grant else [],
        detail=f"interchange {grant_code}".strip(),
    )
    return _lines(source, grant)


def _lines(source: str, grant: Grant | None) -> Iterator[str]:
    yield json.dumps({"type": "source", "id": source})
    with transaction.atomic():
        _see_one_state()
        scope = _each_activity_once(_everything() if grant is None else _of_grant(grant))
        unnamed = frozenset(scope.get(UNNAMED, ()))
        for kind in FIELDS:
            for pk, content in write(kind, scope[kind]):
                if kind == "person" and pk in unnamed:
                    content = {**{name: content[name] for name in TOLD if name in content}, "name": content["id"]}
                yield json.dumps(content, ensure_ascii=False)


def _each_activity_once(scope: Scope) -> Scope:
    """Without what was set aside as a double: who was there is written at the activity that is kept."""
    return {
        **scope,
        "edition": scope["edition"].filter(same_as=None),
        "session": scope["session"].filter(edition__same_as=None),
        "attendance": scope["attendance"].exclude(told_twice()),
        "completion": scope["completion"].filter(edition__same_as=None),
    }


def _see_one_state() -> None:
    """All lines of one moment, whatever is recorded meanwhile (SQLite's transactions are so by themselves)."""
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _everything() -> Scope:
    scope: Scope = {kind: model.objects.all() for kind, model in MODELS.items()}
    placed = Enrolment.objects.filter(EVER_PLACED)
    return {
        **scope,
        "enrolment": placed,
        "attendance": Attendance.objects.filter(enrolment__in=placed.values("pk")),
        "completion": Completion.objects.filter(enrolment__in=placed.values("pk")),
        **_joinings(Merge.objects.all()),
    }


def _of_grant(grant: Grant) -> Scope:
    """The project's editions whole; of other editions and projects what is named."""
    paid = EditionFunding.objects.filter(grant=grant).values("edition")
    funded = Edition.objects.filter(Q(pk__in=paid) | Q(same_as__in=paid))
    inside = Enrolment.objects.filter(EVER_PLACED, edition__in=funded.values("pk"))
    above = _parents_outside(grant)
    enrolments = Enrolment.objects.filter(Q(pk__in=inside.values("pk")) | Q(pk__in=above))
    editions = Edition.objects.filter(Q(pk__in=funded.values("pk")) | Q(enrolments__in=above)).distinct()
    grants = Grant.objects.filter(
        Q(pk=grant.pk) | Q(pk__in=EditionFunding.objects.filter(edition__in=editions.values("pk")).values("grant"))
    )
    organisations = Organisation.objects.filter(
        Q(pk__in=editions.values("organisation"))
        | Q(pk__in=enrolments.values("organisation"))
        | Q(pk__in=grants.values("lead"))
        | Q(pk__in=GrantPartner.objects.filter(grant__in=grants.values("pk")).values("organisation"))
    )
    own = set(enrolments.values_list("person_id", flat=True))
    between, merges = _joined_among(own)
    named = Person.objects.filter(pk__in=enrolments.values("person"))
    return {
        "organisation": organisations,
        "funder": Funder.objects.filter(pk__in=grants.values("funder")),
        "grant": grants,
        "person": named | Person.objects.filter(pk__in=between),
        UNNAMED: between,
        "edition": editions,
        "session": Session.objects.filter(edition__in=funded.values("pk")),
        "enrolment": enrolments,
        "attendance": Attendance.objects.filter(enrolment__in=inside.values("pk")),
        "completion": Completion.objects.filter(enrolment__in=inside.values("pk")),
        "answer": Answer.objects.filter(Q(person__in=named.values("pk")) | Q(person__in=between)),
        **_joinings(Merge.objects.filter(pk__in=merges)),
    }


def _joinings(facts: QuerySet[Merge]) -> Scope:
    return {str(kind): facts.filter(kind=kind) for kind in Merge.Kind}


def _parents_outside(grant: Grant) -> list[int]:
    """The enrolments above those of the project that are not in its editions themselves."""
    inside = Q(edition__in=EditionFunding.objects.filter(grant=grant).values("edition"))
    parents = Enrolment.objects.filter(EVER_PLACED)
    found: set[int] = set()
    level = set(parents.filter(children__in=Enrolment.objects.filter(EVER_PLACED, inside)).values_list("pk", flat=True))
    while level - found:
        found |= level
        level = set(parents.filter(children__in=level).values_list("pk", flat=True))
    return sorted(parents.filter(pk__in=found).exclude(inside).values_list("pk", flat=True))


def _joined_among(persons: set[int]) -> tuple[list[int], list[int]]:
    """The merges and splits that make these records one another, and the further records they lead through.

    That somebody is known elsewhere is sensitive by itself, so a record outside comes along only where figures need it: it
    lies between two of these, or holds an answer or a birth date that counts for one of them.
    """
    facts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pk, person, other in Merge.objects.values_list("pk", "person_id", "other_id"):
        facts[person].append((pk, other))
        facts[other].append((pk, person))
    reached, waiting = set(persons & facts.keys()), list(persons & facts.keys())
    while waiting:
        fresh = {other for _pk, other in facts[waiting.pop()]} - reached
        reached |= fresh
        waiting += fresh
    needed = persons | _with_something_to_count(reached - persons)
    beside = {person: {other for _pk, other in facts[person]} for person in reached}
    loose = [person for person in reached - needed if len(beside[person]) < 2]
    while loose:
        person = loose.pop()
        reached.discard(person)
        for other in beside.pop(person):
            beside[other].discard(person)
            if other not in needed and len(beside[other]) == 1:
                loose.append(other)
    kept = {pk for person in reached for pk, other in facts[person] if other in reached}
    return sorted(reached - persons), sorted(kept)


def _with_something_to_count(persons: set[int]) -> set[int]:
    """Those with an answer or a birth date."""
    answered = Answer.objects.filter(person__in=persons).values_list("person_id", flat=True)
    born = Person.objects.filter(pk__in=persons, birth_date__isnull=False).values_list("pk", flat=True)
    return {*answered, *born}
