"""A group's certificates in Wagtail's admin: the dry run beside its button, revoking and issuing again."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.awarding import award_of, clear_award, set_award
from certificates.forms import DesignChoiceForm, ReasonForm
from certificates.issuing import dry_run
from certificates.models import Certificate, Design, Kind
from certificates.queries import managed_certificates
from certificates.queueing import open_job, queue_issuing
from certificates.revoking import reissue, revoke
from certificates.standing import Standing
from certificates.wording import who_gets_one
from certificates.zipping import zipped
from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import managed_editions
from courses.editions.models import Edition
from courses.errors import CoursesError


def issuing(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The dry run: who gets one, who not and why; below it the button, above it the rule."""
    edition = _managed(request, pk, kind)
    candidates = dry_run(edition, kind)
    log_access(by=request.user, action=Access.Action.SEEN, kind="edition", subjects=[edition.pk], detail="certificates")
    counts = Counter(candidate.standing for candidate in candidates)
    award = award_of(edition, kind)
    rule, asked = who_gets_one(edition, kind)
    context = {
        "edition": edition,
        "kind": Kind(kind),
        "kinds": Kind,
        "candidates": candidates,
        "ready": counts[Standing.READY] + counts[Standing.DECIDE],
        "to_decide": counts[Standing.DECIDE],
        "rule": rule,
        "asked": asked,
        "job": open_job(edition, kind),
        "certificates": Certificate.objects.filter(edition=edition, kind=kind).select_related("replaces"),
        "design_form": DesignChoiceForm(initial={"design": DesignChoiceForm.value_of(award)}),
        **header(edition, str(Kind(kind).label).capitalize()),
    }
    return render(request, "leerlijn_certificates/admin/issuing.html", context)


@require_POST
def issue_now(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """To those ticked at the dry run, or to all; a second click finds the first one's job, or nobody left to issue to."""
    edition = _managed(request, pk, kind)
    wanted = [c.enrolment.pk for c in dry_run(edition, kind) if c.can_be_issued]
    if "chosen" in request.POST:
        ticked = set(request.POST.getlist("enrolment"))
        wanted = [enrolment for enrolment in wanted if str(enrolment) in ticked]
    if wanted:
        job = queue_issuing(edition, kind, wanted, by=request.user)
        return redirect("leerlijn_courses:job", job.pk)
    messages.info(request, _("There is nobody to issue to now."))
    return redirect("leerlijn_issuing:issuing", edition.pk, kind)


@require_POST
def choose_design(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    edition = _managed(request, pk, kind)
    form = DesignChoiceForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["design"]
        if chosen == DesignChoiceForm.AS_PROGRAMME:
            clear_award(edition=edition, kind=kind)
        else:
            set_award(
                edition=edition,
                kind=kind,
                design=Design.objects.filter(pk=chosen).first() if chosen.isdigit() else None,
            )
        messages.success(request, _("Saved. What was issued before stays as it is."))
    else:
        messages.error(request, _("Choose one of the designs."))
    return redirect("leerlijn_issuing:issuing", edition.pk, kind)


@require_safe
def download_all(request: HttpRequest, pk: int, kind: str) -> StreamingHttpResponse:
    """The valid ones of a group in one ZIP, sent while it is read."""
    edition = _managed(request, pk, kind)
    valid = Certificate.objects.filter(edition=edition, kind=kind, state=Certificate.State.VALID)
    subjects = list(valid.values_list("pk", flat=True))
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="certificate", subjects=subjects, detail="zip")
    response = StreamingHttpResponse(zipped(valid), content_type="application/zip")
    response["Content-Disposition"] = (
        f'attachment; filename="{edition.code.encode("ascii", "replace").decode()}-{kind}.zip"'
    )
    response["Cache-Control"] = "private, no-store"
    return response


def end(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Revoke a certificate, or issue it again with today's name and facts; both ask for a reason."""
    certificate = get_object_or_404(managed_certificates(request.user).select_related("edition"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if act == "revoke":
                revoke([certificate], reason=form.cleaned_data["reason"], by=request.user)
                messages.success(request, _("The certificate is revoked. Its public page says so."))
            else:
                reissue(certificate, reason=form.cleaned_data["reason"], by=request.user)
                messages.success(request, _("A new certificate was issued. The old one's public page says so."))
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("leerlijn_issuing:issuing", certificate.edition_id, certificate.kind)
    heading = _("Revoke") if act == "revoke" else _("Issue again")
    context = {
        "certificate": certificate,
        "form": form,
        "act": act,
        "heading": heading,
        **header(certificate.edition, f"{heading} {certificate.serial}"),
    }
    return render(request, "leerlijn_certificates/admin/end.html", context)


def _managed(request: HttpRequest, pk: int, kind: str) -> Edition:
    if kind not in Kind.values:
        raise Http404
    return get_object_or_404(managed_editions(request.user).select_related("version", "organisation"), pk=pk)


def header(edition: Edition, here: str) -> dict[str, Any]:
    """What Wagtail's own page header needs."""
    return {
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_edition_modeladmin_index"), "label": _("Groups")},
            {"url": reverse("leerlijn_editions:edition", args=[edition.pk]), "label": edition.title},
            {"url": "", "label": here},
        ],
        "header_title": f"{here} · {edition.title}",
        "header_icon": "doc-full-inverse",
    }
