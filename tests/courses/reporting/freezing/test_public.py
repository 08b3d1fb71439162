"""Reports for the public: what was published binds what may be, by every way in, and the tables verify."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from courses import models
from courses.people.assigning import assign
from courses.reporting.disclosure.publishing import PublicationRefused
from courses.reporting.freezing.awaiting import next_changes
from courses.reporting.freezing.deciding import accept, close, draft
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.sealing import as_stored, hash_of_report, hashed
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.periods import Period
from courses.reporting.report import PUBLIC, Question
from tests.courses.reporting.worlds import Settled, World, at
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HALF = Period(date(2025, 1, 1), date(2025, 6, 30))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def rows() -> Settled:
    """Twelve people at north, three of whom didn't say what they are, and nine at south."""
    world = World()
    world.grant("G1")
    for number, (name, people) in enumerate({"north": 12, "south": 9}.items()):
        world.add("organisation", name, name=f"Invented {name}")
        world.edition(name, organisation=name)
        world.session(name, at(2025, 3, 3 + number))
        for index in range(people):
            person = world.person(f"{name}{index}")
            if index > 2 or name == "south":
                world.answer(person, "gender", ("female", "male")[index % 2], date(2025, 1, 5))
            world.mark(world.enrol(person, name), f"s{number + 1}")
    rows = Settled(world.lines)
    rows.rows["grant", "G1"].lead = rows.rows["organisation", "north"]
    rows.rows["grant", "G1"].save()
    return rows


def question(rows: Settled, **fields: Any) -> Question:
    asked = Question(
        rows.rows["grant", "G1"], HALF, NOW, by=("gender", "organisation"), cross=(("gender", "kind"),), audience=PUBLIC
    )
    return replace(asked, **fields)


def came_late(rows: Settled, number: int) -> None:
    """So many men were at north too, as somebody found out after the publication."""
    edition, session = rows.rows["edition", "north"], rows.rows["session", "s1"]
    for _ in range(number):
        person = models.Person.objects.create(name="Invented Person")
        models.Answer.objects.create(person=person, dimension="gender", value="male", valid_from=date(2025, 1, 5))
        enrolment = models.Enrolment.objects.create(
            person=person, edition=edition, state="placed", placed_on=date(2025, 1, 6), enrolled_on=date(2025, 1, 6)
        )
        models.Attendance.objects.create(
            person=person, enrolment=enrolment, session=session, status="present",
            recorded_at=datetime(2026, 2, 1, tzinfo=UTC),
        )  # fmt: skip


def test_what_is_published_holds_new_people_alone_and_verifies_with_figures_hidden(rows):
    frozen = freeze(question(rows), by=None, operator=True)
    assert set(frozen.answer["measures"]) == {"new_persons"}
    assert {"hidden": True} in [row["new_persons"] for row in frozen.answer["breakdowns"]["gender"]]
    assert json.loads(frozen.indicators) == []
    assert not any("own" in payload for payload in models.FrozenMember.objects.values_list("payload", flat=True))
    assert problems_of(frozen) == []
    call_command("verify_report", str(frozen.pk))


@pytest.mark.parametrize("place", ["the total", "a row", "a cell"])
def test_a_published_figure_that_was_made_up_does_not_verify_even_under_new_hashes(rows, place):
    frozen = freeze(question(rows), by=None, operator=True)
    answer = frozen.answer
    cells = {
        "the total": [answer["measures"]],
        "a row": answer["breakdowns"]["organisation"],
        "a cell": answer["crosses"][0]["cells"],
    }[place]
    shown = next(one for one in cells if isinstance(one["new_persons"], int) and one["new_persons"])
    shown["new_persons"] += 5
    frozen.cells = as_stored(answer)
    frozen.cells_hash = hashed(frozen.cells)
    frozen.hash = hash_of_report(frozen)
    frozen.save()
    with pytest.raises(CommandError):
        call_command("verify_report", str(frozen.pk))


@pytest.mark.parametrize(("number", "fine"), [(0, True), (1, False), (4, False), (6, True)])
def test_a_corrected_version_shows_no_change_of_a_few_by_command(rows, number, fine):
    first = freeze(question(rows), by=None, operator=True)
    came_late(rows, number)
    asked = question(rows, as_of=LATER)
    if not fine:
        with pytest.raises(PublicationRefused):
            freeze(asked, by=None, operator=True)
        assert models.FrozenReport.objects.get() == first
        return
    second = freeze(asked, by=None, operator=True)
    assert problems_of(second) == []
    total = (first.answer["measures"]["new_persons"], second.answer["measures"]["new_persons"])
    assert {"hidden": True} in total or total[1] - total[0] == number
    first.refresh_from_db()
    assert (first.state, second.version) == ("replaced", 2)


def test_periods_of_one_project_do_not_overlap_and_other_readers_do_not_count(rows):
    freeze(question(rows), by=None, operator=True)
    june = Period(date(2025, 6, 30), date(2025, 12, 31))
    with pytest.raises(PublicationRefused, match="overlap"):
        freeze(question(rows, period=june), by=None, operator=True)
    freeze(question(rows, period=june, audience="funder"), by=None, operator=True)
    freeze(question(rows, period=Period(date(2025, 7, 1), date(2025, 12, 31))), by=None, operator=True)


def test_other_tables_of_the_same_days_are_refused_as_a_version_too(rows):
    freeze(question(rows), by=None, operator=True)
    with pytest.raises(PublicationRefused, match="tabellen"):
        freeze(question(rows, by=("gender", "kind")), by=None, operator=True)


def test_a_draft_publishes_nothing_and_is_asked_again_when_it_is_closed(rows):
    """Two drafts over days that overlap may both be made; only the one that is closed first is published."""
    grant = rows.rows["grant", "G1"]
    first_one, second_one = (coordinator(rows) for _ in range(2))
    one = draft(question(rows), by=first_one)
    other = draft(question(rows, period=Period(date(2025, 3, 1), date(2025, 9, 30))), by=first_one)
    for frozen in (one, other):
        accept(frozen, by=first_one)
    assert close(one, by=second_one).state == "closed"
    with pytest.raises(PublicationRefused, match="overlap"):
        close(other, by=second_one)
    other.refresh_from_db()
    assert other.state == "accepted"
    assert models.FrozenReport.objects.filter(grant=grant, state="closed").count() == 1


def coordinator(rows: Settled) -> Any:
    account = UserFactory(language="en")
    assign(account, rows.rows["organisation", "north"], "coordinator", by=None)
    return account


def test_what_an_earlier_version_hid_stays_hidden_whoever_made_it(rows):
    first = freeze(question(rows), by=None, operator=True)
    hidden = [row["value"] for row in first.answer["breakdowns"]["gender"] if isinstance(row["new_persons"], dict)]
    came_late(rows, 6)
    for person in models.Person.objects.filter(name="Invented Person"):
        models.Answer.objects.filter(person=person).delete()
    second = freeze(question(rows, as_of=LATER), by=None, operator=True)
    shown = {row["value"]: row["new_persons"] for row in second.answer["breakdowns"]["gender"]}
    assert hidden
    assert all(isinstance(shown[value], dict) for value in hidden)
    assert problems_of(second) == []


def test_the_queue_of_a_publication_counts_new_people_and_says_why(rows):
    frozen = freeze(question(rows), by=None, operator=True)
    came_late(rows, 2)
    changes = {change.cell: change for change in next_changes(frozen)}
    assert changes["measures", "", "", "", "new_persons"].reasons == {"late_entry": 2}
    assert models.FrozenReport.objects.count() == 1
