"""Finding something in the library: facets with their counts, search in Dutch, and an answer that reads as a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Case, Count, Exists, OuterRef, Q, When
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from cms.library.stemming import asked_stems
from cms.library.words import sentence
from cms.models.labels import LibraryAudience, LibraryRegion, LibrarySetting, LibraryTheme
from cms.models.library import Kind, LibraryItemPage, ToolPage

ON_A_PAGE = 12
# So many of one kind can be found by words; who gets more looks for something that stands everywhere.
MOST_FOUND = 5_000
# So many of the best stand before the others, which follow by their date.
MOST_RANKED = 200


class SearchForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)


@dataclass(frozen=True)
class Value:
    """One value of a facet; `address` chooses it, or leaves it again where it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool = False
    address: str = ""
    phrase: str = ""


@dataclass(frozen=True)
class Facet:
    """`kept` narrows items to one value; `values` counts what there is among items."""

    name: str
    label: Any
    kept: Callable[[Any, str], Any]
    values: Callable[[Any], list[Value]]


def _tagged(name: str, label: Any, through: Any, relation: str) -> Facet:
    def values(items: Any) -> list[Value]:
        rows = through.objects.filter(content_object__in=items.values("pk")).values("tag")
        counts = {row["tag"]: row["count"] for row in rows.annotate(count=Count("content_object", distinct=True))}
        tags = through._meta.get_field("tag").related_model.objects.filter(pk__in=counts)
        return [Value(tag.slug, tag.label, counts[tag.pk], phrase=getattr(tag, "in_words", "")) for tag in tags]

    return Facet(name, label, lambda items, code: items.filter(**{f"{relation}__tag__slug": code}), values)


def _kinds(items: Any) -> list[Value]:
    counts = dict(items.order_by().values_list("kind").annotate(Count("pk")))
    return [Value(kind.value, str(kind.label), counts[kind.value]) for kind in Kind if kind.value in counts]


def _languages(items: Any) -> list[Value]:
    counts = dict(items.order_by().values_list("locale").annotate(Count("pk")))
    locales = Locale.objects.filter(pk__in=counts)
    return [Value(one.language_code, one.get_display_name(), counts[one.pk]) for one in locales]


def _years(items: Any) -> list[Value]:
    rows = items.order_by("-dated__year").values_list("dated__year").annotate(Count("pk"))
    return [Value(str(year), str(year), count) for year, count in rows]


def _of_year(items: Any, year: str) -> Any:
    return items.filter(dated__year=int(year)) if year.isdecimal() and 0 < int(year) < 10_000 else items.none()


FACETS = (
    _tagged("setting", gettext_lazy("Where do you use it?"), LibrarySetting, "setting_items"),
    _tagged("audience", gettext_lazy("For whom?"), LibraryAudience, "audience_items"),
    Facet("kind", gettext_lazy("What is it?"), lambda items, code: items.filter(kind=code), _kinds),
    _tagged("theme", gettext_lazy("About what?"), LibraryTheme, "theme_items"),
    _tagged("region", gettext_lazy("From where?"), LibraryRegion, "region_items"),
    Facet(
        "language", gettext_lazy("Language"), lambda items, code: items.filter(locale__language_code=code), _languages
    ),
    Facet("year", gettext_lazy("Which year?"), _of_year, _years),
)
FIRST = ("setting", "audience", "kind")


@dataclass(frozen=True)
class Found:
    """Something in the list. `language` is set where it is not the reader's."""

    page: LibraryItemPage
    kind: str
    labels: tuple[str, ...]
    language: str
    language_name: str
    tool: Any = None


def find(library: Any, parameters: Any) -> dict[str, Any]:
    """What the library's template shows: the facets with counts, a page of results, and the sentence that answers."""
    form = SearchForm(parameters)
    asked = _asked(parameters, form)
    words = asked.get("q", "")
    there = items_below(library)
    ranked = ids_found(words) if words else None
    if ranked is not None:
        there = there.filter(pk__in=_as_one(ranked))
    narrowed = {leave: _narrow(there, library.locale, asked, leave) for leave in ("", *(f.name for f in FACETS))}
    facets = [(facet, _shown(facet, narrowed[facet.name], asked, parameters)) for facet in FACETS]
    page = Paginator(_in_order(narrowed[""], ranked), ON_A_PAGE).get_page(parameters.get("page"))
    page.object_list = _found(list(page.object_list), library.locale.language_code)
    chosen = {facet.name: value for facet, values in facets for value in values if value.chosen}
    return {
        "form": form,
        "results": page,
        "asked": asked,
        "kept": [(name, value) for name, value in asked.items() if name != "q"],
        "sentence": sentence(page.paginator.count, chosen, words),
        "first_facets": [(facet, values) for facet, values in facets if facet.name in FIRST and values],
        "more_facets": [(facet, values) for facet, values in facets if facet.name not in FIRST and _tells(values)],
        "more_asked": any(facet.name in asked for facet in FACETS if facet.name not in FIRST),
    }


def items_below(library: Any) -> Any:
    """What is published in this library and its translations, in every language it was written in."""
    below = Q(pk=None)
    for path in type(library).objects.filter(translation_key=library.translation_key, live=True).values_list("path"):
        below |= Q(path__startswith=path[0])
    return LibraryItemPage.objects.live().public().filter(below, alias_of__isnull=True).defer("body", "makers")


def ids_found(question: str) -> list[int]:
    """Pages that hold these words, the best first: as the database stems them, then by our own stems.

    PostgreSQL's Dutch finds inflected words anywhere; the stems find the same on SQLite, and beginnings of words too.
    """
    # Signs between words mean something to some databases, and nothing to people.
    plain = " ".join(re.findall(r"[^\W_]+", question)[:20]).lower()
    best = _best(plain) if plain else []
    by_stem: set[int] | None = None
    for stem in asked_stems(question):
        having = set(_keys(_searchable().autocomplete(stem, order_by_relevance=False)))
        by_stem = having if by_stem is None else by_stem & having
    return list(dict.fromkeys([*best, *sorted(by_stem or ())]))


def _searchable() -> Any:
    return LibraryItemPage.objects.only("pk")


def _best(words: str) -> list[int]:
    """What has these words, the best first.

    SQLite looks for the rank of each result anew, so of a word that stands everywhere the newest come first there.
    """
    if connection.vendor == "sqlite":
        found = _keys(_searchable().search(words, operator="and", order_by_relevance=False))
        if len(found) > MOST_RANKED:
            newest = _searchable().filter(pk__in=_as_one(found)).order_by("-dated", "title", "pk")
            return list(newest.values_list("pk", flat=True))
    return _keys(_searchable().search(words, operator="and"))


def _keys(found: Any) -> list[int]:
    """What a search found, without making a page of each where the database itself was searched."""
    first = found[:MOST_FOUND]
    if hasattr(first, "get_queryset"):
        return list(first.get_queryset().values_list("pk", flat=True))
    return [page.pk for page in first]


def _as_one(keys: list[int]) -> RawSQL | list[int]:
    """Thousands of keys as one value of a question: each facet asks it, and each time twice.

    PostgreSQL looks a list of values up by itself, inside a question about each row too.
    """
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", (json.dumps(keys),))
    return keys


def _asked(parameters: Any, form: SearchForm) -> dict[str, str]:
    """What was asked and understood; a value nobody offered finds nothing, and is not repeated in the sentence."""
    form.is_valid()
    said = {facet.name: parameters.get(facet.name, "")[:100] for facet in FACETS}
    said["q"] = " ".join(form.cleaned_data.get("q", "").split())
    return {name: value for name, value in said.items() if value and "\x00" not in value}


def _narrow(items: Any, own: Locale, asked: Mapping[str, str], leave_out: str) -> Any:
    if leave_out != "language" and "language" not in asked:
        items = _one_of_each(items, own)
    for facet in FACETS:
        if facet.name in asked and facet.name != leave_out:
            items = facet.kept(items, asked[facet.name])
    return items


def _one_of_each(items: Any, own: Locale) -> Any:
    """Each once: in the reader's language, else in the one it was first written in."""
    twins = items.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    better = twins.filter(Q(locale=own) | Q(pk__lt=OuterRef("pk")))
    return items.filter(Q(locale=own) | ~Exists(better))


def _in_order(items: Any, ranked: list[int] | None) -> Any:
    if not ranked:
        return items.order_by("-dated", "title", "pk")
    place = Case(*(When(pk=pk, then=number) for number, pk in enumerate(ranked[:MOST_RANKED])), default=MOST_RANKED)
    return items.order_by(place, "-dated", "pk")


def _shown(facet: Facet, items: Any, asked: Mapping[str, str], parameters: Any) -> list[Value]:
    return [
        replace(value, chosen=asked.get(facet.name) == value.code, address=_address(facet.name, value.code, asked))
        for value in facet.values(items)
    ]


def _address(name: str, code: str, asked: Mapping[str, str]) -> str:
    wanted = {key: value for key, value in asked.items() if key != name}
    if asked.get(name) != code:
        wanted[name] = code
    return f"?{urlencode(wanted)}#answer"


def _tells(values: list[Value]) -> bool:
    """A facet with one value everything has says nothing, unless it was chosen."""
    return len(values) > 1 or any(value.chosen for value in values)


def _found(pages: list[LibraryItemPage], language: str) -> list[Found]:
    keys = [page.pk for page in pages]
    labels: dict[int, list[str]] = {}
    for through in (LibrarySetting, LibraryTheme):
        for item in through.objects.filter(content_object__in=keys).select_related("tag"):
            labels.setdefault(item.content_object_id, []).append(item.tag.label)
    tools = ToolPage.objects.filter(pk__in=keys).only("group_from", "group_to", "minutes").in_bulk()
    locales = {locale.pk: locale for locale in Locale.objects.all()}
    return [
        Found(
            page=page,
            kind=str(Kind(page.kind).label),
            labels=tuple(labels.get(page.pk, ())),
            language="" if locales[page.locale_id].language_code == language else locales[page.locale_id].language_code,
            language_name=locales[page.locale_id].get_display_name(),
            tool=tools.get(page.pk),
        )
        for page in pages
    ]
