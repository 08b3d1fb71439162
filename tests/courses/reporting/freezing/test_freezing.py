"""Freezing by command, versions with their reasons, and what tampering does."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import ModelLogEntry

from courses import models
from courses.grants.changing import keep_project
from courses.grants.errors import GrantRefused
from courses.people.erasing.erasing import erase_due, erase_person
from courses.people.merging import merge
from courses.reporting.freezing.errors import FreezeRefused
from courses.reporting.freezing.forgetting import forget_members
from courses.reporting.freezing.freezing import freeze, keep, prepare
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.indicators.keeping import add_indicator
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests.courses.reporting.worlds import Settled, T, World, at

pytestmark = pytest.mark.django_db
FIRST_HALF = ("--from", "2025-01-01", "--until", "2025-06-30")
JULY = "2025-07-20T12:00:00+02:00"


@pytest.fixture
def rows() -> Settled:
    """Two people in one training of two meetings, one of them noted late; and C13, typed in on 15 August."""
    world = World()
    world.grant("G1")
    world.add("organisation", "O1", name="Invented & Co")
    for person in ("p", "q", "r"):
        world.person(person, birth_date=date(1990, 1, 1))
        world.answer(person, "gender", "female", date(2025, 1, 1))
    world.attend("p", "A", at(2025, 3, 10), at(2025, 3, 17), organisation="O1")
    q = world.enrol("q", "A")
    world.mark(q, "s1")
    world.complete(q, date(2025, 3, 17))
    world.mark(world.enrol("r", "A"), "s2", recorded_at=at(2025, 8, 15))
    return Settled(world.lines)


def command(name: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def frozen_by_command(*arguments: str) -> dict[str, Any]:
    return json.loads(command("freeze_report", "G1", *FIRST_HALF, *arguments))


def question(rows: Settled, **fields: Any) -> Question:
    days = Period(date(2025, 1, 1), date(2025, 6, 30))
    return Question(**{"grant": rows.rows["grant", "G1"], "period": days, "as_of": T, **fields})


def changes_of(number: int) -> dict[str, Any]:
    changes = json.loads(models.FrozenReport.objects.get(pk=number).changes)
    return {change["cell"][-1]: change for change in changes if change["cell"][0] == "measures"}


def test_without_commit_nothing_is_written(rows):
    draft = frozen_by_command()
    assert (draft["id"], draft["version"], len(draft["hash"])) == (None, 1, 64)
    assert not models.FrozenReport.objects.exists()


def test_a_late_entry_makes_a_second_version_that_says_why(rows):
    first = frozen_by_command("--as-of", JULY, "--commit")
    second = frozen_by_command("--as-of", T.isoformat(), "--commit")
    assert (first["version"], second["version"]) == (1, 2)
    new = changes_of(second["id"])["new_persons"]
    assert (new["before"], new["after"], new["reasons"]) == (2, 3, {"late_entry": 1})
    states = models.FrozenReport.objects.order_by("version").values_list("state", flat=True)
    assert list(states) == ["replaced", "frozen"]
    log = ModelLogEntry.objects.filter(action="leerlijn.freeze_report", object_id=str(first["id"])).get()
    assert (log.user_id, log.data["by"]) == (None, "operator")
    for one in (first, second):
        assert f"versie {one['version']}" in command("verify_report", str(one["id"]))


def test_what_was_frozen_is_printed_byte_for_byte_whatever_happens_after(rows):
    asked = ("--by", "gender", "--by", "organisation", "--cross", "gender,age", "--as-of", JULY)
    live = command("funder_report", "G1", *FIRST_HALF, *asked)
    number = str(frozen_by_command(*asked, "--commit")["id"])
    merge(rows.rows["person", "p"], rows.rows["person", "q"], by=None, at=at(2025, 4, 1))
    models.Person.objects.update(birth_date=None)
    models.Enrolment.objects.update(role="staff")
    printed = command("funder_report", "G1", *FIRST_HALF, "--frozen", number)
    assert printed == live == command("funder_report", "G1", *FIRST_HALF, "--frozen", number)
    part = json.loads(command("funder_report", "G1", *FIRST_HALF, "--frozen", number, "--by", "gender"))
    assert (list(part["breakdowns"]), part["crosses"]) == (["gender"], [])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("G1", "--from", "2025-01-01", "--until", "2025-12-31"), "2025-06-30"),
        (("G1", *FIRST_HALF, "--by", "role"), "role"),
        (("G1", *FIRST_HALF, "--cross", "gender,age"), "gender,age"),
        (("G1", *FIRST_HALF, "--as-of", T.isoformat()), "2025-07-20"),
        (("G1", *FIRST_HALF, "--audience", "public"), "funder"),
    ],
)
def test_only_what_was_frozen_may_be_asked(rows, arguments, says):
    number = frozen_by_command("--by", "gender", "--as-of", JULY, "--commit")["id"]
    with pytest.raises(CommandError, match=says):
        command("funder_report", *arguments, "--frozen", str(number))


def test_ages_are_asked_as_they_were_frozen(rows):
    number = str(frozen_by_command("--by", "age", "--age-bands", "0-29,30+", "--commit")["id"])
    printed = command("funder_report", "G1", *FIRST_HALF, "--frozen", number)
    assert printed == command("funder_report", "G1", *FIRST_HALF, "--frozen", number, "--age-bands", "0-29, 30+")
    with pytest.raises(CommandError, match=r"0-29,30\+"):
        command("funder_report", "G1", *FIRST_HALF, "--frozen", number, "--age-bands", "0-17,18+")


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1" * 40, "1\x00", "٣", ""])
def test_a_report_that_is_not_there_is_said_so(rows, number):
    for arguments in (("verify_report", "--", number), ("funder_report", "G1", *FIRST_HALF, f"--frozen={number}")):
        with pytest.raises(CommandError):
            command(*arguments)


def test_of_two_who_freeze_at_the_same_moment_one_is_told(rows):
    mine, theirs = (prepare(question(rows), by=None) for _ in range(2))
    keep(mine, by=None)
    with pytest.raises(FreezeRefused):
        keep(theirs, by=None)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_connections_one_is_told(rows, at_once):
    answers = at_once(*[lambda: freeze(question(rows), by=None, operator=True)] * 2)
    reports = [answer for answer in answers if isinstance(answer, models.FrozenReport)]
    refusals = [answer for answer in answers if isinstance(answer, FreezeRefused)]
    # One waits for the other and is told, or comes so late that it makes the version after.
    assert (len(reports), len(refusals)) in ((1, 1), (2, 0))
    assert sorted(report.version for report in reports) == list(range(1, len(reports) + 1))


REPORTS, MEMBERS = "leerlijn_courses_frozenreport", "leerlijn_courses_frozenmember"
MEMBER = f"UPDATE {MEMBERS} SET {{}} WHERE id = (SELECT min(id) FROM {MEMBERS} WHERE kind = 'person')"
REPORT = f"UPDATE {REPORTS} SET {{}} WHERE id = (SELECT max(id) FROM {REPORTS})"
TAMPERED = {
    "a figure": REPORT.format("cells = replace(cells, '\"new_persons\":3', '\"new_persons\":4')"),
    "a figure with its hash": REPORT.format("cells_hash = 'f'"),
    "what was asked": REPORT.format("question = '{}'"),
    "the moment": REPORT.format("as_of = '2025-01-01 00:00:00+00:00'"),
    "a day": REPORT.format("first_day = '2025-01-02'"),
    "the definitions": REPORT.format("definitions = '{}'"),
    "the reasons": REPORT.format("changes = '[]'"),
    "the version": REPORT.format("version = 7"),
    "the link": REPORT.format("previous_id = NULL"),
    "the hash before": REPORT.format("previous_hash = ''"),
    "the version before": REPORT.replace("max(id)", "min(id)").format("cells = replace(cells, '2', '1')"),
    "its hash": REPORT.format("hash = 'f'"),
    "a payload": MEMBER.format("payload = replace(payload, 'present', 'absent')"),
    "a salt": MEMBER.format("salt = 'f'"),
    "a member's hash": MEMBER.format("hash = 'f'"),
    "whose it is": MEMBER.format("subject = 0"),
    "what it is": MEMBER.format("kind = 'edition'"),
    "pretending an erasure": MEMBER.format("payload = NULL, salt = NULL, subject = NULL"),
    "half an erasure": MEMBER.format("payload = NULL"),
    "a member taken away": f"DELETE FROM {MEMBERS} WHERE kind = 'person'",
    "a member taken from another report": f"UPDATE {MEMBERS} SET report_id = (SELECT min(id) FROM {REPORTS})",
}  # fmt: skip


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED)
def test_tampering_with_any_row_is_noticed(rows, statement):
    frozen_by_command("--as-of", JULY, "--by", "gender", "--commit")
    number = frozen_by_command("--as-of", T.isoformat(), "--by", "gender", "--commit")["id"]
    models.FrozenMember.objects.filter(report__lt=number).update(kind="edition")  # so that MEMBER is of the second
    assert problems_of(models.FrozenReport.objects.get(pk=number)) == []
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount
    with pytest.raises(CommandError):
        command("verify_report", str(number))


@pytest.mark.parametrize("fields", [{"data": {"unit": "hours"}}, {"hash": "f" * 64}, {"number": 7}])
def test_a_definition_that_was_altered_where_it_is_kept_is_noticed(rows, fields):
    recipe = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.FIRST)
    add_indicator(
        rows.rows["grant", "G1"], code="I", name="Reached", recipe=recipe, target=3, baseline=0, active=True, by=None
    )
    number = str(frozen_by_command("--commit")["id"])
    assert "versie 1" in command("verify_report", number)
    models.IndicatorVersion.objects.update(**fields)
    with pytest.raises(CommandError, match="I"):
        command("verify_report", number)


def test_who_was_erased_leaves_a_hash_and_the_report_still_verifies(rows):
    number = frozen_by_command("--by", "gender", "--cross", "gender,age", "--commit")["id"]
    person = rows.rows["person", "p"].pk
    before = command("funder_report", "G1", *FIRST_HALF, "--frozen", str(number))
    hashes = sorted(models.FrozenMember.objects.values_list("hash", flat=True))
    assert forget_members({person}, by=None) == 1
    assert forget_members({person}, by=None) == 0
    assert "waarvan 1 gewist" in command("verify_report", str(number))
    assert sorted(models.FrozenMember.objects.values_list("hash", flat=True)) == hashes
    assert not models.FrozenMember.objects.filter(subject=person, kind="person").exists()
    assert command("funder_report", "G1", *FIRST_HALF, "--frozen", str(number)) == before


def test_only_the_whole_project_is_frozen(rows):
    with pytest.raises(FreezeRefused):
        freeze(question(rows, organisations=(rows.rows["organisation", "O1"].pk,)), by=None)


def test_what_was_merged_since_is_called_a_merge(rows):
    frozen_by_command("--as-of", JULY, "--commit")
    merge(rows.rows["person", "p"], rows.rows["person", "q"], by=None)
    second = frozen_by_command("--commit")
    changes = changes_of(second["id"])
    assert changes["cumulative_persons"]["reasons"] == {"late_entry": 1, "merge": 1}
    assert (changes["cumulative_persons"]["added"], changes["cumulative_persons"]["removed"]) == (1, 1)


def test_the_days_of_a_project_stay_as_long_as_what_was_reported(rows):
    grant = rows.rows["grant", "G1"]
    frozen_by_command("--commit")
    for field, value, fine in (
        ("last_day", date(2025, 12, 31), True),
        ("last_day", date(2025, 6, 29), False),
        ("first_day", date(2025, 1, 2), False),
        ("time_zone", "Europe/London", False),
    ):
        changed = models.Grant.objects.get(pk=grant.pk)
        setattr(changed, field, value)
        if fine:
            keep_project(changed, by=None)
        else:
            with pytest.raises(GrantRefused):
                keep_project(changed, by=None)


def test_erasing_a_person_waits_for_the_term_and_then_empties_their_rows(rows):
    """Within the evidence term the rows stay; after it they are empty, and the report verifies all along."""
    number = frozen_by_command("--by", "gender", "--commit")["id"]
    frozen, person = models.FrozenReport.objects.get(pk=number), rows.rows["person", "p"]
    theirs = models.FrozenMember.objects.filter(kind="person", subject=person.pk)
    frozen.grant.keep_until = date(2040, 12, 31)
    frozen.grant.keep_reason = "The grant agreement"
    frozen.grant.save()
    erase_person(person, by=None)
    assert theirs.count() == 1
    assert problems_of(frozen) == []
    assert erase_due(moment=at(2044, 1, 1)) == 1
    assert not theirs.exists()
    assert problems_of(frozen) == []
    later = freeze(question(rows, by=("gender", "organisation"), cross=(("gender", "kind"),)), by=None, operator=True)
    assert later.answer["measures"]["cumulative_persons"] == 3
    assert later.answer["erased"]["cumulative_persons"] == 1
    assert problems_of(later) == []
    assert "cumulative_persons" not in changes_of(later.pk)
