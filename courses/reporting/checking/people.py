"""The checks on people, what they finished and answered, and on what may be there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.editions.models import Enrolment
from courses.fieldwork.doubles import half_pairs, pairs_with_facts
from courses.people.doubles.finding import pairs_for
from courses.reporting.checking.ground import Ground
from courses.reporting.checking.own_answers import Lack, lacking_in_part
from courses.reporting.checking.registry import Check, Doubt, register
from courses.reporting.dimensions import AGE, DAYS_AFTER_ENTRY, EDITION_LEVEL, NOT_ASKED
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.labels import dimension_label
from courses.reporting.projections.models import PersonEdition, PersonProject


def not_attended(ground: Ground) -> Iterator[Doubt]:
    """Completions of people who were never there, by group; they count in no figure."""
    rows = PersonEdition.objects.filter(
        grant__in=list(ground.grants), edition__in=ground.edition_ids, completed_on__isnull=False, attended=False
    )
    for grant, pk, number in rows.order_by().values_list("grant", "edition").annotate(Count("person", distinct=True)):
        edition = ground.editions[pk]
        if grant in edition.grants:
            yield ground.doubt(
                "not_attended",
                edition,
                grant,
                "leerlijn_editions:edition",
                [pk],
                sentence=ngettext(
                    "%(group)s: %(number)d person completed it and was never marked as present.",
                    "%(group)s: %(number)d people completed it and were never marked as present.",
                    number,
                )
                % {"group": edition.title, "number": number},
                count=number,
                subject=f"edition-{pk}",
                told=str(number),
            )


def missing_answers(ground: Ground) -> Iterator[Doubt]:
    """Questions that an active indicator needs and nobody asked, by project; a partner's as its own tables have it."""
    needed = _needed(ground)
    found = _lacking({grant: needed[grant] for grant in needed if grant in ground.led})
    for grant in needed.keys() - ground.led:
        found |= lacking_in_part(grant, needed[grant], ground)
    for (grant, dimension), lack in sorted(found.items()):
        asked = urlencode({"dimension": dimension, "value": NOT_ASKED})
        url = reverse("leerlijn_reporting:members", args=[grant, "cumulative_persons"])
        yield Doubt(
            "missing_answers",
            ngettext(
                "%(question)s: %(number)d participant was not asked.",
                "%(question)s: %(number)d participants were not asked.",
                lack.number,
            )
            % {"question": dimension_label(dimension), "number": lack.number}
            + ("" if dimension == AGE else _too_late(lack.late)),
            f"{url}?{asked}",
            count=lack.number,
            grant=grant,
            subject=f"dimension-{dimension}"[:100],
            told=str(lack.number),
        )


def _lacking(needed: dict[int, set[str]]) -> dict[tuple[int, str], Lack]:
    """By project and question, of everybody in the whole project; one query."""
    dimensions = sorted(set().union(*needed.values())) if needed else []
    if not dimensions:
        return {}
    lacks = [Q(age=None) if one == AGE else ~Q(answers__has_key=one) for one in dimensions]
    # A birth date counts whenever it is told; any other answer is waited for no longer.
    over = Q(entry__lt=timezone.localdate() - timedelta(days=DAYS_AFTER_ENTRY))
    lacking = {f"lacks_{place}": Count("pk", filter=lack) for place, lack in enumerate(lacks)}
    lacking |= {f"late_{place}": Count("pk", filter=lack & over) for place, lack in enumerate(lacks)}
    entered = PersonProject.objects.filter(grant__in=list(needed))
    rows: Iterable[Any] = entered.order_by().values("grant").annotate(**lacking)
    return {
        (row["grant"], dimension): Lack(row[f"lacks_{place}"], row[f"late_{place}"])
        for row in rows
        for place, dimension in enumerate(dimensions)
        if row[f"lacks_{place}"] and dimension in needed[row["grant"]]
    }


def _too_late(number: int) -> str:
    if not number:
        return ""
    return " " + ngettext(
        "For %(number)d it is too late: who first took part more than four weeks ago stays “not asked” in the figures.",
        "For %(number)d it is too late: who first took part more than four weeks ago stays “not asked” in the figures.",
        number,
    ) % {"number": number}


def _needed(ground: Ground) -> dict[int, set[str]]:
    """Per project the questions that its active indicators break down by."""
    versions = IndicatorVersion.objects.filter(
        indicator__grant__in=list(ground.grants), indicator__state=Indicator.State.ACTIVE
    )
    latest: dict[int, tuple[int, list[str]]] = {}
    for pk, grant, data in versions.order_by("number").values_list("indicator", "indicator__grant", "data"):
        latest[pk] = (grant, data.get("dimensions", []))
    needed: dict[int, set[str]] = {}
    for grant, dimensions in latest.values():
        needed.setdefault(grant, set()).update(one for one in dimensions if one not in EDITION_LEVEL)
    return {grant: dimensions for grant, dimensions in needed.items() if dimensions}


def double_persons(ground: Ground) -> Iterator[Doubt]:
    """Pairs of records that may be one human being, in each project in which both are."""
    pairs = pairs_for(ground.account)
    found = list(pairs.order_by().values_list("pk", "first", "second"))
    if not found:
        return
    either = Q(person__in=pairs.order_by().values("first")) | Q(person__in=pairs.order_by().values("second"))
    rows = Enrolment.objects.filter(either, edition__in=ground.edition_ids).order_by()
    projects: dict[int, set[int]] = {}
    for person, edition in rows.values_list("person", "edition"):
        projects.setdefault(person, set()).update(ground.editions[edition].grants)
    number: Counter[int] = Counter()
    for _pk, first, second in found:
        number.update(projects.get(first, set()) & projects.get(second, set()))
    page = reverse("leerlijn_people:doubles")
    for grant, count in number.items():
        yield Doubt(
            "double_persons",
            ngettext(
                "%(number)d pair of persons may be one and the same.",
                "%(number)d pairs of persons may be one and the same.",
                count,
            )
            % {"number": count},
            page,
            count=count,
            grant=grant,
            subject="persons",
            told=str(count),
        )


def double_activities(ground: Ground) -> Iterator[Doubt]:
    """Pairs of information activities that may have been entered twice; across partners the lead decides."""
    url = reverse("leerlijn_fieldwork:doubts")
    fields = ("pk", "first__edition", "first__edition__title", "second__edition")
    open_pairs = pairs_with_facts(ground.account).filter(decision="").order_by("pk")
    for pairs, mine in ((open_pairs, True), (half_pairs(ground.account).order_by("pk"), False)):
        sentence = (
            _("%(group)s may have been entered twice.")
            if mine
            else _("%(group)s may be in this project twice. The lead looks at it.")
        )
        for pk, first, title, second in pairs.values_list(*fields):
            sides = [ground.editions[one] for one in (first, second) if one in ground.editions]
            shared = set(sides[0].grants).intersection(*(side.grants for side in sides)) if sides else set()
            for grant in sorted(shared):
                yield Doubt(
                    "double_activities",
                    sentence % {"group": title if mine else sides[0].title},
                    url,
                    grant=grant,
                    subject=f"pair-{pk}",
                )


def register_all() -> None:
    register(
        Check(
            "not_attended",
            gettext_lazy("Completed without attendance"),
            gettext_lazy("These completions count in no figure. Look at the attendance: was somebody forgotten?"),
            not_attended,
        ),
        order=30,
    )
    register(
        Check(
            "missing_answers",
            gettext_lazy("Answers that an indicator needs"),
            gettext_lazy("An answer counts when it was given at most four weeks after somebody first took part."),
            missing_answers,
        ),
        order=80,
    )
    register(
        Check(
            "double_persons",
            gettext_lazy("People who may be known twice"),
            gettext_lazy("Who is known under two records counts twice until the records are joined."),
            double_persons,
            can_be_accepted=False,
        ),
        order=40,
    )
    register(
        Check(
            "double_activities",
            gettext_lazy("Activities that may have been entered twice"),
            gettext_lazy("Both count until somebody says that they are one."),
            double_activities,
            can_be_accepted=False,
        ),
        order=45,
    )
