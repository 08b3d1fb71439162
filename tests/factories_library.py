"""Tools, dossiers and stories, ready made."""

from __future__ import annotations

import json
import uuid
from typing import Any

import factory
from django.core.files.base import ContentFile
from wagtail.models import Site

from cms.models import DossierPage, LibraryFile, LibraryPage, RegionTag, SettingTag, StoryPage, ToolPage
from tests.factories import CatalogueFactory, ThemeTagFactory, published, raw

STREAMS = ("body", "cards", "sources", "makers")
TEXT = [raw("text", "<p>Zo werkt het.</p>")]


class LibraryFactory(CatalogueFactory):
    class Meta:
        model = LibraryPage

    title = "Bibliotheek"


class ToolFactory(CatalogueFactory):
    """A method that is open to everybody; `used_in`, `themes` and so on are lists of labels."""

    class Meta:
        model = ToolPage

    title = "De stille ronde"
    lead = "Iedereen vertelt, niemand reageert."
    licence = "by"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        draft = kwargs.pop("draft", False)
        labels = {name: kwargs.pop(name) for name in ("used_in", "themes", "audiences", "regions") if name in kwargs}
        members = kwargs.pop("only_members", ())
        streams = {name: json.dumps(kwargs.pop(name)) for name in STREAMS if name in kwargs}
        streams.setdefault("body", json.dumps(TEXT))
        parent = kwargs.pop("parent", None) or cls._parent()
        kwargs.pop("slug", None)
        page = model_class(live=False, locale=parent.locale, slug=f"p-{uuid.uuid4().hex[:12]}", **kwargs, **streams)
        parent.add_child(instance=page)
        for name, tags in labels.items():
            getattr(page, name).set(tags)
        page.only_members.set(members)
        page.full_clean()
        page.save()
        return page if draft else published(page)

    @classmethod
    def _parent(cls) -> Any:
        return LibraryPage.objects.first() or LibraryFactory(parent=Site.objects.get(is_default_site=True).root_page)


class DossierFactory(ToolFactory):
    class Meta:
        model = DossierPage

    title = "Wat werkt bij ontmoeting"
    sources = [raw("source", {"title": "Een onderzoek", "author": "Test Instituut", "year": 2020})]


class StoryFactory(ToolFactory):
    class Meta:
        model = StoryPage

    title = "Soep op dinsdag"


class SettingTagFactory(ThemeTagFactory):
    class Meta:
        model = SettingTag
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"plek-{n}")


class RegionTagFactory(ThemeTagFactory):
    class Meta:
        model = RegionTag
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"streek-{n}")


class LibraryFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LibraryFile

    title = "Werkblad"
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4 werkblad", name="werkblad.pdf"))
