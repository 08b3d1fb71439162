"""Who pays for a group, in order, by the group's own form."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from courses.models import EditionFunding
from courses.people.assigning import assign
from tests import factories as f
from tests.scenarios.screens import form_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(client: Any) -> Any:
    organisation = f.OrganisationFactory()
    account = f.UserFactory()
    assign(account, organisation, "coordinator", by=None)
    client.force_login(account)
    return organisation


def test_projects_pay_in_order_and_only_those_one_works_in(client: Any, ours: Any) -> None:
    edition = f.EditionFactory(organisation=ours)
    first, second = f.GrantFactory(lead=ours), f.GrantFactory()
    f.GrantPartnerFactory(grant=second, organisation=ours)
    foreign = f.GrantFactory()
    address = reverse("leerlijn_courses_edition_modeladmin_edit", args=[edition.pk])
    page = client.get(address)
    typed = form_on(page.content, "form[method=POST], form[method=post]") | {"counting": "primary_only"}
    for number, grant in enumerate((first, second)):
        typed |= {f"funding-{number}-grant": str(grant.pk), f"funding-{number}-ORDER": str(2 - number)}
    typed["funding-TOTAL_FORMS"] = "2"
    assert client.post(address, typed | {"funding-0-grant": str(foreign.pk)}).status_code == 200
    assert not EditionFunding.objects.exists()
    assert client.post(address, typed).status_code == 302
    edition.refresh_from_db()
    assert edition.counting == "primary_only"
    assert [row.grant for row in edition.funding.order_by("position")] == [second, first]
