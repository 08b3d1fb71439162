"""Information activities in Wagtail's admin: the list, correcting one, and what should be looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.closed import Reported, When, WhyForm, reported_at
from courses.editions.models import Edition
from courses.errors import CoursesError
from courses.fieldwork.access import managed_activities
from courses.fieldwork.activities import change_activity, session_of
from courses.fieldwork.doubles import decide_different, half_pairs, pairs_with_facts, set_aside, take_apart
from courses.fieldwork.forms import CorrectionForm, TextField
from courses.fieldwork.hosting import settle
from courses.fieldwork.models import Activity, HostAnswer, PossibleDouble
from courses.fieldwork.overview import Row, as_csv, rows_of, visible_activities, with_facts
from courses.fieldwork.remembering import remembered
from courses.people.access import is_coordinator, organisations_of
from courses.people.models import Organisation

PER_PAGE = 50
PAIRS = 20
BOM = "\ufeff"


def coordinators_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_coordinator(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return shown


class FilterForm(forms.Form):
    """Which activities to list; nothing chosen lists all."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Given by"),
        required=False,
        empty_label=gettext_lazy("everybody"),
    )
    region = TextField(label=gettext_lazy("Municipality"), required=False, max_length=100)
    first_day = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, editions: QuerySet[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = editions
        givers = Organisation.objects.filter(pk__in=editions.order_by().values("organisation"))
        self.fields["organisation"].queryset = givers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The period ends before it starts."))
        return data

    def chosen(self) -> QuerySet[Edition]:
        """The latest first. What is filled in wrong filters nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        found = self.editions.annotate(moment=Min("sessions__starts_at"))
        if data.get("organisation"):
            found = found.filter(organisation=data["organisation"])
        if data.get("region"):
            found = found.filter(region__icontains=data["region"])
        # Local days begin some hours off; an activity's own zone decides, so the day is asked of the database in it.
        if data.get("first_day"):
            found = found.filter(moment__date__gte=data["first_day"])
        if data.get("last_day"):
            found = found.filter(moment__date__lte=data["last_day"])
        return found.order_by("-moment", "-pk")


@coordinators_only
def index(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET, editions=visible_activities(request.user))
    page = Paginator(form.chosen(), PER_PAGE).get_page(request.GET.get("page"))
    keys = [edition.pk for edition in page]
    found = {edition.pk: edition for edition in with_facts(Edition.objects.filter(pk__in=keys))}
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(found[pk] for pk in keys),
        "asked": asked.urlencode(),
        "mine": set(organisations_of(request.user).filter(pk__in=_givers(found.values())).values_list("pk", flat=True)),
        **_header(),
    }
    return render(request, "leerlijn_courses/admin/activities.html", context)


@coordinators_only
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as it is filtered, without names of people."""
    form = FilterForm(request.GET, editions=visible_activities(request.user))
    log_access(by=request.user, action=Access.Action.EXPORTED, kind="activity", detail="csv")
    lines = as_csv(form.chosen())
    return StreamingHttpResponse(
        (line.encode() for line in _first(BOM, lines)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="activities.csv"', "Cache-Control": "private, no-store"},
    )


@coordinators_only
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The same questions as on the phone, filled in with what was told."""
    activity = get_object_or_404(managed_activities(request.user).select_related("edition", "host"), pk=pk)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    before = remembered(activity.organisation, request.user)
    form = CorrectionForm(data, files, activity=activity, before=before)
    why = WhyForm(data, reported=_reported(activity, form))
    if request.method == "POST" and form.is_valid() and why.may_go_on():
        try:
            change_activity(activity, form.told(), by=request.user, reason=why.said)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The activity is corrected."))
            return redirect("leerlijn_fieldwork:index")
    context = {"form": form, "activity": activity, "before": before, "why": why, **_header(activity.edition.title)}
    return render(request, "leerlijn_courses/admin/activity.html", context)


def _reported(activity: Activity, form: CorrectionForm) -> list[Reported]:
    """What was reported over the day it was on, and over the day it is moved to."""
    moments = [session_of(activity).starts_at]
    if form.is_bound and form.is_valid():
        moments.append(form.told().starts_at)
    return reported_at(*(When(moment, edition=activity.edition_id) for moment in moments))


@coordinators_only
def doubts(request: HttpRequest) -> HttpResponse:
    """What should be looked at before reporting."""
    seen = pairs_with_facts(request.user).select_related("first", "second")
    page = Paginator(seen.filter(decision="").order_by("-pk"), PAIRS).get_page(request.GET.get("page"))
    decided = list(seen.exclude(decision="").order_by("-decided_at", "-pk")[:PAIRS])
    half = list(half_pairs(request.user).select_related("first__edition", "second__edition").order_by("-pk")[:PAIRS])
    mine = set(organisations_of(request.user).values_list("pk", flat=True))
    context = {
        "page": page,
        "pairs": _side_by_side(page),
        "decided": _side_by_side(decided),
        "half": [pair.first if pair.first.organisation_id in mine else pair.second for pair in half],
        "disagreed": _disagreed(request)[:PAIRS],
        "few": _few(request)[:PAIRS],
        **_header(_("To look at")),
    }
    return render(request, "leerlijn_courses/admin/doubts.html", context)


@require_POST
@coordinators_only
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(pairs_with_facts(request.user).select_related("first", "second"), pk=pk)
    act = request.POST.get("act", "")
    try:
        if act in ("first", "second"):
            set_aside(pair, keep=getattr(pair, act), by=request.user)
            messages.success(request, _("They count as one now. Everything that was kept of both stays."))
        elif act == "different":
            decide_different(pair, by=request.user)
            messages.success(request, _("Both count."))
        elif act == "undo":
            take_apart(pair, by=request.user)
            messages.success(request, _("Both count by themselves again."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_fieldwork:doubts")


@require_POST
@coordinators_only
def settle_answer(request: HttpRequest, pk: int) -> HttpResponse:
    settle(get_object_or_404(_disagreed(request), pk=pk), by=request.user)
    messages.success(request, _("This is dealt with."))
    return redirect("leerlijn_fieldwork:doubts")


def _disagreed(request: HttpRequest) -> QuerySet[HostAnswer]:
    mine = managed_activities(request.user).values("pk")
    found = HostAnswer.objects.filter(activity__in=mine, agrees=False, settled_at=None)
    return found.select_related("activity__edition", "activity__host").order_by("answered_at", "pk")


def _few(request: HttpRequest) -> QuerySet[Activity]:
    return managed_activities(request.user).filter(few_counted=True).select_related("edition").order_by("-day", "-pk")


def _side_by_side(pairs: Any) -> list[tuple[PossibleDouble, Row, Row]]:
    """Each pair with the facts of both; the number of queries doesn't depend on how many."""
    listed = list(pairs)
    keys = {pk for pair in listed for pk in (pair.first.edition_id, pair.second.edition_id)}
    rows = {row.edition.pk: row for row in rows_of(with_facts(Edition.objects.filter(pk__in=keys)))}
    return [(pair, rows[pair.first.edition_id], rows[pair.second.edition_id]) for pair in listed]


def _givers(editions: Any) -> set[int]:
    return {edition.organisation_id for edition in editions if edition.organisation_id}


def _first(head: str, lines: Any) -> Any:
    yield head
    yield from lines


def _header(here: str = "") -> dict[str, Any]:
    """What Wagtail's own page header needs."""
    crumbs = [
        {"url": reverse("leerlijn_courses_edition_modeladmin_index"), "label": _("Groups")},
        {"url": reverse("leerlijn_fieldwork:index"), "label": _("Information activities")},
    ]
    return {
        "breadcrumbs_items": [*crumbs, {"url": "", "label": here}] if here else crumbs,
        "header_title": here or _("Information activities"),
        "header_icon": "group",
    }
