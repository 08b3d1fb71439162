"""An auditor's link: rows of a figure, drawn by a recorded seed, to be seen without an account for some time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.conf import base_url
from courses.grants.access import led_grants
from courses.grants.models import Grant
from courses.links.codes import code_of
from courses.links.models import Link
from courses.links.opening import make_link, open_link, withdraw_links
from courses.reporting.counting import Count, count
from courses.reporting.drilling.drawing import drawn, fingerprint, key_of, new_seed
from courses.reporting.drilling.models import Audit, AuditVisit
from courses.reporting.errors import ReportRefused
from courses.reporting.freezing.models import FrozenMember, FrozenReport
from courses.reporting.freezing.picture import rebuild
from courses.reporting.freezing.recounting import count_of
from courses.reporting.periods import Period

PURPOSE = "audit"
LONGEST = timedelta(days=92)
MOST_ROWS = 100
# What is drawn from: figures of which every member leads to marks.
PERSONS = ("cumulative_persons", "new_persons", "active_persons", "new_completers", "deployed_persons")
PAIRS = ("participations", "completions", "deployments")
AUDITED = (*PERSONS, *PAIRS, "contacts", "activities", "sessions")


def make_audit(
    grant: Grant,
    *,
    measure: str,
    number: int,
    expires_at: datetime,
    note: str,
    by: Any,
    period: Period | None = None,
    report: FrozenReport | None = None,
    seed: str = "",
) -> Audit:
    """Draw `number` rows of a figure and make the link: of a frozen report, or of a period as known now.

    A seed is made where none is given.
    """
    if not led_grants(by).filter(pk=grant.pk).exists():
        raise ReportRefused(_("Only the lead of the project can let an auditor in."))
    now = timezone.now()
    if not now < expires_at <= now + LONGEST:
        raise ReportRefused(_("The link works for at least a moment and at most three months."))
    if measure not in AUDITED or not 1 <= number <= MOST_ROWS:
        raise ReportRefused(_("Choose a figure, and draw 1 to %(most)d rows.") % {"most": MOST_ROWS})
    if report is not None and report not in auditable_reports(grant):
        raise ReportRefused(_("This report is no frozen report of this project for its funder."))
    period = report.period if report else period or Period(grant.first_day, grant.last_day)
    as_of = report.as_of if report else now
    keys = [key_of(member) for member in _counted(grant, period, as_of, report).members[measure]]
    if not keys:
        raise ReportRefused(_("There are no rows behind this figure in this period, so nothing can be drawn."))
    seed = seed or new_seed()
    with transaction.atomic():
        audit = Audit.objects.create(
            grant=grant,
            measure=measure,
            first_day=period.first_day,
            last_day=period.last_day,
            as_of=as_of,
            report=report,
            seed=seed,
            population=len(keys),
            fingerprint=fingerprint(keys),
            rows=drawn(keys, seed=seed, number=number),
            note=note.strip()[:200],
            expires_at=expires_at,
            made_by=by,
        )
        make_link(purpose=PURPOSE, subject=audit.pk, by=by, expires_at=expires_at)
        record_changes([grant], action="leerlijn.make_audit", by=by, data={"audit": audit.pk, "measure": measure})
        return audit


def keys_of(audit: Audit) -> Sequence[str]:
    """All keys that were drawn from, sorted as text; of a period that wasn't frozen as it is counted for that moment now."""
    period = Period(audit.first_day, audit.last_day)
    members = _counted(audit.grant, period, audit.as_of, audit.report).members[audit.measure]
    return sorted(key_of(member) for member in members)


def auditable_reports(grant: Grant) -> QuerySet[FrozenReport]:
    """The frozen reports of a project whose figures are exact; a published one hides some."""
    return FrozenReport.objects.filter(grant=grant, audience="funder").order_by("-frozen_at", "-pk")


def _counted(grant: Grant, period: Period, as_of: datetime, report: FrozenReport | None) -> Count:
    """What a frozen report counted stays what it was, whatever changed since."""
    if report is None:
        return count(grant, period=period, as_of=as_of)
    payloads = FrozenMember.objects.filter(report=report, payload__isnull=False).order_by("pk")
    return count_of(rebuild(json.loads(str(one)) for one in payloads.values_list("payload", flat=True)), report)


def address_of(audit: Audit) -> str:
    """The address of the link; "" once it is withdrawn."""
    link = Link.objects.filter(purpose=PURPOSE, subject=audit.pk, withdrawn_at=None).first()
    return base_url() + reverse("leerlijn_courses:audit", args=[code_of(link)]) if link else ""


def withdraw_audit(audit: Audit, *, by: Any) -> None:
    with transaction.atomic():
        if Audit.objects.filter(pk=audit.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            withdraw_links(purpose=PURPOSE, subject=audit.pk)
            record_changes([audit.grant], action="leerlijn.withdraw_audit", by=by, data={"audit": audit.pk})


def release_audit_names(audit: Audit, *, by: Any) -> None:
    """From now on the names of those drawn stand beside their rows; never those of others."""
    with transaction.atomic():
        if Audit.objects.filter(pk=audit.pk, names_released_at=None).update(names_released_at=timezone.now()):
            record_changes([audit.grant], action="leerlijn.release_audit_names", by=by, data={"audit": audit.pk})


def open_audit(code: str) -> Audit:
    """The audit that a link leads to; raises LinkRefused."""
    link = open_link(code, purpose=PURPOSE)
    return Audit.objects.select_related("grant__funder", "grant__lead", "report").get(pk=link.subject)


def note_visit(audit: Audit, what: str, *, detail: str = "", persons: Sequence[int] = ()) -> None:
    """Every visit is written down for the coordinator, and whose data was shown."""
    AuditVisit.objects.create(audit=audit, what=what, detail=detail[:60])
    log_access(by=None, action=Access.Action.SEEN, kind="person", subjects=persons, detail=f"audit {audit.pk} {what}")
