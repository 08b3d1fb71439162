"""Bringing a group that runs to the newest version of its programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.curricula.meeting import can_be_met
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import newest_versions
from courses.editions.errors import TakeOverRefused
from courses.editions.models import Edition
from courses.editions.signals import versions_taken_over


def take_over(seen: Mapping[int, int], version: CurriculumVersion, *, by: Any) -> list[Edition]:
    """Let groups go on with a version; `seen` is the version that each (its id) was on when somebody decided this.

    All of them or none. What people did stays theirs by the key of each unit, and a completion stays by the rule it was
    given by; who completes by the new version does so in the same transaction.
    """
    with transaction.atomic():
        groups = list(
            Edition.objects.select_for_update(of=("self",), no_key=True)
            .filter(pk__in=seen)
            .select_related("version")
            .order_by("pk")
        )
        _check(groups, seen, version)
        for old in sorted(set(seen.values())):
            of_old = [group for group in groups if seen[group.pk] == old]
            moved = Edition.objects.filter(pk__in=[group.pk for group in of_old], version=old).update(version=version)
            if moved != len(of_old):
                raise TakeOverRefused(_("Somebody else changed this meanwhile. Look at it once more."))
            data = {"from": of_old[0].version.number, "to": version.number}
            record_changes(of_old, action="leerlijn.take_over", by=by, data=data)
        for group in groups:
            group.version = version
        if groups:
            versions_taken_over.send(sender=Edition, editions=groups)
        return groups


def _check(groups: list[Edition], seen: Mapping[int, int], version: CurriculumVersion) -> None:
    if len(groups) != len(seen):
        raise TakeOverRefused(_("One of these groups is no longer there."))
    if any(group.version is None or group.version.translation_key != version.translation_key for group in groups):
        raise TakeOverRefused(_("This is a version of another programme."))
    if any(seen[group.pk] != group.version_id or group.version_id == version.pk for group in groups):
        raise TakeOverRefused(_("Somebody else changed this meanwhile. Look at it once more."))
    if not newest_versions().filter(pk=version.pk).exists():
        raise TakeOverRefused(_("Meanwhile there is a newer version. Look at that one."))
    if not can_be_met(version.completion_rule, version.units.all()):
        raise TakeOverRefused(_("Nobody could ever complete this version. Ask its author to look at the rule."))
