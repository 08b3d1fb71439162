"""Who is expected at a meeting: the one list that the trainer's phone, the door and the paper show."""

from __future__ import annotations

from django.db.models import QuerySet

from courses.editions.models import Enrolment, Session


def expected_at(session: Session) -> QuerySet[Enrolment]:
    """Those with a place who take part, by name, each with their person and the organisation they come for.

    At a breakout those who chose it.
    """
    expected = Enrolment.objects.filter(
        edition=session.edition_id,
        state=Enrolment.State.PLACED,
        role__in=Enrolment.TAKING_PART,
        person__erased_at__isnull=True,
    )
    if session.round_id is not None:
        expected = expected.filter(choices__session=session)
    return expected.select_related("person", "organisation").order_by("person__name", "pk")
