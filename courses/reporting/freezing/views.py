"""The reports of a project in Wagtail's admin: the list, one report, its steps, and what the next version would change."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import visible_editions
from courses.errors import CoursesError
from courses.grants.access import visible_grants
from courses.grants.models import Grant
from courses.reporting.access import organisations_counted
from courses.reporting.freezing import deciding
from courses.reporting.freezing.access import leads, signs_for, visible_reports
from courses.reporting.freezing.answering import frozen_answer
from courses.reporting.freezing.awaiting import late_facts, next_changes, number_late
from courses.reporting.freezing.differing import CellChange
from courses.reporting.freezing.forms import DraftForm, NoteForm, first_error
from courses.reporting.freezing.keeping import ledger_of
from courses.reporting.freezing.models import FrozenReport, FrozenStep
from courses.reporting.freezing.opening import Opened, open_measure
from courses.reporting.freezing.queueing import draft_in_background, takes_long
from courses.reporting.freezing.recounting import bands_of, count_of, recount
from courses.reporting.freezing.showing import (
    changes_in_words,
    exclusions_of_answer,
    indicators_in_words,
    sections_of_answer,
    tables_of_answer,
)
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.heading import heading
from courses.reporting.measures import MEASURES
from courses.reporting.outputs.formats import FORMATS, file_name
from courses.reporting.outputs.material import of_frozen
from courses.reporting.report import PUBLIC
from courses.reporting.showing import lines_for

PER_PAGE = 50
State = FrozenReport.State
STEPS: dict[str, Callable[..., Any]] = {
    "accept": deciding.accept,
    "close": deciding.close,
    "submit": deciding.submit,
    "approve": deciding.approve,
}


@require_safe
def reports(request: HttpRequest, grant: int) -> HttpResponse:
    """Every report of a project, the newest first."""
    project = _grant(request, grant)
    context = {
        "reports": FrozenReport.objects.filter(grant=project).order_by("-last_day", "audience", "-version"),
        "leads": leads(request.user, project),
        **heading(project, _("Reports")),
    }
    return render(request, "leerlijn_courses/freezing/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, grant: int) -> HttpResponse:
    """Freeze the figures of a period as a draft. What is asked stands in the address, so the figures' page can lead here."""
    project = _grant(request, grant)
    if not leads(request.user, project):
        raise Http404
    form = DraftForm(request.POST if request.method == "POST" else request.GET, grant=project)
    if request.method == "POST" and form.is_valid():
        question = form.asked()
        try:
            if takes_long(question):
                return redirect("leerlijn_courses:job", draft_in_background(question, by=request.user).pk)
            made = deciding.draft(question, by=request.user)
        except CoursesError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The figures are frozen. Now the partners can sign."))
            return redirect("leerlijn_freezing:report", made.pk)
    context = {
        "form": form,
        "show_errors": request.method == "POST",
        **heading(project, _("New report"), above=_above(project)),
    }
    return render(request, "leerlijn_courses/freezing/new.html", context)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures as they were frozen, who signed, what changed since the version before, and what can be done now."""
    frozen = _report(request, pk)
    own = organisations_counted(request.user, frozen.grant)
    leading = own is None
    answer = frozen_answer(frozen) if leading else _own_part(frozen, own)
    changes = [CellChange.of_json(change) for change in json.loads(frozen.changes)] if leading else []
    context = {
        "report": frozen,
        "leads": leading,
        "own_part_of": own,
        "opens": "" if frozen.audience == PUBLIC else reverse("leerlijn_freezing:rows", args=[frozen.pk, "x"])[:-2],
        "indicators": indicators_in_words(frozen) if leading else [],
        "sections": sections_of_answer(answer),
        "exclusions": exclusions_of_answer(answer),
        "tables": tables_of_answer(answer),
        "steps": _steps(frozen),
        "unsigned": deciding.unsigned(frozen) if frozen.state in FrozenReport.OPEN else [],
        "signing_for": _signing_for(request, frozen),
        "actions": _actions(request, frozen) if leading else [],
        "note_form": NoteForm(),
        "changes": changes_in_words(changes),
        "following": getattr(frozen, "following", None),
        "number_late": number_late(frozen) if leading and _is_newest(frozen) else 0,
        "is_newest": _is_newest(frozen),
        **heading(frozen.grant, _title(frozen), above=_above(frozen.grant)),
    }
    return render(request, "leerlijn_courses/freezing/report.html", context)


@require_safe
def rows(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Whom or what a frozen figure counts, or a row of its tables; of a partner's own part for a partner."""
    frozen = _report(request, pk)
    own = organisations_counted(request.user, frozen.grant)
    organisations = None if own is None else frozenset(own.values_list("pk", flat=True))
    row = _row_asked(request)
    if frozen.audience == PUBLIC or (row and name not in MEASURES):
        raise Http404
    return _opened(request, frozen, open_measure(frozen, name, row=row, organisations=organisations))


def _opened(request: HttpRequest, frozen: FrozenReport, opened: Opened | None) -> HttpResponse:
    if opened is None:
        raise Http404
    page = Paginator(opened.members, PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_for(request.user, opened.counted, page.object_list)
    named = sorted({line.record for line in lines if line.record is not None and line.name})
    if named:
        log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=named, detail=frozen.grant.code)
    # A row's facts open as they were known when the report was frozen.
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["first_day"], asked["last_day"] = frozen.first_day.isoformat(), frozen.last_day.isoformat()
    asked["as_of"] = frozen.as_of.astimezone(frozen.grant.zone).date().isoformat()
    above = [*_above(frozen.grant), (reverse("leerlijn_freezing:report", args=[frozen.pk]), _title(frozen))]
    context = {
        "report": frozen,
        "opened": opened,
        "name": opened.name,
        "nameless": any(line.record and not line.name for line in lines),
        "page": page,
        "lines": lines,
        "columns": lines[0].columns if lines else (),
        "asked": asked.urlencode(),
        **heading(frozen.grant, opened.label, above=above),
    }
    return render(request, "leerlijn_courses/freezing/rows.html", context)


def _row_asked(request: HttpRequest) -> tuple[str, str] | None:
    """Which row of which table the figure stands in, where the address says so."""
    dimension = request.GET.get("dimension")
    return None if dimension is None else (dimension, request.GET.get("value", ""))


@require_safe
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """What the next version would change: per cell, with reasons, and the facts that came after."""
    frozen = _report(request, pk)
    if not leads(request.user, frozen.grant) or not _is_newest(frozen):
        raise Http404
    facts = late_facts(frozen)
    editions = {fact.edition_id for fact in facts if fact.edition_id is not None}
    may_open = set(visible_editions(request.user).filter(pk__in=editions).values_list("pk", flat=True))
    persons = sorted({fact.person for fact in facts if fact.person is not None})
    if persons:
        log_access(
            by=request.user, action=Access.Action.SEEN, kind="person", subjects=persons, detail=frozen.grant.code
        )
    above = [*_above(frozen.grant), (reverse("leerlijn_freezing:report", args=[frozen.pk]), _title(frozen))]
    context = {
        "report": frozen,
        "changes": changes_in_words(next_changes(frozen)),
        "facts": facts,
        "may_open": may_open,
        **heading(frozen.grant, _("What the next version would change"), above=above),
    }
    return render(request, "leerlijn_courses/freezing/waiting.html", context)


@require_safe
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What was frozen, as a file: the same bytes each time. The whole of it, so for who leads the project."""
    frozen = _report(request, pk)
    if kind not in FORMATS or not leads(request.user, frozen.grant):
        raise Http404
    material = of_frozen(frozen)
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="grant", subjects=[frozen.grant_id], detail=kind)
    with translation.override(settings.LANGUAGE_CODE):
        content = FORMATS[kind].write(material)
    return HttpResponse(
        content,
        content_type=FORMATS[kind].content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(material, kind)}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
def sign(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    frozen = _report(request, pk)
    partner = get_object_or_404(signs_for(request.user, frozen.grant), pk=organisation)
    return _do(request, frozen, lambda: deciding.sign_off(frozen, partner, by=request.user), _("Signed. Thank you."))


@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One of the lead's steps; what isn't one is nowhere."""
    frozen = _report(request, pk)
    if name not in STEPS or not leads(request.user, frozen.grant):
        raise Http404
    return _do(request, frozen, lambda: STEPS[name](frozen, by=request.user), _("It is written down."))


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    frozen = _report(request, pk)
    if not leads(request.user, frozen.grant):
        raise Http404
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("leerlijn_freezing:report", frozen.pk)
    note = form.cleaned_data["note"]
    return _do(
        request, frozen, lambda: deciding.give_back(frozen, by=request.user, note=note), _("It is written down.")
    )


@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the next version of the newest one."""
    frozen = _report(request, pk)
    if not leads(request.user, frozen.grant) or not _is_newest(frozen):
        raise Http404
    try:
        question = deciding.question_of(frozen)
        if takes_long(question):
            return redirect("leerlijn_courses:job", draft_in_background(question, by=request.user).pk)
        made = deciding.replace(frozen, by=request.user)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return redirect("leerlijn_freezing:report", frozen.pk)
    messages.success(request, _("The new version is frozen as a draft. Now the partners can sign."))
    return redirect("leerlijn_freezing:report", made.pk)


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the report against its hashes and its own members."""
    frozen = _report(request, pk)
    problems = problems_of(frozen)
    for problem in problems:
        messages.error(request, problem)
    if not problems:
        messages.success(
            request,
            _("Everything is still what was frozen: the figures, what they add up from, and the versions before."),
        )
    return redirect("leerlijn_freezing:report", frozen.pk)


def _do(request: HttpRequest, frozen: FrozenReport, verb: Callable[[], Any], said: str) -> HttpResponse:
    try:
        verb()
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("leerlijn_freezing:report", frozen.pk)


def _grant(request: HttpRequest, pk: int) -> Grant:
    return get_object_or_404(visible_grants(request.user).distinct().select_related("funder", "lead"), pk=pk)


def _report(request: HttpRequest, pk: int) -> FrozenReport:
    return get_object_or_404(visible_reports(request.user).select_related("grant", "previous", "following"), pk=pk)


def _title(frozen: FrozenReport) -> str:
    return _("Report, version %(version)d") % {"version": frozen.version}


def _above(grant: Grant) -> list[tuple[str, str]]:
    return [(reverse("leerlijn_freezing:reports", args=[grant.pk]), _("Reports"))]


def _own_part(frozen: FrozenReport, organisations: Any) -> dict[str, Any]:
    """What the groups of these organisations add, counted again from the frozen members as if they were the only ones."""
    ledger = ledger_of(frozen, organisations=frozenset(organisations.values_list("pk", flat=True)))
    return recount(count_of(ledger, frozen), frozen.asked, bands_of(frozen))


def _is_newest(frozen: FrozenReport) -> bool:
    return getattr(frozen, "following", None) is None


def _steps(frozen: FrozenReport) -> Any:
    return FrozenStep.objects.filter(report=frozen).select_related("organisation", "by")


def _signing_for(request: HttpRequest, frozen: FrozenReport) -> Any:
    """The partners for whom this account can sign now."""
    if frozen.state != State.DRAFTED:
        return []
    signed = FrozenStep.objects.filter(report=frozen, step=FrozenStep.Step.SIGNED_OFF).values("organisation")
    return signs_for(request.user, frozen.grant).exclude(pk__in=signed)


def _actions(request: HttpRequest, frozen: FrozenReport) -> list[tuple[str, str]]:
    """The lead's next steps: (step, what the button says)."""
    accepted_by_me = FrozenStep.objects.filter(
        report=frozen, step=FrozenStep.Step.ACCEPTED, by=request.user.pk
    ).exists()
    possible = {
        State.DRAFTED: [] if deciding.unsigned(frozen) else [("accept", _("Accept for the lead"))],
        State.ACCEPTED: [] if accepted_by_me else [("close", _("Close the report"))],
        State.CLOSED: [("submit", _("Submitted to the funder"))],
        State.FROZEN: [("submit", _("Submitted to the funder"))],
        State.SUBMITTED: [("approve", _("Approved by the funder"))],
        State.RETURNED: [("submit", _("Submitted to the funder again"))],
    }
    return possible.get(State(frozen.state), [])
