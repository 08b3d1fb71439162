"""One's own programme: choosing with and without an account, whatever is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from courses.editions.addresses import own_page_address
from courses.editions.rounds.choosing import choose
from courses.models import Choice, ChoiceWaiting
from tests.factories import EditionFactory, EnrolmentFactory, PersonWithAccountFactory, SessionFactory
from tests.factories_editions import BreakoutFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """Two rounds of two breakouts and a plenary part."""
    edition = EditionFactory(kind="event", title="Slotdag")
    rounds = [RoundFactory(edition=edition, number=n, title=f"Ronde {n}") for n in (1, 2)]
    SessionFactory(edition=edition, title="Plenair", starts_at=rounds[0].starts_at - timedelta(hours=1),
                   ends_at=rounds[0].starts_at)  # fmt: skip
    return [[BreakoutFactory(round=one, capacity=1) for _ in range(2)] for one in rounds]


@pytest.fixture(params=["account", "link"])
def own(request, client, event):
    """An enrolment with the address of its own programme and of the page above it."""
    person = PersonWithAccountFactory()
    enrolment = EnrolmentFactory(edition=event[0][0].edition, person=person)
    if request.param == "account":
        client.force_login(person.account)
        return enrolment, reverse("leerlijn_courses:programme", args=[enrolment.pk]), reverse(
            "leerlijn_courses:enrolment", args=[enrolment.pk]
        )  # fmt: skip
    page = own_page_address(enrolment)
    return enrolment, f"{page}programme/", page


def field(breakout):
    return {f"round-{breakout.round_id}": breakout.pk}


def chosen_by(enrolment):
    return set(Choice.objects.filter(enrolment=enrolment).values_list("session", flat=True))


def test_who_chose_nothing_is_sent_to_the_welcome_desk_until_the_round_is_over(client, event):
    page = own_page_address(EnrolmentFactory(edition=event[0][0].edition, person__language="nl"))
    ends_at = max(breakout.ends_at for one in event for breakout in one)
    for moment, rounds in ((timedelta(minutes=-1), 1), (timedelta(minutes=1), 0)):
        with time_machine.travel(ends_at + moment, tick=False):
            assert client.get(page).content.decode().count("Vraag bij de ontvangst") == rounds


def test_choosing_is_one_form_and_the_programme_says_what_was_chosen(client, own, event):
    enrolment, address, above = own
    (first, _other), (second, _fourth) = event
    assert (
        "Nog te kiezen" in client.get(above).content.decode() or "Still to choose" in client.get(above).content.decode()
    )
    client.get(address)
    assert not chosen_by(enrolment)
    response = client.post(address, field(first) | field(second), follow=True)
    assert response.status_code == 200
    assert chosen_by(enrolment) == {first.pk, second.pk}
    shown = client.get(above).content.decode()
    assert first.title in shown
    assert first.place in shown
    client.post(address, {f"round-{first.round_id}": "none"})
    assert chosen_by(enrolment) == {second.pk}


def test_the_last_place_just_gone_keeps_the_rest_and_offers_the_waiting_list(client, own, event):
    enrolment, address, _above = own
    (first, _other), (second, _fourth) = event
    choose(EnrolmentFactory(edition=first.edition), first, by=None)
    response = client.post(address, field(first) | field(second))
    shown = response.content.decode()
    assert response.status_code == 200
    assert f'href="#round-{first.round_id}"' in shown
    assert f'name="wait" value="{first.pk}"' in shown
    assert chosen_by(enrolment) == {second.pk}
    client.post(address, {"wait": first.pk})
    assert ChoiceWaiting.objects.get().enrolment == enrolment
    assert f'name="stop_waiting" value="{first.pk}"' in client.get(address).content.decode()
    client.post(address, {"stop_waiting": first.pk})
    assert not ChoiceWaiting.objects.exists()


@pytest.mark.parametrize("typed", ["999999", "x", "²", "-1", "\x00", "9" * 60, ""])
def test_what_is_no_breakout_here_changes_nothing(client, own, event, typed):
    enrolment, address, _above = own
    choose(enrolment, event[0][0], by=None)
    stranger = BreakoutFactory()
    for value in (typed, str(stranger.pk)):
        for data in ({f"round-{event[0][0].round_id}": value}, {"wait": value}, {"stop_waiting": value}):
            assert client.post(address, data).status_code in (200, 302)
    assert chosen_by(enrolment) == {event[0][0].pk}


def test_after_the_deadline_it_is_only_looked_at(client, own, event):
    enrolment, address, _above = own
    for rooms in event:
        rooms[0].round.choose_until = timezone.now() - timedelta(minutes=1)
        rooms[0].round.save()
    assert "<form method" not in client.get(address).content.decode().split('id="content"')[1].split("</main>")[0]
    client.post(address, field(event[0][0]))
    assert not chosen_by(enrolment)


def test_who_waits_for_a_place_in_the_group_or_has_no_rounds_has_no_programme(client, own):
    enrolment, address, above = own
    enrolment.state = "waiting"
    enrolment.save()
    assert client.get(address).status_code in (302, 404)
    assert "programme" not in client.get(above).content.decode().split('id="content"')[1].split("</main>")[0]


def test_of_somebody_else_there_is_nothing(client, event):
    mine = PersonWithAccountFactory()
    other = EnrolmentFactory(edition=event[0][0].edition)
    client.force_login(mine.account)
    address = reverse("leerlijn_courses:programme", args=[other.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, field(event[0][0])).status_code == 404
    assert client.get("/p/NONSENSE/programme/").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_queries_do_not_grow_with_the_people_or_the_breakouts(client, event, count, django_assert_max_num_queries):
    one = event[0][0].round
    for room in BreakoutFactory.create_batch(count, round=one):
        choose(EnrolmentFactory(edition=one.edition), room, by=None)
    address = own_page_address(EnrolmentFactory(edition=one.edition))
    client.get(f"{address}programme/")
    with django_assert_max_num_queries(14):
        client.get(f"{address}programme/")
