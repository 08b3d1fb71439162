"""Certificates of an erased person: locked while a project's term runs, and then only that there was one."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, ErasedCertificate, NameCheck, TitleChoice
from courses.editions.erasing import enrolments_of, locked_enrolments
from courses.mail.models import Mail
from courses.people.erasing.registry import Line, Outcome, Persons
from courses.people.erasing.traces import delete_file

HOLDS = ("Certificate", "ErasedCertificate", "NameCheck", "TitleChoice")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    mine = Certificate.objects.filter(person__in=persons)
    going = _going(persons, moment).count()
    checked = NameCheck.objects.filter(person__in=persons).count()
    titles = TitleChoice.objects.filter(enrolment__in=enrolments_of(persons)).count()
    return [
        Line(_("certificates, with their PDF"), going, Outcome.GOES, _still_said()),
        Line(
            _("certificates, with their PDF"),
            mine.count() - going,
            Outcome.LOCKED,
            _("They are evidence for a project. Who holds the paper can still check it, by initials only."),
        ),
        Line(_("how the name is printed"), checked + titles, Outcome.GOES),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    NameCheck.objects.filter(person__in=persons).delete()
    TitleChoice.objects.filter(enrolment__in=enrolments_of(persons)).delete()
    mine = Certificate.objects.filter(person__in=persons)
    Mail.objects.filter(key__in=[f"certificate:{pk}" for pk in mine.values_list("pk", flat=True)]).delete()
    mine.update(shows_name=False)
    going = list(_going(persons, moment).order_by("-pk"))
    ErasedCertificate.objects.bulk_create(
        ErasedCertificate(
            serial=certificate.serial,
            code_digest=digest_of(certificate.code),
            kind=certificate.kind,
            edition_id=certificate.edition_id,
            erased_on=timezone.localdate(moment),
        )
        for certificate in going
    )
    Certificate.objects.filter(replaces__in=going).update(replaces=None)
    for certificate in going:
        delete_file(certificate.pdf)
    Certificate.objects.filter(pk__in=[certificate.pk for certificate in going]).delete()


def digest_of(code: str) -> str:
    return hashlib.sha256(f"leerlijn certificate {code}".encode()).hexdigest()


def was_erased(codes: Any) -> bool:
    """Whether one of these codes stood on a certificate of somebody who was erased."""
    return ErasedCertificate.objects.filter(code_digest__in=[digest_of(code) for code in codes]).exists()


def _going(persons: Persons, moment: datetime) -> QuerySet[Certificate]:
    locked = locked_enrolments(persons, moment).values("pk")
    return Certificate.objects.filter(person__in=persons).exclude(enrolment__in=locked)


def _still_said() -> str:
    return _("Who types the code hears that the certificate is no longer kept. Its number is not given again.")
