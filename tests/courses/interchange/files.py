"""Interchange files for tests, written line by line."""

from __future__ import annotations

import io
import json
from typing import Any

from courses.interchange.importing import Outcome, import_file

Content = dict[str, Any]
SOURCE: Content = {"type": "source", "id": "partner"}


def line(kind: str, known_as: str, /, **fields: Any) -> Content:
    """A line; a field called `from_` or `type_` stands for `from` or `type`."""
    return {"type": kind, "id": known_as, **{name.rstrip("_"): value for name, value in fields.items()}}


def basis() -> list[Content]:
    """A project with one training of two meetings, one at one's own pace, and two people in the training."""
    return [
        SOURCE,
        line("organisation", "o", name="Verzonnen Welzijn"),
        line("funder", "f", name="Verzonnen Fonds"),
        line(
            "grant",
            "g",
            code="TEST/1",
            title="Proefproject",
            funder="f",
            first_day="2025-01-01",
            last_day="2026-12-31",
            lead="o",
        ),
        line("person", "p1", name="Test Een", birth_date="1990-05-01"),
        line("person", "p2", name="Test Twee"),
        line("edition", "e", title="Training", kind="training", code="T-1", organisation="o", grants=["g"]),
        line("edition", "own", title="Zelf", kind="masterclass", code="Z-1", organisation="o", grants=["g"]),
        line("session", "s1", edition="e", starts_at="2025-03-03T10:00:00+01:00", ends_at="2025-03-03T12:00:00+01:00"),
        line("session", "s2", edition="e", starts_at="2025-03-10T10:00:00+01:00", ends_at="2025-03-10T12:00:00+01:00"),
        line(
            "session",
            "sp",
            edition="own",
            starts_at="2025-01-01T00:00:00+01:00",
            ends_at="2026-01-01T00:00:00+01:00",
            self_paced=True,
        ),
        line("enrolment", "n1", person="p1", edition="e", role="participant", enrolled_on="2025-02-01"),
        line("enrolment", "n2", person="p2", edition="e", role="professional", enrolled_on="2025-02-01"),
        line("enrolment", "n3", person="p1", edition="own", role="participant", enrolled_on="2025-02-01"),
        mark("a1", "p1", "s1"),
        line(
            "completion",
            "c1",
            person="p1",
            edition="e",
            completed_on="2025-03-10",
            recorded_at="2025-03-11T09:00:00+01:00",
        ),
        line(
            "answer",
            "w1",
            person="p1",
            dimension="gender",
            value="female",
            valid_from="2025-02-01",
            recorded_at="2025-02-01T09:00:00+01:00",
        ),
    ]


def mark(
    known_as: str, person: str, session: str, recorded_at: str = "2025-03-03T13:00:00+01:00", **more: Any
) -> Content:
    more.setdefault("status", "present")
    return line("attendance", known_as, person=person, session=session, recorded_at=recorded_at, **more)


def merge(known_as: str, person: str, into: str, recorded_at: str) -> Content:
    return line("merge", known_as, person=person, into=into, recorded_at=recorded_at)


def split(known_as: str, person: str, from_: str, recorded_at: str) -> Content:
    return line("split", known_as, person=person, from_=from_, recorded_at=recorded_at)


def as_file(lines: list[Content | str | bytes]) -> io.BytesIO:
    raw = [
        one if isinstance(one, bytes) else one.encode() if isinstance(one, str) else json.dumps(one).encode()
        for one in lines
    ]
    return io.BytesIO(b"\n".join(raw) + b"\n")


def bring(lines: list[Any], *, commit: bool = True, source: str = "") -> Outcome:
    return import_file(as_file(lines), by=None, source=source, commit=commit)


def reasons(lines: list[Any], **options: Any) -> list[str]:
    """What is said of each wrong line; a file with one writes nothing."""
    outcome = bring(lines, **options)
    assert not (outcome.wrong and outcome.written)
    return [str(wrong) for wrong in outcome.wrong]


def with_line(extra: dict[str, Any], *more: dict[str, Any]) -> list[str]:
    """What is wrong with the basis and these lines after it."""
    return reasons([*basis(), extra, *more])


def changed(kind: str, known_as: str, **fields: Any) -> list[Any]:
    """The basis with other fields in one line; None takes one out."""
    lines = basis()
    for one in lines:
        if (one["type"], one["id"]) == (kind, known_as):
            one.update(fields)
            for name, value in fields.items():
                if value is None:
                    del one[name]
    return lines
