"""A small published programme with a group that runs on it: two modules, the second with a test, and a meeting."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from courses.curricula.pinning import pin_version
from tests import factories as f

RIGHT, WRONG, QUESTION = "right-one", "wrong-one", "question-1"


def reading() -> list[dict[str, Any]]:
    return [
        f.raw("section", "Eerst luisteren", "step-1"),
        f.raw("text", "<p>Wie luistert, hoort meer.</p>"),
        f.raw("section", "Dan praten", "step-2"),
        f.raw("text", "<p>Praten komt daarna.</p>"),
        f.raw("reflection", {"question": "Wat hoorde jij laatst?", "hint": ""}, "thought-1"),
    ]


def asking() -> list[dict[str, Any]]:
    options = (
        f.raw_option("Luisteren", right=True, feedback="Zo is het.", key=RIGHT),
        f.raw_option("Winnen", feedback="Dat is iets anders.", key=WRONG),
    )
    return [f.raw_test(f.raw_choice("Waar begint een gesprek?", *options, key=QUESTION), key="test-1")]


def programme(**edition: Any) -> SimpleNamespace:
    """`first` and `second` are the module pages, `test` the key of the test, `session` the meeting in three days."""
    page = f.MasterclassPageFactory(title="Luisteren in de wijk", draft=True)
    first = f.ModulePageFactory(parent=page, title="Luisteren", body=reading())
    second = f.ModulePageFactory(parent=page, title="Wat weet je nu?", body=asking())
    meeting = f.raw_meeting("De avond", required=False)
    page.outline = json.dumps([f.raw_module(first), f.raw_module(second), meeting])
    page = f.published(page)
    version = pin_version(page, by=None)
    group = f.EditionFactory(version=version, title="Wijkgroep", **{"open_for_enrolment": True, **edition})
    starts = timezone.now() + timedelta(days=3)
    meeting = version.units.get(kind="planned_session")
    session = f.SessionFactory(edition=group, starts_at=starts, unit_key=meeting.key, place="Buurthuis De Proef")
    return SimpleNamespace(
        page=page,
        first=first,
        second=second,
        test=version.units.get(kind="test").key,
        version=version,
        edition=group,
        session=session,
    )


def address(enrolment: Any, page: Any) -> str:
    return reverse("leerlijn_courses:unit", args=[enrolment.pk, str(page.translation_key)])
