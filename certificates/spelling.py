"""A spelling that can be printed, and what waited for it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from certificates.issuing import issue
from certificates.models import Certificate, Kind
from certificates.standing import Candidate, Standing, assess
from courses.audit.history import record_changes
from courses.completion.models import Completion
from courses.editions.models import Edition
from courses.people.merging import records_of
from courses.people.models import Person
from courses.people.signals import persons_changed


def set_spelling(person: Person, latin_name: str, *, by: Any) -> None:
    """Keep the Latin spelling beside the name, which stays as written, and issue what waited for it.

    What issuing raises comes after the spelling is kept, so that nobody types it twice.
    """
    with transaction.atomic():
        # What another organisation wrote beside its own record of them stays.
        records = Person.objects.filter(Q(pk=person.pk) | Q(pk__in=records_of(person), latin_name=""))
        records = Person.objects.filter(pk__in=[record.pk for record in records])
        records.update(latin_name=latin_name)
        persons_changed.send(sender=Person, persons=list(records))
        record_changes([person], action="leerlijn_certificates.spelling", by=by)
    for candidate in not_yet_issued(person):
        if candidate.standing == Standing.READY:
            enrolment = candidate.enrolment
            issue(edition=enrolment.edition, kind=Kind.COMPLETION, enrolments=[enrolment.pk], by=by)


def not_yet_issued(person: Person, *, records: set[int] | None = None) -> list[Candidate]:
    """The person's completions without a certificate, each with where it stands; `records` where they are known."""
    records = records_of(person) if records is None else records
    valid = Certificate.objects.filter(
        kind=Kind.COMPLETION, state=Certificate.State.VALID, enrolment=OuterRef("enrolment")
    )
    completed = Completion.objects.effective().filter(~Exists(valid), person__in=records, void=False)
    by_edition: dict[int, list[int]] = {}
    for edition, enrolment in completed.values_list("edition", "enrolment"):
        by_edition.setdefault(edition, []).append(enrolment)
    if not by_edition:
        return []
    editions = Edition.objects.filter(pk__in=by_edition).select_related("version", "organisation")
    return [
        candidate
        for edition in editions
        for candidate in assess(edition, Kind.COMPLETION, enrolments=by_edition[edition.pk])
    ]
