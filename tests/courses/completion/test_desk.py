"""How far everybody is, on the group's page: shown, confirmed by a trainer, decided by a coordinator."""

from __future__ import annotations

import pytest
from django.urls import reverse

from courses.curricula.contract import UnitKind
from courses.models import Assignment, Completion, UnitProgress
from courses.people.assigning import assign
from tests.factories import (
    CurriculumUnitFactory,
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonWithAccountFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    edition = EditionFactory(organisation=OrganisationFactory())
    CurriculumUnitFactory(version=edition.version, kind=UnitKind.WORK_PRODUCT, key="plan", titles={"nl": "Het plan"})
    return edition


@pytest.fixture
def coordinator(edition, client):
    account = UserFactory()
    assign(account, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return account


def act(client, name, *args, **data):
    return client.post(reverse(f"leerlijn_completion:{name}", args=args), data)


def test_the_groups_page_says_what_is_missing_and_who_completed(client, coordinator, edition):
    EnrolmentFactory(edition=edition, person__name="Noor Test")
    shown = client.get(reverse("leerlijn_editions:edition", args=[edition.pk])).content.decode()
    assert "Noor Test" in shown
    assert "Het plan" in shown


def test_a_trainer_confirms_what_they_saw_and_that_completes(client, edition):
    trainer = PersonWithAccountFactory()
    assign(trainer.account, OrganisationFactory(), Assignment.Role.TRAINER, by=None)
    EnrolmentFactory(edition=edition, person=trainer, role="trainer")
    client.force_login(trainer.account)
    first, second = EnrolmentFactory.create_batch(2, edition=edition)
    act(client, "confirm", edition.pk, unit="plan", enrolment=[first.pk])
    assert list(UnitProgress.objects.values_list("enrolment", "confirmed_by")) == [(first.pk, trainer.account.pk)]
    assert Completion.objects.get().enrolment == first
    assert act(client, "complete", edition.pk, second.pk, reason="Zag het").status_code == 404
    assert Completion.objects.count() == 1


def test_by_hand_asks_for_a_reason_and_can_be_taken_back_with_one(client, coordinator, edition):
    enrolment = EnrolmentFactory(edition=edition)
    act(client, "complete", edition.pk, enrolment.pk, reason="")
    assert not Completion.objects.exists()
    act(client, "complete", edition.pk, enrolment.pk, reason="Deed het elders")
    held = Completion.objects.effective().get()
    assert (held.origin, held.reason, held.recorded_by) == ("person", "Deed het elders", coordinator)
    act(client, "take_back", edition.pk, enrolment.pk, reason="Vergissing")
    assert Completion.objects.effective().get().void


def test_of_another_organisation_nothing_can_be_confirmed_or_decided(client, coordinator):
    other = EnrolmentFactory()
    assert act(client, "confirm", other.edition.pk, unit="x", enrolment=[other.pk]).status_code == 404
    assert act(client, "complete", other.edition.pk, other.pk, reason="x").status_code == 404


def test_nonsense_is_answered_in_words(client, coordinator, edition):
    enrolment = EnrolmentFactory(edition=edition)
    for data in ({"unit": "nergens", "enrolment": [enrolment.pk]}, {"unit": "plan", "enrolment": ["x"]}, {}):
        assert act(client, "confirm", edition.pk, **data).status_code == 302
    assert act(client, "complete", edition.pk, enrolment.pk, reason="x", on="20225-01-01").status_code == 302
    assert not UnitProgress.objects.exists()
    assert not Completion.objects.exists()


@pytest.mark.parametrize("typed", ["²", "9" * 30, "-1", "\x00"])
def test_numbers_that_are_none_confirm_nobody(client, coordinator, edition, typed):
    EnrolmentFactory(edition=edition)
    assert act(client, "confirm", edition.pk, unit="plan", enrolment=[typed]).status_code == 302
    assert not UnitProgress.objects.exists()
