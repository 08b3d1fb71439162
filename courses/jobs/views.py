"""The page where somebody waits: how far the work is, and its result. Who may not see a job finds nothing there."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.jobs import queueing
from courses.jobs.models import Job
from courses.jobs.registry import may_see, title_of

# htmx stops asking when it gets this.
STOP_POLLING = 286


def _visible_job(request: HttpRequest, pk: int) -> Job:
    job = get_object_or_404(Job, pk=pk)
    if not may_see(job, request.user):
        raise Http404
    return job


def _context(job: Job) -> dict[str, Any]:
    ended = job.state in (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)
    return {
        "job": job,
        "title": title_of(job),
        "ended": ended,
        "done": job.state == Job.State.DONE,
        "failed": job.state == Job.State.FAILED,
        "cancelled": job.state == Job.State.CANCELLED,
        "waits": job.state == Job.State.QUEUED,
    }


@never_cache
@login_required
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a job is; asked by htmx only the part that changes, with 286 once there is nothing more to wait for."""
    context = _context(_visible_job(request, pk))
    if not request.headers.get("HX-Request"):
        return render(request, "leerlijn_courses/jobs/progress.html", context)
    status = STOP_POLLING if context["ended"] else 200
    return render(request, "leerlijn_courses/jobs/state.html", {**context, "polled": True}, status=status)


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, pk: int) -> FileResponse:
    """The file that the job made, from the private storage."""
    job = _visible_job(request, pk)
    if job.state != Job.State.DONE or not job.result_file:
        raise Http404
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="job", subjects=[job.pk], detail=job.kind)
    return FileResponse(job.result_file.open("rb"), as_attachment=True, filename=job.file_name)


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    job = _visible_job(request, pk)
    queueing.cancel(job)
    return redirect("leerlijn_courses:job", pk=job.pk)
