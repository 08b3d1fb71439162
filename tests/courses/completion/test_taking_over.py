"""A group goes on with a newer version: foreseen exactly, all or nothing, once, and nobody loses anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import ModelLogEntry

from courses.completion.completing import complete_by_hand
from courses.completion.foreseeing import outlooks
from courses.completion.overview import progress_overview
from courses.completion.versions import newer_versions_needed
from courses.curricula.contract import UnitKind
from courses.editions.errors import TakeOverRefused
from courses.editions.taking_over import take_over
from courses.learning.progressing import finish_unit
from courses.models import Assignment, Completion, CurriculumVersion, Edition, UnitProgress
from courses.people.assigning import assign
from tests import factories as f

pytestmark = pytest.mark.django_db


def version(*keys, after=None, rule=None, **units):
    """A version of one programme: modules by their keys; `units` says what is other than required."""
    made = f.CurriculumVersionFactory(
        rule=rule or f.rule(),
        **(
            {
                "page": after.page,
                "number": after.number + 1,
                "pinned_at": after.pinned_at + timedelta(seconds=1),
            }
            if after
            else {"pinned_at": timezone.now() - timedelta(days=2)}
        ),
    )
    for key in keys:
        f.CurriculumUnitFactory(version=made, key=key, titles={"nl": key.upper()}, **units.get(key, {}))
    return made


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are read here."""
    with override("en"):
        yield


@pytest.fixture
def old():
    return version("a", "b")


@pytest.fixture
def group(old):
    return f.EditionFactory(version=old, title="Groep Proef")


def done(edition, *keys, **fields):
    enrolment = f.EnrolmentFactory(edition=edition, **fields)
    for key in keys:
        finish_unit(enrolment, key, by=None)
    return enrolment


def holds(enrolment):
    return Completion.objects.effective().filter(enrolment=enrolment, void=False).first()


def test_what_is_done_is_carried_by_key_and_who_has_enough_completes_and_nobody_loses_it(group, old):
    completed = done(group, "a", "b", person__name="Al Klaar")
    enough = done(group, "a", person__name="Bijna Klaar")
    begun = done(group, "b", person__name="Cas Begonnen")
    new = version("a", "c", after=old, c={"required": False})
    foreseen = {one.enrolment.pk: one for one in outlooks([group], new)[group.pk]}
    assert foreseen[completed.pk].completed_on == holds(completed).completed_on
    assert (foreseen[enough.pk].done, foreseen[enough.pk].of) == (1, 2)
    assert foreseen[enough.pk].completes_on == group.today()
    assert (foreseen[begun.pk].will_be_done, foreseen[begun.pk].completes_on) == (0, None)
    take_over({group.pk: old.pk}, new, by=None)
    assert holds(completed)
    assert holds(enough).rule["version"] == new.pk
    assert holds(begun) is None
    assert UnitProgress.objects.filter(finished_at__isnull=False).count() == 4
    log = ModelLogEntry.objects.get(action="leerlijn.take_over")
    assert (log.object_id, log.data["from"], log.data["to"]) == (str(group.pk), 1, 2)
    # Back again by key: what an earlier version knew is done still.
    third = version("a", "b", "d", after=new)
    take_over({group.pk: new.pk}, third, by=None)
    line = next(row for row in progress_overview(group) if row.enrolment.pk == begun.pk)
    assert line.trail.finished.keys() == {"b"}


def test_a_decision_of_a_person_stands_whatever_the_version(group, old):
    decided = done(group)
    complete_by_hand([decided], by=None, reason="Deed het elders")
    new = version("c", after=old)
    take_over({group.pk: old.pk}, new, by=None)
    assert holds(decided).reason == "Deed het elders"


def test_who_looked_at_another_version_decides_nothing(group, old):
    new = version("a", after=old)
    with pytest.raises(TakeOverRefused, match="meanwhile"):
        take_over({group.pk: new.pk + 1}, new, by=None)
    take_over({group.pk: old.pk}, new, by=None)
    with pytest.raises(TakeOverRefused, match="meanwhile"):
        take_over({group.pk: old.pk}, new, by=None)


def test_all_groups_or_none(group, old):
    other = f.EditionFactory(version=version("z"))
    new = version("a", after=old)
    with pytest.raises(TakeOverRefused, match="another programme"):
        take_over({group.pk: old.pk, other.pk: other.version_id}, new, by=None)
    group.refresh_from_db()
    assert group.version == old


def test_only_the_newest_and_only_what_can_be_met(group, old):
    middle = version("a", after=old)
    newest = version("b", after=middle, b={"required": False})
    with pytest.raises(TakeOverRefused, match="newer version"):
        take_over({group.pk: old.pk}, middle, by=None)
    with pytest.raises(TakeOverRefused, match="ever complete"):
        take_over({group.pk: old.pk}, newest, by=None)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_decides(at_once):
    old = version("a", "b")
    group = f.EditionFactory(version=old)
    enrolment = f.EnrolmentFactory(edition=group)
    new = version("a", after=old)
    answers = at_once(
        *[lambda: take_over({group.pk: old.pk}, new, by=None)] * 2,
        lambda: finish_unit(enrolment, "a", by=None),
    )
    assert sum(isinstance(answer, list) for answer in answers) == 1
    assert sum(isinstance(answer, TakeOverRefused) for answer in answers) == 1
    assert ModelLogEntry.objects.filter(action="leerlijn.take_over").count() == 1
    # Whichever came first, what they did and what is asked now fit together.
    assert Completion.objects.effective().filter(enrolment=enrolment, void=False).exists()


class Carrying(TestCase):
    """Whatever is done and whatever changes: the outlook comes true, and nothing anybody has becomes less."""

    keys = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1)

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(before=keys, after=keys, finished=st.sets(st.sampled_from("abcdef")))
    def test_the_outlook_comes_true(self, before, after, finished):
        old = version(*before)
        group = f.EditionFactory(version=old)
        row = done(group, *(finished & set(before)))
        had = holds(row)
        new = version(*after, after=old)
        (foreseen,) = outlooks([group], new)[group.pk]
        take_over({group.pk: old.pk}, new, by=None)
        (line,) = progress_overview(group)
        assert line.trail.finished.keys() == finished & set(before)
        assert sum(line.trail.done_on(unit) is not None for unit in line.units) == foreseen.will_be_done
        now = holds(row)
        assert (now is not None) == bool(foreseen.completed_on or foreseen.completes_on)
        assert had is None or now == had
        assert foreseen.will_be_done <= foreseen.will_be_of


# By the group's desk


@pytest.fixture
def trainer(group, client):
    person = f.PersonWithAccountFactory(account__language="en")
    assign(person.account, f.OrganisationFactory(), Assignment.Role.TRAINER, by=None)
    f.EnrolmentFactory(edition=group, person=person, role="trainer")
    client.force_login(person.account)
    return person


def test_the_desk_tells_of_it_and_a_trainer_takes_it_over_for_several_groups(client, trainer, group, old):
    second = f.EditionFactory(version=old, title="Groep Twee")
    foreign = f.EditionFactory(version=old, title="Groep Elders")
    f.EnrolmentFactory(edition=second, person=trainer, role="trainer")
    done(group, "a", person__name="Anna Test")
    desk = reverse("leerlijn_editions:edition", args=[group.pk])
    assert "newer version" not in client.get(desk).content.decode()
    new = version("b", "c", after=old)
    assert "New: “C” (module), required." in client.get(desk).content.decode()
    address = reverse("leerlijn_completion:newer_version", args=[group.pk])
    shown = client.get(f"{address}?group={second.pk}&group={foreign.pk}").content.decode()
    assert "No longer there: “A” (module)." in shown
    assert "Anna Test" in shown
    assert "Groep Twee" in shown
    assert "Groep Elders" not in shown
    groups = [f"{one.pk}:{old.pk}" for one in (group, second, foreign)]
    answer = client.post(address, {"to": new.pk, "group": groups}, follow=True)
    assert "2 groups go on with version 2" in answer.content.decode()
    assert list(Edition.objects.filter(version=new).order_by("pk")) == [group, second]
    answer = client.post(address, {"to": new.pk, "group": groups}, follow=True)
    assert "follows the newest version" in answer.content.decode()


def test_what_needs_a_trainer_is_one_line_a_programme_of_groups_that_go_on(client, rf, trainer, group, old):
    rf = rf.get("/")
    rf.user = trainer.account
    second = f.EditionFactory(version=old, title="Groep Twee")
    over = f.EditionFactory(version=old, title="Groep Voorbij")
    f.SessionFactory(edition=over)
    complete = f.EditionFactory(version=old, title="Groep Klaar")
    done(complete, "a", "b")
    f.EditionFactory(version=old, title="Groep Elders")
    for one in (second, over, complete):
        f.EnrolmentFactory(edition=one, person=trainer, role="trainer")
    assert newer_versions_needed(rf, None) == []
    new = version("b", "c", after=old)
    (line,) = newer_versions_needed(rf, None)
    assert line.sentence == f"Version 2 of “{new.title}” is there: look whether your 2 groups take it over"
    shown = client.get(line.url).content.decode()
    assert "Groep Twee" in shown
    assert "There is no way back" in shown
    take_over({second.pk: old.pk}, new, by=None)
    (line,) = newer_versions_needed(rf, None)
    assert line.sentence.endswith("look whether Groep Proef takes it over")
    assert "newer version" not in client.get(reverse("leerlijn_editions:edition", args=[over.pk])).content.decode()


@pytest.mark.parametrize(
    "given", [{"to": "x", "group": "1:1"}, {"group": ["a:b", "9" * 30 + ":1", "²:1"]}, {"to": "\0"}]
)
def test_what_is_typed_by_hand_changes_nothing(client, trainer, group, old, given):
    version("a", after=old)
    if given.get("group") == "1:1":
        given = {**given, "group": f"{group.pk}:{old.pk}"}
    answer = client.post(reverse("leerlijn_completion:newer_version", args=[group.pk]), given)
    assert answer.status_code == 302
    group.refresh_from_db()
    assert group.version == old


def test_whose_group_it_isnt_sees_nothing_of_it(client, group, old):
    version("a", after=old)
    stranger = f.PersonWithAccountFactory()
    assign(stranger.account, f.OrganisationFactory(), Assignment.Role.COORDINATOR, by=None)
    client.force_login(stranger.account)
    for name in ("newer_version", "look_at_version"):
        assert client.get(reverse(f"leerlijn_completion:{name}", args=[group.pk])).status_code == 404
    address = reverse("leerlijn_completion:newer_version", args=[group.pk])
    assert client.post(address, {}).status_code == 404


def test_an_example_of_it_keeps_nothing(client, trainer):
    module = f.ModulePageFactory(title="Kijken", body=[f.raw("text", "<p>Wat er staat.</p>"), f.raw_test(key="t")])
    pinned = CurriculumVersion.objects.filter(translation_key=module.get_parent().translation_key).latest("number")
    group = f.EditionFactory(version=pinned)
    f.EnrolmentFactory(edition=group, person=trainer, role="trainer")
    line = client.get(reverse("leerlijn_completion:look_at_version", args=[group.pk])).content.decode()
    address = reverse("leerlijn_completion:look_at_unit", args=[group.pk, str(module.translation_key)])
    assert address in line
    shown = client.get(address).content.decode()
    assert "Wat er staat." in shown
    assert 'type="submit" class="ll-button' not in shown
    assert client.get(reverse("leerlijn_completion:look_at_unit", args=[group.pk, "weg"])).status_code == 404
    assert not UnitProgress.objects.exists()


def test_queries_do_not_grow_with_the_people(group, old, django_assert_num_queries):
    new = version("a", "c", after=old)
    done(group, "a")
    with CaptureQueriesContext(connection) as few:
        outlooks([group], new)
    for _number in range(5):
        done(group, "b")
    with django_assert_num_queries(len(few)):
        outlooks([group], new)


def test_a_kind_of_part_that_asks_nothing_of_a_function_is_said(group, old):
    council = done(group, function="bestuurder")
    new = version("a", after=old, a={"functions": ["raadslid"], "kind": UnitKind.MODULE})
    (foreseen,) = outlooks([group], new)[group.pk]
    assert foreseen.enrolment == council
    assert foreseen.unasked
