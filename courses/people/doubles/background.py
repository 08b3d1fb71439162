"""Looking for double persons while nobody waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from django.utils.translation import gettext as _

from courses.jobs.models import Job
from courses.jobs.work import Work
from courses.people.doubles.blocks import SLICES, Pair, in_chunks
from courses.people.doubles.keeping import look_at_all, look_for_doubles, rebuild_keys


def look_in_background(work: Work) -> None:
    """The persons the job names, or all: those who came past the verbs too."""
    named = work.parameters.get("persons")
    if named is None:
        rebuild_keys(missing_only=True)
        work.done = 0  # what an earlier attempt saw is not remembered
        work.expect(SLICES)
        look_at_all(partial(_told, work))
        return
    for chunk in work.each(list(in_chunks(named, 500))):
        look_for_doubles(chunk)


def _told(work: Work, parts: Iterable[set[Pair]]) -> Iterator[set[Pair]]:
    for part in parts:
        yield part
        work.advance()


def title(_job: Job) -> str:
    return _("Looking for double persons")
