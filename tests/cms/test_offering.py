"""The page that offers a programme."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.curricula.models import CurriculumVersion
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SessionFactory,
    TrainingPageFactory,
    TrajectoryPageFactory,
    raw,
    raw_meeting,
    raw_test,
)
from tests.factories_registering import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return MasterclassPageFactory(
        title="De bubbel",
        outcomes="zien wat er speelt\nhet gesprek openen",
        cost="Gratis",
        rule_sessions_present=1,
        outline=[raw_meeting("Dagdeel 1")],
    )


def group(page, days=10, **fields):
    edition = EditionFactory(
        version=CurriculumVersion.objects.filter(translation_key=page.translation_key).latest("number"),
        **{"open_for_enrolment": True, **fields},
    )
    start = timezone.now() + timedelta(days=days)
    SessionFactory(edition=edition, starts_at=start, ends_at=start + timedelta(hours=3), place="Utrecht")
    return edition


def enrol(edition):
    return reverse("leerlijn_courses:enrol", args=[edition.pk])


def test_it_answers_what_somebody_wants_to_know(client, page):
    group(page)
    content = client.get(page.url).content.decode()
    for said in (
        "De bubbel",
        "Voor wie het wil weten.",
        "het gesprek openen",
        "Gratis",
        "3 uur",
        "Utrecht",
        "Dagdeel 1",
    ):
        assert said in content


def register(edition):
    return reverse("leerlijn_courses:register", args=[edition.pk])


def test_one_group_has_its_form_at_the_foot(client, page):
    edition = group(page)
    content = client.get(page.url).content.decode()
    assert content.count(f'action="{register(edition)}"') == 1
    assert content.count('href="#register"') == 1


def test_who_is_logged_in_has_a_button_instead_of_the_form(client, page):
    edition = group(page)
    client.force_login(PersonWithAccountFactory().account)
    content = client.get(page.url).content.decode()
    assert f'href="{enrol(edition)}"' in content
    assert f'action="{register(edition)}"' not in content


def test_several_groups_are_chosen_by_date_the_soonest_first(client, page):
    later, sooner = group(page, 40), group(page, 5)
    answer = client.get(page.url)
    assert [one.edition for one in answer.context["offered"]] == [sooner, later]
    assert register(sooner) in answer.content.decode()
    assert register(later) in answer.content.decode()
    assert "<form" not in answer.content.decode().partition("<footer")[0].partition('id="content"')[2]


def test_what_is_over_or_closed_or_not_open_is_not_offered(client, page):
    group(page, -10)
    group(page, enrol_until=timezone.localdate() - timedelta(days=1))
    group(page, open_for_enrolment=False)
    assert client.get(page.url).context["offered"] == []


def test_a_full_group_has_a_waiting_list(client, page):
    edition = group(page, capacity=1)
    EnrolmentFactory(edition=edition)
    assert client.get(page.url).context["only"].is_full
    assert "Op de wachtlijst" in client.get(page.url).content.decode()


def test_who_takes_part_is_led_to_their_line(client, page):
    edition = group(page)
    person = PersonWithAccountFactory(account__language="nl")
    EnrolmentFactory(edition=edition, person=person)
    client.force_login(person.account)
    content = client.get(page.url).content.decode()
    assert "Je staat al in deze groep" in content
    assert enrol(edition) not in content


def test_somebody_elses_enrolment_changes_nothing(client, page):
    edition = group(page)
    EnrolmentFactory(edition=edition)
    client.force_login(PersonWithAccountFactory().account)
    assert client.get(page.url).context["mine"] is None


def test_it_takes_as_many_queries_for_many_groups_and_modules(client, page, django_assert_max_num_queries):
    for number in range(6):
        ModulePageFactory(parent=page, title=f"Module {number}", body=[raw_test()])
    for number in range(6):
        EnrolmentFactory.create_batch(3, edition=group(page, 5 + number))
    client.get(page.url)
    with django_assert_max_num_queries(20):
        client.get(page.url)


def test_its_preview_shows_a_draft(page):
    page.title = "Nog een concept"
    answer = page.make_preview_request()
    assert answer.status_code == 200
    assert "Nog een concept" in answer.render().content.decode()


def test_a_page_that_was_never_saved_has_a_preview_too(page):
    new = type(page)(title="Nieuw", lead="L", for_whom="F", slug="nieuw")
    page.get_parent().add_child(instance=new)
    assert new.make_preview_request().render().status_code == 200


def test_the_line_says_for_whom_a_part_is_and_leads_to_what_everybody_may_read(client):
    training = TrainingPageFactory(title="Basistraining")
    inside = raw("curriculum", {"curriculum": training.pk, "required": True, "functions": []})
    page = TrajectoryPageFactory(outline=[raw_meeting("Voor de raad", functions=["raadslid"]), inside])
    shown = ModulePageFactory(parent=page, title="Vooraf lezen", open_to_all=True)
    hidden = ModulePageFactory(parent=page, title="Alleen in de groep")
    stations = {station.title: station for station in client.get(page.url).context["stations"]}
    assert stations["Voor de raad"].when == "alleen voor raadslid"
    assert stations["Basistraining"].url == training.url
    assert stations["Vooraf lezen"].url == shown.url
    assert stations[hidden.title].url == ""


def test_an_entrance_shows_the_line_of_one_function_and_fills_it_in(client, page):
    page = MasterclassPageFactory(
        outline=[
            raw_meeting("Voor iedereen"),
            raw_meeting("Voor raadsleden", functions=["raadslid"]),
            raw_meeting("Voor ambtenaren", functions=["ambtenaar"]),
        ]
    )
    edition = group(page)
    QuestionFactory(edition=edition, kind="function")
    content = client.get(page.url, {"for": "raadslid"}).content.decode()
    assert "Voor iedereen" in content
    assert "Voor raadsleden" in content
    assert "Voor ambtenaren" not in content
    assert re.search(r'value="raadslid"[^>]*checked', content)
    for odd in ("", "geen-functie", "x" * 3_000):
        assert "Voor ambtenaren" in client.get(page.url, {"for": odd}).content.decode()


def test_a_programme_that_asks_all_the_same_has_no_entrances(client, page):
    assert "ll-entrances" not in client.get(page.url).content.decode()
