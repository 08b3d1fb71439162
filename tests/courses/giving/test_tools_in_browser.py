"""A trainer's path: from the run sheet to the tool, and noting another one that was used."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.curricula.models import CurriculumVersion
from courses.giving.tools import times_used
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    PersonWithAccountFactory,
    SessionFactory,
    raw,
    raw_meeting,
)
from tests.factories_library import LibraryFactory, ToolFactory
from tests.rig.browser import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_trainer_notes_what_was_used(page, live_server, log_in, axe, pictures):
    LibraryFactory()
    planned, other = ToolFactory(title="De stille ronde"), ToolFactory(title="Over de streep, met een hele klas")
    plan = [raw("item", {"minutes": 30, "title": "Rondje", "tool": planned.pk})]
    offer = MasterclassPageFactory(outline=[raw_meeting("Dagdeel", minutes=0, key="m", plan=plan)])
    edition = EditionFactory(version=CurriculumVersion.objects.get(page=offer.pk))
    began = timezone.now() - timedelta(days=1)
    meeting = SessionFactory(
        edition=edition,
        unit_key=f"{offer.translation_key}:m",
        starts_at=began,
        ends_at=began + timedelta(hours=2),
        headcount=9,
    )
    trainer = PersonWithAccountFactory(account__language="nl")
    EnrolmentFactory(edition=edition, person=trainer, role="trainer")
    log_in(trainer.account)
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.goto(live_server.url + reverse("leerlijn_courses:run_sheet", args=[edition.pk, meeting.pk]))
    axe(page)
    page.get_by_role("link", name="Gebruikte tools noteren").click()
    page.get_by_role("textbox", name="Een andere tool").fill("streep")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("checkbox", name="Over de streep").check()
    axe(page)
    pictures(page, "tools-used")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Genoteerd.").wait_for()
    assert times_used() == {planned.translation_key: 1, other.translation_key: 1}
    page.get_by_role("link", name="Open de tool").click()
    page.get_by_text("In 1 bijeenkomst gebruikt").wait_for()
    axe(page)
