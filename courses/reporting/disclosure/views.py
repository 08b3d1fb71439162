"""A preview of what would be published of a project; nothing is published by looking at it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.errors import CoursesError
from courses.grants.access import led_grants
from courses.grants.models import Grant
from courses.reporting.ages import parse_bands
from courses.reporting.definitions import DEFINITIONS
from courses.reporting.disclosure.answering import publication_of
from courses.reporting.disclosure.forms import PublicationForm
from courses.reporting.disclosure.showing import audit_said, cell_of, published_tables_shown
from courses.reporting.forms import half_years
from courses.reporting.heading import heading
from courses.reporting.report import BOM, Question, as_csv, as_json, report

FORMATS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """The published tables of a period, for who answers for the project."""
    grant = _led(request, pk)
    form = PublicationForm(request.GET, grant=grant)
    context: dict[str, Any] = {
        "form": form,
        "quick": [(name, _address_of(request, period)) for name, period in half_years(grant)],
        **heading(grant, _("For publication")),
    }
    if form.is_valid():
        try:
            context |= _preview(form.public_question())
            context["asked"] = request.GET.urlencode()
        except CoursesError as refusal:
            context["refused"] = str(refusal)
    return render(request, "leerlijn_courses/admin/publication.html", context)


def _preview(question: Question) -> dict[str, Any]:
    counted = question.count()
    answer = report(question, counted)
    bands = question.bands or parse_bands()
    axes, _public = publication_of(counted, by=question.by, cross=question.cross, bands=bands)
    return {
        "question": question,
        "label": DEFINITIONS["new_persons"].label,
        "total": cell_of(answer["measures"]["new_persons"]),
        "tables": published_tables_shown(answer, axes),
        "audit": audit_said(answer["audit"]),
        "is_any_hidden": bool(answer["audit"]["hidden"]),
    }


def publication_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The previewed tables as a file, asked with the same address as the screen."""
    grant = _led(request, pk)
    form = PublicationForm(request.GET, grant=grant)
    if kind not in FORMATS or not form.is_valid():
        raise Http404
    question = form.public_question()
    try:
        answer = report(question)
    except CoursesError as refusal:
        raise Http404 from refusal
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="grant", subjects=[grant.pk], detail=kind)
    text = as_json(answer) if kind == "json" else BOM + as_csv(answer)
    days = f"{question.period.first_day}-{question.period.last_day}"
    name = f"{slugify(grant.code)[:80] or grant.pk}-{days}-public.{kind}"
    return HttpResponse(
        text.encode(),
        content_type=FORMATS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def _led(request: HttpRequest, pk: int) -> Grant:
    """Only who sees the exact figures anyway: who tries many periods could work out what each preview hides."""
    return get_object_or_404(led_grants(request.user).select_related("funder", "lead"), pk=pk)


def _address_of(request: HttpRequest, period: Any) -> str:
    asked = request.GET.copy()
    asked["first_day"], asked["last_day"] = period.first_day.isoformat(), period.last_day.isoformat()
    return asked.urlencode()
