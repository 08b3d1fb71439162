"""Pages that groups run on: they can't be deleted, and whoever takes them off the site is told who still uses them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext
from wagtail.models import Page

from courses.completion.models import Completion
from courses.curricula.models import CurriculumVersion
from courses.editions.models import Edition, Enrolment


def page_and_below(pages: Iterable[Any]) -> QuerySet[Page]:
    """The pages and everything below them."""
    below = Q(pk=None)
    for page in pages:
        below |= Q(path__startswith=page.path)
    return Page.objects.filter(below)


def versions_showing(pages: QuerySet[Page]) -> QuerySet[CurriculumVersion]:
    """The versions that need one of these pages."""
    needs = Q(page__in=pages) | Q(pins__page__in=pages) | Q(units__page__in=pages)
    return CurriculumVersion.objects.filter(pk__in=CurriculumVersion.objects.filter(needs).values("pk"))


def completed_by(versions: QuerySet[CurriculumVersion]) -> set[tuple[int, int]]:
    """Version and group (ids) of the completions that are measured by one of these, whatever the group runs on now."""
    keys = set(versions.values_list("pk", flat=True))
    facts = Completion.objects.filter(
        edition__version__translation_key__in=versions.values("translation_key"), rule__version__in=list(keys)
    )
    return set(facts.order_by().values_list("rule__version", "edition").distinct())


def why_not_deleted(pages: Iterable[Any]) -> str:
    """A sentence that says who still needs a page, or nothing when it can go."""
    versions = versions_showing(page_and_below(pages))
    needed = set(Edition.objects.filter(version__in=versions).values_list("version", "pk")) | completed_by(versions)
    count = len({group for _version, group in needed})
    if not count:
        return ""
    named = CurriculumVersion.objects.filter(pk__in={version for version, _group in needed})
    titles = ", ".join(dict.fromkeys(f"“{version.title}”" for version in named.order_by("pk")))
    return ngettext(
        "%(count)d group of %(titles)s runs or ran on this page, so it can't be deleted. "
        "Unpublish it, and nobody finds it any more.",
        "%(count)d groups of %(titles)s run or ran on this page, so it can't be deleted. "
        "Unpublish it, and nobody finds it any more.",
        count,
    ) % {"count": count, "titles": titles}


def who_goes_on(pages: Iterable[Any]) -> str:
    """A sentence about those who are in the middle of a page that is unpublished or moved; nothing without any."""
    versions = versions_showing(page_and_below(pages))
    people = Enrolment.objects.filter(
        edition__version__in=versions, state__in=Enrolment.OPEN, role__in=Enrolment.TAKING_PART
    ).count()
    if not people:
        return ""
    return ngettext(
        "%(count)d person takes part in a group that began with this. They keep what they started with.",
        "%(count)d people take part in groups that began with this. They keep what they started with.",
        people,
    ) % {"count": people}


def parents_of(pages: Iterable[Any]) -> QuerySet[Page]:
    """The pages above pages that may be gone already."""
    return Page.objects.filter(path__in=[page.path[: -page.steplen] for page in pages])


def let_go(pages: Iterable[Any]) -> None:
    """Drop the versions of pages that are to be deleted and that no group runs on and nobody completed by."""
    versions = versions_showing(page_and_below(pages))
    kept = {version for version, _group in completed_by(versions)}
    versions.filter(editions__isnull=True).exclude(pk__in=kept).delete()
