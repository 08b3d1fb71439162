"""In the neighbourhood: a field worker's own screens, made for a phone and outside Wagtail's admin."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.closed import Reported, When, WhyForm, reported_at
from courses.editions.models import Session
from courses.errors import CoursesError
from courses.fieldwork.access import (
    deployable,
    field_activities,
    field_organisations,
    known_role_models,
    role_models_of,
)
from courses.fieldwork.activities import log_activity, present_at, session_of
from courses.fieldwork.forms import RECENT, ActivityForm, ConsentForm, HostMailForm, RecruitForm
from courses.fieldwork.hosting import ask_host, host_address, host_link, working_link
from courses.fieldwork.models import Activity, HostAnswer, Recruit
from courses.fieldwork.recruiting import look_alikes, recognise, recruit
from courses.fieldwork.remembering import remembered
from courses.people.consenting import consent_of, not_asked, record_consent, said_no, text_in_words
from courses.people.models import Consent, Organisation, Person

LATELY = 5
PER_PAGE = 50


def field_workers_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For who does field work for an organisation; for others these pages do not exist."""

    @wraps(view)
    @never_cache
    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not field_organisations(request.user).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return shown


@field_workers_only
def field(request: HttpRequest) -> HttpResponse:
    """Two buttons; below them what I did lately, and what waits."""
    organisations = list(field_organisations(request.user).order_by("name", "pk")[:20])
    mine: dict[str, Any] = {"recorded_by": request.user, "organisation__in": organisations}
    activities = _with_sessions(Activity.objects.filter(**mine)).order_by("-recorded_at", "-pk")[:LATELY]
    asked = Exists(Consent.objects.effective().filter(person=OuterRef("person")))
    recruits = Recruit.objects.filter(**mine, person__erased_at=None).select_related("person").annotate(asked=asked)
    recruits = recruits.order_by("-recorded_at", "-pk")[:LATELY]
    context = {
        "organisations": organisations,
        "activities": activities,
        "recruits": recruits,
        "to_ask": known_role_models(request.user).filter(not_asked()).count(),
        "disagreed": HostAnswer.objects.filter(
            activity__in=field_activities(request.user).values("pk"), agrees=False, settled_at=None
        ).count(),
    }
    return render(request, "leerlijn_courses/field/home.html", context)


@field_workers_only
def add_person(request: HttpRequest) -> HttpResponse:
    """A name is enough. Who may be known to one's own organisation already is shown before anything is written."""
    organisation = _organisation(request)
    account: Any = request.user
    last = Recruit.objects.filter(organisation=organisation, recorded_by=account).order_by("-recorded_at").first()
    form = RecruitForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        group=_last_group(last),
    )
    if request.method == "POST" and form.is_valid():
        person = _write_down(request, organisation, form)
        if person is not None:
            messages.success(request, _("%(name)s is written down.") % {"name": person.name})
            return redirect("leerlijn_courses:field")
    context = {"form": form, "organisation": organisation, "choices": _choices(request)}
    return render(request, "leerlijn_courses/field/person.html", context)


@field_workers_only
def report_activity(request: HttpRequest) -> HttpResponse:
    """One screen; sent twice it is logged once."""
    organisation = _organisation(request)
    before = remembered(organisation, request.user)
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        organisation=organisation,
        before=before,
    )
    why = WhyForm(request.POST if request.method == "POST" else None, reported=_reported(form))
    if request.method == "POST" and form.is_valid() and why.may_go_on():
        try:
            activity = log_activity(
                form.told(),
                organisation=organisation,
                client_key=form.cleaned_data["key"],
                grant=form.grant_for(),
                by=request.user,
                reason=why.said,
            )
            host_link(activity, by=request.user)
            return redirect("leerlijn_courses:field_logged", activity.pk)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "organisation": organisation,
        "choices": _choices(request),
        "before": before,
        "why": why,
        **_role_models(form),
    }
    return render(request, "leerlijn_courses/field/activity.html", context)


def _reported(form: ActivityForm) -> list[Reported]:
    """What was reported already over the day that was filled in."""
    grant = form.grant_for() if form.is_bound and form.is_valid() else None
    return reported_at(When(form.told().starts_at, grant=grant.pk)) if grant else []


@field_workers_only
def logged(request: HttpRequest, pk: int) -> HttpResponse:
    """What was logged, and asking the partner to confirm it: by a code to scan here, or by mail."""
    activity = get_object_or_404(_with_sessions(field_activities(request.user)), pk=pk)
    email = activity.host.email if activity.host else ""
    form = HostMailForm(request.POST if "email" in request.POST else None, initial={"email": email})
    if request.method == "POST" and "email" not in request.POST:
        host_link(activity, by=request.user)
        return redirect("leerlijn_courses:field_logged", activity.pk)
    if request.method == "POST" and form.is_valid():
        ask_host(activity, email=form.cleaned_data["email"], language=_language(), by=request.user)
        messages.success(request, _("The mail to the partner is on its way."))
        return redirect("leerlijn_courses:field_logged", activity.pk)
    answer = activity.host_answers.last()
    link = None if answer else working_link(activity)
    address = host_address(link) if link else ""
    context = {
        "activity": activity,
        "edition": activity.edition,
        "session": session_of(activity),
        "present": present_at(activity).count(),
        "answer": answer,
        "address": address,
        "code": qr(address) if address else "",
        "form": form,
    }
    return render(request, "leerlijn_courses/field/logged.html", context)


@require_safe
@field_workers_only
def photo(request: HttpRequest, pk: int) -> FileResponse:
    """The photo of an activity, for its own organisation only."""
    activity = get_object_or_404(field_activities(request.user).exclude(photo=""), pk=pk)
    log_access(by=request.user, action=Access.Action.SEEN, kind="activity", subjects=[activity.pk], detail="photo")
    return FileResponse(activity.photo.open(), content_type="image/jpeg")


@field_workers_only
def people(request: HttpRequest) -> HttpResponse:
    """One's own organisation's role models; who still has to be asked comes first."""
    organisation = _organisation(request)
    still = Exists(Person.objects.filter(not_asked(), pk=OuterRef("pk")))
    refused = Exists(Person.objects.filter(said_no(), pk=OuterRef("pk")))
    rows = role_models_of(organisation).annotate(still=still, refused=refused).order_by("-still", "name", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    log_access(
        by=request.user, action=Access.Action.SEEN, kind="person", subjects=[p.pk for p in page], detail="field work"
    )
    context = {"page": page, "organisation": organisation, "choices": _choices(request)}
    return render(request, "leerlijn_courses/field/people.html", context)


@field_workers_only
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """The words to read out, and what was answered."""
    person = get_object_or_404(known_role_models(request.user).select_related("keeper"), pk=pk)
    holds = consent_of(person)
    form = ConsentForm(request.POST if request.method == "POST" else None, holds=holds)
    if request.method == "POST" and form.is_valid():
        try:
            record_consent(person, form.cleaned_data["said"], how=form.cleaned_data["how"], by=request.user)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is kept."))
            return redirect("leerlijn_courses:field_people")
    log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=[person.pk], detail="field work")
    context = {
        "person": person,
        "holds": holds,
        "form": form,
        "sentences": text_in_words(person.keeper.name if person.keeper else ""),
    }
    return render(request, "leerlijn_courses/field/consent.html", context)


def qr(address: str) -> str:
    """The address as a QR code: inline SVG without any style, black on white."""
    import segno

    return segno.make_qr(address, error="m").svg_inline(
        omitsize=True, border=4, svgclass="ll-qr", lineclass=None, light="#fff", dark="#000"
    )


def _write_down(request: HttpRequest, organisation: Organisation, form: RecruitForm) -> Person | None:
    """The person, or None where something still has to be said on the form."""
    data = form.cleaned_data
    sent = Recruit.objects.filter(organisation=organisation, client_key=data["key"]).exists()
    known = [] if sent else look_alikes(organisation, name=data["name"], phone=data["phone"])
    if known and form.ask_whether_same(known):
        return None
    group = data.get("group")
    same = next((one.person for one in known if str(one.person.pk) == data.get("same")), None)
    try:
        if same is not None:
            return recognise(same, organisation=organisation, group=group, by=request.user)
        return recruit(
            name=data["name"],
            phone=data["phone"],
            language=data["language"],
            organisation=organisation,
            group=group,
            client_key=data["key"],
            by=request.user,
        )
    except CoursesError as refusal:
        form.add_error(None, str(refusal))
        return None


def _organisation(request: HttpRequest) -> Organisation:
    """For whom: as chosen (`?for=`), else the first one; another's does not exist."""
    mine = field_organisations(request.user).order_by("name", "pk")
    chosen = request.GET.get("for", "")
    if chosen:
        if not chosen.isascii() or not chosen.isdigit() or len(chosen) > 18:
            raise Http404
        return get_object_or_404(mine, pk=chosen)
    account: Any = request.user
    last = Activity.objects.filter(recorded_by=account, organisation__in=mine.values("pk")).order_by("-pk").first()
    found = last.organisation if last else mine.first()
    if found is None:
        raise Http404
    return found


def _choices(request: HttpRequest) -> list[Organisation]:
    """Whom else one works for; nothing to choose for most."""
    mine = list(field_organisations(request.user).order_by("name", "pk")[:20])
    return mine if len(mine) > 1 else []


def _last_group(last: Recruit | None) -> int | None:
    """The group into which one brought somebody last."""
    if last is None:
        return None
    found = last.person.enrolments.filter(edition__organisation=last.organisation_id, role="role_model").order_by("-pk")
    return found.values_list("edition", flat=True).first()


def _role_models(form: ActivityForm) -> dict[str, Any]:
    """The boxes to tick: who was out lately (or is ticked) in sight, the others one tap away."""
    boxes = list(form["role_models"])
    lately = {
        person.pk: person.last_out
        for person in deployable(form.organisation).exclude(last_out=None).order_by("-last_out")
    }
    recent = set(list(lately)[:RECENT])
    ticked = {str(value) for value in form["role_models"].value() or ()}
    first: list[Any] = []
    others: list[Any] = []
    for box in boxes:
        value = str(box.data["value"])
        in_sight = int(value) in recent or value in ticked or len(boxes) <= RECENT
        (first if in_sight else others).append(box)
    return {"recent": first, "others": others}


def _with_sessions(activities: Any) -> Any:
    sessions = Prefetch("edition__sessions", queryset=Session.objects.order_by("starts_at", "pk"))
    return activities.select_related("edition", "host", "organisation").prefetch_related(sessions)


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
