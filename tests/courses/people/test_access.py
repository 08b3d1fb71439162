"""Who sees whom: what one's organisations organise or wrote down, and nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from courses.people.access import is_coordinator, visible_organisations, visible_persons
from courses.people.assigning import assign, unassign
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    GrantFactory,
    GrantPartnerFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SuperuserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return OrganisationFactory()


@pytest.fixture
def coordinator(mine):
    account = UserFactory()
    assign(account, mine, "coordinator", by=None)
    return account


def test_a_coordinator_sees_whom_they_recorded_and_who_was_ever_in_their_groups(mine, coordinator):
    kept = PersonFactory(keeper=mine)
    enrolled = EnrolmentFactory(edition__organisation=mine).person
    stopped = EnrolmentFactory(edition__organisation=mine, state="stopped").person
    PersonFactory()
    EnrolmentFactory()
    assert set(visible_persons(coordinator)) == {kept, enrolled, stopped}


def test_working_for_an_organisation_makes_nobody_visible_to_it(mine, coordinator):
    MembershipFactory(organisation=mine)
    EnrolmentFactory(organisation=mine)
    assert not visible_persons(coordinator).exists()


def test_a_trainer_sees_no_list_of_persons(mine):
    trainer = UserFactory()
    assign(trainer, mine, "trainer", by=None)
    EnrolmentFactory(edition__organisation=mine)
    assert not visible_persons(trainer).exists()
    assert not is_coordinator(trainer)


def test_organisations_of_participants_and_project_partners_are_seen_and_no_others(mine, coordinator):
    home = EnrolmentFactory(edition__organisation=mine, organisation=OrganisationFactory()).organisation
    partner = GrantPartnerFactory(grant=GrantFactory(lead=mine)).organisation
    lead = GrantPartnerFactory(organisation=mine).grant.lead
    OrganisationFactory()
    assert set(visible_organisations(coordinator)) == {mine, home, partner, lead}


def test_nobody_and_everybody(mine):
    EditionFactory(organisation=mine)
    person = PersonFactory()
    assert not visible_persons(AnonymousUser()).exists()
    assert not visible_persons(UserFactory(is_active=False)).exists()
    assert person in visible_persons(SuperuserFactory())


def test_with_the_last_assignment_the_admin_closes(mine):
    account = UserFactory()
    first = assign(account, mine, "coordinator", by=None)
    second = assign(account, OrganisationFactory(), "coordinator", by=None)
    assert account.has_perm("wagtailadmin.access_admin")
    unassign(first, by=None)
    assert type(account).objects.get(pk=account.pk).has_perm("wagtailadmin.access_admin")
    unassign(second, by=None)
    assert not type(account).objects.get(pk=account.pk).has_perm("wagtailadmin.access_admin")
