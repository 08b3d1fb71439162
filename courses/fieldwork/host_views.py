"""The page that the host of an activity opens by a link: is this right?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from courses.fieldwork.activities import present_at, session_of
from courses.fieldwork.forms import HostForm
from courses.fieldwork.hosting import HOST, answer_as_host
from courses.fieldwork.models import Activity, HostAnswer
from courses.links.opening import LinkOver, open_link
from courses.links.showing import opened_by_link


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def host(request: HttpRequest, code: str) -> HttpResponse:
    """Looking changes nothing; an answer uses the link up. Who comes back reads what was answered."""
    try:
        link = open_link(code, purpose=HOST)
        activity = _activity(link.subject)
        form = HostForm(request.POST if request.POST.get("answer") == "no" else None)
        if request.method == "POST" and (request.POST.get("answer") == "yes" or form.is_valid()):
            agrees = request.POST.get("answer") == "yes"
            given: dict[str, Any] = {} if agrees else form.cleaned_data
            return _thanks(request, activity, answer_as_host(link, activity, agrees=agrees, **given), status=200)
    except LinkOver as over:
        answer = HostAnswer.objects.filter(activity=over.link.subject).last() if over.link.used_at else None
        if answer is None or over.link.purpose != HOST:
            raise
        return _thanks(request, _activity(over.link.subject), answer, status=410)
    return render(request, "leerlijn_courses/field/host.html", {"form": form, **_facts(activity)})


def _activity(pk: int) -> Activity:
    return get_object_or_404(Activity.objects.select_related("edition", "host", "organisation"), pk=pk)


def _facts(activity: Activity) -> dict[str, Any]:
    """How many role models there were, never who."""
    session = session_of(activity)
    return {
        "activity": activity,
        "edition": activity.edition,
        "session": session,
        "role_models": present_at(activity).count(),
    }


def _thanks(request: HttpRequest, activity: Activity, answer: HostAnswer, *, status: int) -> HttpResponse:
    context = {"answer": answer, "again": status != 200, **_facts(activity)}
    return render(request, "leerlijn_courses/field/host_thanks.html", context, status=status)
