"""From a row behind a figure to the facts it is made of, and the signed lists that prove them; in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import visible_editions
from courses.editions.models import Attendance, Session
from courses.errors import CoursesError
from courses.grants.access import led_grants, visible_grants
from courses.grants.models import Grant
from courses.paper.access import visible_scans
from courses.paper.models import Scan, Signature
from courses.people.access import visible_persons
from courses.people.models import Person
from courses.reporting.access import names_of, organisations_counted
from courses.reporting.definitions import DEFINITIONS
from courses.reporting.drilling.auditing import address_of, make_audit, release_audit_names, withdraw_audit
from courses.reporting.drilling.facts import add_answers, editions_of, facts_of, marks_at
from courses.reporting.drilling.forms import AuditForm, ReleaseForm
from courses.reporting.drilling.models import Audit
from courses.reporting.drilling.pictures import jpeg, row_picture
from courses.reporting.drilling.releasing import end_release, is_released, may_release, release_names
from courses.reporting.forms import ReportForm
from courses.reporting.heading import heading
from courses.reporting.labels import dimension_label, label_of

VISITS = 50


@require_safe
def person(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Everything that was recorded about one person in a project, as known at the moment of the figures."""
    grant, organisations = _asked(request, pk)
    get_object_or_404(Person, pk=person)
    form = ReportForm(request.GET, grant=grant)
    as_of = (form.cleaned_data["as_of"] if form.is_valid() else None) or timezone.now()
    found = list(facts_of(grant, [person], as_of=as_of, organisations=organisations).values())
    if not found:
        raise Http404
    (facts,) = found
    names = names_of(request.user, facts.records)
    shown = next((record for record in facts.records if record in names), None)
    if organisations is not None:
        # That somebody is known elsewhere is for who answers for the whole project.
        seen = set(visible_persons(request.user).filter(pk__in=_joined(facts)).values_list("pk", flat=True))
        facts.joins = [one for one in facts.joins if {one.person_id, one.other_id} <= seen]
    add_answers(facts, records=list(names), as_of=as_of)
    log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=facts.records, detail=grant.code)
    groups = [group.edition.pk for group in facts.groups]
    own = set(visible_editions(request.user).filter(pk__in=groups).values_list("pk", flat=True))
    label = names[shown] if shown else _("Person %(number)d") % {"number": shown or person}
    context = {
        "facts": facts,
        "name": names.get(shown or 0, ""),
        "record": shown or person,
        "may_open": own,
        "answers": [(dimension_label(a.dimension), label_of(a.dimension, a.value, {}), a) for a in facts.answers],
        "asked": request.GET.urlencode(),
        **heading(grant, label if shown is None else _("Evidence"), above=[_figures(request, grant)]),
    }
    return render(request, "leerlijn_courses/drilling/person.html", context)


@require_safe
def meeting(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """What is known of one meeting of a project: the room, the marks by their evidence, and the lists."""
    grant, organisations = _asked(request, pk)
    rows = Session.objects.select_related("edition__organisation")
    row = get_object_or_404(rows, pk=session, edition__in=editions_of(grant, organisations))
    scans = Scan.objects.filter(session=row, confirmed_at__isnull=False).order_by("pk")
    context = {
        "session": row,
        "marks": [
            (str(Attendance.Evidence(level).label) if level else _("no evidence"), number)
            for level, number in marks_at(row).items()
        ],
        "scans": [(scan, _shows_whole(request.user, scan, grant), may_release(request.user, scan)) for scan in scans],
        "released": {scan.pk for scan in scans if is_released(scan, grant)},
        "may_open": visible_editions(request.user).filter(pk=row.edition_id).exists(),
        "form": ReleaseForm(),
        **heading(grant, _("Meeting"), above=[_figures(request, grant)]),
    }
    return render(request, "leerlijn_courses/drilling/meeting.html", context)


@require_safe
@never_cache
def signature(request: HttpRequest, pk: int, signature: int) -> HttpResponse:
    """One row of a signed list: with the name for who may know it, else the signature alone. Every look is logged."""
    grant, organisations = _asked(request, pk)
    rows = Signature.objects.select_related("scan__session", "scan__page", "enrolment")
    editions = editions_of(grant, organisations)
    row = get_object_or_404(rows, pk=signature, undone_at=None, scan__session__edition__in=editions)
    person = row.enrolment.person_id
    named = bool(names_of(request.user, [person])) or is_released(row.scan, grant)
    log_access(by=request.user, action=Access.Action.SEEN, kind="signature", subjects=[row.pk], detail=grant.code)
    return row_picture(row, with_name=named)


@require_safe
@never_cache
def scan(request: HttpRequest, pk: int, scan: int) -> HttpResponse:
    """A whole picture: for who sees the group anyway, and for others once its names were released for this project."""
    grant, row = _scan(request, pk, scan)
    if not _shows_whole(request.user, row, grant):
        raise Http404
    log_access(by=request.user, action=Access.Action.SEEN, kind="scan", subjects=[row.pk], detail=grant.code)
    with row.file.open() as file:
        return jpeg(file.read())


@require_POST
def release(request: HttpRequest, pk: int, scan: int) -> HttpResponse:
    grant, row = _scan(request, pk, scan)
    if not may_release(request.user, row):
        raise Http404
    form = ReleaseForm(request.POST)
    try:
        if form.is_valid():
            release_names(row, grant, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The lead of the project now sees this whole list, with all names on it."))
        else:
            messages.error(request, _("Say in a few words why the whole list is needed."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_drilling:meeting", grant.pk, row.session_id)


@require_POST
def stop_release(request: HttpRequest, pk: int, scan: int) -> HttpResponse:
    grant, row = _scan(request, pk, scan)
    if not may_release(request.user, row):
        raise Http404
    end_release(row, grant, by=request.user)
    messages.success(request, _("Others see single rows of this list again, and no names."))
    return redirect("leerlijn_drilling:meeting", grant.pk, row.session_id)


def audits(request: HttpRequest, pk: int) -> HttpResponse:
    """The links that were made for auditors, and making one."""
    grant = _led(request, pk)
    form = AuditForm(request.POST if request.method == "POST" else None, grant=grant)
    if request.method == "POST" and form.is_valid():
        try:
            audit = make_audit(grant, by=request.user, **form.said())
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rows are drawn and the link is made."))
            return redirect("leerlijn_drilling:audit", grant.pk, audit.pk)
    rows = Audit.objects.filter(grant=grant).select_related("made_by")
    context = {
        "form": form,
        "page": Paginator(rows, 20).get_page(request.GET.get("page")),
        "labels": {name: definition.label for name, definition in DEFINITIONS.items()},
        **heading(grant, _("For auditors")),
    }
    return render(request, "leerlijn_courses/drilling/audits.html", context)


@require_safe
def audit(request: HttpRequest, pk: int, audit: int) -> HttpResponse:
    """One auditor's link: its address, what was drawn, and every visit."""
    grant, row = _audit(request, pk, audit)
    context = {
        "audit": row,
        "address": address_of(row) if row.works else "",
        "label": DEFINITIONS[row.measure].label,
        "visits": row.visits.all()[:VISITS],
        "visited": row.visits.count(),
        **heading(grant, row.note, above=[(reverse("leerlijn_drilling:audits", args=[grant.pk]), _("For auditors"))]),
    }
    return render(request, "leerlijn_courses/drilling/audit.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: int, audit: int) -> HttpResponse:
    grant, row = _audit(request, pk, audit)
    withdraw_audit(row, by=request.user)
    messages.success(request, _("The link opens nothing any more."))
    return redirect("leerlijn_drilling:audit", grant.pk, row.pk)


@require_POST
def show_names(request: HttpRequest, pk: int, audit: int) -> HttpResponse:
    grant, row = _audit(request, pk, audit)
    release_audit_names(row, by=request.user)
    messages.success(request, _("The auditor now sees the names of the people who were drawn."))
    return redirect("leerlijn_drilling:audit", grant.pk, row.pk)


def _asked(request: HttpRequest, pk: int) -> tuple[Grant, tuple[int, ...] | None]:
    grant = get_object_or_404(visible_grants(request.user).select_related("funder", "lead"), pk=pk)
    organisations = organisations_counted(request.user, grant)
    return grant, None if organisations is None else tuple(organisations.values_list("pk", flat=True))


def _led(request: HttpRequest, pk: int) -> Grant:
    return get_object_or_404(led_grants(request.user).select_related("funder", "lead"), pk=pk)


def _audit(request: HttpRequest, pk: int, audit: int) -> tuple[Grant, Audit]:
    grant = _led(request, pk)
    return grant, get_object_or_404(Audit.objects.select_related("grant", "made_by", "report"), pk=audit, grant=grant)


def _scan(request: HttpRequest, pk: int, scan: int) -> tuple[Grant, Scan]:
    grant, organisations = _asked(request, pk)
    rows = Scan.objects.select_related("session__edition", "page")
    return grant, get_object_or_404(rows, pk=scan, session__edition__in=editions_of(grant, organisations))


def _shows_whole(account: Any, scan: Scan, grant: Grant) -> bool:
    return visible_scans(account).filter(pk=scan.pk).exists() or is_released(scan, grant)


def _joined(facts: Any) -> set[int]:
    return {pk for one in facts.joins for pk in (one.person_id, one.other_id)}


def _figures(request: HttpRequest, grant: Grant) -> tuple[str, str]:
    return f"{reverse('leerlijn_reporting:project', args=[grant.pk])}?{request.GET.urlencode()}", _("Figures")
