"""Links whose subject is gone: nothing of them is kept."""

from __future__ import annotations

from collections.abc import Iterable

from courses.links.models import Link


def forget_links(*, purpose: str, subjects: Iterable[int]) -> int:
    """Delete the links to these things, and what hangs on them; answers how many rows went."""
    return Link.objects.filter(purpose=purpose, subject__in=list(subjects)).delete()[0]


def links_to(*, purpose: str, subjects: Iterable[int]) -> int:
    return Link.objects.filter(purpose=purpose, subject__in=list(subjects)).count()
