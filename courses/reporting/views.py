"""A project's figures in Wagtail's admin: the figures, the rows behind each, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.grants.access import visible_grants
from courses.grants.models import Grant
from courses.reporting.access import leads_programme, organisations_counted
from courses.reporting.ages import parse_bands
from courses.reporting.charts import aim_lines, growth
from courses.reporting.checking.finding import Doubts
from courses.reporting.checking.ground import ground_of
from courses.reporting.counting import Count, programme_totals
from courses.reporting.disclosure.partners import settled_half_years, whole_project
from courses.reporting.disclosure.showing import whole_shown
from courses.reporting.drilling.parts import part_of
from courses.reporting.errors import ReportRefused
from courses.reporting.forms import ReportForm, half_years, last_day_so_far, quarters
from courses.reporting.heading import heading
from courses.reporting.indicators.results import Result, results_of
from courses.reporting.labels import dimension_label, label_of
from courses.reporting.measures import MEASURES
from courses.reporting.members import is_known, members_of
from courses.reporting.outputs.background import ask, takes_long
from courses.reporting.outputs.formats import FORMATS, file_name
from courses.reporting.outputs.material import gather
from courses.reporting.periods import Period
from courses.reporting.report import Question
from courses.reporting.showing import definition_of, lines_for, programme_lines, sections_of, shared_with, tables_of
from courses.reporting.showing import waterfall_lines as lines_of_waterfall
from courses.reporting.waterfall import REASONS

PER_PAGE = 50


def project(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of a project over a period; an address without a period shows its days up to today."""
    grant, organisations = _asked_by(request, pk)
    form = ReportForm(request.GET, grant=grant)
    context = {
        "form": form,
        "own_part_of": organisations,
        "periods": _periods(request, grant, form),
        **heading(grant, _("Figures")),
    }
    if form.is_valid():
        question = form.question(_ids(organisations))
        context |= _answer(request, question)
        if question.organisations is not None:
            context |= _whole(request, question)
        context["doubts"] = len(Doubts(ground_of(request.user, grant=grant)).of(grant.pk))
    return render(request, "leerlijn_courses/admin/figures.html", context)


def _whole(request: HttpRequest, question: Question) -> dict[str, Any]:
    """For a partner the project's figures of a half-year, and where the other half-years are."""
    settled = settled_half_years(question.grant)
    context: dict[str, Any] = {"settled": [(name, _address_of(request, period)) for name, period in settled]}
    if question.period in [period for _name, period in settled]:
        whole = whole_project(question.grant, question.period, organisations=question.organisations or ())
        context["whole"] = whole_shown(whole, question.by)
    return context


def _periods(request: HttpRequest, grant: Grant, form: ReportForm) -> list[dict[str, Any]]:
    """The periods that are one press away: all of the project so far, its half-years and its quarters."""
    chosen = (form["first_day"].value(), form["last_day"].value())
    whole = Period(grant.first_day, last_day_so_far(grant))
    groups = [
        ("", [(_("The project so far"), whole)]),
        (_("Half-years"), half_years(grant)),
        (_("Quarters"), quarters(grant)),
    ]
    return [
        {
            "name": name,
            "links": [
                (label, _address_of(request, period), chosen == (str(period.first_day), str(period.last_day)))
                for label, period in periods
            ],
        }
        for name, periods in groups
        if periods
    ]


def _answer(request: HttpRequest, question: Question) -> dict[str, Any]:
    counted = question.count()
    context = {
        "question": question,
        "asked": request.GET.urlencode(),
        "aims": aim_lines(results_asked(question), is_part=question.organisations is not None),
        "growth": (grown := growth(counted, question.grant)),
        # Who was erased is in the total, and in no period of it any more.
        "growth_adds_up": sum(bar.number for bar in grown) == counted.measures["cumulative_persons"],
        "is_empty": not any(counted.measures.values()),
        "sections": sections_of(counted),
        "fall": counted.waterfall,
        "waterfall_lines": lines_of_waterfall(counted),
        "not_attended": definition_of("not_attended").said(len(counted.not_attended)) if counted.not_attended else "",
        "tables": tables_of(counted, question),
        "shared_with": shared_with(counted, question.grant),
    }
    if leads_programme(request.user, question.grant):
        totals = programme_totals(question.grant.programme, period=question.period, as_of=question.as_of)
        context["programme_lines"] = programme_lines(totals)
    return context


def results_asked(question: Question) -> list[Result]:
    return results_of(
        question.grant, period=question.period, as_of=question.as_of, organisations=question.organisations
    )


def members(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """What a figure means, and whom or what it counts."""
    grant, organisations = _asked_by(request, pk)
    form = ReportForm(request.GET, grant=grant)
    if not form.is_valid():
        raise Http404
    question = form.question(_ids(organisations))
    counted = question.count()
    if not is_known(name, counted):
        raise Http404
    row = _row_asked(request, name)
    if row:
        counted = _part(counted, *row, question.bands)
    page = Paginator(members_of(counted, name), PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_for(request.user, counted, page.object_list)
    named = sorted({line.record for line in lines if line.record is not None and line.name})
    if named:
        log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=named, detail=grant.code)
    definition = definition_of(name)
    figures = reverse("leerlijn_reporting:project", args=[grant.pk])
    context = {
        "question": question,
        "definition": definition,
        "sentence": definition.said(_figure(counted, name)),
        "row": _row_label(counted, *row) if row else "",
        "name": name,
        "is_reason": name in REASONS,
        "nameless": any(line.record and not line.name for line in lines),
        "fall": counted.waterfall if name == "cumulative_persons" and not row else None,
        "waterfall_lines": lines_of_waterfall(counted) if name == "cumulative_persons" and not row else [],
        "asked": _without_page(request),
        "page": page,
        "lines": lines,
        "columns": lines[0].columns if lines else (),
        **heading(grant, str(definition.label), above=[(f"{figures}?{_without_page(request)}", _("Figures"))]),
    }
    return render(request, "leerlijn_courses/admin/figure_members.html", context)


def _row_asked(request: HttpRequest, name: str) -> tuple[str, str] | None:
    """Which row of which table the figure stands in, where the address says so."""
    dimension, value = request.GET.get("dimension"), request.GET.get("value", "")
    if dimension is None:
        return None
    if name not in MEASURES:
        raise Http404
    return dimension, value


def _part(counted: Count, dimension: str, value: str, bands: Any) -> Count:
    try:
        return part_of(counted, dimension, value, bands or parse_bands())
    except ReportRefused as refusal:
        raise Http404 from refusal


def _row_label(counted: Count, dimension: str, value: str) -> str:
    return f"{dimension_label(dimension)}: {label_of(dimension, value, counted.ledger.editions)}"


def _figure(counted: Any, name: str) -> int | float:
    if name in counted.measures:
        return counted.measures[name]
    return len(members_of(counted, name))


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The figures as a file, asked with the same address as the screen; of a large project, a job makes it."""
    grant, organisations = _asked_by(request, pk)
    form = ReportForm(request.GET, grant=grant)
    if kind not in FORMATS or not form.is_valid():
        raise Http404
    if takes_long(grant):
        if request.method == "POST":
            job = ask(grant, kind, request.GET.urlencode(), by=request.user)
            return redirect("leerlijn_courses:job", job.pk)
        figures = f"{reverse('leerlijn_reporting:project', args=[grant.pk])}?{request.GET.urlencode()}"
        context = {"kind": kind, **heading(grant, _("As a file"), above=[(figures, _("Figures"))])}
        return render(request, "leerlijn_courses/admin/figures_file.html", context)
    material = gather(form.question(_ids(organisations)), whole=not FORMATS[kind].is_text)
    content = FORMATS[kind].write(material)
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="grant", subjects=[grant.pk], detail=kind)
    name = file_name(material, kind)
    return HttpResponse(
        content,
        content_type=FORMATS[kind].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def _asked_by(request: HttpRequest, pk: int) -> tuple[Grant, Any]:
    grant = get_object_or_404(visible_grants(request.user).select_related("funder", "lead"), pk=pk)
    return grant, organisations_counted(request.user, grant)


def _ids(organisations: Any) -> tuple[int, ...] | None:
    return None if organisations is None else tuple(organisations.values_list("pk", flat=True))


def _address_of(request: HttpRequest, period: Any) -> str:
    asked = request.GET.copy()
    asked["first_day"], asked["last_day"] = period.first_day.isoformat(), period.last_day.isoformat()
    return asked.urlencode()


def _without_page(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
