"""What makes a line of the interchange format wrong, and what doesn't."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.editions.models import Attendance
from courses.interchange.errors import InterchangeError
from courses.interchange.models import SourceLine
from courses.people.models import Person
from tests.courses.interchange.files import (
    SOURCE,
    as_file,
    basis,
    bring,
    line,
    mark,
    merge,
    reasons,
    split,
    with_line,
)

pytestmark = pytest.mark.django_db


def test_the_basis_is_right_and_in_any_order() -> None:
    assert reasons(basis(), commit=False) == []
    assert not Person.objects.exists()
    outcome = bring([SOURCE, *reversed(basis()[1:])])
    assert outcome.written
    assert outcome.changes == len(basis()) - 1
    assert Attendance.objects.get().enrolment.role == "participant"


def test_the_same_file_again_changes_nothing() -> None:
    bring(basis())
    before = SourceLine.objects.count()
    outcome = bring(basis())
    assert outcome.changes == 0
    assert {kind: dict(counter) for kind, counter in outcome.counts.items()}["person"] == {"unchanged": 2}
    assert SourceLine.objects.count() == before
    assert Person.objects.count() == 2


def test_the_source_is_named_once_or_agrees() -> None:
    assert bring(basis(), source="partner", commit=False).source == "partner"
    assert bring(basis()[1:], source="other", commit=False).source == "other"
    with pytest.raises(InterchangeError, match="agree"):
        bring(basis(), source="another")
    with pytest.raises(InterchangeError, match="whose"):
        bring(basis()[1:])
    with pytest.raises(InterchangeError, match="empty"):
        bring([], source="partner")
    assert reasons([*basis(), SOURCE]) == ["line 18: source: only the first line names the source"]


def test_a_wrong_line_reads_as_the_format_says() -> None:
    assert with_line(mark("a-7", "p1", "s-9")) == [
        "line 18: attendance a-7: session s-9 is not in the file nor in the database"
    ]
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        (line("unicorn", "u"), "unknown type"),
        ({"id": "x"}, "type is missing"),
        ({"type": "person", "name": "x"}, "id is missing"),
        (line("person", "", name="x"), "id: it is empty"),
        ({"type": "person", "id": 7, "name": "x"}, "not a text"),
        (line("person", "p3"), "name is missing"),
        (line("person", "p3", name="  "), "name is missing"),
        (line("person", "p3", name="x", colour="red"), 'unknown field "colour"'),
        (line("person", "p3", name="x" * 501), "longer than 500"),
        (line("person", "p3", name="x\x00y"), "can't be stored"),
        (line("person", "p3", name="x\ud800y"), "can't be stored"),
        (line("person", "p3", name=["x"]), "not a text"),
        (line("person", "p3", name="x", email="geen adres"), "no e-mail address"),
        (line("person", "p3", name="x", birth_date="20225-01-01"), "birth_date"),
        (line("person", "p3", name="x", birth_date="2025-02-30"), "not a day of the calendar"),
        (line("person", "p3", name="x", birth_date="20250101"), "not a day"),
        (line("person", "p3", name="x", birth_date=19900101), "not a day"),
        (line("person", "p1", name="Iemand anders"), "says something else on line 5"),
        (line("organisation", "o2", name="x" * 301), "longer than 300"),
        (
            line("grant", "g2", code="TEST/2", title="x", funder="f", first_day="2026-01-01", last_day="2025-01-01"),
            "before",
        ),
        (
            line("grant", "g2", code="TEST/1", title="x", funder="f", first_day="2025-01-01", last_day="2025-12-31"),
            "line 4",
        ),
        (line("edition", "e2", title="x", kind="lecture"), "not one of"),
        (line("edition", "e2", title="x", kind="event", code="T-1"), "on line 7 too"),
        (line("edition", "e2", title="x", kind="event", time_zone="Europe/Nergens"), "not a time zone"),
        (line("edition", "e2", title="x", kind="event", time_zone="../../etc/passwd"), "not a time zone"),
        (line("edition", "e2", title="x", kind="event", counting="half"), "not one of"),
        (line("edition", "e2", title="x", kind="event", grants="g"), "not a list"),
        (line("edition", "e2", title="x", kind="event", grants=["g", "g"]), "named twice"),
        (line("edition", "e2", title="x", kind="event", grants=["gg"]), "grant gg is not in the file"),
        (
            line("session", "s3", edition="e", starts_at="2025-03-03T12:00+01:00", ends_at="2025-03-03T12:00+01:00"),
            "ends",
        ),
        (line("session", "s3", edition="e", starts_at="2025-03-03T12:00", ends_at="2025-03-03T13:00+01:00"), "offset"),
        (line("session", "s3", edition="e", starts_at="2025-03-03T25:00Z", ends_at="2025-03-03T13:00Z"), "no time"),
        (
            line(
                "session",
                "s3",
                edition="own",
                starts_at="2025-03-03T12:00Z",
                ends_at="2025-03-03T13:00Z",
                self_paced=True,
            ),
            "one self-paced session",
        ),
        (
            line(
                "session", "s3", edition="e", starts_at="2025-03-03T12:00Z", ends_at="2025-03-03T13:00Z", headcount=-1
            ),
            "from 0",
        ),
        (
            line(
                "session", "s3", edition="e", starts_at="2025-03-03T12:00Z", ends_at="2025-03-03T13:00Z", headcount=12.5
            ),
            "whole number",
        ),
        (
            line(
                "session", "s3", edition="e", starts_at="2025-03-03T12:00Z", ends_at="2025-03-03T13:00Z", headcount=True
            ),
            "whole number",
        ),
        (
            line(
                "session",
                "s3",
                edition="e",
                starts_at="2025-03-03T12:00Z",
                ends_at="2025-03-03T13:00Z",
                headcount=10**30,
            ),
            "from 0",
        ),
        (
            line(
                "session", "s3", edition="e", starts_at="2025-03-03T12:00Z", ends_at="2025-03-03T13:00Z", self_paced=1
            ),
            "true or false",
        ),
        (line("enrolment", "n9", person="p1", edition="e", role="guest", enrolled_on="2025-01-01"), "not one of"),
        (
            line("enrolment", "n9", person="p1", edition="e", role="staff", enrolled_on="2025-01-01", parent="n9"),
            "leads back to itself",
        ),
        (mark("a2", "p2", "s1", status="partial"), "partial needs minutes"),
        (mark("a2", "p2", "s1", status="asleep"), "not one of"),
        (mark("a2", "p2", "s1", on="2025-03-03"), "self-paced session only"),
        (mark("a2", "p1", "sp"), "“on” is needed"),
        (mark("a2", "p1", "sp", on="2026-01-01"), "outside the session's days"),
        (mark("a2", "p2", "sp", on="2025-06-01"), "no enrolment"),
        (mark("a2", "p1", "s1", status="absent"), "same moment"),
        (
            line(
                "completion",
                "c2",
                person="p2",
                edition="own",
                completed_on="2025-05-01",
                recorded_at="2025-05-01T12:00Z",
            ),
            "no enrolment",
        ),
        (
            line(
                "completion", "c2", person="p1", edition="e", completed_on="2025-05-01", recorded_at="2025-03-11T08:00Z"
            ),
            "same moment",
        ),
        (merge("m", "p1", "p1", "2025-05-01T12:00Z"), "themselves"),
        (split("x", "p1", "p2", "2025-05-01T12:00Z"), "not joined"),
    ],
)
def test_wrong_lines(extra: dict[str, Any], reason: str) -> None:
    found = with_line(extra)
    assert any(reason in one for one in found), found
    assert any(one.startswith("line 18: ") for one in found)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"hello", "not a JSON object"),
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"type": "person", "id": "x", "name": "\xff"}', "not UTF-8"),
        (b'{"type": "person", "id": "x", "name": "a", "name": "b"}', "twice"),
        (b'{"type": "person", "id": "x", "name": NaN}', "no number in JSON"),
        (b"[" * 100_000, "not a JSON object"),
        (b'{"type": "session", "id": "x", "headcount": ' + b"9" * 5000 + b"}", "not a JSON object"),
        (b'{"type": "person", "id": "x", "name": "' + b"a" * 1_100_000 + b'"}', "longer than"),
    ],
)
def test_lines_that_are_no_lines(raw: bytes, reason: str) -> None:
    found = reasons([*basis(), raw, b"", line("person", "p9", name="Na de fout")])
    assert len(found) == 1
    assert found[0].startswith("line 18: ")
    assert reason in found[0]


def test_a_file_without_any_right_line_names_the_line_even_without_a_source() -> None:
    assert reasons([b"%PDF-1.7"])[0].startswith("line 1: ")


def test_a_byte_order_mark_and_empty_lines_are_no_mistake() -> None:
    file = as_file([*basis()[:1], "", "   ", *basis()[1:]])
    lines = (b"\xef\xbb\xbf" + file.getvalue()).split(b"\n")
    assert reasons(lines) == []


@pytest.mark.parametrize(
    "extra",
    [
        line("person", "p3", name="Ḡ" * 500),
        line("person", "p3", name="Test 🌱 Émoji"),
        line("person", "p3", name="x", email="", phone=None),
        mark("a2", "p1", "sp", on="2025-12-31"),
        mark("a2", "p1", "sp", on="2025-01-01"),
        mark("a2", "p2", "s1", status="partial", minutes=90),
        mark("a2", "p1", "s1", recorded_at="2025-03-04T09:00:00+01:00", status="void"),
        line("completion", "c2", person="p2", edition="e", completed_on="2025-05-01", recorded_at="2025-05-01T12:00Z"),
        line(
            "answer",
            "w2",
            person="p1",
            dimension="shoe_size",
            value="declined",
            valid_from="2025-01-01",
            recorded_at="2025-01-02T00:00Z",
        ),
        line("edition", "e2", title="Zonder code", kind="event"),
        mark("a2", "p1", "s1"),
        basis()[5],
    ],
)
def test_right_lines(extra: dict[str, Any]) -> None:
    assert with_line(extra) == []


def said(dimension: str, valid_from: str) -> dict[str, Any]:
    fields = {"dimension": dimension, "value": "north", "recorded_at": "2025-03-01T12:00Z"}
    return line("answer", "w7", person="p1", valid_from=valid_from, **fields)


def test_an_answer_from_the_future_is_wrong_whenever_it_was_recorded() -> None:
    today = timezone.now().date()
    assert with_line(said("region", today.isoformat())) == []
    later = (today + timedelta(days=3)).isoformat()
    assert "from the future" in reasons([SOURCE, {**said("region", later), "id": "w8"}])[0]


@pytest.mark.parametrize("dimension", ["age", "role", "organisation"])
def test_nobody_answers_what_is_worked_out(dimension) -> None:
    assert "worked out" in with_line(said(dimension, "2025-01-01"))[0]
