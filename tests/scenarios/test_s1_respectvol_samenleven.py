"""A closing event by its users' own screens, from the day to keep free to the statements: S1, steps 1 to 6 and 8.

One path, told in the order in which it happens. What three people do in the browser the others do by posting the same
forms, a hundred times over; nothing is written by a verb but who works here.
"""

from datetime import date

import pytest
import time_machine

from cms.authors import ensure_groups, let_work_on
from courses.models import Assignment
from courses.people.assigning import assign
from tests import factories as f
from tests.scenarios.closing_event.door import (
    at_the_door,
    breakouts_are_marked,
    statements_for_who_was_there,
    the_figures_agree,
)
from tests.scenarios.closing_event.here import Here, a_friday
from tests.scenarios.closing_event.programme import (
    nine_cancel_and_who_waits_is_offered_a_place,
    the_last_place_goes_to_one,
    the_programme_is_added,
)
from tests.scenarios.closing_event.registering import (
    a_coordinator_opens_the_registration,
    all_others_register,
    an_author_writes_and_an_editor_publishes,
    everybody_has_an_invitation,
    three_register_in_the_browser,
)
from tests.scenarios.screens import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def here(page, new_context, live_server, log_in, axe, settings) -> Here:
    settings.LEERLIJN_BASE_URL = live_server.url
    catalogue = f.CatalogueFactory(title="Aanbod")
    let_work_on(catalogue)
    authors, editors = ensure_groups()
    lead = f.OrganisationFactory(name="Kennisinstituut Voorbeeld")
    made = Here(live_server.url, page, a_friday(), new_context, axe, log_in)
    made.author, made.editor, made.coordinator = (f.UserFactory(language="nl") for _ in range(3))
    made.author.groups.add(authors)
    made.editor.groups.add(editors)
    assign(made.coordinator, lead, Assignment.Role.COORDINATOR, by=None)
    funder = f.FunderFactory(name="Ministerie van Voorbeeldzaken")
    years = (date(made.day.year - 1, 1, 1), date(made.day.year + 1, 12, 31))
    made.grant = f.GrantFactory(
        code="SAMEN-1", title="Respectvol samenleven", funder=funder, first_day=years[0], last_day=years[1], lead=lead
    )
    page.set_viewport_size(DESK)
    return made


def test_from_a_day_to_keep_free_to_the_statements(here):
    an_author_writes_and_an_editor_publishes(here)
    a_coordinator_opens_the_registration(here)
    three_register_in_the_browser(here)
    all_others_register(here, 137)
    everybody_has_an_invitation(here)
    the_programme_is_added(here)
    the_last_place_goes_to_one(here)
    nine_cancel_and_who_waits_is_offered_a_place(here)
    with time_machine.travel(here.at("12:50")):
        at_the_door(here)
        the_figures_agree(here)
    with time_machine.travel(here.at("16:45")):
        breakouts_are_marked(here)
        statements_for_who_was_there(here)
