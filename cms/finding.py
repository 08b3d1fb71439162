"""Finding a programme: filters whose answer reads as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from wagtail.models import Locale

from cms.models.curricula import CurriculumPage, EventPage, MasterclassPage, OfferMixin, TrainingPage, TrajectoryPage
from cms.models.labels import AudienceTag, Label, PageAudience, PageTheme, ThemeTag
from courses.editions.offered import OfferedEdition, offered_editions

ON_A_PAGE = 12
KINDS = {"masterclass": MasterclassPage, "training": TrainingPage, "trajectory": TrajectoryPage, "event": EventPage}
KIND_CHOICES = [
    ("masterclass", gettext_lazy("Masterclasses")),
    ("training", gettext_lazy("Trainings")),
    ("trajectory", gettext_lazy("Trajectories")),
    ("event", gettext_lazy("Events")),
]


class FindForm(forms.Form):
    """What somebody looks for; each choice may be left open."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(label=pgettext_lazy("filter", "What"), required=False)
    theme = forms.ChoiceField(label=pgettext_lazy("filter", "About"), required=False)
    audience = forms.ChoiceField(label=pgettext_lazy("filter", "For"), required=False)
    form = forms.ChoiceField(label=pgettext_lazy("filter", "How"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, data: Any, *, themes: Sequence[Label], audiences: Sequence[Label], languages: Any) -> None:
        super().__init__(data)
        self.words = {
            "theme": {tag.slug: tag.label for tag in themes},
            "audience": {tag.slug: tag.label for tag in audiences},
            "language": dict(languages),
        }
        self._offer("kind", pgettext("filter", "Everything"), KIND_CHOICES)
        self._offer("theme", pgettext("filter", "All themes"), self.words["theme"].items())
        self._offer("audience", pgettext("filter", "Everybody"), self.words["audience"].items())
        self._offer("form", pgettext("filter", "In every way"), OfferMixin.Form.choices)
        self._offer("language", pgettext("filter", "All languages"), self.words["language"].items())

    def _offer(self, name: str, open_label: str, choices: Any) -> None:
        self.fields[name].choices = [("", open_label), *choices]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Found:
    """A programme in the list. `language` is set where it is not the reader's; `edition` the soonest one.

    `when` is an event's own day in words: it stands before there is a group.
    """

    page: CurriculumPage
    kind: str
    labels: tuple[str, ...]
    language: str
    language_name: str
    edition: OfferedEdition | None
    when: str = ""

    @property
    def place(self) -> str:
        return (self.edition and self.edition.place) or self.page.place


def find(catalogue: Any, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What the catalogue's template shows: the form, a page of results, and the sentence that answers."""
    own = catalogue.locale
    on_offer = offered_below(catalogue)
    languages = Locale.objects.filter(pk__in=on_offer.values("locale"))
    form = FindForm(
        parameters,
        themes=list(ThemeTag.objects.filter(items__content_object__in=on_offer).distinct()),
        audiences=list(AudienceTag.objects.filter(items__content_object__in=on_offer).distinct()),
        languages=[(locale.language_code, locale.get_display_name()) for locale in languages],
    )
    asked = form.asked
    matching = _narrow(_one_of_each(on_offer, own, asked.get("language")), asked).order_by("title", "pk")
    page = Paginator(matching, ON_A_PAGE).get_page(parameters.get("page"))
    page.object_list = _found(list(page.object_list), own.language_code)
    return {
        "form": form,
        "results": page,
        "asked": asked,
        "more_asked": bool(asked.keys() - {"q", "kind"}) or bool(form.errors),
        "sentence": sentence(page.paginator.count, asked, form.words),
        "themes": bool(form.words["theme"]),
        "audiences": bool(form.words["audience"]),
        "one_language": len(form.words["language"]) < 2,
    }


def offered_below(catalogue: Any) -> Any:
    """The published programmes below this catalogue and its translations, in every language they were written in."""
    catalogues = type(catalogue).objects.filter(translation_key=catalogue.translation_key, live=True)
    below = reduce(or_, (Q(path__startswith=path) for path in catalogues.values_list("path", flat=True)), Q(pk=None))
    return CurriculumPage.objects.live().public().filter(below, alias_of__isnull=True)


def _one_of_each(on_offer: Any, own: Locale, language: str | None) -> Any:
    """Each programme once: in the language asked, else in the reader's, else in the one it was first written in."""
    if language:
        return on_offer.filter(locale__language_code=language)
    twins = on_offer.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    better = twins.filter(Q(locale=own) | Q(pk__lt=OuterRef("pk")))
    return on_offer.filter(Q(locale=own) | ~Exists(better))


def _narrow(pages: Any, asked: Mapping[str, str]) -> Any:
    if "kind" in asked:
        pages = pages.type(KINDS[asked["kind"]])
    if "theme" in asked:
        pages = pages.filter(theme_items__tag__slug=asked["theme"])
    if "audience" in asked:
        pages = pages.filter(audience_items__tag__slug=asked["audience"])
    if "form" in asked:
        pages = pages.filter(form=asked["form"])
    for word in asked.get("q", "").split()[:8]:
        themed = PageTheme.objects.filter(Q(tag__name__icontains=word) | Q(tag__name_en__icontains=word))
        meant = PageAudience.objects.filter(Q(tag__name__icontains=word) | Q(tag__name_en__icontains=word))
        pages = pages.filter(
            Q(title__icontains=word)
            | Q(lead__icontains=word)
            | Q(for_whom__icontains=word)
            | Q(outcomes__icontains=word)
            | Q(pk__in=themed.values("content_object"))
            | Q(pk__in=meant.values("content_object"))
        )
    return pages


def _found(pages: list[CurriculumPage], language: str) -> list[Found]:
    keys = [page.pk for page in pages]
    labels: dict[int, list[str]] = {}
    for through in (PageAudience, PageTheme):
        for item in through.objects.filter(content_object__in=keys).select_related("tag"):
            labels.setdefault(item.content_object_id, []).append(item.tag.label)
    editions = offered_editions(page.translation_key for page in pages)
    events = {event.pk: event.when for event in EventPage.objects.filter(pk__in=keys)}
    locales = {locale.pk: locale for locale in Locale.objects.all()}
    return [
        Found(
            page=page,
            kind=str(page.specific_class.curriculum_kind.label),
            labels=tuple(labels.get(page.pk, ())),
            language="" if locales[page.locale_id].language_code == language else locales[page.locale_id].language_code,
            language_name=locales[page.locale_id].get_display_name(),
            edition=next(iter(editions.get(page.translation_key, ())), None),
            when=events.get(page.pk, ""),
        )
        for page in pages
    ]


def sentence(count: int, asked: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> str:
    """ "4 trainings for civil servants, about polarisation"."""
    parts = [_counted(count, asked.get("kind", ""))]
    if "audience" in asked:
        parts.append(_("for %(audience)s") % {"audience": _lower(words["audience"][asked["audience"]])})
    if "theme" in asked:
        parts.append(_("about %(theme)s") % {"theme": _lower(words["theme"][asked["theme"]])})
    if "form" in asked:
        parts.append(_("with %(form)s") % {"form": OfferMixin.Form(asked["form"]).label})
    if "language" in asked:
        parts.append(_("in %(language)s") % {"language": words["language"][asked["language"]]})
    if "q" in asked:
        parts.append(_("with the words “%(words)s”") % {"words": asked["q"]})
    return " ".join(parts)


def _counted(count: int, kind: str) -> str:
    if kind == "masterclass":
        text = ngettext("%(count)s masterclass", "%(count)s masterclasses", count)
    elif kind == "training":
        text = ngettext("%(count)s training", "%(count)s trainings", count)
    elif kind == "trajectory":
        text = ngettext("%(count)s trajectory", "%(count)s trajectories", count)
    elif kind == "event":
        text = ngettext("%(count)s event", "%(count)s events", count)
    else:
        text = ngettext("%(count)s programme", "%(count)s programmes", count)
    return text % {"count": count or pgettext("none of these programmes", "No")}


def _lower(label: str) -> str:
    """A label inside a sentence; an abbreviation stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
