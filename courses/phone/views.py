"""The trainer's phone: which meeting, who is there, people without a name, who comes in, and the notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.closed import WhyForm, asked_first, kept_sentence, reported_over, sentence_for
from courses.editions.models import Attendance, Session
from courses.errors import CoursesError
from courses.people.access import person_of
from courses.phone import listing
from courses.phone.errors import NoteOutdated, PhoneError
from courses.phone.forms import MarkForm, NoteForm, WalkInForm
from courses.phone.meetings import is_on, meetings_of_today, own_meetings, unmarked_meetings
from courses.phone.models import SessionNote
from courses.phone.noting import save_note
from courses.phone.reading import MOST_BYTES, read_taps
from courses.phone.taking import TAKEN, Answer, Tapped, take_taps
from courses.phone.walking_in import add_walk_in

# From this many names on, looking for one is quicker than scrolling.
LONG_LIST = 12
WORKER = Path(__file__).resolve().parent.parent / "static" / "leerlijn_courses" / "phone" / "worker.js"
CHOICES = (
    Attendance.Status.PRESENT,
    Attendance.Status.LATE,
    Attendance.Status.EXCUSED,
    Attendance.Status.ABSENT,
    Attendance.Status.VOID,
)


@never_cache
@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The meetings of today, the nearest first; if just one is going on, straight to it."""
    meetings = meetings_of_today(request.user)
    going_on = [session for session in meetings if is_on(session)]
    if len(going_on) == 1 and "all" not in request.GET:
        return redirect("leerlijn_courses:meeting", going_on[0].pk)
    context = {
        "meetings": [(session, session in going_on) for session in meetings],
        "unmarked": unmarked_meetings(request.user),
        "person": person_of(request.user),
    }
    return _kept(render(request, "leerlijn_courses/phone/today.html", context))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The list. A POST is a tap where no script runs: one person's next mark, or one person without a name."""
    session = _own(request, pk)
    if request.method == "POST":
        return _tapped(request, session)
    return _list(request, session)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_person(request: HttpRequest, pk: int, enrolment: int) -> HttpResponse:
    """Everything that can be said of one person's attendance, and a button for each."""
    session = _own(request, pk)
    if asked := _ask_why(request, session):
        return asked
    row = next((row for row in listing.listed(session) if row.enrolment.pk == enrolment), None)
    if row is None:
        return _gone(request, session)
    form = MarkForm(request.POST or None, initial={"minutes": row.minutes})
    if request.method == "POST" and form.is_valid():
        tap = _by_hand(enrolment=enrolment, status=form.cleaned_data["status"], minutes=form.cleaned_data["minutes"])
        answer = _take(request, session, tap)
        if answer.state == TAKEN:
            return redirect(f"{_address(session)}#p{enrolment}")
        form.add_error("minutes", answer.sentence)
    context = {"session": session, "row": row, "form": form, "choices": _choices(row.status)}
    return render(request, "leerlijn_courses/phone/person.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def somebody_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who comes in and is not on the list."""
    session = _own(request, pk)
    if asked := _ask_why(request, session):
        return asked
    form = WalkInForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            said = {name: data[name] for name in ("key", "name", "email")}
            reason = sentence_for(request, session) or ""
            enrolment = add_walk_in(session, **said, by=request.user, reason=reason)
        except CoursesError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Added to the group, and marked present."))
            return redirect(f"{_address(session)}#p{enrolment.pk}")
    return render(request, "leerlijn_courses/phone/new.html", {"session": session, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    session = _own(request, pk)
    note = SessionNote.objects.select_related("changed_by").filter(session=session).first()
    form = NoteForm(request.POST or None, note=note)
    theirs = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            save_note(session, data["text"], seen=data["seen"], by=request.user)
        except NoteOutdated as refusal:
            form.add_error("text", str(refusal))
            theirs = note
            # What is typed stays; saving once more is a decision made with both texts in sight.
            typed = request.POST.copy()
            typed["seen"] = str(note.version if note else 0)
            form.data = typed
        else:
            messages.success(request, _("The notes are saved."))
            return redirect(_address(session))
    return render(request, "leerlijn_courses/phone/notes.html", {"session": session, "form": form, "theirs": theirs})


@never_cache
@login_required
@require_POST
def marks(request: HttpRequest, pk: int) -> JsonResponse:
    """What a phone has in its queue, many taps at once; answers one each, and how everybody stands now.

    In a period that was reported taps wait on the phone, unanswered, until the trainer has said why they come now (`why`).
    """
    session = _own(request, pk)
    try:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            raise PhoneError(_("This is too much at once."))
        taps, wrong = read_taps(request.body)
    except PhoneError as error:
        return JsonResponse({"sentence": str(error)}, status=400)
    reason = sentence_for(request, session) if taps else ""
    answers = wrong
    if taps and reason is not None:
        answers = [*take_taps(session, taps, by=request.user, reason=reason), *wrong]
    session.refresh_from_db(fields=["unnamed"])
    return JsonResponse(
        {
            "answers": [vars(answer) for answer in answers],
            "why": reason is None,
            "people": {row.enrolment.pk: [row.status, row.minutes] for row in listing.listed(session)},
            "unnamed": session.unnamed,
            "now": round(timezone.now().timestamp() * 1000),
        }
    )


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It stands below `today/`, so that it never comes between other pages and the network."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


def _list(request: HttpRequest, session: Session) -> HttpResponse:
    rows = listing.listed(session)
    reported, kept = reported_over(session), kept_sentence(request, session)
    log_access(by=request.user, action=Access.Action.SEEN, kind="session", subjects=[session.pk], detail=f"{len(rows)}")
    sought = request.GET.get("q", "").strip()[:100]
    context = {
        "session": session,
        "edition": session.edition,
        "rows": [row for row in rows if _matches(row, sought)] if sought else rows,
        "all": len(rows),
        "there": sum(row.there for row in rows),
        "sought": sought,
        "long": len(rows) > LONG_LIST,
        "note": SessionNote.objects.filter(session=session).exclude(text="").exists(),
        "choices": _choices(),
        "now": round(timezone.now().timestamp() * 1000),
        "words": _words(),
        "why": WhyForm(None, reported=reported, said=kept or ""),
        "said_why": kept if reported and "why" not in request.GET else None,
    }
    return _kept(render(request, "leerlijn_courses/phone/meeting.html", context))


def _tapped(request: HttpRequest, session: Session) -> HttpResponse:
    if asked := _ask_why(request, session):
        return asked
    back = f"{_address(session)}"
    enrolment, _colon, status = request.POST.get("mark", "").partition(":")
    if request.POST.get("add") in ("1", "-1"):
        tap = _by_hand(add=int(request.POST["add"]))
        back += "#unnamed"
    elif enrolment.isdecimal() and len(enrolment) < 19:
        tap = _by_hand(enrolment=int(enrolment), status=status[:12])
        back += f"#p{enrolment}"
    else:
        if "reason" not in request.POST:
            messages.error(request, _("Nothing was marked: tap a name."))
        return redirect(back)
    answer = _take(request, session, tap)
    if answer.state != TAKEN:
        messages.error(request, answer.sentence)
    return redirect(back)


def _ask_why(request: HttpRequest, session: Session) -> HttpResponse | None:
    if request.method != "POST":
        return None
    return asked_first(request, session, template="leerlijn_courses/phone/why.html")


def _take(request: HttpRequest, session: Session, tap: Tapped) -> Answer:
    return take_taps(session, [tap], by=request.user, reason=sentence_for(request, session) or "")[0]


def _by_hand(**said: Any) -> Tapped:
    return Tapped(uuid4(), timezone.now(), **said)


def _own(request: HttpRequest, pk: int) -> Session:
    return get_object_or_404(own_meetings(request.user), pk=pk)


def _gone(request: HttpRequest, session: Session) -> HttpResponse:
    messages.error(request, _("This person is not on the list of this meeting (any more)."))
    return redirect(_address(session))


def _address(session: Session) -> str:
    return reverse("leerlijn_courses:meeting", args=[session.pk])


def _choices(now: str = "") -> list[tuple[str, str, bool]]:
    """What can be said with one button: status, words, and whether it holds now."""
    words = {**listing.WORDS, Attendance.Status.VOID: lambda: _("Clear the mark")}
    return [(status.value, str(words[status]()), status == now) for status in CHOICES]


def _words() -> dict[str, str]:
    """What the script says; {n} becomes a number there."""
    return {
        **{str(status): word() for status, word in listing.WORDS.items()},
        "minutes": _("%(minutes)s minutes") % {"minutes": "{n}"},
        "unnamed": _("%(number)s without a name") % {"number": "{n}"},
        "needs_connection": _("This needs a connection. Try again when it is back."),
    }


def _matches(row: listing.Row, sought: str) -> bool:
    return listing.plain(sought) in listing.plain(row.enrolment.person.name)


def _kept(response: HttpResponse) -> HttpResponse:
    """Names may stay on this device: where nobody is logged in any more, a script looks for them and takes them away."""
    response.set_cookie("leerlijn_phone", "1", max_age=60 * 60 * 24 * 30, samesite="Lax")
    return response
