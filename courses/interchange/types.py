"""The types of lines and their fields, in the order in which they build on each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.completion.models import Completion
from courses.curricula.contract import CurriculumKind
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.grants.models import Funder, Grant
from courses.interchange import values
from courses.people.models import Answer, Merge, Organisation, Person

ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a type; `refers` names the type of line whose id (or list of ids) stands in it."""

    name: str
    parse: values.Parser
    required: bool = False
    refers: str = ""
    default: object = None


def _reference(name: str, refers: str, *, required: bool = False) -> Field:
    return Field(name, values.identifier, required, refers)


def _references(name: str, refers: str) -> Field:
    return Field(name, values.many(values.identifier), False, refers)


_RECORDED_AT = Field("recorded_at", values.moment, required=True)

FIELDS: dict[str, tuple[Field, ...]] = {
    "organisation": (
        Field("name", values.text(300), required=True),
        Field("email", values.email),
    ),
    "funder": (Field("name", values.text(300), required=True),),
    "grant": (
        Field("code", values.text(120), required=True),
        Field("title", values.text(300), required=True),
        _reference("funder", "funder", required=True),
        Field("programme", values.text(200)),
        Field("first_day", values.day, required=True),
        Field("last_day", values.day, required=True),
        Field("time_zone", values.time_zone, default=ZONE),
        _reference("lead", "organisation"),
        _references("partners", "organisation"),
    ),
    "person": (
        Field("name", values.person_name, required=True),
        Field("email", values.email),
        Field("phone", values.text(40)),
        Field("birth_date", values.day),
        Field("language", values.text(10)),
    ),
    "edition": (
        Field("title", values.text(300), required=True),
        Field("kind", values.one_of(*CurriculumKind.values), required=True),
        Field("code", values.text(60)),
        _reference("organisation", "organisation"),
        Field("time_zone", values.time_zone, default=ZONE),
        Field("themes", values.themes),
        Field("region", values.text(100)),
        _references("grants", "grant"),
        Field("counting", values.one_of(*Edition.Counting.values), default=str(Edition.Counting.FULL)),
    ),
    "session": (
        _reference("edition", "edition", required=True),
        Field("starts_at", values.moment, required=True),
        Field("ends_at", values.moment, required=True),
        Field("place", values.text(300)),
        Field("headcount", values.whole_number),
        Field("self_paced", values.yes_or_no, default=False),
    ),
    "enrolment": (
        _reference("person", "person", required=True),
        _reference("edition", "edition", required=True),
        Field("role", values.one_of(*Enrolment.Role.values), required=True),
        Field("function", values.text(60)),
        _reference("organisation", "organisation"),
        _reference("parent", "enrolment"),
        Field("enrolled_on", values.day, required=True),
        Field("withdrawn_on", values.day),
    ),
    "attendance": (
        _reference("person", "person", required=True),
        _reference("session", "session", required=True),
        Field("status", values.one_of(*Attendance.Status.values), required=True),
        Field("minutes", values.whole_number),
        Field("on", values.day),
        Field("evidence", values.one_of(*Attendance.Evidence.values)),
        _RECORDED_AT,
    ),
    "completion": (
        _reference("person", "person", required=True),
        _reference("edition", "edition", required=True),
        Field("completed_on", values.day, required=True),
        _RECORDED_AT,
        Field("void", values.yes_or_no, default=False),
    ),
    "answer": (
        _reference("person", "person", required=True),
        Field("dimension", values.text(60), required=True),
        Field("value", values.text(100), required=True),
        Field("valid_from", values.day, required=True),
        _RECORDED_AT,
    ),
    "merge": (
        _reference("person", "person", required=True),
        _reference("into", "person", required=True),
        _RECORDED_AT,
    ),
    "split": (
        _reference("person", "person", required=True),
        _reference("from", "person", required=True),
        _RECORDED_AT,
    ),
}

FACTS = ("attendance", "completion", "answer", "merge", "split")
MODELS: dict[str, Any] = {
    "organisation": Organisation,
    "funder": Funder,
    "grant": Grant,
    "person": Person,
    "edition": Edition,
    "session": Session,
    "enrolment": Enrolment,
    "attendance": Attendance,
    "completion": Completion,
    "answer": Answer,
    "merge": Merge,
    "split": Merge,
}
