"""Revoking and issuing again: the row, the address and the reason stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import serials
from certificates.awarding import design_of
from certificates.errors import AlreadyEnded, NothingToIssue, ReasonMissing
from certificates.issuing import make
from certificates.models import Certificate
from certificates.standing import assess
from courses.audit.history import record_changes


def revoke(certificates: Sequence[Certificate], *, reason: str, by: Any) -> None:
    """Revoke all of these or none; raises AlreadyEnded where one is not valid any more, ReasonMissing without reason."""
    reason = _checked(reason)
    with transaction.atomic():
        for certificate in certificates:
            _end(certificate, Certificate.State.REVOKED, reason=reason, by=by)
        record_changes(certificates, action="leerlijn_certificates.revoke", by=by)


def reissue(certificate: Certificate, *, reason: str, by: Any) -> Certificate:
    """A new certificate from today's facts that takes this one's place, with a name that was corrected, say.

    A valid one becomes replaced; a revoked one stays revoked. Raises NothingToIssue where its ground has gone,
    NameWaits or DesignProblem where it cannot be printed, SigningProblem where it cannot be signed.
    """
    reason = _checked(reason)
    edition = certificate.edition
    now = timezone.now()
    with transaction.atomic():
        design = design_of(edition, certificate.kind)
        series = serials.lock(now.astimezone(edition.zone).year, design.number_prefix if design else "")
        if Certificate.objects.filter(replaces=certificate).exists():
            raise AlreadyEnded
        candidates = assess(edition, certificate.kind, enrolments=[certificate.enrolment_id])
        grounds = candidates[0].grounds if candidates else None
        if grounds is None or not (grounds.completion or (certificate.kind == "attendance" and grounds.days)):
            raise NothingToIssue(_("The completion or presence that it proved is not there any more."))
        if design is None:
            raise NothingToIssue(_("This group does not give one."))
        certificate.refresh_from_db()
        if certificate.state == Certificate.State.VALID:
            _end(certificate, Certificate.State.REPLACED, reason=reason, by=by)
        new = make(
            [grounds],
            edition=edition,
            kind=certificate.kind,
            design=design,
            series=series,
            at=now,
            by=by,
            replaces=certificate,
        )[0]
        record_changes([certificate], action="leerlijn_certificates.replace", by=by)
    return new


def _checked(reason: str) -> str:
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise ReasonMissing
    return reason


def _end(certificate: Certificate, state: Certificate.State, *, reason: str, by: Any) -> None:
    now = timezone.now()
    ended = Certificate.objects.filter(pk=certificate.pk, state=Certificate.State.VALID).update(
        state=state, reason=reason, ended_at=now, ended_by=by
    )
    if not ended:
        raise AlreadyEnded
    certificate.refresh_from_db(fields=["state", "reason", "ended_at", "ended_by"])
