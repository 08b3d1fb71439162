"""Places that come free are offered in order, held until answered, and never given away twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.editions.enrolling import cancel, enrol, place, withdraw
from courses.editions.errors import OfferRefused
from courses.editions.offered import offered_editions
from courses.editions.places.answering import accept_offer, decline_offer
from courses.editions.places.offering import capacity_changed, move_waiting_lists, offer_places, offer_to
from courses.editions.places.tasks import move_waiting_lists_by_beat
from courses.editions.places.waiting import answer_until, free_places, position_of
from courses.editions.signals import enrolments_changed
from courses.mail.models import Mail
from courses.models import Edition, Enrolment, Offer
from courses.people.addresses import without_address
from courses.telling.models import Notice
from tests.factories import (
    EditionFactory,
    OfferFactory,
    PersonFactory,
    SelfPacedSessionFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
State = Offer.State
HOUR = timedelta(hours=1)


def full(capacity=1, waiting=2, **fields) -> tuple[Edition, list[Enrolment]]:
    """A full group and everybody in it, the placed ones first."""
    edition = EditionFactory(capacity=capacity, **fields)
    return edition, [enrol(PersonFactory(), edition, by=None) for _ in range(capacity + waiting)]


def meeting_in(edition, left: timedelta, length=2 * HOUR):
    starts = timezone.now() + left
    return SessionFactory(edition=edition, starts_at=starts, ends_at=starts + length)


def expire(enrolment: Enrolment) -> None:
    past = timezone.now() - HOUR
    Offer.objects.filter(enrolment=enrolment, state=State.OPEN).update(made_at=past - HOUR, expires_at=past)


def state(enrolment: Enrolment) -> str:
    return Enrolment.objects.get(pk=enrolment.pk).state


def holders() -> list[int]:
    return list(Offer.objects.filter(state=State.OPEN).order_by("pk").values_list("enrolment", flat=True))


def test_a_place_that_comes_free_is_offered_to_the_first_in_line_and_held():
    edition, (placed, first, second) = full()
    withdraw([placed], by=None)
    assert holders() == [first.pk]
    assert free_places(edition) == 0
    assert enrol(PersonFactory(), edition, by=None).state == "waiting"
    assert accept_offer(first, by=None).state == "placed"
    assert state(second) == "waiting"
    assert holders() == []


def test_accepting_twice_changes_nothing_and_is_told_once():
    heard = []

    def hear(sender, enrolments, **kwargs):
        heard.append([(row.pk, row.state) for row in enrolments])

    _, (placed, first, _second) = full()
    withdraw([placed], by=None)
    enrolments_changed.connect(hear)
    try:
        accept_offer(first, by=None)
        accept_offer(first, by=None)
    finally:
        enrolments_changed.disconnect(hear)
    assert heard == [[(first.pk, "placed")]]
    assert Notice.objects.filter(enrolment=first, kind="placed").count() == 1


def test_who_declines_is_off_the_list_and_the_next_is_asked():
    _, (placed, first, second) = full()
    withdraw([placed], by=None)
    decline_offer(first, by=None)
    decline_offer(first, by=None)
    assert state(first) == "stopped"
    assert holders() == [second.pk]
    with pytest.raises(OfferRefused, match="wachtlijst"):
        accept_offer(first, by=None)


def test_who_took_the_place_can_not_decline_it_any_more():
    _, (placed, first, _second) = full()
    withdraw([placed], by=None)
    accept_offer(first, by=None)
    with pytest.raises(OfferRefused):
        decline_offer(first, by=None)
    assert state(first) == "placed"


def test_an_offer_that_expires_goes_on_and_who_had_it_stays_on_the_list():
    _, (placed, first, second) = full()
    withdraw([placed], by=None)
    expire(first)
    assert move_waiting_lists() == 1
    assert move_waiting_lists() == 0
    assert holders() == [second.pk]
    assert state(first) == "waiting"


def test_who_answers_too_late_is_in_line_again_where_they_were():
    edition, (placed, first, second, third) = full(waiting=3)
    withdraw([placed], by=None)
    expire(first)
    with pytest.raises(OfferRefused, match="volgende"):
        accept_offer(first, by=None)
    assert holders() == [second.pk]
    assert [position_of(first), position_of(third)] == [1, 2]
    cancel(second, by=None)
    assert holders() == [first.pk]
    assert free_places(edition) == 0


def test_who_answers_too_late_has_the_place_if_nobody_else_wants_it():
    edition, (placed, first) = full(waiting=1)
    withdraw([placed], by=None)
    expire(first)
    move_waiting_lists()
    assert enrol(PersonFactory(), EditionFactory(), by=None)
    assert free_places(edition) == 1
    assert accept_offer(first, by=None).state == "placed"


def test_who_let_a_place_pass_keeps_no_newcomer_waiting():
    edition, (placed, first) = full(waiting=1)
    withdraw([placed], by=None)
    expire(first)
    move_waiting_lists()
    assert enrol(PersonFactory(), edition, by=None).state == "placed"
    with pytest.raises(OfferRefused):
        accept_offer(first, by=None)
    assert state(first) == "waiting"


def test_who_has_no_offer_can_not_take_a_place():
    _, (_placed, first, _second) = full()
    with pytest.raises(OfferRefused, match="nog geen plaats"):
        accept_offer(first, by=None)


def test_more_places_are_offered_and_fewer_withdraw_the_newest_offers_first():
    edition, (placed, first, second, third) = full(waiting=3)
    edition.capacity = 3
    edition.save()
    capacity_changed(edition, by=None)
    assert holders() == [first.pk, second.pk]
    edition.capacity = 2
    edition.save()
    capacity_changed(edition, by=None)
    assert holders() == [first.pk]
    with pytest.raises(OfferRefused, match="kleiner"):
        accept_offer(second, by=None)
    assert position_of(second) == 1
    assert Mail.objects.filter(key__startswith="offer_withdrawn:").count() == 1
    edition.capacity = 0
    edition.save()
    capacity_changed(edition, by=None)
    assert holders() == []
    assert state(placed) == "placed"
    withdraw([placed], by=None)
    assert holders() == []
    assert state(third) == "waiting"


def test_a_place_given_by_hand_takes_no_place_that_was_promised():
    edition, (placed, first, second) = full()
    withdraw([placed], by=None)
    place([second], by=None)
    assert holders() == [first.pk]
    assert accept_offer(first, by=None).state == "placed"
    edition.refresh_from_db()
    assert free_places(edition) == 0


def test_giving_a_place_by_hand_answers_the_offer():
    _, (placed, first, _second) = full()
    withdraw([placed], by=None)
    place([first], by=None)
    assert Offer.objects.get().state == State.ACCEPTED


def test_cancelling_while_an_offer_is_open_passes_it_on():
    _, (placed, first, second) = full()
    withdraw([placed], by=None)
    withdraw([first], by=None)
    assert holders() == [second.pk]


def test_a_list_that_does_not_move_waits_for_a_person_who_may_choose():
    edition, (placed, _first, second) = full(waitlist_moves=False)
    withdraw([placed], by=None)
    assert holders() == []
    assert enrol(PersonFactory(), edition, by=None).state == "waiting"
    offer = offer_to(second, by=None)
    assert offer_to(second, by=None) == offer
    assert accept_offer(second, by=None).state == "placed"


def test_a_chosen_one_gets_an_offer_only_where_there_is_a_place():
    edition, (placed, first, second) = full()
    with pytest.raises(OfferRefused, match="bezet"):
        offer_to(first, by=None)
    with pytest.raises(OfferRefused, match="wachtlijst"):
        offer_to(placed, by=None)
    SessionFactory(edition=edition)
    with pytest.raises(OfferRefused, match="laatste bijeenkomst"):
        offer_to(second, by=None)


def test_who_let_a_place_pass_can_be_asked_again_by_a_person():
    _, (placed, first) = full(waiting=1)
    withdraw([placed], by=None)
    expire(first)
    move_waiting_lists()
    offer_to(first, by=None)
    assert holders() == [first.pk]


def test_the_list_stands_still_once_the_first_meeting_began_and_when_all_is_over():
    edition, (placed, first, _second) = full(capacity=1)
    meeting_in(edition, -HOUR)
    withdraw([placed], by=None)
    assert holders() == []
    assert offer_to(first, by=None).state == State.OPEN
    own_pace = EditionFactory(capacity=0)
    SelfPacedSessionFactory(edition=own_pace)
    enrol(PersonFactory(), own_pace, by=None)
    Edition.objects.filter(pk=own_pace.pk).update(capacity=1)
    assert offer_places(own_pace.pk) == []


@pytest.mark.parametrize(
    ("left", "time"),
    [
        (timedelta(days=30), timedelta(hours=48)),
        (timedelta(hours=60), timedelta(hours=30)),
        (timedelta(hours=3), timedelta(hours=2)),
        (timedelta(hours=1), timedelta(hours=1)),
    ],
)
def test_there_is_less_time_close_to_the_first_meeting(left, time):
    edition, now = EditionFactory(), timezone.now()
    SessionFactory(edition=edition, starts_at=now + left, ends_at=now + left + HOUR)
    assert answer_until(edition, now) == now + time


def test_a_group_without_a_date_gives_its_hours():
    now = timezone.now()
    assert answer_until(EditionFactory(offer_hours=5), now) == now + timedelta(hours=5)


def test_an_offer_is_mailed_once_with_its_deadline_and_a_page_and_changes_nothing_by_itself():
    edition, (placed, first, _second) = full()
    meeting_in(edition, timedelta(days=9))
    withdraw([placed], by=None)
    move_waiting_lists()
    offer_places(edition)
    mail = Mail.objects.get(key__startswith="offered:")
    assert mail.recipient == first.person.email
    assert "/p/" in mail.text
    assert "De eerste bijeenkomst" in mail.text


def test_who_has_no_address_is_offered_a_place_without_a_mail():
    edition = EditionFactory(capacity=1)
    placed = enrol(PersonFactory(), edition, by=None)
    waiting = enrol(PersonFactory(email=""), edition, by=None)
    withdraw([placed], by=None)
    assert holders() == [waiting.pk]
    assert not Mail.objects.filter(key__startswith="offered:").exists()


@pytest.mark.parametrize(("stands_in", "read"), [(False, ["own@example.org"]), (True, [])])
def test_an_offer_goes_to_an_account_of_ones_own_and_not_to_that_of_a_card(stands_in, read):
    edition = EditionFactory(capacity=1)
    placed = enrol(PersonFactory(), edition, by=None)
    account = UserFactory(email="own@example.org")
    enrol(PersonFactory(email="", account=account, account_stands_in=stands_in), edition, by=None)
    withdraw([placed], by=None)
    offered = Mail.objects.filter(key__startswith="offered:").values_list("recipient", flat=True)
    assert list(offered) == read
    assert Offer.objects.filter(without_address("enrolment__person")).count() == (1 if stands_in else 0)


def test_one_group_that_fails_stops_no_other(monkeypatch):
    _, (placed, first, second) = full()
    withdraw([placed], by=None)
    expire(first)
    broken = OfferFactory(made_at=timezone.now() - 3 * HOUR, expires_at=timezone.now() - HOUR).enrolment
    Edition.objects.filter(pk=broken.edition_id).update(time_zone="No/Where", capacity=1)
    enrol(PersonFactory(), EditionFactory(), by=None)
    Enrolment.objects.filter(pk=broken.pk).update(edition=broken.edition_id)
    from courses.editions.places import offering

    ended = offering.expire_offers

    def failing(edition, now):
        if edition.pk == broken.edition_id:
            raise RuntimeError("a group that can't be read")
        return ended(edition, now)

    monkeypatch.setattr(offering, "expire_offers", failing)
    move_waiting_lists_by_beat()
    assert second.pk in holders()


def test_hosts_without_a_worker_move_the_lists_by_their_scheduler():
    _, (placed, first, second) = full()
    withdraw([placed], by=None)
    expire(first)
    call_command("run_jobs")
    assert holders() == [second.pk]


def test_an_offer_shows_no_place_that_is_held_or_waited_for(django_assert_num_queries):
    edition, (placed, _first, _second) = full(open_for_enrolment=True)
    key = edition.version.translation_key
    withdraw([placed], by=None)
    assert offered_editions([key])[key][0].free == 0
    edition.capacity = 9
    edition.save()
    with django_assert_num_queries(2):
        assert offered_editions([key])[key][0].free == 0
    capacity_changed(edition, by=None)
    assert offered_editions([key])[key][0].free == 9 - 2
