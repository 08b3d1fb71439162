"""A group's registrations in Wagtail's admin: what is asked, who came by whom, and numbers for the caterer."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import managed_editions, manages
from courses.editions.models import Edition, Enrolment
from courses.errors import CoursesError
from courses.registering.asking import remove_question, save_own_question, set_presets
from courses.registering.forms import OwnQuestionForm, PresetsForm
from courses.registering.models import Registration, RegistrationAnswer, RegistrationQuestion
from courses.registering.needs import as_csv, asks_needs, needs_of, people_with_a_place
from courses.registering.wording import KEPT, label_of, last_day_of, options_of
from courses.slots.registry import Action, Moment

PAGE = 100


def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The known questions by a tick, and one's own below."""
    edition = _managed(request, pk)
    form = PresetsForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        set_presets(edition, form.wanted(), by=request.user)
        messages.success(request, _("From now on this is asked at registration."))
        return redirect("leerlijn_registering:questions", edition.pk)
    own = RegistrationQuestion.objects.filter(edition=edition, kind__in=RegistrationQuestion.OWN)
    context = {
        "edition": edition,
        "form": form,
        "own": [(question, KEPT.get(question.kept_days or 0, "")) for question in own],
        **_header(edition, _("Questions at registration")),
    }
    return render(request, "leerlijn_courses/admin/registering/questions.html", context)


def add_question(request: HttpRequest, pk: int) -> HttpResponse:
    return _own_question(request, _managed(request, pk), None)


def change_question(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    edition = _managed(request, pk)
    return _own_question(request, edition, get_object_or_404(_own(edition), pk=question))


def _own_question(request: HttpRequest, edition: Edition, question: RegistrationQuestion | None) -> HttpResponse:
    form = OwnQuestionForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            save_own_question(edition, question, by=request.user, **form.cleaned_data)
        except CoursesError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The question is saved."))
            return redirect("leerlijn_registering:questions", edition.pk)
    here = _("Change the question") if question else _("A question of your own")
    context = {"edition": edition, "form": form, **_header(edition, here)}
    return render(request, "leerlijn_courses/admin/registering/question.html", context)


@require_POST
def drop_question(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    edition = _managed(request, pk)
    remove_question(get_object_or_404(_own(edition), pk=question), by=request.user)
    messages.success(request, _("The question and its answers are gone."))
    return redirect("leerlijn_registering:questions", edition.pk)


@require_safe
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in the group, who registered them, and what they answered to the group's own questions; never diet or access."""
    edition = _managed(request, pk)
    rows = Enrolment.objects.filter(edition=edition, state__in=Enrolment.OPEN, role__in=Enrolment.TAKING_PART)
    page = Paginator(rows.select_related("person", "organisation").order_by("created_at", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    shown = _with_answers(list(page.object_list))
    log_access(
        by=request.user,
        action=Access.Action.SEEN,
        kind="edition",
        subjects=[edition.pk],
        detail=f"registrations, {len(shown)} enrolments",
    )
    context = {
        "edition": edition,
        "page_obj": page,
        "rows": shown,
        "unconfirmed": Registration.objects.filter(edition=edition, confirmed_at=None).count(),
        **_header(edition, _("Registrations")),
    }
    return render(request, "leerlijn_courses/admin/registering/registrations.html", context)


def _with_answers(enrolments: list[Enrolment]) -> list[tuple[Enrolment, Registration | None, list[tuple[str, str]]]]:
    """Two queries, however many enrolments; the first who registered somebody is the one shown."""
    by: dict[int, Registration] = {}
    for registration in Registration.objects.filter(enrolment__in=enrolments).exclude(by_email=""):
        by.setdefault(registration.enrolment_id or 0, registration)
    given: dict[int, list[tuple[str, str]]] = defaultdict(list)
    answers = RegistrationAnswer.objects.filter(enrolment__in=enrolments, question__kind__in=RegistrationQuestion.OWN)
    for answer in answers.select_related("question").order_by("question__position", "question"):
        words = dict(options_of(answer.question))
        said = ", ".join(words.get(code, code) for code in answer.chosen) or answer.text
        given[answer.enrolment_id or 0].append((label_of(answer.question), said))
    return [(enrolment, by.get(enrolment.pk), given[enrolment.pk]) for enrolment in enrolments]


@require_safe
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers for the caterer and the room; with `?print` a page to print or to show."""
    edition = _managed(request, pk)
    _log_needs(request, edition, Access.Action.SEEN)
    last_day = last_day_of(edition)
    context = {
        "edition": edition,
        "needs": needs_of(edition),
        "people": people_with_a_place(edition),
        "deleted_on": last_day + timedelta(days=RegistrationQuestion.SENSITIVE_DAYS) if last_day else None,
        **_header(edition, _("Diet and access needs")),
    }
    name = "needs_to_print" if "print" in request.GET else "needs"
    return render(request, f"leerlijn_courses/admin/registering/{name}.html", context)


@require_safe
def needs_file(request: HttpRequest, pk: int) -> HttpResponse:
    edition = _managed(request, pk)
    _log_needs(request, edition, Access.Action.EXPORTED)
    response = HttpResponse(as_csv(edition), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{edition.pk}-diet-access.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _log_needs(request: HttpRequest, edition: Edition, action: Access.Action) -> None:
    log_access(by=request.user, action=action, kind="edition", subjects=[edition.pk], detail="diet and access needs")


# Buttons on the group's page


def questions_action(request: HttpRequest, edition: Edition) -> Action | None:
    if not manages(request.user, edition):
        return None
    return Action(
        reverse("leerlijn_registering:questions", args=[edition.pk]), _("Questions at registration"), Moment.SIGNING_UP
    )


def registrations_action(request: HttpRequest, edition: Edition) -> Action | None:
    """Where there is something to see beyond the group's own list."""
    asks = RegistrationQuestion.objects.filter(edition=edition, kind__in=RegistrationQuestion.OWN)
    came = Registration.objects.filter(edition=edition)
    if not (came.exists() or asks.exists()) or not manages(request.user, edition):
        return None
    return Action(
        reverse("leerlijn_registering:registrations", args=[edition.pk]), _("Registrations"), Moment.SIGNING_UP
    )


def needs_action(request: HttpRequest, edition: Edition) -> Action | None:
    if not asks_needs(edition) or not manages(request.user, edition):
        return None
    return Action(
        reverse("leerlijn_registering:needs", args=[edition.pk]), _("Diet and access needs"), Moment.BEFOREHAND
    )


def _managed(request: HttpRequest, pk: int) -> Edition:
    return get_object_or_404(managed_editions(request.user), pk=pk)


def _own(edition: Edition) -> Any:
    return RegistrationQuestion.objects.filter(edition=edition, kind__in=RegistrationQuestion.OWN)


def _header(edition: Edition, here: str) -> dict[str, Any]:
    """What Wagtail's own page header needs."""
    return {
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_edition_modeladmin_index"), "label": _("Groups")},
            {"url": reverse("leerlijn_editions:edition", args=[edition.pk]), "label": edition.title},
            {"url": "", "label": here},
        ],
        "header_title": f"{here} · {edition.title}",
        "header_icon": "form",
    }
