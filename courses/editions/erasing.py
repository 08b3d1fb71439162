"""Which enrolments go with an erased person and which a project's evidence term locks; deleting and stopping them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.models import Attendance, Edition, EditionDocument, Enrolment, Session
from courses.editions.places.models import Offer
from courses.editions.places.offering import offer_places
from courses.editions.rounds.models import Choice, ChoiceWaiting, Round
from courses.grants.keeping import kept_grants, kept_until, why_kept
from courses.grants.models import Grant
from courses.people.erasing.naming import blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons, Term
from courses.people.models import Organisation

# Tables of this room that hold persons, each dealt with below.
HOLDS = ("Attendance", "Choice", "ChoiceWaiting", "Enrolment", "Offer")
# What a group and its meetings are called: a title or a place may hold a name ("at Jan's").
CALLED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Edition, ("title", "region")),
    (Session, ("title", "place")),
    (Round, ("title",)),
    (EditionDocument, ("title",)),
    (Organisation, ("name", "email")),
)


def locked_editions(moment: datetime) -> QuerySet[Edition]:
    """Groups whose evidence has to be kept; a double follows the record in which it counts."""
    kept = [grant.pk for grant in kept_grants(moment)]
    paid = Edition.objects.filter(funding__grant__in=kept).values("pk")
    return Edition.objects.filter(Q(pk__in=paid) | Q(same_as__in=paid) | Q(doubles__in=paid)).order_by().values("pk")


def enrolments_of(persons: Persons) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(person__in=persons).order_by("pk")


def going_enrolments(persons: Persons, moment: datetime) -> QuerySet[Enrolment]:
    """Those that no term keeps: they go with all that hangs on them."""
    return enrolments_of(persons).exclude(edition__in=locked_editions(moment))


def locked_enrolments(persons: Persons, moment: datetime) -> QuerySet[Enrolment]:
    """Those whose marks and evidence a term keeps; whatever else hangs on them goes."""
    return enrolments_of(persons).filter(edition__in=locked_editions(moment))


def terms(persons: Persons, moment: datetime) -> list[Term]:
    """Of the projects that pay for a group in which one of these persons is enrolled."""
    kept = {grant.pk: grant for grant in kept_grants(moment)}
    locked = set(locked_enrolments(persons, moment).values_list("edition", flat=True))
    doubles = Edition.objects.filter(Q(pk__in=locked) | Q(doubles__in=locked) | Q(same_as__in=locked))
    paying = set(Grant.objects.filter(funding__edition__in=doubles).values_list("pk", flat=True))
    return [
        Term(kept_until(grant), grant.code, why_kept(grant).rstrip("."), pk)
        for pk, grant in kept.items()
        if pk in paying
    ]


def plan(persons: Persons, moment: datetime) -> list[Line]:
    going, locked = going_enrolments(persons, moment), locked_enrolments(persons, moment)
    why = _("They are evidence for a project. They keep counting, and no list shows them.")
    coming = _still_to_come(enrolments_of(persons), moment)
    return [
        Line(_("enrolments"), going.count(), Outcome.GOES),
        Line(_("enrolments"), locked.count(), Outcome.LOCKED, why),
        Line(_("attendance marks"), _marks(going), Outcome.GOES),
        Line(_("attendance marks"), _marks(locked), Outcome.LOCKED, why),
        Line(_("chosen breakouts and offered places"), _around(enrolments_of(persons)), Outcome.GOES),
        Line(_("places in groups that still have to meet: they come free at once"), coming.count(), Outcome.GOES),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    locked = list(locked_enrolments(persons, moment).values_list("pk", flat=True))
    rows = enrolments_of(persons)
    for model in (Choice, ChoiceWaiting, Offer):
        model._default_manager.filter(enrolment__in=rows.values("pk")).delete()
    freed = set(_still_to_come(rows, moment).values_list("edition", flat=True))
    _stop(_still_to_come(rows.filter(pk__in=locked), moment), moment)
    going = list(rows.exclude(pk__in=locked).values_list("pk", flat=True))
    Attendance.objects.filter(enrolment__in=going).delete()
    Attendance.objects.filter(person__in=persons).exclude(enrolment__in=locked).delete()
    Attendance.objects.filter(person__in=persons).exclude(reason="").update(reason="")
    # One sentence may stand beside the marks of a whole list.
    naming = naming_of(persons)
    blot(Attendance.objects.exclude(reason=""), ("reason",), naming)
    for model, fields in CALLED:
        blot(model._default_manager.all(), fields, naming)
    Enrolment.objects.filter(parent__in=going).update(parent=None)
    Enrolment.objects.filter(substitute_for__in=going).update(substitute_for=None)
    Enrolment.objects.filter(pk__in=going).update(parent=None, substitute_for=None)
    Enrolment.objects.filter(pk__in=going).delete()
    for edition in sorted(freed):
        offer_places(edition)


def _marks(enrolments: QuerySet[Enrolment]) -> int:
    return Attendance.objects.filter(enrolment__in=enrolments.values("pk")).count()


def _around(enrolments: QuerySet[Enrolment]) -> int:
    of = {"enrolment__in": enrolments.values("pk")}
    return sum(model._default_manager.filter(**of).count() for model in (Choice, ChoiceWaiting, Offer))


def _still_to_come(enrolments: QuerySet[Enrolment], moment: datetime) -> QuerySet[Enrolment]:
    """Open enrolments in groups with a meeting ahead."""
    ahead = Session.objects.filter(ends_at__gt=moment, self_paced=False).values("edition")
    return enrolments.filter(state__in=Enrolment.OPEN, edition__in=ahead)


def _stop(enrolments: QuerySet[Enrolment], moment: datetime) -> None:
    """What was still open ends today, without a mail: there is no address any more."""
    for row in list(enrolments.select_related("edition")):
        today = timezone.localdate(moment, row.edition.zone)
        Enrolment.objects.filter(pk=row.pk).update(
            state=Enrolment.State.STOPPED, withdrawn_on=max(today, row.enrolled_on)
        )
