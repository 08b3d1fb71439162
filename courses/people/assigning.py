"""Saying what an account does for an organisation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from courses.audit.history import record_changes
from courses.people.models import Assignment, Organisation
from courses.people.signals import assignments_changed

# Being in the group opens Wagtail's admin; what there is to see follows from the assignments. Field workers have no
# business there; authors and editors have groups of their organisation, which whoever keeps pages looks after.
GROUPS = {
    Assignment.Role.COORDINATOR: "Leerlijn coordinators",
    Assignment.Role.TRAINER: "Leerlijn trainers",
    Assignment.Role.LINKER: "Leerlijn linkers",
}


def assign(account: Any, organisation: Organisation, role: str, *, by: Any) -> Assignment:
    """Let an account work for an organisation; saying it twice changes nothing."""
    with transaction.atomic():
        assignment, fresh = Assignment.objects.get_or_create(account=account, organisation=organisation, role=role)
        if role in GROUPS:
            account.groups.add(Group.objects.get_or_create(name=GROUPS[Assignment.Role(role)])[0])
        if fresh:
            record_changes([assignment], action="leerlijn.assign", by=by)
            assignments_changed.send(Assignment, accounts=[account])
        return assignment


def unassign(assignment: Assignment, *, by: Any) -> None:
    """End an assignment; with the last one of its role the account leaves the group too."""
    with transaction.atomic():
        record_changes([assignment], action="leerlijn.unassign", by=by)
        account, role = assignment.account, assignment.role
        assignment.delete()
        if role in GROUPS and not Assignment.objects.filter(account=account, role=role).exists():
            account.groups.remove(*Group.objects.filter(name=GROUPS[Assignment.Role(role)]))
        assignments_changed.send(Assignment, accounts=[account])
