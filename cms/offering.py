"""What somebody sees who considers a programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from cms.describing import describe
from cms.together.sharing import partners_of
from courses.completion.wording import rule_in_words
from courses.curricula.contract import Curriculum, UnitKind, text_in
from courses.editions.models import Enrolment
from courses.editions.offered import OfferedEdition, offered_editions
from courses.languages import base_of, own_name, screen_language
from courses.line import Station
from courses.moments import hours_in_words
from courses.people.access import person_of
from courses.people.functions import function_choices


def offer_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The programme, its line, and the groups somebody can choose; `mine` is the enrolment they have already."""
    curriculum = describe(page)
    offered = offered_editions([page.translation_key]).get(page.translation_key, [])
    mine = open_enrolment(request, page)
    catalogue = page.get_parent()
    entrances = entrances_of(curriculum, request.GET.get("for", ""))
    function = next((one.code for one in entrances if one.chosen), "")
    return {
        "curriculum": curriculum,
        "stations": stations(curriculum, page.locale.language_code, request, function=function),
        "entrances": entrances,
        "entrance": function,
        "offered": offered,
        "only": offered[0] if len(offered) == 1 and mine is None else None,
        "mine": mine,
        "facts": facts(page, curriculum),
        "outcomes": page.outcome_list,
        "rule": rule_in_words(curriculum.rule),
        "makers": partners_of(page) if page.pk else [],
        "keeper": keeper_of(offered),
        "catalogue": catalogue,
        "catalogue_url": catalogue.get_url(request) if catalogue else "",
        "content_language": language_unless_read(page.locale.language_code),
        "read_in": _languages(page, curriculum, request),
    }


def _languages(page: Any, curriculum: Curriculum, request: HttpRequest) -> list[tuple[str, str, str]]:
    """The other languages in which it is told: code, its own name, address. The screens may not speak them."""
    if len(curriculum.titles) < 2:
        return []
    others = page.get_translations().live().public().filter(alias_of=None).select_related("locale").order_by("pk")
    codes = ((other.locale.language_code, other.get_url(request) or "") for other in others)
    return [(code, own_name(code), f"{url}?language={code}") for code, url in codes]


def facts(page: Any, curriculum: Curriculum) -> list[tuple[str, Any]]:
    """What somebody wants to know first, as questions and answers; what the author left out is not asked."""
    time = hours_in_words(curriculum.net_minutes) if curriculum.net_minutes else ""
    rows = [
        (_("For whom"), page.for_whom),
        (_("How long"), format_html_join(mark_safe("<br>"), "{}", ((part,) for part in (page.duration, time) if part))),
        (pgettext("offer", "How"), page.get_form_display()),
        (pgettext("offer", "Where"), page.place),
        (_("What it costs"), page.cost),
    ]
    return [(question, answer) for question, answer in rows if answer]


def keeper_of(offered: Sequence[OfferedEdition]) -> Any:
    """The one organisation that organises what is offered, and so keeps the data of who signs up; None with several."""
    organisers = {one.edition.organisation_id: one.edition.organisation for one in offered}
    return next(iter(organisers.values())) if len(organisers) == 1 else None


def language_unless_read(language: str) -> str:
    """A content's language where it is not the one the screen is in, for its `lang`."""
    return "" if base_of(language) == screen_language() else language


def open_enrolment(request: HttpRequest, page: Any) -> Enrolment | None:
    """The reader's own enrolment in a group of this programme; the latest of several."""
    person = person_of(request.user) if hasattr(request, "user") else None
    if person is None:
        return None
    return (
        Enrolment.objects.filter(
            person=person, edition__version__translation_key=page.translation_key, state__in=Enrolment.OPEN
        )
        .select_related("edition")
        .order_by("-enrolled_on", "-pk")
        .first()
    )


@dataclass(frozen=True)
class Entrance:
    """The offer as somebody in one function sees it."""

    code: str
    label: str
    chosen: bool


def entrances_of(curriculum: Curriculum, chosen: str) -> list[Entrance]:
    """The functions for which something in this programme is meant; nothing where it asks the same of everybody."""
    meant = {code for unit in curriculum.units for code in unit.functions}
    return [Entrance(code, str(label), code == chosen) for code, label in function_choices() if code in meant]


def stations(
    curriculum: Curriculum, language: str, request: HttpRequest | None = None, *, function: str = ""
) -> list[Station]:
    """The line of an offer: every part ahead, a test with its module; with a function, what is on the line of those.

    What everybody may read has its address.
    """
    addresses = _addresses(curriculum, language, request)
    labels = dict(function_choices())
    return [
        Station(
            title=text_in(unit.titles, language),
            kind=unit.kind,
            minutes=unit.minutes or None,
            required=unit.required,
            language=_said_in(unit.titles, language),
            url=addresses.get(unit.definition.get("curriculum") or unit.key, ""),
            when=_only_for([labels.get(code, code) for code in unit.functions]),
        )
        for unit in curriculum.units
        if unit.kind != UnitKind.TEST and (not function or not unit.functions or function in unit.functions)
    ]


def _addresses(curriculum: Curriculum, language: str, request: HttpRequest | None) -> dict[str, str]:
    """Where modules that are open to all, and the programmes inside this one, can be read; by translation key."""
    keys = [
        unit.definition.get("curriculum") or unit.key
        for unit in curriculum.units
        if unit.kind in (UnitKind.MODULE, UnitKind.CURRICULUM)
    ]
    if not keys or request is None:
        return {}
    readable = Q(modulepage__open_to_all=True) | Q(curriculumpage__isnull=False)
    pages = Page.objects.live().filter(readable, translation_key__in=keys).select_related("locale")
    in_order = sorted(pages, key=lambda page: page.locale.language_code == language)
    return {str(page.translation_key): page.get_url(request) or "" for page in in_order}


def _only_for(labels: list[str]) -> str:
    return _("only for %(functions)s") % {"functions": ", ".join(labels)} if labels else ""


def _said_in(titles: Any, language: str) -> str:
    """The language of a title where it is another than the page's."""
    return "" if titles.get(language) else next((code for code in titles if titles[code]), "")
