"""Typing in what somebody without an account answered on paper, from their page in the admin.

What was said before is never shown, and neither is whether it was said under a record of another organisation.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import managed_editions
from courses.editions.closed import WhyForm, reported_over
from courses.editions.models import Enrolment, Session
from courses.people.answering import AGE, AnswerRefused, latest_answers, write_answers
from courses.people.models import Answer, Person
from courses.reporting.indicators.asking import needed_for
from courses.reporting.indicators.paper_forms import PaperAnswersForm


def paper_answers(request: HttpRequest, person: int) -> HttpResponse:
    """The questions that indicators need of somebody in one's own groups; whoever manages none of those finds nothing."""
    row = get_object_or_404(Person, pk=person, erased_at=None)
    enrolments = _managed(request.user, row)
    questions, funders, _grants = needed_for(enrolments)
    if not enrolments:
        raise Http404
    own = reverse("leerlijn_courses_person_modeladmin_inspect", args=[row.pk])
    if not questions:
        messages.info(request, _("No indicator in use needs an answer of this person."))
        return redirect(own)
    data = request.POST if request.method == "POST" else None
    form = PaperAnswersForm(data, questions=questions, answered=_answered(row))
    groups = {enrolment.edition_id for enrolment in enrolments}
    why = WhyForm(data, reported=reported_over(*Session.objects.filter(edition__in=groups)))
    if data is not None and all([form.is_valid(), why.may_go_on()]):
        try:
            _write(row, form, by=request.user, reason=why.said)
        except AnswerRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The answers are written down. They are only counted."))
            return redirect(own)
    log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=[row.pk], detail="questions")
    context = {"form": form, "why": why, "funders": funders, "own": own, **_header(row, own)}
    return render(request, "leerlijn_courses/indicators/paper_answers.html", context)


def paper_answers_panel(request: HttpRequest, person: Person) -> SafeString | str:
    """On a person's page: the way to the questions, where any is asked."""
    enrolments = _managed(request.user, person)
    if person.erased_at or not enrolments:
        return ""
    questions, funders, _grants = needed_for(enrolments)
    if not questions:
        return ""
    context = {"person": person, "funders": funders, "number": len(questions)}
    return render_to_string("leerlijn_courses/indicators/paper_panel.html", context, request=request)


def _managed(account: Any, person: Person) -> list[Enrolment]:
    """Where this very record takes part, or took part, in groups that the account manages."""
    mine = person.enrolments.filter(edition__in=managed_editions(account).values("pk"), role__in=Enrolment.TAKING_PART)
    return list(mine.select_related("edition").order_by("pk"))


def _answered(person: Person) -> set[str]:
    """The questions that this record has an answer to."""
    said = {dimension for dimension, value in latest_answers([person.pk]).items() if value != Answer.NO_ANSWER}
    return said | ({AGE} if person.birth_date else set())


def _write(person: Person, form: PaperAnswersForm, *, by: Any, reason: str) -> None:
    on = form.cleaned_data["on"]
    write_answers(person, form.answers(), birth_date=form.birth_date, on=on, by=by, reason=reason)


def _header(person: Person, own: str) -> dict[str, Any]:
    return {
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_person_modeladmin_index"), "label": _("Persons")},
            {"url": own, "label": person.name},
            {"url": "", "label": _("Answers from a paper form")},
        ],
        "header_title": f"{_('Answers from a paper form')} · {person.name}",
        "header_icon": "form",
    }
