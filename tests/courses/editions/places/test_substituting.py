"""A seat passes to somebody else: nobody gets in between, and nothing of the first one's answers goes along."""

from __future__ import annotations

import pytest
from wagtail.models import ModelLogEntry

from courses.editions.enrolling import enrol, withdraw
from courses.editions.errors import SubstituteRefused
from courses.editions.expected import expected_at
from courses.editions.marking import Mark, mark_session
from courses.editions.places.substituting import substitute, substitute_by_name
from courses.editions.signals import enrolments_changed
from courses.models import Choice, Enrolment, Offer, Person, Round
from courses.people.merging import merge
from tests.factories import EditionFactory, EnrolmentFactory, OrganisationFactory, PersonFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    edition = EditionFactory(capacity=1)
    return EnrolmentFactory(edition=edition, function="bestuurder", organisation=OrganisationFactory())


def again(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.get(pk=enrolment.pk)


def test_the_seat_passes_and_the_waiting_list_stands_still(seat):
    waiting = enrol(PersonFactory(), seat.edition, by=None)
    new = substitute(seat, PersonFactory(), by=None)
    assert (again(seat).state, new.state, again(waiting).state) == ("stopped", "placed", "waiting")
    assert not Offer.objects.exists()
    assert (new.function, new.organisation, new.role) == (seat.function, seat.organisation, seat.role)
    assert new.substitute_for == seat
    assert again(seat).withdrawn_on == new.placed_on == seat.edition.today()


def test_the_list_follows_also_after_the_meeting_began_and_an_absence_was_marked(seat):
    session = SessionFactory(edition=seat.edition)
    mark_session(session, [Mark(seat, "excused")], by=None)
    new = substitute(seat, PersonFactory(), by=None)
    assert list(expected_at(session)) == [new]


@pytest.mark.parametrize("status", ["present", "late"])
def test_a_seat_that_was_used_stays(seat, status):
    session = SessionFactory(edition=seat.edition)
    mark_session(session, [Mark(seat, status)], by=None)
    with pytest.raises(SubstituteRefused, match="al gebruikt"):
        substitute(seat, PersonFactory(), by=None)
    assert again(seat).state == "placed"
    mark_session(session, [Mark(seat, "void")], by=None)
    assert substitute(seat, PersonFactory(), by=None).state == "placed"


def test_who_waits_moves_into_the_seat_and_leaves_their_offer_to_the_next():
    edition = EditionFactory(capacity=2)
    seat, leaving, first, second = (enrol(PersonFactory(), edition, by=None) for _ in range(4))
    withdraw([leaving], by=None)
    assert Offer.objects.get(state="open").enrolment == first
    new = substitute(seat, first.person, by=None)
    assert new == first
    assert new.state == "placed"
    assert Offer.objects.get(state="open").enrolment == second


def test_who_is_in_the_group_already_the_same_person_and_who_has_no_seat_are_refused(seat):
    colleague = EnrolmentFactory(edition=seat.edition)
    trainer = EnrolmentFactory(edition=seat.edition, role="trainer")
    double = PersonFactory()
    merge(double, seat.person, by=None)
    for person in (colleague.person, trainer.person, seat.person, double):
        with pytest.raises(SubstituteRefused):
            substitute(seat, person, by=None)
    for without in (trainer, EnrolmentFactory(state="waiting"), EnrolmentFactory(state="stopped")):
        with pytest.raises(SubstituteRefused):
            substitute(without, PersonFactory(), by=None)
    assert again(seat).state == "placed"


def test_twice_is_once_and_a_substitute_can_send_a_substitute(seat):
    person = PersonFactory()
    assert substitute(seat, person, by=None) == substitute(seat, person, by=None)
    new = substitute(Enrolment.objects.get(substitute_for=seat), PersonFactory(), by=None)
    assert new.substitute_for.substitute_for == seat
    with pytest.raises(SubstituteRefused):
        substitute(seat, PersonFactory(), by=None)


def test_the_same_name_at_the_same_address_is_the_same_person_and_an_office_has_many(seat):
    known = PersonFactory(name="Ayşe Test", email="raad@example.org", keeper=seat.edition.organisation)
    PersonFactory(name="Noor Test", email="raad@example.org")
    new = substitute_by_name(seat, name="ayşe  test", email="Raad@example.org", by=None)
    assert new.person == known
    other = substitute_by_name(new, name="Bram Test", email="raad@example.org", language="en", by=None)
    assert (other.person.name, other.person.language) == ("Bram Test", "en")
    assert Person.objects.filter(email="raad@example.org").count() == 3


def test_a_name_and_address_that_anybody_can_type_find_nobody_of_another_partner(seat):
    elsewhere = PersonFactory(name="Amal Test", email="amal@example.org", keeper=OrganisationFactory())
    new = substitute_by_name(seat, name="Amal Test", email="amal@example.org", by=None)
    assert new.person != elsewhere
    waiting = enrol(PersonFactory(name="Bram Test", email="bram@example.org"), seat.edition, by=None)
    assert substitute_by_name(new, name="Bram Test", email="bram@example.org", by=None) == waiting


def test_nobody_is_written_down_where_the_seat_does_not_pass(seat):
    withdraw([seat], by=None)
    with pytest.raises(SubstituteRefused):
        substitute_by_name(seat, name="Nieuw Test", email="nieuw@example.org", by=None)
    assert not Person.objects.filter(email="nieuw@example.org").exists()


def test_breakouts_go_along_and_the_history_shows_the_swap(seat):
    session = SessionFactory(edition=seat.edition)
    part = Round.objects.create(
        edition=seat.edition, title="Ronde 1", starts_at=session.starts_at, ends_at=session.ends_at
    )
    chosen = SessionFactory(edition=seat.edition, round=part, capacity=1)
    Choice.objects.create(enrolment=seat, round=part, session=chosen)
    heard = []

    def hear(sender, enrolments, **kwargs):
        heard.append([(row.pk, row.state) for row in enrolments])

    enrolments_changed.connect(hear)
    try:
        new = substitute(seat, PersonFactory(), by=None)
    finally:
        enrolments_changed.disconnect(hear)
    assert heard == [[(seat.pk, "stopped"), (new.pk, "placed")]]
    assert Choice.objects.get().enrolment == new
    written = ModelLogEntry.objects.filter(action__in=["leerlijn.hand_over", "leerlijn.substitute"])
    log = dict(written.values_list("action", "object_id"))
    assert log == {"leerlijn.hand_over": str(seat.pk), "leerlijn.substitute": str(new.pk)}
