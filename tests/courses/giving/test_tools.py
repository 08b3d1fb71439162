"""Tools at meetings: planned or noted, each meeting once, and a number without names for who may see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from cms.library.using import uses_for
from courses.curricula.models import CurriculumVersion, UnitTool
from courses.giving.models import NotedTool
from courses.giving.tools import ToolsNotNoted, note_tools, times_used
from tests.factories import (
    AttendanceFactory,
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    PersonWithAccountFactory,
    SessionFactory,
    SuperuserFactory,
    UserFactory,
    published,
    raw,
    raw_meeting,
)
from tests.factories_library import ToolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tool(db):
    return ToolFactory(title="De stille ronde")


@pytest.fixture
def offer(tool):
    plan = [raw("item", {"minutes": 30, "title": "Rondje", "tool": tool.pk})]
    return MasterclassPageFactory(outline=[raw_meeting("Dagdeel", minutes=0, key="m", plan=plan)])


@pytest.fixture
def edition(offer):
    return EditionFactory(version=CurriculumVersion.objects.get(page=offer.pk))


def meeting(edition, offer, *, days=-1, **kwargs):
    starts_at = timezone.now() + timedelta(days=days)
    key = {"unit_key": f"{offer.translation_key}:m"} | kwargs
    return SessionFactory(edition=edition, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **key)


def uses(tool):
    return times_used([tool.translation_key]).get(tool.translation_key, 0)


def test_a_meeting_counts_once_it_took_place_planned_or_noted(tool, offer, edition):
    key = tool.translation_key
    planned = meeting(edition, offer)
    assert uses(tool) == 0
    AttendanceFactory.create_batch(2, session=planned, enrolment__edition=edition, status="present")
    assert uses(tool) == 1
    note_tools(planned, used=[key], by=None)
    assert uses(tool) == 1
    elsewhere = meeting(edition, offer, unit_key="")
    note_tools(elsewhere, used=[key], by=None)
    assert uses(tool) == 2
    counted = meeting(edition, offer, headcount=12)
    assert uses(tool) == 3
    note_tools(counted, used=[], by=None)
    assert uses(tool) == 2
    AttendanceFactory(session=meeting(edition, offer), enrolment__edition=edition, status="absent")
    assert times_used() == {key: 2}


def test_meetings_that_share_one_planned_session_are_one(tool, offer, edition):
    first, second = (meeting(edition, offer, part=part, headcount=8) for part in (1, 2))
    assert uses(tool) == 1
    note_tools(second, used=[tool.translation_key], by=None)
    assert uses(tool) == 1
    meeting(EditionFactory(version=edition.version), offer, part=1, headcount=8)
    assert uses(tool) == 2
    assert first.part == 1


def test_a_meeting_to_come_has_used_nothing(tool, offer, edition):
    with pytest.raises(ToolsNotNoted):
        note_tools(meeting(edition, offer, days=1), used=[tool.translation_key], by=None)


def test_a_plan_that_lets_a_tool_go_is_followed_where_it_reaches(tool, offer, edition):
    assert list(UnitTool.objects.values_list("tool", flat=True)) == [tool.translation_key]
    plan = [raw("item", {"minutes": 30, "title": "Rondje"})]
    offer.outline = offer.outline.stream_block.to_python([raw_meeting("Dagdeel", minutes=0, key="m", plan=plan)])
    published(offer)
    assert not UnitTool.objects.exists()


def test_counting_asks_one_question(tool, offer, edition, django_assert_num_queries):
    for _n in range(5):
        meeting(edition, offer, headcount=3)
    with django_assert_num_queries(1):
        assert times_used() == {tool.translation_key: 5}


def test_the_number_is_for_trainers_and_authors(client, tool, offer, edition):
    meeting(edition, offer, headcount=3)
    trainer = PersonWithAccountFactory(account__language="nl")
    EnrolmentFactory(edition=edition, person=trainer, role="trainer")
    assert uses_for(tool, AnonymousUser()) is None
    assert uses_for(tool, UserFactory()) is None
    assert "In bijeenkomsten" not in client.get(tool.url, headers={"accept-language": "nl"}).content.decode()
    client.force_login(trainer.account)
    assert "In 1 bijeenkomst gebruikt" in client.get(tool.url).content.decode()


@pytest.mark.usefixtures("indexed")
def test_a_trainer_notes_a_tool_that_was_not_planned(client, tool, offer, edition):
    other = ToolFactory(title="Over de streep")
    session = meeting(edition, offer)
    trainer = PersonWithAccountFactory(account__language="nl")
    EnrolmentFactory(edition=edition, person=trainer, role="trainer")
    client.force_login(trainer.account)
    sheet = reverse("leerlijn_courses:run_sheet", args=[edition.pk, session.pk])
    address = reverse("leerlijn_courses:tools_used", args=[edition.pk, session.pk])
    page = client.get(sheet).content.decode()
    assert tool.url in page
    assert address in page
    found = client.post(address, {"used": [str(tool.translation_key)], "words": "streep", "find": "1"})
    assert "Over de streep" in found.content.decode()
    assert not NotedTool.objects.exists()
    both = [str(tool.translation_key), str(other.translation_key)]
    assert client.post(address, {"used": both, "words": "streep"}).status_code == 302
    assert set(times_used().values()) == {1}
    assert len(times_used()) == 2
    assert "Over de streep" in client.get(sheet).content.decode()
    assert client.post(address, {"used": ["nonsense", "\x00"]}).status_code == 200


def test_editors_see_the_most_used_first(client, tool, offer, edition):
    ToolFactory(title="Aardig")
    meeting(edition, offer, headcount=3)
    client.force_login(SuperuserFactory(language="nl"))
    for query, first in (("", "De stille ronde"), ("?ordering=times_used", "Aardig"), ("?ordering=title", "Aardig")):
        rows = client.get(reverse("leerlijn_tools:index") + query).context["object_list"]
        assert rows[0].title == first
    assert client.get(reverse("leerlijn_tools:index") + "?q=stille").status_code == 200
