"""What joining two persons would do to the figures of the projects in which both count."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.models import Enrolment
from courses.grants.access import led_grants, linked_grants, visible_grants
from courses.grants.models import Grant
from courses.people.access import organisations_of
from courses.people.doubles.preview import Joining, Line
from courses.reporting.evidence import gather
from courses.reporting.ledger import load
from courses.reporting.measures import THE_SEVEN, measured
from courses.reporting.periods import Period
from courses.reporting.showing import definition_of

CHANGED = (*THE_SEVEN, "deployments", "deployed_persons")


def figures_that_change(request: HttpRequest, joining: Joining) -> list[Line]:
    """A sentence per project that this account answers for, links in, or works in with its own part of it."""
    sentences = []
    everything = led_grants(request.user) | linked_grants(request.user)
    whole = set(everything.values_list("pk", flat=True))
    mine = tuple(organisations_of(request.user).values_list("pk", flat=True))
    for grant in _of_both(joining, request):
        changes = _changes(grant, joining, None if grant.pk in whole else mine)
        sentences.append(Line(_said(grant, changes)))
    return sentences


def _of_both(joining: Joining, request: HttpRequest) -> QuerySet[Grant]:
    seen = visible_grants(request.user).values("pk") if not request.user.is_superuser else Grant.objects.values("pk")
    grants = Grant.objects.filter(pk__in=seen) | Grant.objects.filter(pk__in=linked_grants(request.user).values("pk"))
    for records in (joining.kept, joining.double):
        enrolled = Enrolment.objects.filter(person__in=records).values("edition")
        grants = grants.filter(pk__in=Grant.objects.filter(funding__edition__in=enrolled).values("pk"))
    return grants.order_by("-first_day", "pk")


def _changes(grant: Grant, joining: Joining, organisations: tuple[int, ...] | None) -> dict[str, int]:
    """By measure how much it changes over all days of the project; of what stays the same nothing is said."""
    records = joining.kept | joining.double
    ledger = load([grant], as_of=timezone.now(), organisations=organisations, persons=records)
    period = Period(grant.first_day, grant.last_day)
    apart, joined = (
        measured(gather(replace(ledger, survivors=survivors)), period, CHANGED)
        for survivors in (joining.survivors_apart, joining.survivors_joined)
    )
    before, after = (joined, apart) if joining.undone else (apart, joined)
    return {name: int(after[name] - before[name]) for name in CHANGED if after[name] != before[name]}


def _said(grant: Grant, changes: dict[str, int]) -> str:
    if not changes:
        return _("%(project)s: no figure changes.") % {"project": grant.title}
    parts = [f"{definition_of(name).label} {change:+d}".replace("-", "−") for name, change in changes.items()]
    return _("%(project)s: %(changes)s.") % {"project": grant.title, "changes": ", ".join(parts)}
