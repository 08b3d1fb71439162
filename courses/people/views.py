"""What a participant sees and says about themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from courses.people.access import person_of
from courses.people.changing import change_own_details
from courses.people.forms import MyDetailsForm
from courses.people.models import Person


@never_cache
@login_required
def my_details(request: HttpRequest) -> HttpResponse:
    """Name, spelling, phone and language; who has no record yet gets one by saving."""
    account: Any = request.user
    person = person_of(account) or Person(name=account.get_full_name(), language=get_language() or "")
    form = MyDetailsForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_own_details(request.user, **form.cleaned_data)
        messages.success(request, _("Your details are saved."))
        return redirect("leerlijn_courses:my_details")
    return render(request, "leerlijn_courses/my_details.html", {"form": form})
