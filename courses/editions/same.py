"""Two records of one activity: the one that is set aside counts within the other. No row moves.

What is at the double counts as if it were at the activity that is kept: its people are added there, unless the kept one
says something about them itself; its head count stands in where the kept one has none.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.editions.models import Attendance, Session


def kept_edition(prefix: str = "") -> Coalesce:
    """The edition in which a row counts; `prefix` leads from the row to its edition, such as `edition__`."""
    own = f"{prefix.removesuffix('__')}_id" if prefix else "pk"
    return Coalesce(F(f"{prefix}same_as"), F(own))


def _kept_sessions() -> QuerySet[Session]:
    """The one session of the activity in which that of the outer session's edition counts."""
    return Session.objects.filter(edition=OuterRef("edition__same_as")).order_by("starts_at", "pk")


def kept_session() -> Coalesce:
    """On sessions: the session as which it counts."""
    return Coalesce(Subquery(_kept_sessions().values("pk")[:1]), F("pk"))


def told_twice() -> Q:
    """On attendances: a mark at a double about somebody of whom the kept activity says something itself."""
    kept = Attendance.objects.filter(session__edition=OuterRef("session__edition__same_as"), person=OuterRef("person"))
    return Q(session__edition__same_as__isnull=False) & Q(Exists(kept))
