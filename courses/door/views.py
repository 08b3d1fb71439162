"""The doors of a group, for who gives or coordinates it: making, sharing, withdrawing, and printing for the hall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.door.checking_in import Counts, counts
from courses.door.forms import DoorForm
from courses.door.models import Door
from courses.door.opening import address_of, ends_of, links_of, make_door, withdraw_door
from courses.door.pictures import qr_picture
from courses.editions.access import visible_editions
from courses.editions.expected import expected_at
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.views import _header
from courses.errors import CoursesError


@dataclass(frozen=True)
class OpenDoor:
    """A door as its organiser sees it; `lookups` counts how often helpers searched, never whom."""

    door: Door
    address: str
    until: datetime
    withdrawn: bool
    over: bool
    lookups: int

    @property
    def works(self) -> bool:
        return not self.withdrawn and not self.over


def doors(request: HttpRequest, pk: int) -> HttpResponse:
    """The doors there are, a form for another one, and the paper."""
    group = _visible(request, pk)
    wanted = request.GET.get("session", "")
    form = DoorForm(
        request.POST or None,
        edition=group,
        initial={"session": wanted if wanted.isdigit() else None, "name": _("entrance")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = make_door(form.cleaned_data["session"], name=form.cleaned_data["name"], by=request.user)
            return redirect("leerlijn_door:door", group.pk, made.pk)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
    meetings = list(_meetings(group))
    context = {
        "edition": group,
        "form": form,
        "doors": _opened(_doors(group)),
        "meetings": meetings,
        "people": _people(group).count(),
        **_header(group, _("Door, badges and room lists")),
    }
    return render(request, "leerlijn_courses/admin/doors.html", context)


@require_safe
def door(request: HttpRequest, pk: int, door: int) -> HttpResponse:
    """One door to share: its address and QR, until when it works, and the button that withdraws it."""
    group, row = _door(request, pk, door)
    here: Counts = counts(row.session)
    context = {"edition": group, "one": _opened([row])[0], "counts": here, **_header(group, row.name)}
    return render(request, "leerlijn_courses/admin/door.html", context)


@require_safe
def door_picture(request: HttpRequest, pk: int, door: int) -> HttpResponse:
    _group, row = _door(request, pk, door)
    return qr_picture(address_of(links_of([row])[row.pk]))


@require_POST
def withdraw(request: HttpRequest, pk: int, door: int) -> HttpResponse:
    group, row = _door(request, pk, door)
    withdraw_door(row, by=request.user)
    messages.success(request, _("The link is withdrawn: who helped with it sees nothing any more."))
    return redirect("leerlijn_door:doors", group.pk)


@require_safe
def badges(request: HttpRequest, pk: int) -> HttpResponse:
    """A badge for everybody with a place, by name."""
    from courses.door.badges import badges_pdf

    group = _visible(request, pk)
    rows = list(_people(group))
    return _printed(request, group, "badges", len(rows), lambda: badges_pdf(group, rows))


@require_safe
def rooms(request: HttpRequest, pk: int) -> HttpResponse:
    """The lists of all meetings, each beginning on a page of its own."""
    group = _visible(request, pk)
    return _room_lists(request, group, list(_meetings(group)))


@require_safe
def room(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    group = _visible(request, pk)
    return _room_lists(request, group, [get_object_or_404(_meetings(group), pk=session)])


def _room_lists(request: HttpRequest, group: Edition, meetings: list[Session]) -> HttpResponse:
    from courses.door.room_lists import room_lists_pdf

    lists = [(meeting, list(expected_at(meeting))) for meeting in meetings]
    people = sum(len(rows) for _meeting, rows in lists)
    return _printed(request, group, "room lists", people, lambda: room_lists_pdf(group, lists))


def _printed(request: HttpRequest, group: Edition, what: str, people: int, draw: Callable[[], bytes]) -> HttpResponse:
    if not people:
        messages.warning(request, _("There is nobody to print yet: nobody has a place."))
        return redirect("leerlijn_door:doors", group.pk)
    log_access(
        by=request.user,
        action=Access.Action.EXPORTED,
        kind="edition",
        subjects=[group.pk],
        detail=f"{what}: {people} people",
    )
    response = HttpResponse(draw(), content_type="application/pdf")
    words = {"badges": _("badges"), "room lists": _("room lists")}
    name = slugify(f"{words[what]} {group.code}")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _visible(request: HttpRequest, pk: int) -> Edition:
    return get_object_or_404(visible_editions(request.user).select_related("organisation", "version"), pk=pk)


def _door(request: HttpRequest, pk: int, door: int) -> tuple[Edition, Door]:
    group = _visible(request, pk)
    return group, get_object_or_404(_doors(group), pk=door)


def _doors(group: Edition) -> QuerySet[Door]:
    return Door.objects.filter(session__edition=group).select_related("session__edition")


def _meetings(group: Edition) -> QuerySet[Session]:
    return Session.objects.filter(edition=group, self_paced=False, is_break=False).order_by("starts_at", "pk")


def _people(group: Edition) -> Any:
    rows = Enrolment.objects.filter(edition=group, state=Enrolment.State.PLACED)
    return rows.select_related("person", "organisation").prefetch_related("choices__session").order_by("pk")


def _opened(rows: Any) -> list[OpenDoor]:
    """In three queries, however many doors."""
    found = list(rows)
    links = links_of(found)
    until = ends_of([row.session for row in found]) if found else {}
    looked = (
        Access.objects.filter(kind="door", detail__in=[f"door {row.pk}" for row in found])
        .order_by()
        .values_list("detail")
        .annotate(Count("pk"))
    )
    lookups = dict(looked)
    now = timezone.now()
    return [
        OpenDoor(
            door=row,
            address=address_of(links[row.pk]),
            until=until[row.session_id],
            withdrawn=links[row.pk].withdrawn_at is not None,
            over=until[row.session_id] <= now,
            lookups=lookups.get(f"door {row.pk}", 0),
        )
        for row in found
    ]
