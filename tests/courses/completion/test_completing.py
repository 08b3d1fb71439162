from datetime import date
from functools import partial
from random import Random

import pytest

from courses.completion.completing import complete_by_hand, evaluate, take_back
from courses.completion.errors import CompletionRefused
from courses.completion.models import Completion
from courses.completion.signals import completed, completion_voided
from courses.curricula.contract import UnitKind
from courses.editions.enrolling import place, withdraw
from courses.editions.marking import Mark, mark_session
from courses.editions.models import Enrolment
from courses.learning.progressing import confirm_units, finish_unit, take_back_confirmation
from courses.learning.testing import submit_test
from tests import factories as f

pytestmark = pytest.mark.django_db


def holds(enrolment) -> Completion | None:
    return Completion.objects.effective().filter(enrolment=enrolment, void=False).first()


@pytest.fixture
def told():
    """What other rooms hear, as (which, enrolment ids)."""
    heard = []

    def done(completions, **kwargs):
        heard.append(("completed", [fact.enrolment_id for fact in completions]))

    def undone(completions, **kwargs):
        heard.append(("voided", [fact.enrolment_id for fact in completions]))

    completed.connect(done)
    completion_voided.connect(undone)
    yield heard
    completed.disconnect(done)
    completion_voided.disconnect(undone)


def group(*kinds: str, rule=None, **fields):
    """An edition with a unit of each kind, a participant, and the units."""
    version = f.CurriculumVersionFactory(rule=rule or f.rule())
    made = {"test": f.TestUnitFactory, "planned_session": f.PlannedSessionUnitFactory}
    units = [made.get(kind, f.CurriculumUnitFactory)(version=version, kind=kind) for kind in kinds]
    edition = f.EditionFactory(version=version)
    return f.EnrolmentFactory(edition=edition, **fields), units


def mark(enrolment, session, status="present"):
    mark_session(session, [Mark(enrolment, status)], by=None)


def test_the_last_fact_completes_with_its_day_whichever_comes_last(told):
    enrolment, (module, meeting, test) = group("module", "planned_session", "test")
    session = f.SessionFactory(edition=enrolment.edition, unit_key=meeting.key)
    mark(enrolment, session)
    finish_unit(enrolment, module.key, by=None)
    assert holds(enrolment) is None
    submit_test(enrolment, test.key, {"q1": ["a"]}, number=1, by=None)
    assert holds(enrolment).completed_on == enrolment.edition.today()
    assert told == [("completed", [enrolment.pk])]


def test_a_mark_typed_in_late_gives_the_day_of_the_meeting():
    enrolment, (meeting,) = group("planned_session")
    mark(enrolment, f.SessionFactory(edition=enrolment.edition, unit_key=meeting.key))
    assert holds(enrolment).completed_on == date(2025, 1, 15)


def test_a_failed_test_completes_nothing_and_the_next_go_does():
    enrolment, (test,) = group("test")
    submit_test(enrolment, test.key, {"q1": ["b"]}, number=1, by=None)
    assert holds(enrolment) is None
    submit_test(enrolment, test.key, {"q1": ["a"]}, number=2, by=None)
    assert holds(enrolment)


def test_doing_more_afterwards_changes_nothing(told):
    enrolment, (module, test) = group("module", "test", rule=f.rule(all_required=False, test_percentage=50))
    submit_test(enrolment, test.key, {"q1": ["a"]}, number=1, by=None)
    submit_test(enrolment, test.key, {"q1": ["b"]}, number=2, by=None)
    finish_unit(enrolment, module.key, by=None)
    assert Completion.objects.count() == 1
    assert len(told) == 1


def test_a_new_version_or_function_or_meeting_never_takes_a_completion_away():
    enrolment, (module, meeting) = group(
        "module", "planned_session", rule=f.rule(sessions_present=2), function="teacher"
    )
    session = f.SessionFactory(edition=enrolment.edition, unit_key=meeting.key)
    finish_unit(enrolment, module.key, by=None)
    mark(enrolment, session)
    day = holds(enrolment).completed_on
    stricter = f.CurriculumVersionFactory(page=enrolment.edition.version.page, number=2)
    f.CurriculumUnitFactory(version=stricter)
    enrolment.edition.version = stricter
    enrolment.edition.save()
    enrolment.function = "alderman"
    enrolment.save()
    later = f.SessionFactory(edition=enrolment.edition, days=7)
    mark(enrolment, later, "absent")
    assert holds(enrolment).completed_on == day
    assert Completion.objects.count() == 1


def test_a_correction_of_a_needed_fact_takes_it_back_and_the_right_fact_gives_it_again(told):
    enrolment, (meeting,) = group("planned_session")
    session = f.SessionFactory(edition=enrolment.edition, unit_key=meeting.key)
    mark(enrolment, session)
    mark(enrolment, session, "absent")
    assert holds(enrolment) is None
    assert Completion.objects.effective().get().void
    mark(enrolment, session, "late")
    assert holds(enrolment)
    assert [what for what, _ in told] == ["completed", "voided", "completed"]
    assert Completion.objects.count() == 3


def test_a_correction_that_leaves_enough_puts_the_day_right_and_tells_nobody(told):
    enrolment, _ = group("module", rule=f.rule(all_required=False, sessions_present=1))
    first, second = (f.SessionFactory(edition=enrolment.edition, days=days) for days in (0, 7))
    mark(enrolment, second)
    assert holds(enrolment).completed_on == date(2025, 1, 22)
    mark(enrolment, first)
    assert holds(enrolment).completed_on == date(2025, 1, 15)
    mark(enrolment, first, "excused")
    assert holds(enrolment).completed_on == date(2025, 1, 22)
    assert len(told) == 1


def test_a_confirmation_completes_and_taking_it_back_undoes_it():
    enrolment, (product,) = group("work_product")
    confirm_units([enrolment], product.key, by=None, on=date(2025, 2, 3))
    assert holds(enrolment).completed_on == date(2025, 2, 3)


def test_taking_back_a_confirmation_takes_the_completion_back():
    enrolment, (product,) = group("deployment")
    trainer = f.UserFactory()
    confirm_units([enrolment], product.key, by=trainer)
    take_back_confirmation([enrolment], product.key, by=trainer)
    assert holds(enrolment) is None


def test_who_stopped_keeps_and_can_still_get_a_completion_for_what_they_did():
    enrolment, (meeting,) = group("planned_session")
    session = f.SessionFactory(edition=enrolment.edition, unit_key=meeting.key)
    withdraw([enrolment], by=None)
    mark(enrolment, session)
    assert holds(enrolment)


def test_waiting_trainers_and_imported_groups_complete_nothing_by_rule():
    waiting, (meeting,) = group("planned_session", state=Enrolment.State.WAITING)
    session = f.SessionFactory(edition=waiting.edition, unit_key=meeting.key)
    trainer = f.EnrolmentFactory(edition=waiting.edition, role=Enrolment.Role.TRAINER)
    imported = f.EnrolmentFactory(edition=f.EditionFactory(version=None))
    mark_session(session, [Mark(waiting, "present"), Mark(trainer, "present")], by=None)
    mark(imported, f.SessionFactory(edition=imported.edition))
    assert not Completion.objects.exists()
    place([waiting], by=None)
    assert holds(waiting)


def test_a_trajectory_completes_with_what_it_contains(told):
    inner, (meeting,) = group("planned_session")
    page = inner.edition.version.page
    version = f.CurriculumVersionFactory()
    f.CurriculumUnitFactory(
        version=version, kind=UnitKind.CURRICULUM, definition={"version": 1, "page": page.pk}, required=True
    )
    outer = f.EnrolmentFactory(person=inner.person, edition=f.EditionFactory(version=version))
    Enrolment.objects.filter(pk=inner.pk).update(parent=outer)
    session = f.SessionFactory(edition=inner.edition, unit_key=meeting.key)
    mark(inner, session)
    assert holds(outer).completed_on == date(2025, 1, 15)
    mark(inner, session, "absent")
    assert holds(outer) is None
    assert [who for _, who in told] == [[inner.pk], [outer.pk], [inner.pk], [outer.pk]]


def test_coming_back_after_stopping_counts_the_meetings_one_was_at():
    first, (meeting, module) = group("planned_session", "module")
    mark(first, f.SessionFactory(edition=first.edition, unit_key=meeting.key))
    withdraw([first], by=None)
    again = f.EnrolmentFactory(person=first.person, edition=first.edition)
    finish_unit(again, module.key, by=None)
    assert holds(again)


def test_by_hand_with_a_reason_and_never_judged_again():
    enrolment, (module,) = group("module")
    with pytest.raises(CompletionRefused):
        complete_by_hand([enrolment], by=None, reason=" ")
    complete_by_hand([enrolment], by=None, reason="Did it on paper", on=date(2025, 2, 1))
    complete_by_hand([enrolment], by=None, reason="Twice")
    finish_unit(enrolment, module.key, by=None)
    assert Completion.objects.get().completed_on == date(2025, 2, 1)


def test_taken_back_by_hand_stays_taken_back():
    enrolment, (module, product) = group("module", "work_product", rule=f.rule())
    confirm_units([enrolment], product.key, by=None)
    finish_unit(enrolment, module.key, by=None)
    take_back([enrolment], by=None, reason="The wrong person")
    evaluate([enrolment.pk])
    assert holds(enrolment) is None
    complete_by_hand([enrolment], by=None, reason="The right person after all")
    assert holds(enrolment)


def test_nobody_completes_by_hand_without_a_place():
    enrolment, _ = group("module", state=Enrolment.State.WAITING)
    with pytest.raises(CompletionRefused):
        complete_by_hand([enrolment], by=None, reason="Because")


@pytest.mark.parametrize("seed", range(6))
def test_the_order_in_which_facts_are_typed_in_never_matters(seed):
    enrolment, (product, meeting) = group("work_product", "planned_session", rule=f.rule(sessions_present=2))
    keys = [meeting.key, "", "", meeting.key]
    sessions = [f.SessionFactory(edition=enrolment.edition, days=7 * n, unit_key=key) for n, key in enumerate(keys)]
    marks = zip(sessions, ["absent", "present", "late", "present"], strict=True)
    facts = [partial(mark, enrolment, session, status) for session, status in marks]
    facts.append(partial(confirm_units, [enrolment], product.key, by=None, on=date(2025, 1, 10)))
    Random(seed).shuffle(facts)
    for fact in facts:
        fact()
    assert holds(enrolment).completed_on == date(2025, 2, 5)


def many(count: int):
    enrolment, (meeting,) = group("planned_session", rule=f.rule(sessions_present=1))
    session = f.SessionFactory(edition=enrolment.edition, unit_key=meeting.key)
    rows = [enrolment, *f.EnrolmentFactory.create_batch(count - 1, edition=enrolment.edition)]
    return session, [Mark(row, "present") for row in rows]


def test_a_hall_of_people_takes_as_many_queries_as_two(django_assert_max_num_queries):
    small, two = many(2)
    with django_assert_max_num_queries(60) as few:
        mark_session(small, two, by=None)
    large, hall = many(60)
    with django_assert_max_num_queries(len(few.captured_queries)):
        mark_session(large, hall, by=None)
    assert Completion.objects.count() == 62


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_last_facts_at_once_complete_once(at_once):
    for _ in range(5):
        enrolment, (module, meeting) = group("module", "planned_session")
        session = f.SessionFactory(edition=enrolment.edition, unit_key=meeting.key)
        both = at_once(partial(finish_unit, enrolment, module.key, by=None), partial(mark, enrolment, session))
        assert not [result for result in both if isinstance(result, Exception)]
        assert Completion.objects.filter(enrolment=enrolment).count() == 1
