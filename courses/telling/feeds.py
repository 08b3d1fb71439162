"""One's own meetings as a calendar: a file to take over, and an address that a calendar program reads again by itself.

The address of an account shows all of that person's meetings; the one made on an own page shows that one group, since
whoever holds the link to one place must not learn of others.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.conf import base_url
from courses.editions.addresses import opened_enrolment
from courses.editions.models import Enrolment
from courses.links.codes import code_of, find
from courses.links.models import Link
from courses.links.opening import LinkOver, LinkRefused, LinkUnknown, make_link, open_link, withdraw_links
from courses.links.showing import opened_by_link
from courses.people.access import person_of
from courses.people.merging import records_opened
from courses.people.models import Person
from courses.telling.calendars import PUBLISH, Appointment, as_calendar
from courses.telling.composing import Writer, own_page
from courses.telling.entries import planned_in
from courses.telling.models import CalendarEntry
from courses.telling.programmes import choices_of
from courses.telling.words import language_of

ENROLMENT, PERSON = "calendar", "calendar-person"
# A group that nobody was told of by us has no entries; its meetings keep the same number all the same.
UNTOLD = uuid.UUID("6f6b0d1e-6c65-4e72-8c69-6a6e00000000")


def appointments_of(enrolments: Sequence[Enrolment], *, language: str, page: str = "") -> list[Appointment]:
    """The meetings of these places in order of time, in a number of queries that doesn't depend on how many they are.

    The enrolments bring their edition with version and organisation.
    """
    editions = {enrolment.edition_id: enrolment.edition for enrolment in enrolments}
    entries: dict[int, list[CalendarEntry]] = {number: [] for number in editions}
    for entry in CalendarEntry.objects.filter(edition__in=editions):
        entries[entry.edition_id].append(entry)
    untold = [edition for number, edition in editions.items() if not entries[number]]
    for number, states in (planned_in(untold) if untold else {}).items():
        for key, state in states.items():
            uid = uuid.uuid5(UNTOLD, f"{number}:{key}")
            made = CalendarEntry(edition=editions[number], uid=uid, **vars(state))
            made.published_at = editions[number].created_at
            entries[number].append(made)
    chosen = choices_of(enrolment.pk for enrolment in enrolments)
    found = []
    for enrolment in enrolments:
        writer = Writer(enrolment.edition, entries[enrolment.edition_id])
        for entry in writer.entries:
            if entry.cancelled_at is None:
                mine = chosen.get(enrolment.pk, {})
                found.append(writer.appointment(entry, enrolment, language, page, mine))
    return sorted(found, key=lambda one: (one.entry.starts_at, one.uid))


def _placed(**which: Any) -> list[Enrolment]:
    found = Enrolment.objects.filter(state=Enrolment.State.PLACED, **which)
    return list(found.select_related("edition__version", "edition__organisation").order_by("pk"))


@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """What a calendar program reads, every few hours; it is told when nothing changed."""
    try:
        link = _opened(code)
    except LinkRefused as refusal:
        status = 404 if isinstance(refusal, LinkUnknown) else 410
        return render(request, "leerlijn_courses/links/refused.html", {"sentence": str(refusal)}, status=status)
    if link.purpose == PERSON:
        person = Person.objects.filter(pk=link.subject, erased_at=None).first()
        found = _placed(person__in=records_opened(person)) if person else []
        page = base_url() + reverse("leerlijn_courses:my_line")
    else:
        found = _placed(pk=link.subject, person__erased_at=None)
        person = Person.objects.filter(enrolments=link.subject).first()
        page = own_page(found[0]) if found else ""
    language = language_of(person.language if person else "")
    appointments = appointments_of(found, language=language, page=page)
    response = _as_response(appointments, name=_("My meetings"))
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    etag = f'"{hashlib.sha256(response.content).hexdigest()}"'
    last = max((one.entry.published_at for one in appointments), default=link.created_at)
    return _unless_known(request, response, etag, last)


def _opened(code: str) -> Link:
    known = find(code)
    return open_link(code, purpose=PERSON if known is not None and known.purpose == PERSON else ENROLMENT)


def _unless_known(request: HttpRequest, response: HttpResponse, etag: str, last: datetime) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(last.timestamp())
    # By the tag alone: a choice that was undone changes what is shown, and no moment.
    return get_conditional_response(request, etag=etag, response=response) or response


def _as_response(appointments: Sequence[Appointment], *, name: str) -> HttpResponse:
    response = HttpResponse(
        as_calendar(appointments, method=PUBLISH, name=name), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{_("meetings")}.ics"'
    return response


@login_required
@require_safe
def enrolment_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of an own enrolment, to put in a calendar oneself: works without mail."""
    person = person_of(request.user)
    own = get_object_or_404(Enrolment, pk=pk, person__in=records_opened(person) if person else [])
    return _taken_over(own, base_url() + reverse("leerlijn_courses:enrolment", args=[pk]))


@require_safe
@opened_by_link
def own_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """As `enrolment_calendar`, from an own page."""
    own = opened_enrolment(code)
    return _taken_over(own, base_url() + reverse("leerlijn_courses:own_page", args=[code]))


def _taken_over(own: Enrolment, page: str) -> HttpResponse:
    found = appointments_of(_placed(pk=own.pk), language=language_of(own.person.language), page=page)
    if not found:
        raise Http404
    return _as_response(found, name=found[0].summary)


# The address


@login_required
@require_POST
def my_address(request: HttpRequest) -> HttpResponse:
    """Make the address of one's own calendar; one that was made before stops."""
    person = person_of(request.user)
    if person is None:
        raise Http404
    _make(PERSON, person.pk, by=request.user)
    return redirect(reverse("leerlijn_courses:my_line") + "#calendar")


@require_POST
@opened_by_link
def own_address(request: HttpRequest, code: str) -> HttpResponse:
    own = opened_enrolment(code)
    if own.state != Enrolment.State.PLACED:
        raise LinkOver(_("Without a place there are no meetings to put in a calendar."), Link(purpose=ENROLMENT))
    _make(ENROLMENT, own.pk, by=None)
    return redirect(reverse("leerlijn_courses:own_page", args=[code]) + "#calendar")


def _make(purpose: str, subject: int, *, by: Any) -> None:
    withdraw_links(purpose=purpose, subject=subject)
    make_link(purpose=purpose, subject=subject, by=by)


def address_of(purpose: str, subject: int) -> str:
    """The path of the address that works now, or ""."""
    link = (
        Link.objects.filter(purpose=purpose, subject=subject, withdrawn_at=None, used_at=None).order_by("-pk").first()
    )
    return reverse("leerlijn_courses:feed", args=[code_of(link)]) if link else ""


# The places on other pages


def my_line_section(request: HttpRequest, person: Person) -> SafeString | str:
    placed = Enrolment.objects.filter(person__in=records_opened(person), state=Enrolment.State.PLACED)
    if not placed.exists():
        return ""
    return _section(request, PERSON, person.pk, renew=reverse("leerlijn_courses:calendar_address"))


def enrolment_section(request: HttpRequest, enrolment: Enrolment) -> SafeString | str:
    if not _has_meetings(enrolment):
        return ""
    download = reverse("leerlijn_courses:enrolment_calendar", args=[enrolment.pk])
    return _section(request, "", 0, download=download)


def own_page_section(request: HttpRequest, enrolment: Enrolment) -> SafeString | str:
    code = request.resolver_match.kwargs.get("code") if request.resolver_match else None
    if not code or not _has_meetings(enrolment):
        return ""
    return _section(
        request,
        ENROLMENT,
        enrolment.pk,
        download=reverse("leerlijn_courses:own_calendar", args=[code]),
        renew=reverse("leerlijn_courses:own_address", args=[code]),
    )


def _has_meetings(enrolment: Enrolment) -> bool:
    """Whether a calendar is still of use: there is a place, and a meeting to come."""
    if enrolment.state != Enrolment.State.PLACED:
        return False
    return enrolment.edition.sessions.filter(self_paced=False, ends_at__gt=timezone.now()).exists()


def _section(request: HttpRequest, purpose: str, subject: int, *, download: str = "", renew: str = "") -> SafeString:
    path = address_of(purpose, subject) if purpose else ""
    address = base_url() + path if path else ""
    context = {
        "download": download,
        "renew": renew,
        "address": address,
        "webcal": f"webcal://{address.partition('://')[2]}" if address else "",
    }
    return render_to_string("leerlijn_courses/mine/calendar.html", context, request=request)
