"""Who does field work for whom, and whom they see: their own organisation's role models by name, and nobody else."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from courses.editions.models import Attendance, Edition, Enrolment
from courses.fieldwork.models import Activity
from courses.people.access import organisations_of
from courses.people.consenting import said_no
from courses.people.merging import survivors
from courses.people.models import Assignment, Organisation, Person

Role = Enrolment.Role


def field_organisations(account: Any) -> QuerySet[Organisation]:
    """The organisations this account does field work for; a coordinator may do all of it too."""
    return organisations_of(account, Assignment.Role.FIELDWORKER, Assignment.Role.COORDINATOR)


def role_models_of(organisation: Organisation) -> QuerySet[Person]:
    """Whom the organisation recruited, trains as a role model or deployed; only those it wrote down itself."""
    at_work = Enrolment.objects.filter(
        edition__organisation=organisation, role__in=(Role.ROLE_MODEL, Role.DEPLOYED)
    ).values("person")
    own = Person.objects.filter(Q(recruit__organisation=organisation) | Q(pk__in=at_work), keeper=organisation)
    return own.filter(erased_at__isnull=True).exclude(pk__in=_living_on_at_home(organisation))


def _living_on_at_home(organisation: Organisation) -> set[int]:
    """Records that another one of the same organisation stands for; who lives on elsewhere is still its own here."""
    joined = survivors()
    own = Person.objects.filter(keeper=organisation, pk__in={*joined, *joined.values()}).order_by("pk")
    humans: dict[int, list[int]] = defaultdict(list)
    for pk in own.values_list("pk", flat=True) if joined else ():
        humans[joined.get(pk, pk)].append(pk)
    shown = {human if human in records else records[0] for human, records in humans.items()}
    return {pk for records in humans.values() for pk in records} - shown


def deployable(organisation: Organisation) -> QuerySet[Any]:
    """The role models who may be named at an activity, who was out last first; those who said no are left out."""
    out = Q(
        attendances__enrolment__role=Role.DEPLOYED,
        attendances__superseded_at__isnull=True,
        attendances__status__in=Attendance.COUNTED,
    )
    people = role_models_of(organisation).exclude(said_no())
    return people.annotate(last_out=Max("attendances__session__starts_at", filter=out)).order_by("name", "pk")


def known_role_models(account: Any) -> QuerySet[Person]:
    """The role models of all organisations this account does field work for, as a condition on single records."""
    mine = field_organisations(account).values("pk")
    at_work = Enrolment.objects.filter(edition__organisation__in=mine, role__in=(Role.ROLE_MODEL, Role.DEPLOYED))
    recruited = Q(recruit__organisation__in=mine) | Q(pk__in=at_work.values("person"))
    return Person.objects.filter(recruited, keeper__in=mine, erased_at__isnull=True)


def field_activities(account: Any) -> QuerySet[Activity]:
    return Activity.objects.filter(organisation__in=field_organisations(account).values("pk"))


def managed_activities(account: Any) -> QuerySet[Activity]:
    """Those one may correct: as coordinator."""
    return Activity.objects.filter(organisation__in=organisations_of(account).values("pk"))


def open_groups(organisation: Organisation) -> QuerySet[Edition]:
    """The trajectories and trainings of the organisation that a role model can still come into."""
    kinds = ("trajectory", "training")
    running = Q(sessions__ends_at__gte=timezone.now()) | Q(sessions__isnull=True)
    return Edition.objects.filter(running, organisation=organisation, kind__in=kinds).distinct().order_by("title", "pk")
