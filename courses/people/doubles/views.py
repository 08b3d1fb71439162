"""Where a coordinator or a linker looks at possible double persons, joins them, and takes them apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.errors import CoursesError
from courses.people.assigning import assign, unassign
from courses.people.doubles.finding import joinings_for, judged_for, pairs_for
from courses.people.doubles.forms import LinkerForm, linkers_of
from courses.people.doubles.judging import join, look_again, separate, tell_apart
from courses.people.doubles.preview import Joining, lines_of, of_fact, recommended
from courses.people.doubles.reasons import Why, why_now
from courses.people.doubles.scopes import may_look
from courses.people.doubles.showing import side_by_side, sides_of
from courses.people.models import Assignment, Merge, Person

PER_PAGE = 20
LATELY = 10
View = Callable[..., HttpResponse]


def for_those_who_look(view: View) -> View:
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_look(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return shown


@for_those_who_look
def index(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, the most alike first."""
    page = Paginator(pairs_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = side_by_side(request.user, page.object_list)
    _seen(request, (person for row in rows for person in (row.pair.first, row.pair.second)))
    context = {"page": page, "rows": rows, "may_name_linkers": LinkerForm.leads(request.user).exists()}
    return render(request, "leerlijn_courses/admin/doubles.html", context | _header())


@for_those_who_look
def double(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records side by side, and what they are: one person, or two people."""
    pair = get_object_or_404(pairs_for(request.user), pk=pk)
    if request.method == "POST":
        return _acted(
            request, lambda: tell_apart(pair, by=request.user), _("They stay two people. Nobody is asked again.")
        )
    [row] = side_by_side(request.user, [pair])
    _seen(request, [pair.first, pair.second])
    context = {"row": row, "pair": pair, "keep": recommended(pair)}
    return render(request, "leerlijn_courses/admin/double.html", context | _header(_("One person or two?")))


@for_those_who_look
def join_them(request: HttpRequest, pk: int) -> HttpResponse:
    """What joining does, and the button that does it; `keep` in the address says whose record survives."""
    pair = get_object_or_404(pairs_for(request.user), pk=pk)
    by_key = {str(person.pk): person for person in (pair.first, pair.second)}
    keep = by_key.get(request.GET.get("keep", "")) or recommended(pair)
    why = why_now(request.POST if request.method == "POST" else None, [pair.first, pair.second])
    if request.method == "POST" and (why is None or why.may_go_on()):
        done = _("They are one person now. Nothing was moved: you can take them apart again.")
        return _acted(request, lambda: join(pair, keep=keep, by=request.user, reason=why.said if why else ""), done)
    joining = Joining(pair.second if keep == pair.first else pair.first, keep)
    _seen(request, [pair.first, pair.second])
    back = reverse("leerlijn_people:double", args=[pk])
    return _preview(request, joining, _("Join these two?"), back=back, why=why)


@for_those_who_look
def joined(request: HttpRequest) -> HttpResponse:
    """Who was joined, and who was judged to be two people lately."""
    page = Paginator(joinings_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    facts = list(page.object_list)
    judged = list(judged_for(request.user)[:LATELY])
    people = [person for fact in facts for person in (fact.person, fact.other)]
    people += [person for pair in judged for person in (pair.first, pair.second)]
    _seen(request, people)
    context = {"page": page, "facts": facts, "judged": judged}
    return render(request, "leerlijn_courses/admin/doubles_joined.html", context | _header(_("Joined persons")))


@for_those_who_look
def take_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking them apart does, and the button that does it."""
    fact: Merge = get_object_or_404(joinings_for(request.user), pk=pk)
    why = why_now(request.POST if request.method == "POST" else None, [fact.person, fact.other])
    if request.method == "POST" and (why is None or why.may_go_on()):
        done = _("They are two people again. Nobody is asked about them any more.")
        reason, back = why.said if why else "", "leerlijn_people:joined_doubles"
        return _acted(request, lambda: separate(fact, by=request.user, reason=reason), done, to=back)
    _seen(request, [fact.person, fact.other])
    back = reverse("leerlijn_people:joined_doubles")
    return _preview(request, of_fact(fact), _("Take these two apart?"), back=back, why=why)


@require_POST
@for_those_who_look
def again(request: HttpRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(judged_for(request.user), pk=pk)
    return _acted(request, lambda: look_again(pair, by=request.user), _("The two are in the list again."))


@for_those_who_look
def linkers(request: HttpRequest) -> HttpResponse:
    """Who joins double persons across the partners of projects that one's organisation leads."""
    if not LinkerForm.leads(request.user).exists():
        raise Http404
    form = LinkerForm(request.POST if "add" in request.POST else None, account=request.user)
    if request.method == "POST" and "remove" in request.POST:
        removed = linkers_of(request.user).filter(pk=_number(request.POST["remove"])).first()
        if removed is not None:
            unassign(removed, by=request.user)
            messages.success(request, _("This account no longer joins double persons."))
        return redirect("leerlijn_people:linkers")
    if request.method == "POST" and form.is_valid():
        chosen: Assignment = form.cleaned_data["who"]
        assign(chosen.account, chosen.organisation, Assignment.Role.LINKER, by=request.user)
        messages.success(request, _("This account can join double persons now."))
        return redirect("leerlijn_people:linkers")
    context = {"form": form, "linkers": linkers_of(request.user)}
    return render(request, "leerlijn_courses/admin/linkers.html", context | _header(_("Linkers")))


def _preview(request: HttpRequest, joining: Joining, title: str, *, back: str, why: Why | None) -> HttpResponse:
    sides = sides_of(request.user, joining.into, joining.person)
    context = {"joining": joining, "sides": sides, "lines": lines_of(request, joining), "back": back, "why": why}
    return render(request, "leerlijn_courses/admin/double_preview.html", context | _header(title))


def _acted(
    request: HttpRequest, act: Callable[[], object], done: str, *, to: str = "leerlijn_people:doubles"
) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect(to)


def _seen(request: HttpRequest, persons: Iterable[Person]) -> None:
    keys = sorted({person.pk for person in persons})
    if keys:
        log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=keys, detail="double persons")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _header(here: str = "") -> dict[str, Any]:
    """What Wagtail's own page header needs."""
    crumb = {"url": reverse("leerlijn_people:doubles") if here else "", "label": _("Possibly double")}
    return {
        "breadcrumbs_items": [crumb, {"url": "", "label": here}] if here else [crumb],
        "header_title": here or _("Possibly double"),
        "header_icon": "group",
    }
