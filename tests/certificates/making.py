"""Issued certificates for tests, made by the verb that makes them in life."""

from typing import Any

from certificates.issuing import issue
from certificates.models import Certificate, Kind
from courses.completion.models import Completion
from tests import factories as f


def completed(name: str = "Şükrü Yağmuroğlu", *, person: dict[str, Any] | None = None, **fields: Any) -> Completion:
    """A completion of a new person, in a new edition unless one is given."""
    edition = fields.pop("edition", None) or f.EditionFactory()
    enrolment = f.EnrolmentFactory(edition=edition, person=f.PersonFactory(name=name, **(person or {})))
    return f.CompletionFactory(enrolment=enrolment, **fields)


def issued(name: str = "Şükrü Yağmuroğlu", **fields: Any) -> Certificate:
    completion = completed(name, **fields)
    made = issue(
        edition=completion.edition, kind=Kind.COMPLETION, by=None, enrolments=[completion.enrolment_id], decided=True
    )
    return Certificate.objects.get(pk=made.certificates[0].pk)
