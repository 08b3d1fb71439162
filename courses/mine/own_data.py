"""One's own data: a copy of what is known, and asking to be erased.

By account both; by the address of one's own page only asking, since whoever has the address would have the copy.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.completion.models import Completion
from courses.editions.models import Attendance, Enrolment
from courses.learning.models import Reflection, TestAttempt
from courses.mine.by_link import of_ones_own
from courses.mine.own_place import OwnPlace
from courses.people.access import person_of
from courses.people.asking_erasure import ask_to_be_erased
from courses.people.merging import records_opened
from courses.people.models import Answer, Consent, ErasureRequest, Membership, Person

TABLES: dict[str, tuple[type[Any], str, tuple[str, ...]]] = {
    "enrolments": (
        Enrolment,
        "person",
        ("edition__title", "role", "function", "organisation__name", "state", "enrolled_on", "withdrawn_on"),
    ),
    "attendance": (
        Attendance,
        "person",
        ("session__edition__title", "session__title", "session__starts_at", "status", "minutes", "recorded_at"),
    ),
    "completions": (Completion, "person", ("edition__title", "completed_on", "void", "recorded_at")),
    "tests": (TestAttempt, "enrolment__person", ("enrolment__edition__title", "answers")),
    "reflections": (Reflection, "enrolment__person", ("enrolment__edition__title", "text")),
    "background": (Answer, "person", ("dimension", "value", "valid_from", "recorded_at")),
    "consents": (Consent, "person", ("purpose", "said", "on", "how")),
    "organisations": (Membership, "person", ("organisation__name", "function", "from_day", "until_day")),
}
DETAILS = ("name", "latin_name", "email", "phone", "birth_date", "language", "keeper__name", "created_at")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest) -> HttpResponse:
    """What can be done; a POST asks to be erased. Who has no record yet is sent to their details."""
    person = person_of(request.user)
    if person is None:
        return redirect("leerlijn_courses:my_details")
    if request.method == "POST":
        return _asked(request, person, by=request.user, to="leerlijn_courses:my_data")
    return _page(request, person)


@never_cache
@login_required
@require_safe
def my_copy(request: HttpRequest) -> HttpResponse:
    """All that is known of this person, as a file that other programs read too."""
    person = person_of(request.user)
    if person is None:
        raise Http404
    log_access(by=request.user, action=Access.Action.DOWNLOADED, kind="person", subjects=[person.pk], detail="own data")
    content = json.dumps(copy_of(person), ensure_ascii=False, indent=2, default=str)
    return HttpResponse(
        content,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="my-data.json"', "Cache-Control": "private, no-store"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_ones_own
def own_data(request: HttpRequest, place: OwnPlace) -> HttpResponse:
    if request.method == "POST":
        return _asked(request, place.person, by=None, to="leerlijn_courses:own_data", code=place.code)
    return _page(request, place.person, code=place.code)


def copy_of(person: Person) -> dict[str, Any]:
    """What is recorded under the records that are this person's to open, by kind."""
    records = records_opened(person)
    found: dict[str, Any] = {"person": list(Person.objects.filter(pk__in=records).order_by("pk").values(*DETAILS))}
    for name, (model, path, fields) in TABLES.items():
        found[name] = list(model._default_manager.filter(**{f"{path}__in": records}).order_by("pk").values(*fields))
    return found


def _asked(request: HttpRequest, person: Person, *, by: Any, to: str, code: str = "") -> HttpResponse:
    ask_to_be_erased(person, by=by)
    messages.success(request, _("Your wish is written down. Who runs your group answers within a month."))
    return redirect(to, code) if code else redirect(to)


def _page(request: HttpRequest, person: Person, *, code: str = "") -> HttpResponse:
    asked = ErasureRequest.objects.filter(person=person, settled_at=None).first()
    return render(request, "leerlijn_courses/mine/own_data.html", {"asked": asked, "code": code})
