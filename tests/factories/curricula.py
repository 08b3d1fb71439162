"""Versions, their units and definitions, as a published page would have pinned them."""

import hashlib
import uuid
from dataclasses import asdict
from typing import Any

import factory
from factory.django import DjangoModelFactory

from courses import models
from courses.curricula.contract import CompletionRule, CurriculumKind, UnitKind
from tests.factories.accounts import PageFactory


def both(text: str) -> dict[str, str]:
    return {"nl": text, "en": f"{text} (en)"}


def definition_of_test(*questions: dict[str, Any], pass_percentage: int = 70) -> dict[str, Any]:
    """A test as it is pinned; without questions it has one with a single right answer, `q1`: right `a`, wrong `b`."""
    return {"version": 1, "pass_percentage": pass_percentage, "questions": list(questions) or [question("q1")]}


def question(key: str, kind: str = "single", right: str = "a", options: str = "ab", weight: int = 1) -> dict[str, Any]:
    """A question whose options are the letters of `options`, of which those in `right` are right."""
    return {
        "key": key,
        "kind": kind,
        "weight": weight,
        "text": both(f"<p>Question {key}</p>"),
        "options": [
            {
                "key": letter,
                "right": letter in right,
                "text": both(f"Option {letter}"),
                "feedback": both(f"On {letter}"),
            }
            for letter in options
        ],
        "feedback": both(f"<p>About {key}</p>"),
        "model_answer": both(f"<p>Model of {key}</p>") if kind == "open" else {},
    }


class CurriculumVersionFactory(DjangoModelFactory):
    """A pinned version without units; the rule is a dict of `CompletionRule`'s fields."""

    class Meta:
        model = models.CurriculumVersion

    page = factory.SubFactory(PageFactory)
    translation_key = factory.LazyAttribute(lambda version: version.page.translation_key)
    number = 1
    structure = factory.LazyFunction(lambda: hashlib.sha256(uuid.uuid4().bytes).hexdigest())
    kind = CurriculumKind.TRAINING
    titles = factory.LazyAttribute(lambda version: both(version.page.title))
    rule = factory.LazyFunction(lambda: rule())


def rule(
    all_required: bool = True, test_percentage: int | None = None, sessions_present: int | None = None
) -> dict[str, Any]:
    """A version's rule as it is stored."""
    return asdict(CompletionRule(all_required, test_percentage, sessions_present))


class CurriculumUnitFactory(DjangoModelFactory):
    """A required module of ten minutes; positions count up within the version."""

    class Meta:
        model = models.CurriculumUnit

    version = factory.SubFactory(CurriculumVersionFactory)
    position = factory.LazyAttribute(lambda unit: unit.version.units.count())
    key = factory.LazyFunction(lambda: str(uuid.uuid4()))
    kind = UnitKind.MODULE
    titles = factory.LazyAttribute(lambda unit: both(f"Unit {unit.position}"))
    minutes = 10


class TestUnitFactory(CurriculumUnitFactory):
    """A required test with one question."""

    __test__ = False
    kind = UnitKind.TEST
    minutes = 5
    definition = factory.LazyFunction(definition_of_test)


class PlannedSessionUnitFactory(CurriculumUnitFactory):
    kind = UnitKind.PLANNED_SESSION
    minutes = 120


class PagePinFactory(DjangoModelFactory):
    class Meta:
        model = models.PagePin

    version = factory.SubFactory(CurriculumVersionFactory)
    page = factory.SelfAttribute("version.page")


class UnitToolFactory(DjangoModelFactory):
    """A meeting whose plan names a tool; there need be no page of it."""

    class Meta:
        model = models.UnitTool

    unit = factory.SubFactory(PlannedSessionUnitFactory)
    tool = factory.LazyFunction(uuid.uuid4)
