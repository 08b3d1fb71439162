"""A coordinator plans rounds, sees how full they are, invites, and chooses for somebody; a trainer fixes minutes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.editions.forms import SessionForm
from courses.editions.rounds.choosing import choose
from courses.editions.rounds.forms import RoundForm
from courses.jobs.models import Job
from courses.jobs.running import run_waiting
from courses.models import Assignment, Attendance, Choice, Mail, Round, Session
from courses.people.assigning import assign
from tests.factories import (
    CurriculumVersionFactory,
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonFactory,
    PlannedSessionUnitFactory,
    SessionFactory,
    UserFactory,
)
from tests.factories_editions import BreakoutFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(kind="event", title="Slotdag", organisation=OrganisationFactory())


@pytest.fixture(autouse=True)
def coordinator(edition, client):
    account = UserFactory()
    assign(account, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return account


def page(name, *args):
    return reverse(f"leerlijn_editions:{name}", args=args)


def filled(*rows, total=4, **changes):
    """A round as the form sends it."""
    data = {"title": "Ronde 1", "day": "2222-10-07", "starts": "14:30", "ends": "15:20"}
    data |= {"b-TOTAL_FORMS": total, "b-INITIAL_FORMS": 0, **changes}
    for number, row in enumerate(rows):
        data |= {f"b-{number}-{name}": value for name, value in row.items()}
    return data


ROWS = [{"title": f"Deel {n}", "label": "Aan de slag", "place": f"Zaal {n}", "capacity": 20} for n in range(4)]


def test_eight_breakouts_in_two_rounds_are_two_forms_the_second_filled_in(client, edition):
    address = page("add_round", edition.pk)
    assert client.get(address).content.decode().count("<fieldset") == 4
    assert client.post(address, filled(*ROWS)).status_code == 302
    first = Round.objects.get()
    assert list(first.breakouts.values_list("title", "capacity")) == [(row["title"], 20) for row in ROWS]
    shown = client.get(f"{address}?like={first.pk}").content.decode()
    assert all(f'value="{row["title"]}"' in shown for row in ROWS)
    assert 'value="15:20"' in shown
    data = filled(*ROWS, title="Ronde 2", starts="15:30", ends="16:20")
    client.post(f"{address}?like={first.pk}", data)
    assert Session.objects.filter(edition=edition, round__isnull=False).count() == 8
    assert "Deel 3" in client.get(page("edition", edition.pk)).content.decode()


def test_changing_keeps_rows_takes_emptied_ones_off_and_warns_of_a_small_room(client, edition):
    one = RoundFactory(edition=edition)
    kept, gone = BreakoutFactory.create_batch(2, round=one, capacity=2)
    for row in EnrolmentFactory.create_batch(2, edition=edition):
        choose(row, kept, by=None)
    rows = [{"session": kept.pk, "title": "Nieuwe titel", "capacity": 1}, {"session": gone.pk, "title": ""}]
    response = client.post(page("edit_round", edition.pk, one.pk), filled(*rows), follow=True)
    assert list(one.breakouts.values_list("pk", "title", "capacity")) == [(kept.pk, "Nieuwe titel", 1)]
    assert Choice.objects.count() == 2
    assert "Nieuwe titel” " in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "20225-10-07"},
        {"day": "0001-01-01"},
        {"ends": "14:00"},
        {"starts": "25:00"},
        {"day": "2026-03-29", "starts": "02:30", "ends": "04:00"},
        {"day": "2026-10-25", "starts": "01:00", "ends": "02:30"},
        {"until_day": "2222-10-08"},
        {"until_time": "12:00"},
        {"b-0-capacity": 0},
        {"b-0-capacity": "9" * 40},
        {"b-0-title": ""},
        {"b-0-session": 999},
        {"b-0-session": "²"},
        {"b-TOTAL_FORMS": "x"},
        {"b-TOTAL_FORMS": 5000},
        {"title": ""},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(client, edition, wrong):
    response = client.post(page("add_round", edition.pk), filled(ROWS[0]) | wrong)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not Round.objects.exists()


def test_a_round_without_a_breakout_is_none(client, edition):
    assert client.post(page("add_round", edition.pk), filled()).status_code == 200
    assert not Round.objects.exists()


def test_a_local_time_that_comes_twice_or_never_is_a_sentence_in_every_form_of_times(edition):
    for day, at in (("2026-03-29", "02:30"), ("2026-10-25", "02:30")):
        data = {"title": "x", "day": day, "starts": at, "ends": "05:00"}
        for form in (SessionForm(data, edition=edition), RoundForm(data, edition=edition)):
            assert list(form.errors) == ["starts"]


def test_who_goes_where_and_choosing_for_somebody_past_the_deadline(client, edition):
    one = RoundFactory(edition=edition, choose_until=timezone.now() - timedelta(days=1))
    first, second = BreakoutFactory.create_batch(2, round=one)
    somebody = EnrolmentFactory(edition=edition, person=PersonFactory(name="Kiezer Test"))
    assert "Kiezer Test" in client.get(page("choices", edition.pk)).content.decode()
    address = page("choose_for", edition.pk, somebody.pk)
    for chosen in (first, second):
        assert client.post(address, {f"round-{one.pk}": chosen.pk}).status_code == 302
    assert Choice.objects.get().session == second
    client.post(address, {f"round-{one.pk}": "none"})
    assert not Choice.objects.exists()


def test_the_invitation_shows_whom_it_goes_to_and_is_sent_once_however_often_the_button_is_pressed(client, edition):
    breakout = BreakoutFactory(round=RoundFactory(edition=edition))
    undecided, decided = EnrolmentFactory.create_batch(2, edition=edition)
    unreached = EnrolmentFactory(edition=edition, person=PersonFactory(name="Bel Mij", email="", phone="06 1"))
    choose(decided, breakout, by=None)
    address = page("invite_to_choose", edition.pk)
    shown = client.get(address).content.decode()
    assert undecided.person.name in shown
    assert decided.person.name not in shown
    assert unreached.person.name in shown
    invitation = re.search(r'name="invitation" value="([^"]+)"', shown)[1]
    for _ in range(2):
        assert client.post(address, {"invitation": invitation}).status_code == 302
    assert Job.objects.filter(kind="editions.invite_to_choose").count() == 1
    run_waiting()
    mail = Mail.objects.get(key__startswith="choose:")
    assert mail.recipient == undecided.person.email
    path = re.search(r"https?://[^/]+(/\S+)", mail.text)[1]
    assert breakout.round.title in client.get(path).content.decode()
    assert client.post(address, {"invitation": "x\x00"}).status_code == 200


def test_a_planned_session_is_split_on_the_groups_page(client, edition):
    edition.version = CurriculumVersionFactory()
    edition.save()
    unit = PlannedSessionUnitFactory(version=edition.version)
    session = SessionFactory(edition=edition, unit_key=unit.key, title="Sessie 2")
    address = page("split_session", edition.pk, session.pk)
    assert address in client.get(page("edition", edition.pk)).content.decode()
    shown = client.get(address).content.decode()
    assert "Sessie 2, deel 1 van 2" in shown or "Sessie 2, part 1 of 2" in shown
    data = {}
    for n, day in enumerate(("2025-01-15", "2025-01-22")):
        data |= {f"p{n}-title": f"deel {n + 1}", f"p{n}-day": day, f"p{n}-starts": "09:00", f"p{n}-ends": "12:00",
                 f"p{n}-place": f"Adres {n}"}  # fmt: skip
    assert client.post(address, data | {"p1-ends": "08:00"}).status_code == 200
    assert client.post(address, data).status_code == 302
    assert list(edition.sessions.values_list("part", "title", "place")) == [
        (1, "deel 1", "Adres 0"),
        (2, "deel 2", "Adres 1"),
    ]


def test_net_minutes_are_fixed_on_the_page_of_attendance(client, edition):
    session = SessionFactory(edition=edition)
    there, own = EnrolmentFactory.create_batch(2, edition=edition)
    address = page("attendance", edition.pk, session.pk)
    data = {
        f"e{there.pk}-status": "present",
        f"e{own.pk}-status": "partial",
        f"e{own.pk}-minutes": 30,
        "net_minutes": 90,
    }
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    marks = dict(Attendance.objects.effective().values_list("enrolment", "minutes"))
    assert marks == {there.pk: 90, own.pk: 30}
    assert client.post(address, data | {"net_minutes": 100}).status_code == 302
    marks = dict(Attendance.objects.effective().values_list("enrolment", "minutes"))
    assert marks == {there.pk: 100, own.pk: 30}
    assert client.post(address, data | {"net_minutes": 0}).status_code == 200
    assert client.post(address, data | {"net_minutes": 20}).status_code == 200


def test_at_a_break_nobody_is_marked(client, edition):
    lunch = SessionFactory(edition=edition, is_break=True, title="Lunch")
    assert client.get(page("attendance", edition.pk, lunch.pk)).status_code == 404
    assert page("attendance", edition.pk, lunch.pk) not in client.get(page("edition", edition.pk)).content.decode()


def test_a_group_of_no_places_is_a_form_error(client, edition):
    address = reverse("leerlijn_courses_edition_modeladmin_edit", args=[edition.pk])
    data = {"title": "x", "code": edition.code, "organisation": edition.organisation.pk, "counting": "full", "kind": "event",
            "time_zone": "Europe/Amsterdam", "funding-TOTAL_FORMS": 0, "funding-INITIAL_FORMS": 0}  # fmt: skip
    assert client.post(address, data | {"capacity": 0}).status_code == 200
    edition.refresh_from_db()
    assert edition.capacity is None
    EnrolmentFactory.create_batch(2, edition=edition)
    response = client.post(address, data | {"capacity": 1, "offer_hours": 48}, follow=True)
    edition.refresh_from_db()
    assert edition.capacity == 1
    assert edition.enrolments.filter(state="placed").count() == 2
    assert "Nobody loses" in response.content.decode() or "Niemand verliest" in response.content.decode()


@pytest.mark.parametrize("count", [2, 30])
def test_the_queries_do_not_grow_with_the_people(client, edition, count, django_assert_max_num_queries):
    breakout = BreakoutFactory(round=RoundFactory(edition=edition))
    for row in EnrolmentFactory.create_batch(count, edition=edition):
        choose(row, breakout, by=None)
    for name, most in (("choices", 22), ("invite_to_choose", 20), ("edition", 49)):
        client.get(page(name, edition.pk))
        with django_assert_max_num_queries(most):
            client.get(page(name, edition.pk))
