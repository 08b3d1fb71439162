"""The paper of a meeting: printing its list, sending its photo, and saying who signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import uses_editions, visible_editions
from courses.editions.closed import WhyForm, reported_over
from courses.editions.models import Session
from courses.editions.views import _header
from courses.errors import CoursesError
from courses.paper.access import visible_pages, visible_scans, visible_sheets
from courses.paper.confirming import confirm_scan, take_back
from courses.paper.forms import ConfirmForm, SendForm, WhichForm
from courses.paper.keeping import Kept, keep_file, say_which, throw_away
from courses.paper.models import Scan
from courses.paper.printing import print_sheet
from courses.paper.reviewing import confirmed_rows, sheets_of


@require_safe
def meeting(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """The lists printed for a meeting, what came back of them, and where a photo is sent."""
    row = _session(request, pk, session)
    return render(request, "leerlijn_courses/paper/meeting.html", _meeting_context(row, SendForm()))


@require_POST
def print_list(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    row = _session(request, pk, session)
    try:
        sheet = print_sheet(row, by=request.user)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return redirect("leerlijn_paper:meeting", row.edition_id, row.pk)
    return redirect("leerlijn_paper:sheet_pdf", sheet.pk)


@require_safe
@never_cache
def sheet_pdf(request: HttpRequest, sheet: int) -> HttpResponse:
    """A list that was printed before: the same rows and codes."""
    from courses.paper.drawing import sheet_pdf as drawn

    row = get_object_or_404(visible_sheets(request.user).select_related("session__edition__organisation"), pk=sheet)
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="sheet", subjects=[row.pk])
    response = HttpResponse(drawn(row), content_type="application/pdf")
    name = slugify(f"{_('sign-in sheet')} {row.session.edition.code} {row.session.starts_at:%Y-%m-%d} {row.number}")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf") or "attachment"
    return response


@require_POST
def send(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """Photos or scans of a meeting's list; a page of another meeting goes there by its code."""
    row = _session(request, pk, session)
    form = SendForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "leerlijn_courses/paper/meeting.html", _meeting_context(row, form))
    kept = _keep_all(request, form, row)
    return _onwards(kept) or redirect("leerlijn_paper:meeting", row.edition_id, row.pk)


def send_any(request: HttpRequest) -> HttpResponse:
    """Photos of lists of any of one's groups at once: each finds its own meeting."""
    if not uses_editions(request.user):
        raise Http404
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = _keep_all(request, form, None)
        return _onwards(kept) or redirect("leerlijn_paper:send_any")
    waiting = visible_scans(request.user).filter(confirmed_at=None).select_related("session__edition", "page__sheet")
    context = {
        "form": form,
        "waiting": waiting.order_by("-uploaded_at", "-pk")[:50],
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_edition_modeladmin_index"), "label": _("Groups")},
            {"url": "", "label": _("Photos of sign-in sheets")},
        ],
        "header_title": _("Photos of sign-in sheets"),
        "header_icon": "image",
    }
    return render(request, "leerlijn_courses/paper/send.html", context)


@never_cache
def scan(request: HttpRequest, scan: int) -> HttpResponse:
    """The picture beside the marks of its rows; nothing is evidence before a person says so here."""
    row = _scan(request, scan)
    session = row.session
    if row.page_id is None or session is None:
        return render(
            request, "leerlijn_courses/paper/which.html", _which_context(request, row, WhichForm(row, request))
        )
    data = request.POST if request.method == "POST" else None
    form, why = ConfirmForm(data, scan=row), WhyForm(data, reported=reported_over(session))
    if request.method == "POST" and why.may_go_on() and form.is_valid():
        try:
            signatures = confirm_scan(row, by=request.user, reason=why.said, **form.said())
        except CoursesError as refusal:
            form.refusal = str(refusal)
            row.refresh_from_db()
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)s signature is kept as evidence.",
                    "%(count)s signatures are kept as evidence.",
                    len(signatures),
                )
                % {"count": len(signatures)},
            )
            return redirect("leerlijn_paper:meeting", session.edition_id, session.pk)
    others = Scan.objects.filter(page=row.page_id).exclude(pk=row.pk)
    context = {
        "scan": row,
        "session": session,
        "edition": session.edition,
        "form": form,
        "why": why,
        "signatures": confirmed_rows(row),
        "other": others.order_by("-confirmed_at", "pk").first(),
        **_crumbs(row, _("Who signed")),
    }
    return render(request, "leerlijn_courses/paper/scan.html", context)


@require_safe
@never_cache
def picture(request: HttpRequest, scan: int) -> FileResponse:
    """The picture itself; every look at it is logged."""
    row = _scan(request, scan)
    if not row.file:  # it went with somebody who was erased
        raise Http404
    log_access(by=request.user, action=Access.Action.SEEN, kind="scan", subjects=[row.pk])
    response = FileResponse(row.file.open(), content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = "inline"
    return response


@require_POST
def which(request: HttpRequest, scan: int) -> HttpResponse:
    row = _scan(request, scan)
    form = WhichForm(row, request, request.POST)
    if not form.is_valid():
        return render(request, "leerlijn_courses/paper/which.html", _which_context(request, row, form))
    try:
        say_which(row, form.cleaned_data["page"], by=request.user)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_paper:scan", row.pk)


@require_POST
def undo(request: HttpRequest, scan: int) -> HttpResponse:
    row = _scan(request, scan)
    reason = ""
    if row.session is not None:
        why = WhyForm(request.POST, reported=reported_over(row.session))
        if not why.may_go_on():
            context = {"why": why, "scan": row, "session": row.session, **_crumbs(row, _("Take the confirmation back"))}
            return render(request, "leerlijn_courses/paper/why.html", context)
        reason = why.said
    try:
        take_back(row, by=request.user, reason=reason)
        messages.success(request, _("Taken back. The marks are as they were before; you can confirm once more."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_paper:scan", row.pk)


@require_POST
def discard(request: HttpRequest, scan: int) -> HttpResponse:
    row = _scan(request, scan)
    try:
        throw_away(row, by=request.user)
        messages.success(request, _("The picture is gone."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return redirect("leerlijn_paper:scan", row.pk)
    if row.session is None:
        return redirect("leerlijn_paper:send_any")
    return redirect("leerlijn_paper:meeting", row.session.edition_id, row.session.pk)


@never_cache
@login_required
@require_safe
def sheet_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR of a sheet leads who scans it with their phone: the page of that meeting."""
    page = visible_pages(request.user).filter(code=code[:16].upper()).select_related("sheet__session").first()
    if page is None:
        raise Http404
    session = page.sheet.session
    return redirect("leerlijn_paper:meeting", session.edition_id, session.pk)


def _session(request: HttpRequest, pk: int, session: int) -> Session:
    group = get_object_or_404(visible_editions(request.user), pk=pk)
    return get_object_or_404(Session.objects.select_related("edition"), pk=session, edition=group, self_paced=False)


def _scan(request: HttpRequest, pk: int) -> Scan:
    return get_object_or_404(visible_scans(request.user).select_related("session__edition", "page__sheet"), pk=pk)


def _meeting_context(row: Session, form: SendForm) -> dict[str, Any]:
    return {
        "session": row,
        "edition": row.edition,
        "form": form,
        "sheets": sheets_of(row),
        "unknown": Scan.objects.filter(session=row, page=None),
        **_header(row.edition, _("Sign-in sheet")),
    }


def _which_context(request: HttpRequest, row: Scan, form: WhichForm) -> dict[str, Any]:
    session = row.session
    return {
        "scan": row,
        "session": session,
        "edition": session.edition if session else None,
        "form": form,
        **_crumbs(row, _("Which list is this?")),
    }


def _crumbs(row: Scan, here: str) -> dict[str, Any]:
    if row.session is not None:
        return _header(row.session.edition, here)
    return {
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_paper:send_any"), "label": _("Photos of sign-in sheets")},
            {"url": "", "label": here},
        ],
        "header_title": here,
        "header_icon": "image",
    }


def _keep_all(request: HttpRequest, form: SendForm, session: Session | None) -> list[Kept]:
    answers = []
    for file in form.cleaned_data["pictures"]:
        name = "".join(sign for sign in file.name or "" if sign.isprintable())[-60:]
        kept = keep_file(file.file, name=name, size=file.size, by=request.user, session=session)
        answers.append(kept)
    if fresh := sum(len(kept.scans) for kept in answers):
        # One sentence for all: on a phone a line for each would push the rest off the screen.
        text = ngettext("%(name)s: %(count)s page is kept.", "%(name)s: %(count)s pages are kept.", fresh)
        names = ", ".join(kept.name for kept in answers if kept.scans)
        messages.success(request, text % {"name": names, "count": fresh})
    for kept in answers:
        _tell(request, kept, session)
    return answers


def _tell(request: HttpRequest, kept: Kept, session: Session | None) -> None:
    if kept.known:
        messages.info(request, _("%(name)s: this picture was here already.") % {"name": kept.name})
    if session and any(scan.session_id not in (None, session.pk) for scan in [*kept.scans, *kept.known]):
        messages.info(request, _("%(name)s is the list of another meeting, so it was put there.") % {"name": kept.name})
    for refusal in dict.fromkeys(kept.refusals):
        messages.error(request, f"{kept.name}: {refusal}")


def _onwards(kept: list[Kept]) -> HttpResponse | None:
    """To the one picture that was sent, so that its sender goes on at once."""
    scans = [scan for one in kept for scan in [*one.scans, *one.known]]
    if len(scans) == 1 and not any(one.refusals for one in kept):
        return redirect("leerlijn_paper:scan", scans[0].pk)
    return None
