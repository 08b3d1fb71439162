"""Projects by their verb: what can't be right is a sentence, and days stand under guard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from courses.grants import guarding
from courses.grants.changing import keep_project
from courses.grants.errors import GrantRefused
from courses.grants.models import Grant, GrantPartner
from courses.grants.signals import project_days_changed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def guards() -> Iterator[list[Any]]:
    before = list(guarding._guards)
    yield guarding._guards
    guarding._guards[:] = before


@pytest.fixture
def told() -> Iterator[list[Any]]:
    heard: list[Any] = []

    def hear(grants: list[Grant], **kwargs: Any) -> None:
        heard.append([grant.pk for grant in grants])

    project_days_changed.connect(hear)
    yield heard
    project_days_changed.disconnect(hear)


def test_a_guard_is_asked_before_days_change_and_nothing_else(guards: list[Any], told: list[Any]) -> None:
    def frozen(grant: Grant, wanted: guarding.ProjectDays) -> None:
        if wanted.last_day < date(2026, 6, 30):
            raise GrantRefused("A report until 30 June is closed.", "last_day")

    guarding.register(frozen)
    guarding.register(frozen)
    assert guarding._guards.count(frozen) == 1
    grant = factories.GrantFactory(first_day=date(2025, 1, 1), last_day=date(2026, 12, 31))
    grant.title = "Another title"
    keep_project(grant, by=None)
    assert told == []
    grant.last_day = date(2026, 6, 1)
    with pytest.raises(GrantRefused, match="30 June"):
        keep_project(grant, by=None)
    assert Grant.objects.get(pk=grant.pk).last_day == date(2026, 12, 31)
    grant.last_day = date(2026, 6, 30)
    keep_project(grant, by=None)
    assert told == [[grant.pk]]
    entry = ModelLogEntry.objects.filter(action="leerlijn.keep_project").latest("pk")
    assert entry.data["days_before"] == ["2025-01-01", "2026-12-31", "Europe/Amsterdam"]


def test_only_who_works_in_a_project_can_become_its_lead() -> None:
    lead, partner, other = factories.OrganisationFactory.create_batch(3)
    grant = factories.GrantFactory(lead=lead)
    grant.partnerships.add(GrantPartner(organisation=partner))
    keep_project(grant, by=None)
    grant.lead = other
    with pytest.raises(GrantRefused, match=str(other)):
        keep_project(grant, by=None)
    grant.lead = partner
    keep_project(grant, by=None)
    assert Grant.objects.get(pk=grant.pk).lead == partner


def test_a_partner_stands_in_the_list_once() -> None:
    partner = factories.OrganisationFactory()
    grant = factories.GrantFactory()
    grant.partnerships.add(GrantPartner(organisation=partner), GrantPartner(organisation=partner))
    with pytest.raises(GrantRefused, match="twee keer"):
        keep_project(grant, by=None)
