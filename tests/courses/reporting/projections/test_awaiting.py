"""Facts recorded for a moment to come count from then on, and the projections know when they are behind.

Nobody waits for the clock: what is awaited is moved to the past, as if so much time had gone by.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from courses.completion.models import Completion
from courses.editions.models import Attendance
from courses.facts.appending import append_facts
from courses.facts.changes import tell
from courses.people.erasing.erasing import erase_person
from courses.people.merging import merge
from courses.people.models import Answer
from courses.reporting.projections.keeping import FACTS, catch_up
from courses.reporting.projections.models import AwaitedFact, PersonEdition, PersonProject
from courses.reporting.projections.reading import says_all
from courses.reporting.projections.rebuilding import differences, rebuild
from tests.courses.reporting.interchange_lines import as_file
from tests.courses.reporting.random_worlds import RandomWorld
from tests.courses.reporting.test_through_interchange import bring_in
from tests.factories import EditionFundingFactory, EnrolmentFactory, GrantFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> list[Any]:
    """Two enrolments in a project; the first of them was at the meeting."""
    session = SessionFactory()
    EditionFundingFactory(edition=session.edition, grant=GrantFactory())
    enrolments = EnrolmentFactory.create_batch(2, edition=session.edition)
    append_facts([Attendance(person=enrolments[0].person, session=session, enrolment=enrolments[0], status="present")])
    return enrolments


def record(kind: str, enrolments: list[Any], moment: Any) -> None:
    first, second = enrolments
    session = first.edition.sessions.get()
    if kind == "mark":
        fact = {"person": second.person, "session": session, "enrolment": second, "status": "present"}
        append_facts([Attendance(**fact, recorded_at=moment)])
    elif kind == "completion":
        fact = {"person": first.person, "edition": first.edition, "enrolment": first, "recorded_at": moment}
        append_facts([Completion(**fact, completed_on=timezone.localdate(session.starts_at))])
    elif kind == "answer":
        day = date(2000, 1, 1)
        answer = Answer(person=first.person, dimension="gender", value="female", valid_from=day, recorded_at=moment)
        answer.save(force_insert=True)
        tell(persons=[first.person_id])
    else:
        merge(first.person, second.person, by=None, at=moment)


def known(kind: str, enrolments: list[Any]) -> bool:
    first, second = (enrolment.person_id for enrolment in enrolments)
    return {
        "mark": PersonProject.objects.filter(person=second),
        "completion": PersonEdition.objects.filter(person=first, completed_on__isnull=False),
        "answer": PersonProject.objects.filter(person=first, answers__gender="female"),
        "merge": PersonProject.objects.filter(person=second),
    }[kind].exists()


@pytest.mark.parametrize("again", [False, True], ids=["kept", "rebuilt"])
@pytest.mark.parametrize("kind", ["mark", "completion", "answer", "merge"])
def test_what_is_recorded_for_a_moment_to_come_counts_from_then_on(kind, again, there):
    grant = there[0].edition.funding.get().grant
    record(kind, there, timezone.now() + timedelta(hours=1))
    if again:
        rebuild()
    assert not known(kind, there)
    assert says_all(grant)
    assert differences() == []
    for model in FACTS:
        model.objects.filter(recorded_at__gt=timezone.now()).update(recorded_at=F("recorded_at") - timedelta(hours=2))
    assert AwaitedFact.objects.exclude(person=None).update(moment=timezone.now() - timedelta(hours=1))
    assert not says_all(grant), "reports read the facts until the projections caught up"
    catch_up()
    assert known(kind, there)
    assert says_all(grant)
    assert differences() == []


def test_the_command_says_what_differs_and_mends_it(there, capsys):
    call_command("rebuild_participation", "--check")
    assert capsys.readouterr().out == ""
    PersonProject.objects.all().delete()
    with pytest.raises(SystemExit) as left:
        call_command("rebuild_participation", "--check")
    assert left.value.code == 1
    [line] = capsys.readouterr().out.splitlines()
    what, _colon, row = line.partition(": ")
    assert (what, json.loads(row)["person_id"]) == ("PersonProject missing", there[0].person_id)
    call_command("rebuild_participation")
    assert json.loads(capsys.readouterr().out)["PersonProject"] == 1
    call_command("rebuild_participation", "--check")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("seed", [3, 11])
def test_bringing_in_a_file_and_erasing_leave_nothing_for_a_rebuild(seed, tmp_path):
    bring_in(as_file(RandomWorld(seed), seed), tmp_path / "world.jsonl")
    assert differences() == []
    gone = [row.person for row in PersonProject.objects.select_related("person").order_by("person")[:3]]
    assert gone
    for person in gone:
        erase_person(person, by=None, moment=timezone.now() + timedelta(days=20_000))
    assert differences() == []
