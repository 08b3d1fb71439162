"""Telling holders that their certificate is there: once per certificate, in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from certificates.models import Certificate
from courses.conf import base_url
from courses.mail.sending import send_mail


def announce(certificates: Sequence[Certificate]) -> None:
    """One mail each to who has an address; the certificate itself is behind their login."""
    for certificate in certificates:
        person = certificate.person
        address = person.email or getattr(person.account, "email", "")
        if not address:
            continue
        send_mail(
            key=f"certificate:{certificate.pk}",
            to=address,
            template="leerlijn_certificates/mail/ready",
            context={
                "name": person.name,
                "title": certificate.facts["title"],
                "programme": certificate.facts["programme"],
                "formal": _formal(certificate),
                "url": base_url() + reverse("leerlijn_certificates:mine"),
                "public_url": certificate.facts["address"],
            },
            language=certificate.language,
        )


def _formal(certificate: Certificate) -> bool:
    version = certificate.edition.version
    return (certificate.design.address_form or (version.address_form if version else "je")) == "u"
