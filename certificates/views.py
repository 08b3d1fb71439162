"""The public page of a certificate, and a holder's own certificates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from certificates.forms import CodeForm, FileForm, NameForm, SpellingForm
from certificates.models import Certificate
from certificates.names_views import own_name
from certificates.queries import managed_certificates, own_certificates
from certificates.spelling import not_yet_issued, set_spelling
from certificates.standing import Standing
from certificates.verifying import Verdict, Verification, in_json, initials, name_is_right, verify_code, verify_file
from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.addresses import opened_enrolment
from courses.errors import CoursesError
from courses.limiting import too_often
from courses.links.showing import opened_by_link
from courses.people.access import person_of

LANGUAGES = {"nl": "Nederlands", "en": "English"}


# Without a referrer a browser sends no origin that could be checked; nothing is changed here and nobody is known.
@method_decorator(csrf_exempt, name="dispatch")
class PublicView(View):
    """A page for strangers: in the language they ask for, found by no search engine, kept in no cache."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.GET.get("language", "")
        with override(asked if asked in LANGUAGES else get_language()):
            response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response

    def refuse(self, request: HttpRequest) -> HttpResponse:
        return render(request, "leerlijn_certificates/too_often.html", self.common(), status=429)

    def common(self) -> dict[str, Any]:
        current = (get_language() or "nl").partition("-")[0]
        others = [(code, name) for code, name in LANGUAGES.items() if code != current]
        asked = self.request.GET.get("language", "")
        return {
            "other_languages": others,
            "asked_language": asked if asked in LANGUAGES else "",
            "page_language": current,
        }


class VerifyFormView(PublicView):
    def get(self, request: HttpRequest) -> HttpResponse:
        """Type a code, or choose the PDF itself."""
        form = CodeForm(request.GET if "code" in request.GET else None)
        if form.is_bound and form.is_valid():
            address = reverse("leerlijn_certificates:verify", args=[form.cleaned_data["code"]])
            asked = self.common()["asked_language"]
            return redirect(f"{address}?language={asked}" if asked else address)
        return self.show(request, form, FileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Compare a PDF byte for byte with what was issued."""
        if too_often(request, "file", limit=30, seconds=60):
            return self.refuse(request)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(request, CodeForm(), form)
        verification = verify_file(form.cleaned_data["file"])
        context = self.common() | {"form": NameForm(), "from_file": True} | shown_of(verification)
        status = 404 if verification.verdict == Verdict.UNKNOWN else 200
        return render(request, "leerlijn_certificates/verify.html", context, status=status)

    def show(self, request: HttpRequest, form: CodeForm, file_form: FileForm) -> HttpResponse:
        context = self.common() | {"form": form, "file_form": file_form}
        status = 422 if form.errors or file_form.errors else 200
        return render(request, "leerlijn_certificates/verify_form.html", context, status=status)


class VerifyView(PublicView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(request, verify_code(code), NameForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Compare a typed name; guessing is limited per certificate, from wherever it comes."""
        verification = verify_code(code)
        form = NameForm(request.POST)
        if not verification.certificate or not form.is_valid():
            return self.show(request, verification, form)
        if too_often(request, "name", limit=20, seconds=3600, subject=verification.certificate.code):
            return self.refuse(request)
        right = name_is_right(verification.certificate, form.cleaned_data["name"])
        return self.show(request, verification, form, right=right)

    def show(
        self, request: HttpRequest, verification: Verification, form: NameForm, *, right: bool | None = None
    ) -> HttpResponse:
        certificate = verification.certificate
        # Only misses count: behind a proxy all visitors may share one address, and who holds a paper gets through.
        if certificate is None and too_often(request, "unknown", limit=60, seconds=60):
            return self.refuse(request)
        context = self.common() | {"form": form, "right": right} | shown_of(verification)
        gone = {Verdict.UNKNOWN: 404, Verdict.ERASED: 410}
        status = gone.get(Verdict(verification.verdict), 422 if form.errors else 200)
        return render(request, "leerlijn_certificates/verify.html", context, status=status)


class VerifyJsonView(PublicView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The same answer for machines: every printed fact, the name as initials."""
        verification = verify_code(code)
        if verification.certificate is None:
            if too_often(request, "unknown", limit=60, seconds=60):
                return JsonResponse({"verdict": "asked_too_often"}, status=429)
            return JsonResponse({"verdict": verification.verdict}, status=404)
        return JsonResponse(in_json(verification))


def shown_of(verification: Verification) -> dict[str, Any]:
    """What the public page shows of a certificate, for its template."""
    certificate = verification.certificate
    shown: dict[str, Any] = {"verdict": verification.verdict, "certificate": certificate}
    if certificate:
        ended = certificate.ended_at
        shown |= {
            "initials": initials(certificate.facts["name"]),
            "issued_on": date.fromisoformat(certificate.facts["issued_on"]),
            "ended_on": ended.astimezone(certificate.edition.zone).date() if ended else None,
        }
    return shown


@method_decorator(never_cache, name="dispatch")
class MineView(LoginRequiredMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, SpellingForm())

    @staticmethod
    def show(request: HttpRequest, form: SpellingForm) -> HttpResponse:
        person = person_of(request.user)
        waiting = not_yet_issued(person) if person else []
        context = {
            "person": person,
            "certificates": own_certificates(person),
            "waiting": [candidate for candidate in waiting if candidate.standing == Standing.WAITS],
            "being_made": [candidate for candidate in waiting if candidate.standing == Standing.READY],
            "form": form,
            "name": own_name(person) if person else None,
        }
        return render(request, "leerlijn_certificates/mine.html", context, status=422 if form.errors else 200)


@method_decorator(never_cache, name="dispatch")
class SpellingView(LoginRequiredMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("leerlijn_certificates:mine")

    def post(self, request: HttpRequest) -> HttpResponse:
        person = person_of(request.user)
        if person is None:
            raise Http404
        form = SpellingForm(request.POST)
        if not form.is_valid():
            return MineView.show(request, form)
        try:
            set_spelling(person, form.cleaned_data["latin_name"], by=request.user)
        except CoursesError as refusal:
            messages.warning(request, _("Thank you, the spelling is kept. %(problem)s") % {"problem": refusal})
        else:
            messages.success(request, _("Thank you. Your certificate was made with this spelling."))
        return redirect("leerlijn_certificates:mine")


class DownloadView(LoginRequiredMixin, View):
    """The PDF, for its holder and for who coordinates the group; to anybody else it does not exist."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        own = own_certificates(person_of(request.user)).filter(pk=pk).first()
        certificate: Certificate | None = own or managed_certificates(request.user).filter(pk=pk).first()
        if certificate is None:
            raise Http404
        return _handed_over(certificate, by=request.user)


@require_safe
@opened_by_link
def own_download(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """The PDF for who has no account, by the address of their own page."""
    enrolment = opened_enrolment(code)
    certificate = enrolment.certificates.filter(pk=pk, state=Certificate.State.VALID).first()
    if certificate is None:
        raise Http404
    return _handed_over(certificate, by=None)


def _handed_over(certificate: Certificate, *, by: Any) -> FileResponse:
    log_access(by=by, action=Access.Action.DOWNLOADED, kind="certificate", subjects=[certificate.pk])
    response = FileResponse(
        certificate.pdf.open("rb"),
        as_attachment=True,
        filename=certificate.file_name(),
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    return response
