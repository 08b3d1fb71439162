"""A partner sees the whole project as far as the others' part can't be worked out from it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from courses import models
from courses.people.assigning import assign
from courses.reporting.counting import count
from courses.reporting.disclosure.partners import DIMENSIONS, Whole, settled_half_years, tells, whole_project
from courses.reporting.disclosure.tables import TOTAL
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.keeping import ledger_of
from courses.reporting.freezing.recounting import bands_of, count_of, recount
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests.courses.reporting.disclosure.attacker import Attacker, answer_of
from tests.courses.reporting.worlds import Settled, World, at
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
FIRST_HALF = Period(date(2025, 1, 1), date(2025, 6, 30))


class Project:
    """So many people at each of three partners; some of the second's were at the first's before."""

    def __init__(self, numbers: dict[str, int], *, both: int = 0, seed: int = 1) -> None:
        chance = random.Random(seed)
        world = World()
        world.grant("G1")
        for day, name in enumerate(numbers):
            world.add("organisation", name, name=f"Invented {name}")
            world.edition(name, organisation=name)
            world.session(name, at(2025, 3, 3 + day))
        for name, number in numbers.items():
            for index in range(number):
                person = world.person(f"{name}{index}")
                world.answer(person, "gender", chance.choice(["female", "female", "male"]), date(2025, 1, 5))
                world.mark(world.enrol(person, name), f"s{list(numbers).index(name) + 1}")
                if name == "north" and index < both:
                    world.mark(world.enrol(person, "south"), "s2")
        self.rows = Settled(world.lines).rows
        self.grant = self.rows["grant", "G1"]

    def whole(self, partner: str) -> Whole:
        return whole_project(self.grant, FIRST_HALF, organisations=(self.rows["organisation", partner].pk,))

    def coordinator(self, partner: str) -> Any:
        organisation = self.rows["organisation", partner]
        models.GrantPartner.objects.get_or_create(grant=self.grant, organisation=organisation)
        account = UserFactory(language="en")
        assign(account, organisation, "coordinator", by=None)
        return account


def test_the_whole_is_shown_where_many_others_took_part():
    whole = Project({"north": 12, "south": 9, "west": 8}).whole("south")
    assert (whole.own, whole.shown(TOTAL)) == (9, 29)
    by_organiser = dict(whole.rows("organisation"))
    assert by_organiser == {"Invented north": 12, "Invented south": 9, "Invented west": 8}


def test_a_few_others_are_hidden_in_the_total_too():
    whole = Project({"north": 3, "south": 30}).whole("south")
    assert whole.shown(TOTAL) is None
    assert dict(whole.rows("organisation"))["Invented north"] is None


def test_one_small_partner_among_many_is_hidden_with_another():
    rows = dict(Project({"north": 3, "south": 9, "west": 20}).whole("south").rows("organisation"))
    assert rows["Invented north"] is None
    assert list(rows.values()).count(None) >= 2


def test_that_own_people_were_known_elsewhere_before_does_not_show():
    """Four of south's people came to north first: the project counts them as north's, south counts them as its own."""
    whole = Project({"north": 4, "south": 10}, both=4).whole("south")
    assert whole.numbers[TOTAL] == 14
    assert whole.own == 14
    south = (("organisation", "Invented south"),)
    assert whole.numbers[south] == 10
    assert whole.shown(south) is None


@pytest.mark.parametrize("seed", range(4))
def test_the_others_withstand_the_attack_of_a_partner_who_knows_its_own(seed):
    chance = random.Random(seed)
    numbers = {name: chance.randint(1, 14) for name in ("north", "south", "west", "east")}
    whole = Project(numbers, both=chance.randint(0, 1), seed=seed).whole("south")
    others = whole.others.publication
    assert (Attacker(answer_of(others, whole.others)).narrowest() or 5) >= 5
    for figure, number in others.numbers.items():
        if whole.shown(figure) is not None:
            assert not 0 < number < 5
            assert not tells(number)
    assert set(DIMENSIONS) >= {"gender", "organisation", "edition"}


def test_a_half_year_is_settled_four_weeks_after_its_end():
    grant = Project({"north": 1, "south": 1}).grant
    for moment, number in ((datetime(2025, 7, 28, tzinfo=UTC), 0), (datetime(2025, 7, 30, tzinfo=UTC), 1)):
        with time_machine.travel(moment, tick=False):
            assert len(settled_half_years(grant)) == number


def test_the_screen_shows_a_partner_the_whole_in_half_years_only(client):
    project = Project({"north": 3, "south": 9, "west": 20})
    client.force_login(project.coordinator("south"))
    address = reverse("leerlijn_reporting:project", args=[project.grant.pk])
    with translation.override("en"):
        half = client.get(address, {"first_day": "2025-01-01", "last_day": "2025-06-30", "by": "organisation"})
        assert half.context["whole"]["total"].text == "32"
        page = half.content.decode()
        assert "What is hidden would tell about a few people of the other partners" in page
        assert page.count('<span class="ll-suppressed">') >= 2
        day = client.get(address, {"first_day": "2025-01-01", "last_day": "2025-06-29"}).content.decode()
        assert "per half-year, four weeks after it has ended" in day
        assert "32" not in day.split('id="whole"')[1].split("</section>")[0]
    preview = reverse("leerlijn_reporting:publication", args=[project.grant.pk])
    assert client.get(preview).status_code == 404


class TwoPartners:
    """One human being whom two partners know under a record each; north asked about gender and age, south didn't.

    `known_to_north` False is the same world without north's record: what south sees may not tell the two apart.
    """

    def __init__(self, *, known_to_north: bool) -> None:
        world = World()
        world.grant("G1")
        for name, day in (("north", 3), ("south", 10)):
            world.add("organisation", name, name=f"Invented {name}")
            world.edition(name, organisation=name)
            world.session(name, at(2025, 3, day))
        mine, theirs = world.person("mine"), world.person("theirs", birth_date="1990-05-01")
        world.mark(world.enrol(mine, "south"), "s2")
        if known_to_north:
            world.answer(theirs, "gender", "female", date(2025, 3, 3))
            world.mark(world.enrol(theirs, "north"), "s1")
            # South's record is joined to north's, which survives.
            world.merge(mine, theirs, datetime(2025, 4, 1, tzinfo=UTC))
        self.rows = Settled(world.lines).rows
        self.grant = self.rows["grant", "G1"]

    coordinator = Project.coordinator

    def own_part(self) -> dict[str, list[tuple[Any, int]]]:
        counted = count(self.grant, period=FIRST_HALF, organisations=(self.rows["organisation", "south"].pk,))
        return {
            name: [(row.value, row.figures["new_persons"]) for row in counted.breakdown(name)]
            for name in ("gender", "age")
        }

    def frozen_part(self) -> dict[str, list[tuple[Any, int]]]:
        question = Question(self.grant, FIRST_HALF, None, by=("gender", "age"))
        frozen = freeze(question, by=None, operator=True)
        assert problems_of(frozen) == []
        organisations = frozenset({self.rows["organisation", "south"].pk})
        answer = recount(
            count_of(ledger_of(frozen, organisations=organisations), frozen), frozen.asked, bands_of(frozen)
        )
        return {
            name: [(row["value"], row["new_persons"]) for row in rows] for name, rows in answer["breakdowns"].items()
        }


@pytest.mark.parametrize("known_to_north", [False, True])
@pytest.mark.parametrize("part", ["own_part", "frozen_part"])
def test_a_partners_own_table_tells_nothing_that_another_partner_asked(part, known_to_north):
    """An attacker who holds its own table beside what it asked itself finds what it would find if nobody else knew them."""
    seen = getattr(TwoPartners(known_to_north=known_to_north), part)()
    assert seen == {"gender": [("not_asked", 1)], "age": [("not_asked", 1)]}


def test_the_whole_has_the_answer_all_the_same():
    world = TwoPartners(known_to_north=True)
    counted = count(world.grant, period=FIRST_HALF)
    assert [(row.value, row.figures["new_persons"]) for row in counted.breakdown("gender")] == [("female", 1)]
