"""Logging an activity: one call, one edition with all that counts, however often it is sent."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.errors import CoursesError
from courses.fieldwork.activities import change_activity, log_activity, present_at, running_grants, session_of
from courses.fieldwork.models import Activity
from courses.models import Attendance, Edition, Enrolment, Organisation
from courses.reporting.counting import count
from courses.reporting.periods import Period
from tests.factories import GrantFactory, GrantPartnerFactory, OrganisationFactory, UserFactory
from tests.factories_fieldwork import RecruitFactory, logged, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return OrganisationFactory()


@pytest.fixture
def people(ours):
    return [recruit.person for recruit in RecruitFactory.create_batch(3, organisation=ours)]


def test_an_activity_is_an_outreach_edition_with_its_session_people_and_head_count(ours, people):
    grant = GrantFactory(lead=ours)
    activity = logged(ours, grant=grant, role_models=people, host="Bibliotheek Proef", note="Goed gesprek")
    edition, session = activity.edition, session_of(activity)
    assert (edition.kind, edition.organisation, edition.region, edition.themes) == (
        "outreach",
        ours,
        "Proefstad",
        ["Samenleven"],
    )
    assert (session.place, session.headcount, session.minutes) == ("Buurthuis De Proef", 24, 90)
    assert set(Enrolment.objects.values_list("role", "state")) == {("deployed", "placed")}
    assert set(Attendance.objects.values_list("status", "evidence")) == {("present", "trainer")}
    assert list(edition.funding.values_list("grant", flat=True)) == [grant.pk]
    assert activity.host.keeper == ours


def test_the_figures_of_the_funder(ours, people):
    grant = GrantFactory(lead=ours)
    for days in range(4):
        logged(
            ours,
            grant=grant,
            role_models=people[: 1 + days % 3],
            starts_at=datetime(2025, 3, 10 + days, 13, tzinfo=UTC),
        )
    figures = count(grant, period=Period(date(2025, 1, 1), date(2025, 12, 31))).measures
    expected = {"activities": 4, "deployments": 7, "deployed_persons": 3, "reach": 96, "cumulative_persons": 0}
    assert {name: figures[name] for name in expected} == expected


def test_the_command_prints_them(ours, people, capsys):
    grant = GrantFactory(lead=ours)
    logged(ours, grant=grant, role_models=people)
    call_command("funder_report", grant.code, "--from", "2025-01-01", "--until", "2025-12-31", "--by", "kind")
    answer = json.loads(capsys.readouterr().out)
    assert answer["measures"]["deployments"] == 3
    assert [row["value"] for row in answer["breakdowns"]["kind"]] == ["outreach"]


def test_sent_twice_is_logged_once(ours):
    key = uuid.uuid4()
    one = log_activity(told(), organisation=ours, client_key=key, by=None)
    two = log_activity(told(people=99), organisation=ours, client_key=key, by=None)
    assert one == two
    assert Edition.objects.count() == 1
    assert session_of(one).headcount == 24


def test_two_presses_at_once_log_one(at_once):
    ours, key = OrganisationFactory(), uuid.uuid4()
    send = lambda: log_activity(told(), organisation=ours, client_key=key, by=None)  # noqa: E731
    one, two = at_once(send, send)
    assert one == two
    assert Activity.objects.count() == Edition.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": datetime(2999, 1, 1, tzinfo=UTC)},
        {"starts_at": datetime(202, 1, 1, tzinfo=UTC)},
        {"ends_at": datetime(2025, 3, 10, 13, tzinfo=UTC)},
        {"ends_at": datetime(2025, 3, 12, 13, tzinfo=UTC)},
        {"place": "", "host": ""},
        {"people": None},
    ],
)
def test_what_can_not_be_right_is_refused_whole(ours, wrong):
    with pytest.raises(CoursesError) as refusal:
        logged(ours, **wrong)
    assert str(refusal.value).endswith(".")
    assert not Edition.objects.exists()


def test_fewer_people_than_role_models_is_kept_and_doubted(ours, people):
    activity = logged(ours, people=2, role_models=people)
    assert session_of(activity).headcount == 2
    assert activity.few_counted
    change_activity(activity, told(people=3, role_models=people), by=None)
    assert not Activity.objects.get().few_counted


def test_a_host_is_written_down_once_and_partners_hosts_are_left_alone(ours):
    elsewhere = OrganisationFactory(name="Bibliotheek Proef", keeper=OrganisationFactory())
    first = logged(ours, host="Bibliotheek Proef")
    second = logged(ours, host="bibliotheek  PROEF ")
    assert first.host == second.host != elsewhere
    assert Organisation.objects.filter(keeper=ours).count() == 1


def test_a_correction_appends_and_leaves_who_stays_alone(ours, people):
    activity = logged(ours, role_models=people[:2])
    stays = Attendance.objects.get(person=people[1])
    change_activity(activity, told(place="Elders", people=30, role_models=people[1:]), by=UserFactory())
    assert set(present_at(activity)) == set(people[1:])
    assert Attendance.objects.effective().get(person=people[1]) == stays
    assert Attendance.objects.effective().get(person=people[0]).status == "void"
    assert Attendance.objects.count() == 4
    assert session_of(activity).headcount == 30
    assert Edition.objects.get().title == "Samenleven · Elders"


def test_a_photo_stays_private_and_its_predecessor_goes(ours, django_capture_on_commit_callbacks):
    activity = logged(ours, photo=ContentFile(b"one"))
    storage, old = activity.photo.storage, activity.photo.name
    assert storage == storages["private"]
    with django_capture_on_commit_callbacks(execute=True):
        change_activity(activity, told(photo=ContentFile(b"two")), by=None)
    assert not storage.exists(old)
    assert BytesIO(Activity.objects.get().photo.read()).getvalue() == b"two"


def test_the_project_that_runs_on_the_day_pays(ours):
    today = timezone.localdate()
    days = {"first_day": today - timedelta(days=10), "last_day": today}
    led, partnered = GrantFactory(lead=ours, **days), GrantFactory(**days)
    GrantPartnerFactory(grant=partnered, organisation=ours)
    GrantFactory(lead=ours, first_day=today - timedelta(days=9), last_day=today - timedelta(days=1))
    GrantFactory(**days)
    assert set(running_grants(ours, today)) == {led, partnered}
    assert not running_grants(ours, today + timedelta(days=1)).exists()


def test_the_number_of_queries_does_not_depend_on_the_role_models(ours):
    counts = []
    for number in (2, 40):
        present = [recruit.person for recruit in RecruitFactory.create_batch(number, organisation=ours)]
        with CaptureQueriesContext(connection) as queries:
            logged(ours, role_models=present, starts_at=datetime(2025, 5, 1, 13, tzinfo=UTC) + timedelta(days=number))
        counts.append(len(queries))
    assert counts[0] == counts[1]
