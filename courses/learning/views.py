"""A group's tests in the admin: results per question without names, who passed, and extra time."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.cells import safe_cell
from courses.editions.access import visible_editions
from courses.editions.models import Edition, Enrolment
from courses.editions.views import _header
from courses.errors import CoursesError
from courses.learning.forms import ExtraTimeForm
from courses.learning.models import TestSitting
from courses.learning.results import FEWEST, results_of, standings
from courses.learning.sitting import count_late
from courses.learning.timing import extra_time_of, give_extra_time

PER_PAGE = 100


@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Per question how it went, without a name."""
    group = _group(request, pk)
    context = {"edition": group, "tests": results_of(group), "fewest": FEWEST, **_header(group, _("Tests"))}
    return render(request, "leerlijn_courses/admin/tests/results.html", context)


@require_safe
def results_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a table: sums only."""
    group = _group(request, pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(group.code)}-{slugify(_("tests"))}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [_("Test"), _("Question"), _("Asked"), _("Answered"), _("Right"), _("Answer"), _("Is right"), _("Chosen")]
    )
    for test in results_of(group):
        for question in test.questions:
            start = [safe_cell(test.title), safe_cell(question.text), question.asked]
            told = [question.answered, "" if question.right is None else question.right] if question.told else ["", ""]
            writer.writerow([*start, *told, "", "", ""])
            for option in question.options:
                writer.writerow(
                    [*start, *told, safe_cell(option.text), _("yes") if option.right else _("no"), option.count]
                )
    return response


@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who passed which test, with the extra time they have. That names were seen is written down."""
    group = _group(request, pk)
    page = Paginator(_taking_part(group), PER_PAGE).get_page(request.GET.get("people"))
    rows = standings(group, page.object_list)
    subjects = [person.pk for person, _tests in rows]
    log_access(by=request.user, action=Access.Action.SEEN, kind="enrolment", subjects=subjects, detail="tests")
    context = {"edition": group, "page": page, "rows": rows, **_below(group, _("Who passed"))}
    return render(request, "leerlijn_courses/admin/tests/people.html", context)


def extra_time(request: HttpRequest, pk: int, enrolment: int) -> HttpResponse:
    """Give one person more time at the tests."""
    group = _group(request, pk)
    row = get_object_or_404(_taking_part(group), pk=enrolment)
    form = ExtraTimeForm(request.POST or None, extra=extra_time_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            give_extra_time(row, **form.given(), by=request.user)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It holds from now on, also for a test that is running."))
            return redirect("leerlijn_learning:people", group.pk)
    context = {"edition": group, "row": row, "form": form, **_below(group, _("Extra time"))}
    return render(request, "leerlijn_courses/admin/tests/extra_time.html", context)


@require_POST
def let_count(request: HttpRequest, pk: int, enrolment: int, sitting: int) -> HttpResponse:
    """Let what was handed in too late count."""
    group = _group(request, pk)
    row = get_object_or_404(TestSitting, pk=sitting, enrolment__pk=enrolment, enrolment__edition=group)
    try:
        attempt = count_late(row, by=request.user)
        messages.success(
            request, _("All of it counts now: %(percentage)s %%.") % {"percentage": f"{attempt.percentage:g}"}
        )
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_learning:people", group.pk)


def _group(request: HttpRequest, pk: int) -> Edition:
    return get_object_or_404(visible_editions(request.user).select_related("version"), pk=pk)


def _taking_part(group: Edition) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(
        edition=group,
        state=Enrolment.State.PLACED,
        role__in=Enrolment.TAKING_PART,
        person__erased_at__isnull=True,
    )
    return rows.select_related("person", "extra_time").order_by(Lower("person__name"), "pk")


def _below(group: Edition, here: str) -> dict[str, Any]:
    """The header of a page below the results."""
    header = _header(group, here)
    crumbs = header["breadcrumbs_items"]
    crumbs.insert(-1, {"url": reverse("leerlijn_learning:results", args=[group.pk]), "label": _("Tests")})
    return header
