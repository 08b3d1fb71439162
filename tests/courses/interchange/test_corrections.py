"""What a later file changes, and what it leaves: marks, editions, persons, joins, from one source or several."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.editions.models import Attendance, Edition, Enrolment
from courses.people.models import Merge, Person
from tests.courses.interchange.files import SOURCE, basis, bring, changed, line, mark, merge, reasons, split, with_line
from tests.factories import EditionFactory, GrantFactory

pytestmark = pytest.mark.django_db


def test_facts_of_the_future_are_wrong_from_a_day_on() -> None:
    now = timezone.now()
    soon, late = now + timedelta(hours=23), now + timedelta(hours=25)
    assert with_line(mark("a2", "p2", "s1", recorded_at=soon.isoformat())) == []
    assert "future" in reasons([SOURCE, mark("a3", "p2", "s2", recorded_at=late.isoformat())])[0]


def test_a_later_mark_supersedes_whichever_comes_first() -> None:
    later = mark("a2", "p1", "s1", recorded_at="2025-03-05T09:00:00+01:00", status="absent")
    bring([SOURCE, later, *basis()[1:]])
    assert Attendance.objects.effective().get().status == "absent"
    assert Attendance.objects.get(status="present").superseded_at is not None
    older = mark("a0", "p1", "s1", recorded_at="2025-03-03T12:30:00+01:00", status="late")
    assert bring([SOURCE, older]).written
    assert Attendance.objects.effective().get().status == "absent"


def test_a_known_fact_changes_only_when_recorded_later() -> None:
    bring(basis())
    found = reasons([SOURCE, mark("a1", "p1", "s1", status="late")])
    assert "same moment" in found[0]
    found = reasons([SOURCE, mark("a1", "p1", "s1", "2025-03-02T13:00:00+01:00", status="late")])
    assert "a correction is recorded later" in found[0]
    outcome = bring([SOURCE, mark("a1", "p1", "s1", "2025-03-04T13:00:00+01:00", status="late")])
    assert outcome.counts["attendance"]["changed"] == 1
    assert Attendance.objects.effective().get().status == "late"
    assert Attendance.objects.count() == 2


def test_two_versions_of_a_fact_in_one_file_and_again() -> None:
    lines = [*basis(), mark("a1", "p1", "s1", "2025-03-04T13:00:00+01:00", status="late")]
    outcome = bring(lines)
    assert (outcome.counts["attendance"]["new"], outcome.counts["attendance"]["changed"]) == (1, 1)
    assert bring(lines).changes == 0


def test_a_corrected_fact_that_moves_is_taken_back_where_it_was() -> None:
    bring(basis())
    moved = mark("a1", "p2", "s1", "2025-03-06T13:00:00+01:00")
    assert bring([SOURCE, moved]).written
    holds = {mark.person.name: mark.status for mark in Attendance.objects.effective()}
    assert holds == {"Test Een": "void", "Test Twee": "present"}
    assert bring([SOURCE, moved]).changes == 0


def test_a_known_line_updates_everything_else_and_absence_nothing() -> None:
    bring(basis())
    outcome = bring(
        [
            SOURCE,
            line("person", "p1", name="Test Anders", email="Een@Example.org"),
            line(
                "enrolment",
                "n1",
                person="p1",
                edition="e",
                role="role_model",
                enrolled_on="2025-02-01",
                withdrawn_on="2025-03-04",
            ),
            line("edition", "e", title="Nieuwe titel", kind="training", organisation="o"),
        ]
    )
    assert outcome.written
    assert outcome.changes == 3
    person = Person.objects.get(name="Test Anders")
    assert (person.email, person.birth_date) == ("een@example.org", None)
    enrolment = Enrolment.objects.get(role="role_model")
    assert enrolment.state == "stopped"
    edition = Edition.objects.get(title="Nieuwe titel")
    assert edition.code == "T-1"
    assert not edition.funding.exists()
    assert Person.objects.count() == 2


def test_of_several_enrolments_the_one_open_on_the_day_counts() -> None:
    lines = [*changed("enrolment", "n1", withdrawn_on="2025-03-04"), mark("a2", "p1", "s2", "2025-03-11T12:00Z")]
    lines.append(line("enrolment", "n4", person="p1", edition="e", role="role_model", enrolled_on="2025-03-05"))
    assert reasons([SOURCE, *reversed(lines[1:])]) == []
    roles = dict(Attendance.objects.values_list("session__starts_at__day", "enrolment__role"))
    assert roles == {3: "participant", 10: "role_model"}


def test_an_enrolment_that_comes_later_takes_over_the_facts_of_its_days() -> None:
    bring(basis())
    bring([SOURCE, line("enrolment", "n4", person="p1", edition="e", role="role_model", enrolled_on="2025-03-01")])
    assert Attendance.objects.get().enrolment.role == "role_model"


def test_an_edition_code_of_somebody_else_is_taken() -> None:
    EditionFactory(code="T-1")
    assert any("belongs to another edition" in one for one in reasons(basis()))


def test_a_grant_is_known_by_its_code_over_sources() -> None:
    bring(basis())
    other = [
        {"type": "source", "id": "second"},
        *basis()[1:4],
        line("edition", "e", title="x", kind="event", grants=["g"]),
    ]
    assert reasons(other) == []
    assert Edition.objects.get(title="x").funding.get().grant.source == "partner"
    differing = [{"type": "source", "id": "third"}, *basis()[1:4]]
    differing[3] = differing[3] | {"last_day": "2027-12-31"}
    assert "last_day" in reasons(differing)[0]
    by_hand = GrantFactory(code="HAND/1")
    line_by_hand = line(
        "grant", "h", code="HAND/1", title="Anders", funder="f", first_day="2025-01-01", last_day="2026-12-31"
    )
    assert "funder" in reasons([SOURCE, line_by_hand])[0]
    by_hand.refresh_from_db()
    assert by_hand.source == ""


def test_persons_and_organisations_of_two_sources_are_never_joined() -> None:
    bring(basis())
    second = [{"type": "source", "id": "second"}, line("organisation", "o", name="Verzonnen Welzijn"), basis()[4]]
    bring(second)
    assert Person.objects.filter(name="Test Een").count() == 2


def test_a_changed_self_paced_session_keeps_its_marks_inside_its_days() -> None:
    bring([*basis(), mark("a2", "p1", "sp", "2025-06-02T09:00Z", on="2025-06-01")])
    shorter = line(
        "session", "sp", edition="own", starts_at="2025-01-01T00:00Z", ends_at="2025-05-01T00:00Z", self_paced=True
    )
    assert "outside its days" in reasons([SOURCE, shorter])[0]


class TestMerges:
    """In the order of recording, with what is in the database."""

    def persons(self) -> list[Any]:
        return [SOURCE, *(line("person", name, name=f"Test {name}") for name in "abcd")]

    def test_a_circle_is_wrong_and_a_chain_right(self) -> None:
        chain = [merge("1", "a", "b", "2025-01-01T00:00Z"), merge("2", "b", "c", "2025-01-02T00:00Z")]
        circle = merge("3", "c", "a", "2025-01-03T00:00Z")
        assert reasons([*self.persons(), circle, *chain]) == ["line 6: merge 3: that would join persons in a circle"]
        assert reasons([*self.persons(), *chain]) == []
        assert "circle" in reasons([SOURCE, circle])[0]

    def test_into_a_merged_one_leads_on(self) -> None:
        assert (
            reasons(
                [*self.persons(), merge("1", "b", "c", "2025-01-01T00:00Z"), merge("2", "a", "b", "2025-01-02T00:00Z")]
            )
            == []
        )

    def test_already_merged_is_wrong_until_split(self) -> None:
        first, second = merge("1", "a", "b", "2025-01-01T00:00Z"), merge("2", "a", "c", "2025-01-03T00:00Z")
        assert "already" in reasons([*self.persons(), first, second])[0]
        assert reasons([*self.persons(), second, first, split("3", "a", "b", "2025-01-02T00:00Z")]) == []
        assert Merge.objects.count() == 3

    def test_an_older_merge_that_comes_late_may_not_contradict_what_stands(self) -> None:
        bring([*self.persons(), merge("1", "a", "b", "2025-02-01T00:00Z")])
        assert "contradicts" in reasons([SOURCE, merge("2", "b", "a", "2025-01-01T00:00Z")])[0]
        assert "contradicts" in reasons([SOURCE, merge("3", "a", "c", "2025-01-01T00:00Z")])[0]
        assert reasons([SOURCE, merge("4", "b", "c", "2025-01-01T00:00Z")]) == []

    def test_of_one_moment_the_order_in_the_file_does_not_matter(self) -> None:
        moment = "2025-01-02T00:00Z"
        bring([*self.persons(), merge("1", "a", "b", "2025-01-01T00:00Z")])
        assert reasons([SOURCE, merge("2", "a", "c", moment), split("3", "a", "b", moment)]) == []


def test_the_number_of_queries_does_not_grow_with_the_file(django_assert_max_num_queries: Any) -> None:
    lines = basis()
    for number in range(300):
        lines += [
            line("person", f"q{number}", name=f"Test Mens {number}"),
            line(
                "enrolment",
                f"q{number}",
                person=f"q{number}",
                edition="e",
                role="participant",
                enrolled_on="2025-02-01",
            ),
            mark(f"q{number}", f"q{number}", "s1"),
            mark(f"r{number}", f"q{number}", "s1", "2025-03-04T12:00Z", status="late"),
        ]
    with django_assert_max_num_queries(100):
        assert bring(lines).wrong == []
    with django_assert_max_num_queries(40):
        assert bring(lines).changes == 0
