from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import LinkRequest, Person
from courses.people.access import person_of
from courses.people.assigning import assign
from courses.people.linking import Link, LinkRefused, Outcome, decide_link, link_account, open_requests
from courses.people.merging import merge, survivors
from courses.people.registering import person_for_account
from tests.factories import (
    AssignmentFactory,
    OrganisationFactory,
    PersonFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "samen@example.org"


def question(*keepers):
    """Two persons with one address, kept by these organisations, and the account that proved it."""
    persons = [PersonFactory(email=ADDRESS, keeper=keeper) for keeper in keepers]
    account = UserFactory(email=ADDRESS)
    link_account(account=account, addresses=[ADDRESS])
    return LinkRequest.objects.get(), persons, account


def test_the_one_person_with_the_proven_address_is_linked_whatever_its_case():
    person, account = PersonFactory(email="Een@Example.org"), UserFactory(email="een@example.org")
    assert link_account(account=account, addresses=[" EEN@example.org "]) == Link(Outcome.LINKED, person)
    assert person_of(account) == person


def test_the_address_of_a_joined_record_leads_to_who_they_are_now():
    joined, kept = PersonFactory(email=ADDRESS), PersonFactory(email="")
    merge(joined, kept, by=None)
    account = UserFactory(email=ADDRESS)
    assert link_account(account=account, addresses=[ADDRESS]) == Link(Outcome.LINKED, kept)
    assert person_of(account) == kept


def test_a_name_links_nobody():
    PersonFactory(name="Zelfde Naam", email="")
    account = UserFactory(name="Zelfde Naam", email="ander@example.org")
    assert link_account(account=account, addresses=[account.email]).outcome == Outcome.NONE
    assert person_of(account) is None


def test_an_address_that_was_not_proven_links_nobody():
    account = UserFactory(email=PersonFactory().email)
    assert link_account(account=account, addresses=[]).outcome == Outcome.NONE


def test_erased_joined_and_taken_persons_do_not_fit():
    PersonFactory(email=ADDRESS, erased_at=timezone.now())
    PersonWithAccountFactory(email=ADDRESS, account=UserFactory(email="iemand@example.org"))
    merge(PersonFactory(email=ADDRESS), PersonWithAccountFactory(email="ander@example.org"), by=None)
    assert link_account(account=UserFactory(), addresses=[ADDRESS]).outcome == Outcome.NONE


def test_linking_twice_changes_nothing():
    person = PersonFactory()
    account = UserFactory(email=person.email)
    link_account(account=account, addresses=[person.email])
    PersonFactory(email="tweede@example.org")
    assert link_account(account=account, addresses=["tweede@example.org"]) == Link(Outcome.ALREADY, person)


def test_where_several_fit_nobody_is_linked_and_a_coordinator_is_asked_once():
    asked, persons, account = question(None, None)
    assert link_account(account=account, addresses=[ADDRESS]).outcome == Outcome.SEVERAL
    assert LinkRequest.objects.count() == 1
    assert person_of(account) is None
    assert open_requests(SuperuserFactory()) == [(asked, persons)]


def test_coordinators_see_the_persons_of_their_own_organisation_only():
    mine, theirs = OrganisationFactory.create_batch(2)
    asked, (my_person, _other), _account = question(mine, theirs)
    assert open_requests(AssignmentFactory(organisation=mine).account) == [(asked, [my_person])]
    assert open_requests(AssignmentFactory().account) == []
    assert open_requests(AssignmentFactory(organisation=mine, role="trainer").account) == []


def test_what_a_coordinator_decides_holds_and_is_decided_once():
    asked, (first, second), account = question(None, None)
    decide_link(asked, second, by=SuperuserFactory())
    assert person_of(account) == second
    with pytest.raises(LinkRefused):
        decide_link(asked, first, by=None)
    assert person_of(account) == second


def test_none_of_them_is_an_answer_too():
    asked, _persons, account = question(None, None)
    assert decide_link(asked, None, by=None) is None
    assert person_of(account) is None
    assert open_requests(SuperuserFactory()) == []


def test_who_enrolled_before_the_decision_is_joined_with_the_chosen_person():
    asked, (first, _second), account = question(None, None)
    own = person_for_account(account, name="Meanwhile")
    decide_link(asked, first, by=None)
    assert person_of(account) == first
    assert survivors()[own.pk] == first.pk


def test_a_person_who_was_linked_in_the_meantime_is_refused_and_the_question_stays():
    asked, (first, _second), account = question(None, None)
    Person.objects.filter(pk=first.pk).update(account=UserFactory())
    with pytest.raises(LinkRefused):
        decide_link(asked, first, by=None)
    asked.refresh_from_db()
    assert asked.decided_at is None
    assert person_of(account) is None


def test_when_one_of_two_is_joined_away_the_next_login_links_the_other():
    _asked, (first, second), account = question(None, None)
    merge(first, second, by=None)
    assert link_account(account=account, addresses=[ADDRESS]) == Link(Outcome.LINKED, second)
    assert open_requests(SuperuserFactory()) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_accounts_at_once_get_one_person_once(at_once):
    person = PersonFactory(email=ADDRESS)
    accounts = UserFactory.create_batch(2)
    outcomes = []
    at_once(
        *[lambda one=one: outcomes.append(link_account(account=one, addresses=[ADDRESS]).outcome) for one in accounts]
    )
    assert sorted(outcomes) == [Outcome.LINKED, Outcome.NONE]
    person.refresh_from_db()
    assert person.account in accounts


class TestThePage:
    @pytest.fixture
    def coordinator(self, client):
        assignment = assign(account=UserFactory(), organisation=OrganisationFactory(), role="coordinator", by=None)
        client.force_login(assignment.account)
        return assignment

    def test_choosing_a_person_links_them(self, client, coordinator):
        asked, (first, _second), account = question(coordinator.organisation, coordinator.organisation)
        page = reverse("leerlijn_people:link", args=[asked.pk])
        assert page in client.get("/admin/").content.decode()
        assert first.name in client.get(page).content.decode()
        client.post(page, {"person": first.pk})
        assert person_of(account) == first
        assert client.get(page).status_code == 404

    @pytest.mark.parametrize("given", [{}, {"person": "999999"}, {"person": "x\x00"}])
    def test_another_answer_is_asked_again(self, client, coordinator, given):
        asked, _persons, account = question(coordinator.organisation, None)
        answer = client.post(reverse("leerlijn_people:link", args=[asked.pk]), given)
        assert answer.status_code == 200
        assert person_of(account) is None

    def test_a_person_of_another_organisation_cannot_be_chosen(self, client, coordinator):
        asked, (_mine, other), account = question(coordinator.organisation, OrganisationFactory())
        client.post(reverse("leerlijn_people:link", args=[asked.pk]), {"person": other.pk})
        assert person_of(account) is None

    def test_who_keeps_none_of_them_finds_no_page(self, client, coordinator):
        asked, _persons, _account = question(OrganisationFactory(), None)
        assert client.get(reverse("leerlijn_people:link", args=[asked.pk])).status_code == 404
