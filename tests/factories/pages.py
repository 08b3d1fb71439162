"""Curricula as authors write them: catalogue, pages, blocks as Wagtail stores them."""

import json
import uuid
from datetime import date, time
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Site

from cms.models import (
    AudienceTag,
    CataloguePage,
    EventPage,
    MasterclassPage,
    ModulePage,
    ThemeTag,
    TrainingPage,
    TrajectoryPage,
)
from tests.factories.accounts import PageFactory


def raw(kind: str, value: Any, key: str = "") -> dict[str, Any]:
    """A block as it is stored."""
    return {"type": kind, "value": value, "id": key or str(uuid.uuid4())}


def raw_option(text: str, *, right: bool = False, feedback: str = "", key: str = "") -> dict[str, Any]:
    return raw("item", {"text": text, "right": right, "feedback": feedback}, key)


def raw_choice(text: str = "Wat is goed?", *options: dict[str, Any], kind: str = "single", key: str = "") -> Any:
    given = list(options) or [raw_option("Dit", right=True, feedback="Ja."), raw_option("Dat", feedback="Nee.")]
    return raw(kind, {"text": f"<p>{text}</p>", "options": given, "feedback": "<p>Uitleg.</p>", "weight": 1}, key)


def raw_test(*questions: dict[str, Any], title: str = "Toets", key: str = "", **limits: int) -> dict[str, Any]:
    asked = list(questions) or [raw_choice()]
    return raw("test", {"title": title, "intro": "", "pass_percentage": 70, **limits, "questions": asked}, key)


def raw_meeting(title: str = "Dagdeel", minutes: int = 180, key: str = "", **value: Any) -> dict[str, Any]:
    given = {"title": title, "minutes": minutes, "description": "", "required": True, "functions": [], **value}
    return raw("planned_session", given, key)


def raw_module(module: Any, **value: Any) -> dict[str, Any]:
    return raw("module", {"module": module.pk, "required": True, "functions": [], **value})


class ThemeTagFactory(DjangoModelFactory):
    class Meta:
        model = ThemeTag

    name = factory.Sequence(lambda n: f"Thema {n}")


class AudienceTagFactory(DjangoModelFactory):
    class Meta:
        model = AudienceTag

    name = factory.Sequence(lambda n: f"Doelgroep {n}")


class CatalogueFactory(PageFactory):
    """Below the start page of the site; published, as all pages here are unless `draft=True`."""

    class Meta:
        model = CataloguePage

    slug = factory.LazyFunction(lambda: f"page-{uuid.uuid4().hex[:12]}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        draft = kwargs.pop("draft", False)
        blocks = {name: json.dumps(kwargs.pop(name)) for name in ("body", "outline") if name in kwargs}
        kwargs.setdefault("parent", None)
        kwargs["parent"] = kwargs["parent"] or cls._parent()
        page = super()._create(model_class, *args, live=False, locale=kwargs["parent"].locale, **kwargs, **blocks)
        return page if draft else published(page)

    @classmethod
    def _parent(cls) -> Any:
        return Site.objects.get(is_default_site=True).root_page


def published(page: Any, by: Any = None) -> Any:
    """Publish what the page holds now, without an author's form; answers it as it is stored."""
    page.save_revision(user=by, clean=False).publish(user=by)
    return page.__class__.objects.get(pk=page.pk)


class MasterclassPageFactory(CatalogueFactory):
    """A masterclass with one planned meeting."""

    class Meta:
        model = MasterclassPage

    lead = "Een masterclass voor de proef."
    for_whom = "Voor wie het wil weten."
    outline = factory.LazyFunction(lambda: [raw_meeting()])

    @classmethod
    def _parent(cls) -> Any:
        return CataloguePage.objects.first() or CatalogueFactory()


class TrainingPageFactory(MasterclassPageFactory):
    class Meta:
        model = TrainingPage


class TrajectoryPageFactory(MasterclassPageFactory):
    class Meta:
        model = TrajectoryPage


class EventPageFactory(MasterclassPageFactory):
    """A day to keep free; nothing is known of its programme yet."""

    class Meta:
        model = EventPage

    day = date(2222, 10, 7)
    starts = time(12, 30)
    ends = time(16, 30)
    place = "Test Hall"
    outline = factory.LazyFunction(list)


class ModulePageFactory(CatalogueFactory):
    """A module of one text, below a masterclass."""

    class Meta:
        model = ModulePage

    body = factory.LazyFunction(lambda: [raw("text", "<p>Een tekst.</p>")])

    @classmethod
    def _parent(cls) -> Any:
        return MasterclassPageFactory()
