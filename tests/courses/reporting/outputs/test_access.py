"""A file that a job made is asked for again later: by then its asker may have lost what they saw."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from courses.jobs.running import run
from courses.people.models import Assignment
from courses.reporting.outputs.background import ask
from tests.factories import AssignmentFactory, EditionFactory, EditionFundingFactory, GrantFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
DAYS = "first_day=2025-01-01&last_day=2025-06-30"


def test_who_lost_the_project_or_the_lead_gets_no_file_of_it_any_more(client):
    lead, partner = OrganisationFactory.create_batch(2)
    grant = GrantFactory(lead=lead, first_day=date(2025, 1, 1), last_day=date(2026, 12, 31))
    EditionFundingFactory(grant=grant, edition=EditionFactory(organisation=partner))
    both = AssignmentFactory(organisation=lead)
    own = AssignmentFactory(organisation=partner, account=both.account)
    other = AssignmentFactory(organisation=partner)

    def answers(account, job) -> list[int]:
        client.force_login(account)
        names = ("leerlijn_courses:job", "leerlijn_courses:job_result")
        return [client.get(reverse(name, args=[job.pk])).status_code for name in names]

    waits = ask(grant, "csv", DAYS, by=other.account)
    assert answers(other.account, waits)[0] == 200
    whole = ask(grant, "json", DAYS, by=both.account)
    run(waits.pk), run(whole.pk)
    assert answers(both.account, whole) == [200, 200]
    assert answers(other.account, waits) == [200, 200]
    assert answers(other.account, whole) == [404, 404]
    both.delete()
    assert answers(both.account, whole) == [404, 404], "a partner now, and the file tells of everybody"
    own.delete()
    Assignment.objects.filter(pk=other.pk).delete()
    assert answers(other.account, waits) == [404, 404]
