"""On a person's page in the admin: that they asked to be erased, and the button that says it was answered otherwise."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.people.asking_erasure import open_requests_for, settle
from courses.people.models import Person


def asked_panel(request: HttpRequest, person: Person) -> SafeString | str:
    asked = open_requests_for(request.user).filter(person=person.pk).first()
    if asked is None:
        return ""
    return render_to_string("leerlijn_courses/admin/erasure_asked.html", {"asked": asked}, request=request)


@require_POST
def settle_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(open_requests_for(request.user), person=pk)
    settle(asked, by=request.user)
    messages.success(request, _("It is written down that you answered."))
    return redirect("leerlijn_courses_person_modeladmin_inspect", pk)
