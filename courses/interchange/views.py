"""Files in and out by Wagtail's admin: enrolling a list, bringing in participation, taking a project out.

Bringing in participation can touch every organisation's groups, so only site admins may; enrolling a list is for who
manages the group, and the export of a project for who answers for the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.editions.access import managed_editions
from courses.editions.models import Edition
from courses.errors import CoursesError
from courses.grants.access import led_grants, visible_grants
from courses.interchange import background, uploading
from courses.interchange.enrolment_files import Preview, look_through
from courses.interchange.exporting import export_participation
from courses.interchange.forms import EnrolmentFileForm, ParticipationFileForm
from courses.interchange.models import Upload

# More rows than these are enrolled in the background.
AT_ONCE = 500
SHOWN = 500


def enrol_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file with people for a group."""
    edition = get_object_or_404(managed_editions(request.user), pk=pk)
    form = EnrolmentFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            look_through(file.read(), edition, by=request.user)
        except CoursesError as refusal:
            form.add_error("file", str(refusal))
        else:
            file.seek(0)
            upload = uploading.keep(file, kind=Upload.Kind.ENROLMENTS, by=request.user, edition=edition)
            return redirect("leerlijn_interchange:enrol_preview", edition.pk, upload.key)
    context = {"edition": edition, "form": form, **_header(edition, _("Enrol from a file"))}
    return render(request, "leerlijn_courses/admin/enrol_file.html", context)


def enrol_preview(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """What each row would do; a POST enrols, all rows or the right ones."""
    edition = get_object_or_404(managed_editions(request.user), pk=pk)
    upload = _upload(request, key, kind=Upload.Kind.ENROLMENTS, edition=edition)
    if upload.done_at is not None:
        messages.info(request, _("This file was enrolled already."))
        return redirect("leerlijn_editions:edition", edition.pk)
    preview = look_through(uploading.read(upload), edition, by=request.user)
    if request.method == "POST":
        leave_out_wrong = "leave_out_wrong" in request.POST
        if preview.right and (leave_out_wrong or not preview.wrong):
            return _enrol(request, upload, preview, leave_out_wrong)
        messages.error(request, _("Not every row is right, so nobody was enrolled. Look at the reasons below."))
    context = {
        "edition": edition,
        "upload": upload,
        "preview": preview,
        "shown": [*preview.wrong, *preview.right][:SHOWN],
        "hidden": max(0, len(preview.rows) - SHOWN),
        **_header(edition, _("Look through the list")),
    }
    return render(request, "leerlijn_courses/admin/enrol_preview.html", context)


def _enrol(request: HttpRequest, upload: Upload, preview: Preview, leave_out_wrong: bool) -> HttpResponse:
    if len(preview.right) > AT_ONCE:
        job = background.ask(background.ENROL, upload, by=request.user, leave_out_wrong=leave_out_wrong)
        return redirect("leerlijn_courses:job", job.pk)
    try:
        enrolments = background.enrol_upload(upload, by=request.user, leave_out_wrong=leave_out_wrong)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return redirect("leerlijn_interchange:enrol_preview", upload.edition_id, upload.key)
    if enrolments is not None:
        messages.success(request, background.enrolled_sentence(enrolments))
    return redirect("leerlijn_editions:edition", upload.edition_id)


@require_POST
def enrol_discard(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    edition = get_object_or_404(managed_editions(request.user), pk=pk)
    uploading.discard(_upload(request, key, kind=Upload.Kind.ENROLMENTS, edition=edition))
    messages.success(request, _("The file is gone. Nobody was enrolled."))
    return redirect("leerlijn_editions:edition", edition.pk)


def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a participation file; it is read in the background."""
    _only_site_admins(request)
    form = ParticipationFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = uploading.keep(
            form.cleaned_data["file"],
            kind=Upload.Kind.PARTICIPATION,
            by=request.user,
            source=form.cleaned_data["source"],
        )
        job = background.ask(background.READ, upload, by=request.user)
        return redirect("leerlijn_courses:job", job.pk)
    return render(request, "leerlijn_courses/admin/bring_in.html", {"form": form, **_bringing_in()})


def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """What reading found; a POST brings in this very file, however often it is clicked."""
    _only_site_admins(request)
    upload = _upload(request, key, kind=Upload.Kind.PARTICIPATION)
    found = upload.result
    if request.method == "POST":
        if upload.done_at is None and found.get("changes") and not found.get("wrong_count"):
            job = background.ask(background.BRING_IN, upload, by=request.user)
            return redirect("leerlijn_courses:job", job.pk)
        return redirect("leerlijn_interchange:preview", upload.key)
    context = {
        "upload": upload,
        "found": found,
        "more_wrong": max(0, found.get("wrong_count", 0) - background.SHOWN),
        **_bringing_in(upload.name),
    }
    return render(request, "leerlijn_courses/admin/bring_in_preview.html", context)


@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    _only_site_admins(request)
    uploading.discard(_upload(request, key, kind=Upload.Kind.PARTICIPATION))
    messages.success(request, _("The file is gone. Nothing was brought in."))
    return redirect("leerlijn_interchange:bring_in")


@require_safe
def take_out(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """A project's participation as a file, for who answers for the whole project."""
    grant = get_object_or_404(visible_grants(request.user) & led_grants(request.user), pk=pk)
    lines = export_participation(by=request.user, grant_code=grant.code)
    response = StreamingHttpResponse(_with_ends(lines), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(grant.code) or grant.pk}.jsonl"'
    response["Cache-Control"] = "no-store"
    return response


def _with_ends(lines: Iterator[str]) -> Iterator[bytes]:
    for line in lines:
        yield f"{line}\n".encode()


def _upload(request: HttpRequest, key: UUID, *, kind: str, edition: Edition | None = None) -> Upload:
    """One's own upload; anybody else's isn't there."""
    uploads = Upload.objects.select_related("edition").filter(created_by=request.user.pk, kind=kind, edition=edition)
    return get_object_or_404(uploads, key=key)


def _only_site_admins(request: HttpRequest) -> None:
    if not request.user.is_superuser:
        raise PermissionDenied


def _bringing_in(here: str = "") -> dict[str, Any]:
    title = _("Bring in participation")
    crumbs = [{"url": reverse("leerlijn_interchange:bring_in"), "label": title}]
    return {
        "header_title": f"{here} · {title}" if here else title,
        "header_icon": "upload",
        "breadcrumbs_items": [*crumbs, {"url": "", "label": here}] if here else crumbs,
    }


def _header(edition: Edition, title: str) -> dict[str, Any]:
    return {
        "header_title": f"{title} · {edition.title}",
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_edition_modeladmin_index"), "label": _("Groups")},
            {"url": reverse("leerlijn_editions:edition", args=[edition.pk]), "label": edition.title},
            {"url": "", "label": title},
        ],
    }
