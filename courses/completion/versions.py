"""On a group's pages: that there is a newer version of its programme, what it changes, and taking it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.completion.differing import differences_of, title_of
from courses.completion.foreseeing import Outlook, outlooks
from courses.completion.underway import enrolments_underway
from courses.completion.wording import rule_in_words
from courses.curricula.contract import ShowsUnit, UnitKind, UnitVisit
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import newest_versions
from courses.curricula.showing import pinned_page
from courses.editions.access import visible_editions
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.taking_over import take_over
from courses.errors import CoursesError
from courses.line import Station
from courses.slots.needs import NeedsYou

# More people than this in one group are added up, not named one by one.
NAMED = 200
SHOWN = 10
# Of who sees very many groups the latest are looked at: this stands on the first page of the admin.
LOOKED_AT = 500
# So long after its last meeting a group may still be busy.
AFTERWARDS = timedelta(days=92)


@dataclass(frozen=True)
class GroupOutlook:
    """A group with what taking over does to its people."""

    edition: Edition
    people: list[Outlook]

    @property
    def named(self) -> list[Outlook]:
        return self.people[:NAMED]

    @property
    def completed(self) -> int:
        return sum(one.completed_on is not None for one in self.people)

    @property
    def completing(self) -> list[Outlook]:
        return [one for one in self.people if one.completes_on]

    @property
    def unasked(self) -> int:
        return sum(one.unasked and not one.completed_on for one in self.people)

    @property
    def going_on(self) -> int:
        return len(self.people) - self.completed - len(self.completing)


def newer_version_of(edition: Edition) -> CurriculumVersion | None:
    """The version that the programme offers now, where the group runs on another."""
    if edition.version is None:
        return None
    newest = newest_versions().filter(translation_key=edition.version.translation_key).first()
    return newest if newest is not None and newest.pk != edition.version_id else None


def going_on(groups: QuerySet[Edition]) -> QuerySet[Edition]:
    """Those of these groups that are still to come or in the middle: a newer version is of no use to one that is over."""
    meetings = Session.objects.filter(edition=OuterRef("pk"))
    people = Enrolment.objects.filter(
        edition=OuterRef("pk"), state=Enrolment.State.PLACED, role__in=Enrolment.TAKING_PART
    )
    return groups.filter(
        ~Exists(meetings) | Exists(meetings.filter(ends_at__gt=timezone.now() - AFTERWARDS)),
        ~Exists(people) | Exists(enrolments_underway().filter(edition=OuterRef("pk"))),
    )


def newer_versions_needed(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """A line per programme of which groups that go on run on an earlier version."""
    behind = visible_editions(request.user).filter(version__isnull=False).exclude(version__in=newest_versions())
    latest = list(behind.order_by("-pk").values_list("pk", flat=True)[:LOOKED_AT])
    rows = list(
        going_on(Edition.objects.filter(pk__in=latest))
        .order_by()
        .values("version__translation_key")
        .annotate(groups=Count("pk"), group=Min("pk"), title=Min("title"))
        .order_by("-groups", "group")[:SHOWN]
    )
    keys = [row["version__translation_key"] for row in rows]
    newest = {one.translation_key: one for one in newest_versions().filter(translation_key__in=keys)}
    return [
        NeedsYou(
            _who_is_behind(newest[row["version__translation_key"]], row["title"], row["groups"]),
            reverse("leerlijn_completion:newer_version", args=[row["group"]]),
        )
        for row in rows
    ]


def _who_is_behind(newer: CurriculumVersion, group: str, groups: int) -> str:
    words = {"number": newer.number, "programme": newer.title, "group": group, "count": groups}
    if groups == 1:
        return _("Version %(number)d of “%(programme)s” is there: look whether %(group)s takes it over") % words
    return (
        ngettext(
            "Version %(number)d of “%(programme)s” is there: look whether your %(count)d group takes it over",
            "Version %(number)d of “%(programme)s” is there: look whether your %(count)d groups take it over",
            groups,
        )
        % words
    )


def newer_version_panel(request: HttpRequest, edition: Edition) -> str:
    newer = newer_version_of(edition)
    if newer is None or not going_on(Edition.objects.filter(pk=edition.pk)).exists():
        return ""
    told = differences_of(edition.version, newer)
    context = {"edition": edition, "newer": newer, "told": told[:3], "more": max(len(told) - 3, 0)}
    return render_to_string("leerlijn_courses/admin/newer_version_panel.html", context, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
def newer_version(request: HttpRequest, pk: int) -> HttpResponse:
    """What a newer version changes, for this group and others that are ticked; POST lets them go on with it."""
    group = _group(request, pk)
    newer = newer_version_of(group)
    if newer is None:
        messages.info(request, _("This group follows the newest version of its programme."))
        return redirect("leerlijn_editions:edition", group.pk)
    others = _others(request, group, newer)
    if request.method == "POST":
        return _taken_over(request, group, newer, others)
    ticked = set(request.GET.getlist("group"))
    chosen = [group, *(other for other in others if str(other.pk) in ticked)]
    foreseen = outlooks(chosen, newer)
    groups = [GroupOutlook(one, foreseen[one.pk]) for one in chosen]
    log_access(
        by=request.user,
        action=Access.Action.SEEN,
        kind="edition",
        subjects=[one.pk for one in chosen],
        detail=f"{sum(len(one.people) for one in groups)} enrolments",
    )
    context = {
        "edition": group,
        "newer": newer,
        "told": _told(chosen, newer),
        "groups": groups,
        "others": [(other, str(other.pk) in ticked) for other in others],
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_edition_modeladmin_index"), "label": _("Groups")},
            {"url": reverse("leerlijn_editions:edition", args=[group.pk]), "label": group.title},
            {"url": "", "label": _("Newer version")},
        ],
        "header_title": f"{_('Newer version')} · {group.title}",
        "header_icon": "history",
    }
    return render(request, "leerlijn_courses/admin/newer_version.html", context)


@require_safe
def look_at_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version as somebody who takes part would see it: its line."""
    group, version, units = _looked_at(request, pk)
    context = {
        "edition": group,
        "version": version,
        "stations": _stations(group, units),
        "rule": rule_in_words(version.completion_rule),
    }
    return render(request, "leerlijn_courses/version_example.html", context)


@require_safe
def look_at_unit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One module of it; nothing that is filled in there is kept."""
    group, version, units = _looked_at(request, pk)
    unit = next((one for one in units if one.key == key and one.kind == UnitKind.MODULE), None)
    if unit is None:
        raise Http404
    page = pinned_page(version.pk, unit)
    if not isinstance(page, ShowsUnit):
        return render(request, "leerlijn_courses/mine/unit_gone.html", {"unit": unit}, status=404)
    tests = [one for one in units if one.parent == key and one.kind == UnitKind.TEST]
    visit = UnitVisit(
        enrolment=None,
        unit=unit,
        stations=_stations(group, units, here=key),
        definitions={test.key: test.definition for test in tests},
        after=reverse("leerlijn_completion:look_at_version", args=[group.pk]),
        after_label=version.title,
    )
    return page.serve_unit(request, visit)


def _group(request: HttpRequest, pk: int) -> Edition:
    return get_object_or_404(visible_editions(request.user).select_related("version", "organisation"), pk=pk)


def _others(request: HttpRequest, group: Edition, newer: CurriculumVersion) -> list[Edition]:
    """The other groups of this programme that this account gives or coordinates and that run on another version."""
    return list(
        visible_editions(request.user)
        .filter(version__translation_key=newer.translation_key)
        .exclude(version=newer)
        .exclude(pk=group.pk)
        .select_related("version")
        .order_by("-created_at", "-pk")[:NAMED]
    )


def _told(groups: Sequence[Edition], newer: CurriculumVersion) -> list[tuple[CurriculumVersion, list[str]]]:
    """What differs, from each version that one of these groups runs on."""
    versions = {group.version_id: group.version for group in groups if group.version is not None}
    return [(version, differences_of(version, newer)) for version in versions.values()]


def _taken_over(
    request: HttpRequest, group: Edition, newer: CurriculumVersion, others: Sequence[Edition]
) -> HttpResponse:
    allowed = {group.pk, *(other.pk for other in others)}
    seen = _seen(request.POST, allowed)
    here = redirect("leerlijn_completion:newer_version", group.pk)
    if not seen:
        return here
    try:
        if request.POST.get("to") != str(newer.pk):
            raise CoursesError(_("Meanwhile there is a newer version. Look at that one."))
        taken = take_over(seen, newer, by=request.user)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return here
    sentence = ngettext(
        "%(count)d group goes on with version %(number)d. What people did stays theirs.",
        "%(count)d groups go on with version %(number)d. What people did stays theirs.",
        len(taken),
    )
    messages.success(request, sentence % {"count": len(taken), "number": newer.number})
    return redirect("leerlijn_editions:edition", group.pk)


def _seen(post: QueryDict, allowed: set[int]) -> dict[int, int]:
    """Which groups were on the page, and on which version each was when it was looked at: `group=<id>:<version>`."""
    seen = {}
    for value in post.getlist("group"):
        group, _colon, version = value.partition(":")
        if all(part.isascii() and part.isdigit() and len(part) < 19 for part in (group, version)):
            seen[int(group)] = int(version)
    return {group: version for group, version in seen.items() if group in allowed}


def _looked_at(request: HttpRequest, pk: int) -> tuple[Edition, CurriculumVersion, list[Any]]:
    group = _group(request, pk)
    version = newer_version_of(group) or group.version
    if version is None:
        raise Http404
    return group, version, list(version.units.all())


def _stations(group: Edition, units: Sequence[Any], here: str = "") -> list[Station]:
    below = reverse("leerlijn_completion:look_at_version", args=[group.pk])
    return [
        Station(
            title=title_of(unit),
            kind=unit.kind,
            state="here" if unit.key == here else "ahead",
            minutes=unit.minutes or None,
            required=unit.required,
            url=f"{below}{quote(unit.key, safe=':')}/" if unit.kind == UnitKind.MODULE else "",
        )
        for unit in units
        if not unit.parent
    ]
