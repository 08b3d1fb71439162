"""An organisation asks to join: its address is proven, a coordinator decides, and its contact gets access."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.links.codes import code_of
from courses.models import Application, Link, Mail, Membership, NetworkMember, Organisation, Person
from courses.network.applying import apply
from courses.network.deciding import accept, alike, refuse
from courses.network.errors import NetworkError
from courses.network.forgetting import forget_applications
from courses.network.taking_part import admit, let_leave, takes_part
from courses.people.assigning import assign
from courses.people.models import Assignment
from tests.factories import AssignmentFactory, OrganisationFactory, PersonWithAccountFactory, UserFactory
from tests.factories_network import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(db):
    return OrganisationFactory(name="Stay Human (test)")


@pytest.fixture
def coordinator(network):
    return AssignmentFactory(organisation=network, role=Assignment.Role.COORDINATOR).account


def test_nobody_hears_of_what_is_not_confirmed(client, network, coordinator):
    typed = {"organisation_name": "Club", "organisation_kind": "other", "place": "X", "name": "Test", "why": "Om."}
    row = apply(network, kind="join", language="nl", email="new@example.org", **typed)
    mail = Mail.objects.get()
    assert mail.recipient == "new@example.org"
    assert "Club" not in mail.text
    address = reverse("leerlijn_courses:application", args=[code_of(Link.objects.get())])
    client.get(address)
    row.refresh_from_db()
    assert row.confirmed_at is None
    with pytest.raises(NetworkError):
        accept(row, by=coordinator)
    client.post(address)
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert "new@example.org" not in client.get(address).content.decode()


def test_who_is_let_in_has_an_organisation_a_record_and_a_mail(network, coordinator):
    row = ApplicationFactory(network=network)
    accept(row, by=coordinator, answer="Welkom!")
    organisation = Organisation.objects.get(name=row.organisation_name)
    assert organisation.keeper == network
    assert NetworkMember.objects.get().organisation == organisation
    person = Person.objects.get(email=row.email)
    assert Membership.objects.get().person == person
    mail = Mail.objects.get()
    assert "Welkom!" in mail.text
    assert "account" in mail.text
    with pytest.raises(NetworkError):
        refuse(row, by=coordinator, answer="Toch niet.")


def test_a_known_organisation_is_proposed_and_not_doubled(network, coordinator):
    known = OrganisationFactory(name="Test Vereniging", keeper=network)
    OrganisationFactory(name="Test Vereniging")  # of somebody else: never shown
    row = ApplicationFactory(network=network, organisation_name="Stichting test-vereniging")
    assert alike(row) == [known]
    before = Organisation.objects.count()
    accept(row, organisation=known, by=coordinator)
    assert Organisation.objects.count() == before
    assert NetworkMember.objects.get().organisation == known


def test_who_has_an_account_keeps_their_record(network, coordinator):
    person = PersonWithAccountFactory()
    row = ApplicationFactory(network=network, email=person.account.email.upper(), name="Another Spelling")
    accept(row, by=coordinator)
    assert Membership.objects.get().person == person
    assert takes_part(person.account, network)


def test_saying_no_needs_a_sentence(network, coordinator):
    row = ApplicationFactory(network=network)
    with pytest.raises(NetworkError):
        refuse(row, by=coordinator, answer=" ")
    refuse(row, by=coordinator, answer="Jullie doen al mee.")
    assert "Jullie doen al mee." in Mail.objects.get().text
    assert not NetworkMember.objects.exists()


def test_access_ends_on_the_day_of_leaving(network, coordinator):
    person = PersonWithAccountFactory()
    membership = Membership.objects.create(person=person, organisation=OrganisationFactory())
    member = admit(membership.organisation, network, by=coordinator)
    assert takes_part(person.account, network)
    assert not takes_part(person.account, network, only=[network.pk + 10_000])
    assert not takes_part(person.account, OrganisationFactory())
    let_leave(member, by=coordinator)
    assert not takes_part(person.account, network)
    admit(membership.organisation, network, by=coordinator)
    assert takes_part(person.account, network)
    Membership.objects.filter(pk=membership.pk).update(until_day=timezone.localdate())
    assert not takes_part(person.account, network)


def test_what_is_done_with_is_forgotten(network):
    now = timezone.now()
    old = ApplicationFactory(network=network, confirmed_at=None, created_at=now - timedelta(days=8))
    done = ApplicationFactory(network=network, decided_at=now - timedelta(days=366))
    kept = ApplicationFactory(network=network, created_at=now - timedelta(days=400))
    assert forget_applications() == 2
    assert list(Application.objects.all()) == [kept]
    assert not Link.objects.filter(subject__in=[old.pk, done.pk]).exists()


def test_another_networks_coordinator_sees_nothing_of_it(client, network):
    row = ApplicationFactory(network=network)
    other = UserFactory()
    AssignmentFactory(account=other, role=Assignment.Role.COORDINATOR)
    client.force_login(other)
    address = reverse("leerlijn_network:application", args=[row.pk])
    assert client.get(address).status_code in (302, 404)
    assert client.post(address, {"decide": "yes"}).status_code in (302, 404)
    row.refresh_from_db()
    assert row.decided_at is None


def test_the_desk_asks_as_many_questions_for_sixty_as_for_two(client, network, django_assert_max_num_queries):
    coordinator = UserFactory()
    assign(coordinator, network, Assignment.Role.COORDINATOR, by=None)
    client.force_login(coordinator)
    address = reverse("leerlijn_network:index")
    assert client.get(address).status_code == 200
    counts = []
    for number in (2, 60):
        ApplicationFactory.create_batch(number, network=network)
        ApplicationFactory.create_batch(
            number, network=network, decided_at=timezone.now(), accepted=False, answer="Nee."
        )
        NetworkMember.objects.bulk_create(
            [NetworkMember(network=network, organisation=one) for one in OrganisationFactory.create_batch(number)]
        )
        with django_assert_max_num_queries(40) as asked:
            page = client.get(address, {"waiting": "9999", f"members-{network.pk}": "x"})
        assert page.status_code == 200
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 2
    assert page.context["waiting"].number == 2
