"""The background questions to one person, by account and by the address of their own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.editions.addresses import opened_enrolment
from courses.editions.models import Enrolment
from courses.languages import spoken
from courses.links.showing import opened_by_link
from courses.people.access import person_of
from courses.people.answering import AnswerRefused, write_answers
from courses.people.merging import records_of
from courses.reporting.indicators.asking import asked_of
from courses.reporting.indicators.asking_forms import QuestionsForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own answers, which may be changed."""
    person = person_of(request.user)
    found = Enrolment.objects.select_related("person", "edition__version", "edition__organisation")
    enrolment = get_object_or_404(found, pk=pk, person__in=records_of(person) if person else [])
    return _questions(request, enrolment, back=reverse("leerlijn_courses:enrolment", args=[pk]), by=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_link
def own_questions(request: HttpRequest, code: str) -> HttpResponse:
    """By the address of one's own page: what was said before is not shown to whoever has it."""
    enrolment = opened_enrolment(code)
    with translation.override(spoken(language) if (language := enrolment.person.language) else get_language()):
        return _questions(request, enrolment, back=reverse("leerlijn_courses:own_page", args=[code]), by=None)


def _questions(request: HttpRequest, enrolment: Enrolment, *, back: str, by: Any) -> HttpResponse:
    asked = asked_of(enrolment)
    if not asked.questions:
        return redirect(back)
    shown = asked.said if by is not None else {}
    form = QuestionsForm(request.POST if request.method == "POST" else None, questions=asked.questions, said=shown)
    if request.method == "POST" and form.is_valid():
        try:
            write_answers(enrolment.person, form.answers(asked.said), birth_date=form.birth_date, by=by, source="")
            messages.success(request, _("Thank you. Your answers are only counted, never shown with your name."))
            return redirect(back)
        except AnswerRefused as refusal:
            form.refuse(refusal)
    context = {"form": form, "asked": asked, "back": back}
    return render(request, "leerlijn_courses/indicators/questions.html", context)
