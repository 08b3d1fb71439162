"""Setting up and changing projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.grants.errors import GrantRefused
from courses.grants.guarding import ProjectDays, check_days
from courses.grants.models import Grant, GrantPartner
from courses.grants.signals import project_days_changed

LOGGED = (
    "code",
    "title",
    "funder_id",
    "programme",
    "first_day",
    "last_day",
    "time_zone",
    "lead_id",
    "note",
    "keep_until",
    "keep_reason",
)


def check_project(grant: Grant, *, partnerships: Iterable[GrantPartner]) -> None:
    """Refuse what can't be right about a project and those who work in it, before anything is written."""
    works_here = set()
    for partnership in partnerships:
        if partnership.organisation_id in works_here:
            raise GrantRefused(
                _("%(name)s is in the list of partners twice.") % {"name": partnership.organisation.name}
            )
        works_here.add(partnership.organisation_id)
    before = Grant.objects.filter(pk=grant.pk).first() if grant.pk else None
    if before is None:
        return
    check_days(before, ProjectDays.of(grant))
    if grant.lead is not None and before.lead_id not in (None, grant.lead_id) and grant.lead_id not in works_here:
        raise GrantRefused(
            _("%(name)s is no partner in this project, so it can't become its lead. Add it to the partners first.")
            % {"name": grant.lead.name},
            "lead",
        )


def keep_project(grant: Grant, *, by: Any) -> Grant:
    """Write down a new or changed project, with the partners that are set on it.

    The days are guarded (`courses.grants.guarding`); the log keeps which fields changed and what the days were.
    """
    with transaction.atomic():
        check_project(grant, partnerships=grant.partnerships.all())
        before = Grant.objects.select_for_update().filter(pk=grant.pk).first() if grant.pk else None
        grant.save()
        changed = [name for name in LOGGED if before is None or getattr(before, name) != getattr(grant, name)]
        moved = before is not None and ProjectDays.of(before) != ProjectDays.of(grant)
        data: dict[str, Any] = {"fields": changed}
        if before is not None and moved:
            data["days_before"] = [before.first_day.isoformat(), before.last_day.isoformat(), before.time_zone]
        record_changes([grant], action="leerlijn.keep_project", by=by, data=data)
        if moved:
            project_days_changed.send(sender=Grant, grants=[grant])
        return grant
