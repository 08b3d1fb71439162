"""My line: where I am, the one next step, what is asked of me; and leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.completion.overview import Progress, lines_of
from courses.completion.wording import missing_in_words, rule_in_words
from courses.editions.addresses import own_page_address
from courses.editions.enrolling import cancel
from courses.editions.models import Attendance, EditionDocument, Enrolment, Session
from courses.editions.places.models import Offer
from courses.learning.following import meetings_of
from courses.mine.access import has_left, own_enrolment, own_enrolments, readable_document
from courses.people.access import person_of
from courses.slots.registry import ENROLMENT, MY_LINE, filled

FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Meeting:
    """A meeting on somebody's list of dates, and what was marked for them there."""

    session: Session
    passed: bool
    attendance: str


class Shown:
    """One enrolment as its owner sees it."""

    def __init__(self, progress: Progress, documents: Sequence[EditionDocument] = ()) -> None:
        self.progress = progress
        self.enrolment = progress.enrolment
        self.edition = progress.enrolment.edition
        self.line = progress.line
        self.documents = list(documents)

    @property
    def title(self) -> str:
        version = self.edition.version
        return version.title if version is not None else self.edition.title

    @property
    def placed(self) -> bool:
        return self.enrolment.state == Enrolment.State.PLACED

    @property
    def completed_on(self) -> Any:
        return self.progress.completed_on

    @cached_property
    def missing(self) -> list[str]:
        return missing_in_words(self.progress.missing)

    @cached_property
    def rule(self) -> list[str]:
        return rule_in_words(self.edition.version.completion_rule) if self.edition.version is not None else []

    @cached_property
    def meetings(self) -> list[Meeting]:
        words = dict(Attendance.Status.choices)
        marks = {mark.session: words[mark.status] for mark in self.progress.trail.marks}
        now = timezone.now()
        return [
            Meeting(session, session.ends_at < now, str(marks.get(session.pk, "")))
            for session in meetings_of(self.progress.sessions, self.progress.trail)
        ]

    @property
    def last_day(self) -> Any:
        """Until when one can go on at one's own pace; None where the group meets."""
        session = next((one for one in self.progress.sessions if one.self_paced), None)
        return session and session.ends_at.astimezone(self.edition.zone).date()

    @property
    def next_meeting(self) -> Session | None:
        """The meeting that is the next step itself, or that it comes before."""
        return self.line.until

    @property
    def order(self) -> tuple[bool, datetime]:
        return (self.completed_on is not None, self.line.day or FAR)


@never_cache
@login_required
@require_safe
def my_line(request: HttpRequest) -> HttpResponse:
    """The nearest date on top; completed ones below, in a sentence each."""
    person = person_of(request.user)
    enrolments = list(own_enrolments(request.user, person).order_by("-pk"))
    placed = [enrolment for enrolment in enrolments if enrolment.state == Enrolment.State.PLACED]
    shown = sorted((Shown(progress) for progress in lines_of(placed)), key=lambda one: one.order)
    running = [one for one in shown if one.completed_on is None]
    documents = EditionDocument.objects.filter(edition__in=[enrolment.edition_id for enrolment in placed])
    context = {
        "person": person,
        "first": next((one for one in running if one.line.here), None),
        "running": running,
        "completed": [one for one in shown if one.completed_on is not None],
        "waiting": _with_offers([e for e in enrolments if e.state != Enrolment.State.PLACED]),
        "documents": list(documents) if placed else [],
        "sections": filled(MY_LINE, request, person) if person else [],
    }
    return render(request, "leerlijn_courses/mine/my_line.html", context)


def _with_offers(waiting: list[Enrolment]) -> list[tuple[Enrolment, str]]:
    """Each with the address of the page on which a place that is offered is taken, or ""."""
    open_ = Offer.objects.filter(enrolment__in=waiting, state=Offer.State.OPEN, expires_at__gt=timezone.now())
    offered = set(open_.values_list("enrolment", flat=True)) if waiting else set()
    return [(one, own_page_address(one) if one.pk in offered else "") for one in waiting]


@never_cache
@login_required
@require_safe
def enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    """One enrolment whole: the line, all dates, what completing asks, documents, and the way out."""
    own = own_enrolment(request.user, pk)
    documents = EditionDocument.objects.filter(edition=own.edition_id) if own.state == Enrolment.State.PLACED else ()
    shown = Shown(lines_of([own])[0], list(documents))
    waiting = [] if shown.placed else [own]
    offer = next((address for _, address in _with_offers(waiting)), "")
    context = {"shown": shown, "offer": offer, "sections": filled(ENROLMENT, request, own)}
    return render(request, "leerlijn_courses/mine/enrolment.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaving is asked with its consequences, and done by a button; a second click on it changes nothing."""
    if request.method == "POST" and has_left(request.user, pk):
        return redirect("leerlijn_courses:my_line")
    own = own_enrolment(request.user, pk)
    if request.method == "POST":
        cancel(own, by=request.user)
        messages.success(request, _("You are no longer enrolled in “%(title)s”.") % {"title": own.edition.title})
        return redirect("leerlijn_courses:my_line")
    return render(request, "leerlijn_courses/mine/leave.html", {"shown": Shown(lines_of([own])[0])})


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    """A file of a group, for who is in it; each download is written down."""
    found = readable_document(request.user, pk)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="edition document", subjects=[found.pk])
    response = FileResponse(opened, as_attachment=True, filename=Path(found.file.name or "").name)
    response["Cache-Control"] = "private, no-store"
    return response
