"""POLRAD as its partners kept it: the demo's own file of its participation, for scenarios that begin after it."""

from __future__ import annotations

import io
import json
from collections.abc import Collection
from typing import Any

from config.demo.polrad_participation import CODE, FILE
from config.demo.promises import make_promises
from courses.interchange.importing import import_file
from courses.interchange.models import SourceLine
from courses.models import Assignment, Enrolment, Grant, Organisation, Person
from courses.people.assigning import assign
from tests import factories as f

PRESENT = ("present", "late", "partial")


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def bring_in(*, without: Collection[str] = (), joined: bool = True) -> Grant:
    """Everything but what is about the persons left out, and unless `joined` with those known twice still apart."""
    kept = [
        line
        for line in lines()
        if not {line["id"], line.get("person"), line.get("into")}.intersection(without)
        and (joined or line["type"] != "merge")
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept)
    assert import_file(io.BytesIO(text.encode()), by=None, commit=True).written
    make_promises(by=None)
    return Grant.objects.get(code=CODE)


def person_of(key: str) -> Person:
    return Person.objects.get(pk=SourceLine.objects.get(type="person", external_id=key).object_id)


def partners_of(grant: Grant) -> list[Organisation]:
    return [row.organisation for row in grant.partnerships.select_related("organisation").order_by("organisation")]


def works_for(organisation: Organisation, role: str = Assignment.Role.COORDINATOR, *, language: str = "nl") -> Any:
    account = f.UserFactory(name=f"{role} bij {organisation.name}"[:60], language=language)
    assign(account, organisation, role, by=None)
    return account


def kept_by_their_partners() -> None:
    """An imported record is nobody's own; here it is the partner's who trained or sent out the role model."""
    for organisation in Organisation.objects.filter(pk__in=Enrolment.objects.values("organisation")):
        theirs = Enrolment.objects.filter(organisation=organisation, role="role_model", person__keeper=None)
        Person.objects.filter(pk__in=theirs.values("person")).update(keeper=organisation)
