"""On a group's page in the admin: what participants let their trainer read, and the way to its tests."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit
from courses.editions.access import given_editions
from courses.editions.models import Edition
from courses.learning.reflecting import shared_with_trainer
from courses.slots.registry import Action, Moment


def reflections_panel(request: HttpRequest, edition: Edition) -> str:
    """For who gives the group and nobody else, coordinators and site admins included: it was shared with the trainer."""
    if not given_editions(request.user).filter(pk=edition.pk).exists():
        return ""
    shared = list(shared_with_trainer(edition))
    if not shared:
        return ""
    log_access(
        by=request.user, action=Access.Action.SEEN, kind="reflection", subjects=[reflection.pk for reflection in shared]
    )
    modules = {unit.key: unit.title for unit in CurriculumUnit.objects.filter(version=edition.version_id)}
    rows = [(reflection, modules.get(reflection.block_key.partition(":")[0], "")) for reflection in shared]
    return render_to_string("leerlijn_courses/admin/reflections_panel.html", {"rows": rows}, request=request)


def tests_action(request: HttpRequest, edition: Edition) -> Action | None:
    """For a group whose programme has a test."""
    if not CurriculumUnit.objects.filter(version=edition.version_id, kind=UnitKind.TEST).exists():
        return None
    return Action(reverse("leerlijn_learning:results", args=[edition.pk]), _("Tests"), Moment.BEFOREHAND)
