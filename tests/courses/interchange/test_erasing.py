"""Who was erased doesn't come back by a file, whichever system sends it."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from courses.editions.models import Attendance, Enrolment
from courses.interchange.exporting import export_participation
from courses.interchange.importing import import_file
from courses.interchange.models import SourceLine
from courses.people.erasing.erasing import erase_person
from courses.people.models import Person

pytestmark = pytest.mark.django_db

LINES: list[dict[str, Any]] = [
    {"type": "source", "id": "elsewhere"},
    {"type": "person", "id": "wis@example.org", "name": "Wis Mij", "email": "wis@example.org"},
    {"type": "person", "id": "p2", "name": "Blijft Hier"},
    {"type": "edition", "id": "e1", "title": "A group", "kind": "training"},
    {
        "type": "session", "id": "s1", "edition": "e1",
        "starts_at": "2025-03-03T10:00:00+01:00", "ends_at": "2025-03-03T12:00:00+01:00",
    },
    *(
        line
        for person in ("wis@example.org", "p2")
        for line in (
            {"type": "enrolment", "id": f"n-{person}", "person": person, "edition": "e1", "role": "participant",
             "enrolled_on": "2025-02-01"},
            {"type": "attendance", "id": f"a-{person}", "person": person, "session": "s1", "status": "present",
             "recorded_at": "2025-03-03T13:00:00+01:00"},
            {"type": "answer", "id": f"q-{person}", "person": person, "dimension": "gender", "value": "female",
             "valid_from": "2025-02-01", "recorded_at": "2025-02-01T10:00:00+01:00"},
        )
    ),
]  # fmt: skip


def sent(lines: list[dict[str, Any]]) -> Any:
    file = io.BytesIO("\n".join(json.dumps(line) for line in lines).encode())
    return import_file(file, by=None, commit=True)


def test_a_file_that_is_brought_in_again_brings_nobody_back() -> None:
    assert sent(LINES).written
    own = [json.loads(line) for line in export_participation(by=None)]
    person = Person.objects.get(email="wis@example.org")
    erase_person(person, by=None, moment=datetime(2050, 1, 1, tzinfo=UTC))
    assert not SourceLine.objects.filter(external_id__contains="wis@").exists()
    newer = {**LINES[1], "name": "Wis Mij Weer", "phone": "06 12 34 56 78"}
    for lines in (LINES, [LINES[0], newer, *LINES[2:]], own):
        outcome = sent(lines)
        assert outcome.wrong == []
        assert outcome.changes == 0
    assert Enrolment.objects.count() == Attendance.objects.count() == 1
    assert not Person.objects.filter(name__contains="Wis").exists()
