"""An event: a day first, a programme later; offered, pinned, found and translated as any programme."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from cms.models import CataloguePage
from cms.starting import start_url
from courses.curricula.models import CurriculumVersion
from courses.editions.rounds.choosing import choose
from courses.models import Assignment
from courses.people.assigning import assign
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    EventPageFactory,
    OrganisationFactory,
    SessionFactory,
    UserFactory,
)
from tests.factories_editions import BreakoutFactory, RoundFactory

pytestmark = pytest.mark.django_db


def group_of(page, **fields):
    version = CurriculumVersion.objects.get(translation_key=page.translation_key)
    return EditionFactory(version=version, kind="event", **{"open_for_enrolment": True, **fields})


def shown(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_day_alone_is_enough_to_publish_to_be_found_and_to_start_a_group_on(client):
    page = EventPageFactory(title="Slotdag", programme_note="Het programma volgt na de zomer.")
    assert CurriculumVersion.objects.get(translation_key=page.translation_key).kind == "event"
    with translation.override("nl"):
        assert page.when == "vrijdag 7 oktober 2222, 12.30 tot ongeveer 16.30 uur".replace("vrijdag", _weekday())
    assert "Het programma volgt na de zomer." in shown(client, page)
    found = client.get(CataloguePage.objects.get().url, {"kind": "event"}).content.decode()
    assert "Slotdag" in found
    assert "ongeveer 16.30" in found or "about 4.30" in found
    account = UserFactory()
    assign(account, OrganisationFactory(), Assignment.Role.COORDINATOR, by=None)
    assert start_url(page, account)


def _weekday():
    return ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"][date(2222, 10, 7).weekday()]


def test_people_sign_up_before_there_is_a_programme_and_nobody_is_asked_to_choose(client):
    page = EventPageFactory()
    group_of(page)
    text = shown(client, page)
    assert 'id="register"' in text
    assert "ll-fork" not in text


def test_the_programme_of_the_group_stands_on_the_page_and_says_nothing_of_who_comes(client):
    page = EventPageFactory()
    edition = group_of(page)
    SessionFactory(edition=edition, title="Lunch", is_break=True)
    room = BreakoutFactory(
        round=RoundFactory(edition=edition, title="Ronde 1"), label="Ontmoet elkaar", description="Praten aan tafel."
    )
    somebody = EnrolmentFactory(edition=edition)
    choose(somebody, room, by=None)
    text = shown(client, page)
    for said in ("Lunch", "Ronde 1", room.title, room.place, "Ontmoet elkaar", "Praten aan tafel."):
        assert said in text
    assert somebody.person.name not in text


def test_who_signs_up_reads_the_dates_and_not_eight_breakouts(client):
    page = EventPageFactory()
    edition = group_of(page)
    SessionFactory(edition=edition, title="Plenair", place="Grote zaal")
    room = BreakoutFactory(round=RoundFactory(edition=edition), place="Kleine zaal")
    client.force_login(UserFactory())
    text = client.get(reverse("leerlijn_courses:enrol", args=[edition.pk])).content.decode()
    assert "Grote zaal" in text
    assert room.place not in text


def test_the_programme_of_a_group_that_is_not_for_everybody_is_not_shown(client):
    page = EventPageFactory()
    edition = group_of(page, open_for_enrolment=False)
    BreakoutFactory(round=RoundFactory(edition=edition), title="Besloten")
    assert "Besloten" not in shown(client, page)


def test_when_it_is_over_nobody_signs_up_any_more(client):
    page = EventPageFactory(day=timezone.localdate() - timedelta(days=1))
    group_of(page)
    assert 'id="register"' not in shown(client, page)


@pytest.mark.parametrize(
    "wrong", [{"day": date(1, 1, 1)}, {"starts": None}, {"ends": time(12, 30)}, {"starts": time(17)}]
)
def test_times_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValidationError):
        EventPageFactory(**wrong)


@pytest.mark.parametrize("count", [1, 12])
def test_the_queries_do_not_grow_with_the_breakouts(client, count, django_assert_max_num_queries):
    page = EventPageFactory()
    edition = group_of(page)
    BreakoutFactory.create_batch(count, round=RoundFactory(edition=edition))
    shown(client, page)
    with django_assert_max_num_queries(31):
        shown(client, page)
