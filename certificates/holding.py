"""What the holder of a certificate decides: who sees their whole name, and whether it says role model."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.errors import NotTheHolders
from certificates.models import Certificate, Kind, TitleChoice
from certificates.revoking import reissue
from courses.audit.history import record_changes
from courses.editions.models import Enrolment


def show_name(certificate: Certificate, *, shown: bool, by: Any) -> None:
    """Let the public page show the whole name, or initials again."""
    with transaction.atomic():
        changed = Certificate.objects.filter(pk=certificate.pk).exclude(shows_name=shown).update(shows_name=shown)
        if changed:
            certificate.shows_name = shown
            record_changes([certificate], action="leerlijn_certificates.show_name", by=by, data={"shown": shown})


def choose_title(enrolment: Enrolment, *, neutral: bool, by: Any) -> Certificate | None:
    """Let a role model's certificate say so, or not; one that was issued otherwise is issued again, and answered.

    Raises NotTheHolders for who is no role model here; what reissuing raises otherwise, and then nothing is changed.
    """
    if enrolment.role != Enrolment.Role.ROLE_MODEL:
        raise NotTheHolders
    with transaction.atomic():
        TitleChoice.objects.update_or_create(enrolment=enrolment, defaults={"neutral": neutral})
        issued = Certificate.objects.filter(
            enrolment=enrolment, kind=Kind.COMPLETION, state=Certificate.State.VALID
        ).first()
        if issued is None or bool(issued.facts.get("neutral")) == neutral:
            return None
        return reissue(issued, reason=_("The holder chose another title."), by=by)
