"""The coordinator's side: the list and its file, correcting, and what has to be looked at."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.audit.models import Access
from courses.fieldwork.activities import session_of
from courses.fieldwork.hosting import answer_as_host, host_link
from courses.fieldwork.models import Activity, HostAnswer, PossibleDouble
from courses.models import Edition
from courses.people.assigning import assign
from tests.factories import EditionFactory, GrantFactory, OrganisationFactory, UserFactory
from tests.factories_fieldwork import FieldworkerFactory, RecruitFactory, logged

pytestmark = pytest.mark.django_db


def coordinator(organisation):
    account, client = UserFactory(), Client()
    assign(account, organisation, "coordinator", by=None)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def ours():
    return OrganisationFactory(name="Ons Proefwerk")


@pytest.fixture
def client(ours):
    return coordinator(ours)


def at(name, *args):
    return reverse(f"leerlijn_fieldwork:{name}", args=args)


def test_the_list_shows_ones_own_and_those_of_a_project_one_leads(client, ours):
    mine = logged(ours, place="Eigen Plek")
    led = logged(grant=GrantFactory(lead=ours), place="Partnerplek")
    imported = EditionFactory(kind="outreach", organisation=ours, title="Ingevoerd")
    logged(place="Vreemde Plek")
    page = client.get(at("index")).content.decode()
    assert all(text in page for text in ("Eigen Plek", "Partnerplek", imported.title))
    assert "Vreemde Plek" not in page
    assert at("correct", mine.pk) in page
    assert at("correct", led.pk) not in page


def test_it_is_filtered_and_what_is_typed_wrong_filters_nothing(client, ours):
    logged(ours, place="Plek Een", municipality="Proefstad", starts_at=datetime(2025, 2, 1, 13, tzinfo=UTC))
    logged(ours, place="Plek Twee", municipality="Elders", starts_at=datetime(2025, 3, 1, 13, tzinfo=UTC))

    def seen(**asked):
        page = client.get(at("index"), asked).content.decode()
        return [place for place in ("Plek Een", "Plek Twee") if place in page]

    assert seen(region="proef") == ["Plek Een"]
    assert seen(first_day="2025-03-01") == ["Plek Twee"]
    assert seen(last_day="2025-02-01") == ["Plek Een"]
    assert seen(organisation=str(ours.pk)) == ["Plek Een", "Plek Twee"]
    assert seen(first_day="20225-03-01", page="x") == ["Plek Een", "Plek Twee"]


def test_the_file_runs_nothing_and_names_nobody(client, ours):
    person = RecruitFactory(organisation=ours, person__name="Geheime Naam").person
    logged(ours, place="=HYPERLINK(1)", host="@host", role_models=[person])
    answer = client.get(at("export"))
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    assert "Geheime" not in text
    (_head, row) = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    assert "'=HYPERLINK(1)" in row
    assert "'@host" in row
    assert row[9:11] == ["1", "24"]
    assert Access.objects.filter(action="exported", kind="activity").exists()


def test_a_list_of_many_costs_no_more_queries_than_one_of_few(client, ours):
    costs = []
    client.get(at("index"))
    for number in (2, 20):
        for _ in range(number):
            logged(ours, host="Test", role_models=[RecruitFactory(organisation=ours).person])
        for name in ("index", "doubts"):
            with CaptureQueriesContext(connection) as queries:
                client.get(at(name))
            costs.append(len(queries))
    assert costs[:2] == costs[2:]


def test_correcting_is_logged_without_names(client, ours):
    activity = logged(ours)
    form = client.get(at("correct", activity.pk)).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, [])}
    data |= {"day": "2025-03-11", "starts": "14:00", "people": "31", "place": "Plek Verbeterd", "key": str(data["key"])}
    answer = client.post(at("correct", activity.pk), data)
    assert answer.status_code == 302, answer.context["form"].errors
    session = session_of(Activity.objects.get())
    assert (session.headcount, session.place) == (31, "Plek Verbeterd")
    assert ModelLogEntry.objects.filter(action="leerlijn.change_activity", object_id=str(activity.edition_id)).exists()


def test_what_is_another_organisations_does_not_exist(client, ours):
    theirs = logged(grant=GrantFactory(lead=ours))
    stranger = logged()
    answer = answer_as_host(host_link(theirs, by=None), theirs, agrees=False, people=3)
    for activity in (theirs, stranger):
        assert client.get(at("correct", activity.pk)).status_code == 404
    assert client.post(at("settle", answer.pk)).status_code == 404
    logged(theirs.organisation)
    pair = PossibleDouble.objects.filter(second__organisation=theirs.organisation).first()
    assert client.post(at("decide", pair.pk), {"act": "first"}).status_code == 404
    assert not Edition.objects.filter(same_as__isnull=False).exists()


def test_trainers_and_field_workers_do_not_come_here(ours):
    for role in ("trainer", "fieldworker"):
        account = UserFactory()
        assign(account, ours, role, by=None)
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(at("index")).status_code in (302, 404)
        assert client.get(at("doubts")).status_code in (302, 404)


def test_a_pair_across_partners_is_decided_by_the_lead_and_shown_half_to_a_partner(client, ours):
    one, two = OrganisationFactory(name="Partner Een"), OrganisationFactory(name="Partner Twee")
    grant = GrantFactory(lead=ours)
    first = logged(one, grant=grant, host="Gastheer Een")
    second = logged(two, grant=grant, host="Gastheer Twee")
    lead = client.get(at("doubts")).content.decode()
    assert all(text in lead for text in ("Gastheer Een", "Gastheer Twee", "Partner Een", "Partner Twee"))
    half = coordinator(one).get(at("doubts")).content.decode()
    assert first.edition.title in half
    assert "Mogelijk dubbel" in half
    assert not any(text in half for text in ("Gastheer Twee", "Partner Twee", second.edition.code))
    pair = PossibleDouble.objects.get()
    assert coordinator(one).post(at("decide", pair.pk), {"act": "first"}).status_code == 404
    client.post(at("decide", pair.pk), {"act": "second"})
    assert Edition.objects.get(pk=first.edition_id).same_as == second.edition
    client.post(at("decide", pair.pk), {"act": "undo"})
    assert Edition.objects.get(pk=first.edition_id).same_as is None
    client.post(at("decide", pair.pk), {"act": "different"})
    assert "Gastheer Een" not in client.get(at("doubts")).content.decode()


def test_what_needs_a_coordinator_stands_on_their_home(client, ours):
    people = [recruit.person for recruit in RecruitFactory.create_batch(2, organisation=ours)]
    first = logged(ours, people=1, role_models=people)
    logged(ours)
    answer_as_host(host_link(first, by=None), first, agrees=False, people=12, note="Het waren er meer")
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert home.count(at("doubts")) == 3
    page = client.get(at("doubts")).content.decode()
    assert "Het waren er meer" in page
    client.post(at("settle", HostAnswer.objects.get().pk))
    assert "Het waren er meer" not in client.get(at("doubts")).content.decode()


def test_a_field_worker_lands_in_the_neighbourhood():
    from django.test import RequestFactory

    from config.accounts.adapter import AccountAdapter

    request = RequestFactory().get("/")
    request.user = FieldworkerFactory().account
    assert AccountAdapter().get_login_redirect_url(request) == reverse("leerlijn_courses:field")
