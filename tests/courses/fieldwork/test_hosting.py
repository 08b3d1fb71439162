"""The host's link: looking changes nothing, one answer, and a no is never a fact."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from courses.fieldwork.hosting import ask_host, host_address, host_link
from courses.links.codes import code_of
from courses.links.opening import make_link
from courses.models import Attendance, HostAnswer, Link, Mail, Session
from tests.factories import OrganisationFactory
from tests.factories_fieldwork import RecruitFactory, logged

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    ours = OrganisationFactory(name="Jongerenwerk De Proef")
    people = [RecruitFactory(organisation=ours, person__name=f"Geheime Naam {n}").person for n in range(2)]
    return logged(ours, role_models=people, host="Bibliotheek Proef")


def path(link):
    return reverse("leerlijn_courses:host", args=[code_of(link)])


def evidence():
    return set(Attendance.objects.effective().values_list("evidence", flat=True))


def test_looking_shows_numbers_and_no_names_and_changes_nothing(client, activity):
    link = host_link(activity, by=None)
    before = list(Link.objects.values())
    for _ in range(3):
        answer = client.get(path(link))
        assert answer.status_code == 200
    text = answer.content.decode()
    assert "Buurthuis De Proef" in text
    assert "24" in text
    assert "Geheime" not in text
    assert list(Link.objects.values()) == before
    assert evidence() == {"trainer"}
    assert not HostAnswer.objects.exists()


def test_a_yes_countersigns_once(client, activity):
    link = host_link(activity, by=None)
    assert client.post(path(link), {"answer": "yes"}).status_code == 200
    assert evidence() == {"countersigned"}
    assert Attendance.objects.effective().count() == 2
    again = client.post(path(link), {"answer": "yes"})
    assert again.status_code == 410
    assert "gebruikt" in again.content.decode()
    assert HostAnswer.objects.count() == 1
    assert client.get(path(link)).status_code == 410


def test_a_no_changes_no_fact(client, activity):
    link = host_link(activity, by=None)
    empty = client.post(path(link), {"answer": "no"})
    assert empty.status_code == 200
    assert not HostAnswer.objects.exists()
    client.post(path(link), {"answer": "no", "people": "12", "note": "Wij telden anders"})
    answer = HostAnswer.objects.get()
    assert (answer.agrees, answer.people, answer.note) == (False, 12, "Wij telden anders")
    assert Session.objects.get().headcount == 24
    assert evidence() == {"trainer"}


@pytest.mark.parametrize("typed", ["-1", "1e9", "veel", "20225000000"])
def test_what_can_not_be_a_number_is_asked_again_and_stays(client, activity, typed):
    link = host_link(activity, by=None)
    answer = client.post(path(link), {"answer": "no", "people": typed, "note": "🌻 blijft staan"})
    assert answer.status_code == 200
    assert "🌻 blijft staan" in answer.content.decode()
    assert not HostAnswer.objects.exists()


def test_expired_foreign_and_made_up_links_open_nothing(client, activity):
    expired = host_link(activity, by=None)
    Link.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(path(expired)).status_code == 410
    assert client.post(path(expired), {"answer": "yes"}).status_code == 410
    foreign = make_link(purpose="enrolment", subject=activity.pk, by=None)
    assert client.post(path(foreign), {"answer": "yes"}).status_code == 404
    assert client.get(reverse("leerlijn_courses:host", args=["0" * 20])).status_code == 404
    assert evidence() == {"trainer"}
    assert host_link(activity, by=None) != expired


def test_the_link_works_for_thirty_days(activity):
    left = host_link(activity, by=None).expires_at - timezone.now()
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)


def test_the_mail_holds_the_link_and_no_names_and_goes_once(activity):
    for _ in range(2):
        ask_host(activity, email="balie@example.org", language="nl", by=None)
    written = Mail.objects.get()
    assert host_address(host_link(activity, by=None)) in written.text
    assert "Geheime" not in written.text + written.html
    assert not mail.outbox


def test_two_answers_at_once_leave_one(at_once, client):
    from courses.fieldwork.hosting import answer_as_host

    activity = logged(OrganisationFactory())
    link = host_link(activity, by=None)
    at_once(
        lambda: answer_as_host(link, activity, agrees=True),
        lambda: answer_as_host(link, activity, agrees=False, people=3),
    )
    assert HostAnswer.objects.count() == 1
