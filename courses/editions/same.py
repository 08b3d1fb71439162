"""Two records of one activity: the one that is set aside counts within the other. No row moves.

Who was at the double counts as if they were at the activity that is kept, unless the kept one says something about them
itself. Its own head count, times and title stay on record and count nowhere.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from courses.editions.models import Attendance, Edition, Session


def kept_editions() -> dict[int, int]:
    """The edition as which each one that was set aside counts."""
    return dict(Edition.objects.filter(same_as__isnull=False).order_by().values_list("pk", "same_as"))


def kept_sessions() -> dict[int, int]:
    """The session as which each one of an edition that was set aside counts: the first of the edition that is kept."""
    kept = kept_editions()
    if not kept:
        return {}
    rows = Session.objects.filter(edition__in={*kept, *kept.values()}).order_by("-starts_at", "-pk")
    editions = dict(rows.values_list("pk", "edition"))
    first = {edition: pk for pk, edition in editions.items()}
    return {pk: first[kept[edition]] for pk, edition in editions.items() if edition in kept and kept[edition] in first}


def told_twice() -> Q:
    """On attendances: a mark at a double about somebody of whom the kept activity says something itself."""
    kept = Attendance.objects.filter(session__edition=OuterRef("session__edition__same_as"), person=OuterRef("person"))
    return Q(session__edition__same_as__isnull=False) & Q(Exists(kept))
