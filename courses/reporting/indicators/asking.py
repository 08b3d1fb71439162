"""Which background questions somebody is asked: those that an indicator in use needs, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from courses.editions.models import Edition, EditionFunding, Enrolment
from courses.people.answering import AGE, latest_answers
from courses.people.merging import records_of
from courses.people.models import Answer, Person
from courses.people.questions import QUESTIONS, Question
from courses.reporting.dimensions import DAYS_AFTER_ENTRY
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.indicators.recipes import Recipe
from courses.reporting.projections.models import PersonProject

UNSAID = (Answer.NO_ANSWER,)


@dataclass(frozen=True)
class Asked:
    """What one enrolment brings with it: the questions, for whom they are asked, and what was said before."""

    enrolment: Enrolment
    questions: tuple[Question, ...]
    funders: tuple[str, ...]
    grants: tuple[int, ...] = ()

    @cached_property
    def said(self) -> dict[str, str]:
        """What is known under any record of this human being; a birth date counts as an answer about age."""
        records = records_of(self.enrolment.person)
        said = latest_answers(records)
        if Person.objects.filter(pk__in=records, birth_date__isnull=False).exists():
            said["age"] = "known"
        return said

    @property
    def too_late(self) -> bool:
        """Whether an answer given now counts nowhere: they first took part longer ago than answers are waited for.

        A birth date counts whenever it is told.
        """
        if all(question.dimension == AGE for question in self.open):
            return False
        records = records_of(self.enrolment.person)
        entered = PersonProject.objects.filter(person__in=records, grant__in=self.grants).values_list(
            "entry", flat=True
        )
        days = [timezone.localdate() - entry for entry in entered]
        return bool(days) and all(waited.days > DAYS_AFTER_ENTRY for waited in days)

    @property
    def open(self) -> list[Question]:
        """Those that were not answered yet; “I'd rather not say” is an answer."""
        return [one for one in self.questions if self.said.get(one.dimension, UNSAID[0]) in UNSAID]


def asked_of(enrolment: Enrolment) -> Asked:
    """The questions to whoever takes part in this enrolment; one query where no project pays for its group."""
    if not enrolment.takes_part or enrolment.state not in Enrolment.OPEN:
        return Asked(enrolment, (), ())
    questions, funders, grants = needed_for([enrolment])
    return Asked(enrolment, questions, funders, grants)


def needed_for(
    enrolments: Sequence[Enrolment],
) -> tuple[tuple[Question, ...], tuple[str, ...], tuple[int, ...]]:
    """What indicators in use need to know of who is enrolled here, for which funders and projects; sensitive ones last."""
    paying = _paying([enrolment.edition for enrolment in enrolments])
    versions = _versions({grant for grants in paying.values() for grant in grants})
    needed: dict[str, None] = {}
    funders: dict[str, None] = {}
    for version in versions:
        recipe, grant = version.recipe, version.indicator.grant
        mine = [name for name in recipe.dimensions if name in QUESTIONS]
        if mine and any(
            grant.pk in paying[enrolment.edition_id] and _concerns(recipe, enrolment, enrolment.edition)
            for enrolment in enrolments
        ):
            needed |= dict.fromkeys(mine)
            funders[grant.funder.name] = None
    questions = sorted((QUESTIONS[name] for name in needed), key=lambda one: one.sensitive)
    return tuple(questions), tuple(funders), tuple({version.indicator.grant_id for version in versions})


def _paying(editions: Sequence[Edition]) -> dict[int, list[int]]:
    """The projects in which each group counts."""
    paying: dict[int, list[int]] = {edition.pk: [] for edition in editions}
    funding = EditionFunding.objects.filter(edition__in=list(paying)).order_by("position", "pk")
    for edition, grant in funding.values_list("edition", "grant"):
        paying[edition].append(grant)
    for edition in editions:
        if edition.counting == Edition.Counting.PRIMARY_ONLY:
            paying[edition.pk] = paying[edition.pk][:1]
    return paying


def _versions(grants: set[int]) -> list[IndicatorVersion]:
    """The latest versions of the indicators in use of these projects."""
    if not grants:
        return []
    rows = IndicatorVersion.objects.filter(indicator__grant__in=grants, indicator__state=Indicator.State.ACTIVE)
    latest: dict[int, IndicatorVersion] = {}
    for version in rows.select_related("indicator__grant__funder").order_by("indicator", "number"):
        latest[version.indicator_id] = version
    return list(latest.values())


def _concerns(recipe: Recipe, enrolment: Enrolment, edition: Edition) -> bool:
    """Whether this enrolment can be counted by the recipe at all."""
    return (
        (not recipe.roles or enrolment.role in recipe.roles)
        and (not recipe.kinds or edition.kind in recipe.kinds)
        and (not recipe.themes or not set(recipe.themes).isdisjoint(edition.themes or ()))
        and (not recipe.editions or edition.pk in recipe.editions)
    )


def enrolment_section(request: HttpRequest, enrolment: Enrolment) -> SafeString | str:
    return _section(enrolment, reverse("leerlijn_courses:questions", args=[enrolment.pk]))


def own_page_section(request: HttpRequest, enrolment: Enrolment) -> SafeString | str:
    code: Any = request.resolver_match.kwargs.get("code") if request.resolver_match else None
    return _section(enrolment, reverse("leerlijn_courses:own_questions", args=[code])) if code else ""


def _section(enrolment: Enrolment, address: str) -> SafeString | str:
    """A link to the questions while one is open; who was asked nothing, or said it all, sees nothing."""
    asked = asked_of(enrolment)
    if not asked.questions or not asked.open:
        return ""
    context = {"address": address, "number": len(asked.open), "funders": asked.funders}
    return render_to_string("leerlijn_courses/indicators/asked.html", context)
