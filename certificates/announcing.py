"""Telling holders that their certificate or statement is there: once for each, in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from certificates.models import Certificate, Kind
from courses.conf import base_url
from courses.editions.addresses import own_page_address
from courses.mail.sending import send_mail
from courses.people.addresses import address_of

TEMPLATES = {
    Kind.COMPLETION: "leerlijn_certificates/mail/ready",
    Kind.ATTENDANCE: "leerlijn_certificates/mail/statement",
}


def announce(certificates: Sequence[Certificate]) -> None:
    """One mail each to who has an address; the PDF itself is behind their login, or on their own page without one."""
    for certificate in certificates:
        person = certificate.person
        address = address_of(person)
        if not address:
            continue
        send_mail(
            key=f"certificate:{certificate.pk}",
            to=address,
            template=TEMPLATES[Kind(certificate.kind)],
            context={
                "name": person.name,
                "title": certificate.facts["title"],
                "programme": certificate.facts["programme"],
                "formal": _formal(certificate),
                "has_account": bool(person.account_id),
                "url": base_url() + _where(certificate),
                "public_url": certificate.facts["address"],
            },
            language=certificate.language,
        )


def _where(certificate: Certificate) -> str:
    if certificate.person.account_id:
        return reverse("leerlijn_certificates:mine")
    return own_page_address(certificate.enrolment)


def _formal(certificate: Certificate) -> bool:
    version = certificate.edition.version
    return (certificate.design.address_form or (version.address_form if version else "je")) == "u"
