"""Who records something in a period that was reported says why, at whatever door they come in; and nothing typed is lost."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.fieldwork.activities import session_of
from courses.models import Answer, Attendance, Enrolment, Merge, Session, Tap
from courses.paper.keeping import keep_file
from courses.people.assigning import assign
from courses.reporting.freezing.awaiting import late_facts, number_late
from tests import factories as f
from tests.courses.door.hall import hall, to
from tests.factories_doubles import PersonPairFactory
from tests.factories_fieldwork import FieldworkerFactory, logged
from tests.factories_freezing import report_over
from tests.factories_paper import photo_of, printed_sheet

pytestmark = pytest.mark.django_db
WHY = "The list lay in a drawer."


@pytest.fixture
def session() -> Session:
    noon = (timezone.now() - timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    edition = f.EditionFactory(organisation=f.OrganisationFactory())
    return f.SessionFactory(edition=edition, starts_at=noon, ends_at=noon + timedelta(hours=1))


@pytest.fixture
def enrolment(session) -> Enrolment:
    return f.EnrolmentFactory(edition=session.edition)


@pytest.fixture
def account(session, client) -> Any:
    account = f.UserFactory(language="en")
    assign(account, session.edition.organisation, "coordinator", by=None)
    client.force_login(account)
    return account


def reasons() -> list[str]:
    return list(Attendance.objects.order_by("pk").values_list("reason", flat=True))


def brought(response: Any) -> dict[str, str]:
    """What a page that asks takes along from what was sent."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def on_the_phone(session: Session, name: str = "meeting", *more: Any) -> str:
    return reverse(f"leerlijn_courses:{name}", args=[session.pk, *more])


def sent(client: Any, session: Session, enrolment: Enrolment, key: str) -> dict[str, Any]:
    tap = {"key": key, "at": round(timezone.now().timestamp() * 1000), "enrolment": enrolment.pk, "status": "present"}
    response = client.post(
        on_the_phone(session, "meeting_marks"), json.dumps({"taps": [tap]}), content_type="application/json"
    )
    return response.json()


def test_taps_wait_on_the_phone_until_the_trainer_said_why(client, session, enrolment, account):
    report_over(session)
    key = str(uuid4())
    told = sent(client, session, enrolment, key)
    assert (told["why"], told["answers"]) == (True, [])
    assert not Tap.objects.exists()
    assert "Why are you changing this now?" in client.get(on_the_phone(session)).content.decode()
    assert client.post(on_the_phone(session), {"reason": WHY}).status_code == 302
    told = sent(client, session, enrolment, key)
    assert (told["why"], [answer["state"] for answer in told["answers"]]) == (False, ["taken"])
    assert reasons() == [WHY]
    page = client.get(on_the_phone(session)).content.decode()
    assert WHY in page
    assert 'name="reason"' not in page
    assert 'name="reason"' in client.get(on_the_phone(session), {"why": "1"}).content.decode()


def test_a_sentence_on_the_phone_is_for_that_meeting_and_not_for_next_week(client, session, enrolment, account):
    report_over(session)
    client.post(on_the_phone(session), {"reason": WHY})
    browser = client.session
    browser["leerlijn_why"][str(session.pk)]["at"] -= 13 * 3600
    browser.save()
    assert sent(client, session, enrolment, str(uuid4()))["why"] is True


def test_where_nothing_was_reported_nobody_is_asked(client, session, enrolment, account):
    assert sent(client, session, enrolment, str(uuid4()))["why"] is False
    assert reasons() == [""]


def test_without_a_script_the_tap_goes_along_with_the_question(client, session, enrolment, account):
    report_over(session)
    asked = client.post(on_the_phone(session), {"mark": f"{enrolment.pk}:present"})
    assert asked.status_code == 200
    assert not Attendance.objects.exists()
    assert client.post(on_the_phone(session), {**brought(asked), "reason": WHY}).status_code == 302
    assert reasons() == [WHY]
    client.post(on_the_phone(session), {"add": "1"})
    entry = ModelLogEntry.objects.get(action="leerlijn.unnamed")
    assert entry.data["reason"] == WHY


def test_somebody_new_is_typed_once(client, session, account):
    report_over(session)
    address = on_the_phone(session, "meeting_new")
    asked = client.post(address, {"name": "Noor Test", "email": "", "key": str(uuid4())})
    assert not Attendance.objects.exists()
    assert client.post(address, {**brought(asked), "reason": WHY}).status_code == 302
    assert Attendance.objects.get().person.name == "Noor Test"
    assert reasons() == [WHY]


def test_a_helper_at_the_door_is_asked_once():
    here = hall()
    report_over(here.session)
    first, second, helper = here.guest(), here.guest("Bram Test"), here.helper()
    address = to("door_check_in", first.pk)
    asked = helper.post(address)
    assert asked.status_code == 200
    assert not Attendance.objects.exists()
    assert helper.post(address, {**brought(asked), "reason": "It began later than planned."}).status_code == 302
    helper.post(to("door_check_in", second.pk))
    helper.post(to("door_unnamed"))
    assert reasons() == ["It began later than planned."] * 2
    assert Session.objects.get(pk=here.session.pk).unnamed == 1


def test_a_list_of_paper_is_confirmed_and_taken_back_with_a_sentence(client, account, session):
    sheet = printed_sheet(session, people=2)
    photo = photo_of(sheet.pages.first())
    scan = keep_file(BytesIO(photo), name="a.jpg", size=len(photo), by=account).scans[0]
    report_over(session)
    address = reverse("leerlijn_paper:scan", args=[scan.pk])
    page = client.get(address).content.decode()
    signed = {"signed": re.findall(r'name="signed" value="([^"]+)"', page)[:1]}
    assert client.post(address, signed).status_code == 200
    assert not Attendance.objects.exists()
    assert client.post(address, {**signed, "reason": WHY}).status_code == 302
    back = reverse("leerlijn_paper:take_back", args=[scan.pk])
    assert client.post(back).status_code == 200
    assert reasons() == [WHY]
    client.post(back, {"reason": "It was another list."})
    assert reasons() == [WHY, "It was another list."]


def test_a_substitute_and_a_meeting_that_moved_have_their_sentence_in_the_log(client, account, session, enrolment):
    frozen = report_over(session)
    address = reverse("leerlijn_editions:substitute", args=[session.edition_id, enrolment.pk])
    new = {"name": "Noor Test", "email": "noor@example.org"}
    assert client.post(address, new).status_code == 200
    assert client.post(address, {**new, "reason": WHY}).status_code == 302
    assert ModelLogEntry.objects.get(action="leerlijn.hand_over").data["reason"] == WHY
    address = reverse("leerlijn_editions:edit_session", args=[session.edition_id, session.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"title": "Moved"}
    clock = {"starts": "%H:%M", "ends": "%H:%M", "day": "%Y-%m-%d"}
    sent |= {name: sent[name].strftime(how) for name, how in clock.items()}
    assert client.post(address, sent).status_code == 200
    assert client.post(address, {**sent, "reason": WHY}).status_code == 302
    (fact,) = late_facts(frozen)
    assert (fact.person, fact.reason, fact.edition_id) == (None, WHY, session.edition_id)


def test_an_activity_of_a_reported_day_is_logged_and_corrected_with_a_sentence(client):
    worker = FieldworkerFactory()
    assign(worker.account, worker.organisation, "coordinator", by=None)
    client.force_login(worker.account, backend="django.contrib.auth.backends.ModelBackend")
    yesterday = timezone.localdate() - timedelta(days=1)
    first, last = yesterday - timedelta(days=3), yesterday + timedelta(days=300)
    grant = f.GrantFactory(lead=worker.organisation, first_day=first, last_day=last)
    before = logged(worker.organisation, grant=grant, starts_at=timezone.now() - timedelta(days=2))
    frozen = report_over(session_of(before), grant=grant)
    told = {"key": str(uuid4()), "day": yesterday.isoformat(), "starts": "14:00", "minutes": "60", "theme": "Test"}
    told |= {"region": "Proefstad", "place": "Buurthuis De Proef", "people": "20"}
    address = reverse("leerlijn_courses:field_activity")
    asked = client.post(address, told)
    assert asked.status_code == 200
    assert "Buurthuis De Proef" in asked.content.decode()
    assert client.post(address, {**told, "reason": WHY}).status_code == 302
    address = reverse("leerlijn_fieldwork:correct", args=[before.pk])
    assert client.post(address, {**told, "people": "21"}).status_code == 200
    assert client.post(address, {**told, "people": "21", "reason": "A slip of the pen."}).status_code == 302
    assert {fact.reason for fact in late_facts(frozen)} >= {WHY, "A slip of the pen."}


def test_the_queue_holds_late_answers_by_question_and_never_what_was_said(session, enrolment):
    frozen = report_over(session)
    frozen.question = '{"age_bands":"0-17,18+","by":["gender"],"cross":[]}'
    frozen.save()
    day = session.starts_at.date()
    Answer.objects.create(person=enrolment.person, dimension="gender", value="woman", valid_from=day)
    Answer.objects.create(person=enrolment.person, dimension="region", value="north", valid_from=day)
    (fact,) = late_facts(frozen)
    assert number_late(frozen) == 1
    assert (fact.person, fact.reason) == (enrolment.person_id, "Door de persoon zelf beantwoord.")
    assert "woman" not in repr(fact)


def test_what_was_recorded_before_freezing_waits_for_nothing(session, enrolment):
    f.AttendanceFactory(
        session=session, enrolment=enrolment, person=enrolment.person, recorded_at=datetime(2025, 1, 2, tzinfo=UTC)
    )
    assert late_facts(report_over(session)) == []


def test_a_report_as_known_in_the_future_waits_for_what_is_recorded_after_it_was_made(session, enrolment):
    frozen = report_over(session)
    frozen.as_of, frozen.frozen_at = timezone.now() + timedelta(days=900), timezone.now() - timedelta(days=1)
    frozen.save()
    assert late_facts(frozen) == []
    f.AttendanceFactory(session=session, enrolment=enrolment, person=enrolment.person, recorded_at=timezone.now())
    assert [fact.person for fact in late_facts(frozen)] == [enrolment.person_id]
    assert number_late(frozen) == 1


def test_what_is_done_at_ones_own_pace_is_late_by_its_own_day(session, enrolment):
    """The meeting that stands for it began long before the reported day."""
    frozen = report_over(session)
    day = session.starts_at.date()
    Session.objects.filter(pk=session.pk).update(self_paced=True, starts_at=session.starts_at - timedelta(days=90))
    marks = [
        f.AttendanceFactory(session=session, enrolment=one, person=one.person, on=on)
        for one, on in ((enrolment, day), (f.EnrolmentFactory(edition=session.edition), day - timedelta(days=60)))
    ]
    (fact,) = late_facts(frozen)
    assert (number_late(frozen), fact.person, fact.day) == (1, marks[0].person_id, day)


def test_a_meeting_and_a_round_planned_in_a_reported_period_have_their_sentence(client, account, session):
    frozen = report_over(session)
    day = {"day": session.starts_at.date().isoformat(), "starts": "19:00", "ends": "20:00"}
    rows = {"b-TOTAL_FORMS": 1, "b-INITIAL_FORMS": 0, "b-0-title": "Deel", "b-0-capacity": 20}
    for name, sent in (("add_session", {**day, "title": "Extra"}), ("add_round", {**day, "title": "Ronde", **rows})):
        address = reverse(f"leerlijn_editions:{name}", args=[session.edition_id])
        before = Session.objects.count()
        assert "Why are you changing this now?" in client.post(address, sent).content.decode()
        assert Session.objects.count() == before
        assert client.post(address, {**sent, "reason": WHY}).status_code == 302
        assert Session.objects.count() == before + 1
    assert [(fact.what, fact.reason) for fact in late_facts(frozen)] == [("meeting planned or moved", WHY)] * 2
    later = {**day, "day": (session.starts_at + timedelta(days=90)).date().isoformat(), "title": "After it"}
    assert client.post(reverse("leerlijn_editions:add_session", args=[session.edition_id]), later).status_code == 302
    assert len(late_facts(frozen)) == 2


def test_records_of_a_reported_period_are_joined_and_taken_apart_with_a_sentence(client, account, session):
    organisation = session.edition.organisation
    first, second = (
        f.EnrolmentFactory(edition=session.edition, person__name="Yusuf Dubbel", person__keeper=organisation).person
        for _ in range(2)
    )
    pair = PersonPairFactory(first=first, second=second, reasons=["name"])
    frozen = report_over(session)
    address = reverse("leerlijn_people:join", args=[pair.pk])
    assert "Why are you changing this now?" in client.get(address).content.decode()
    assert "Say in one sentence why" in client.post(address).content.decode()
    assert not Merge.objects.exists()
    assert client.post(address, {"reason": WHY}).status_code == 302
    apart = reverse("leerlijn_people:take_apart", args=[Merge.objects.get().pk])
    assert client.post(apart).status_code == 200
    assert client.post(apart, {"reason": WHY}).status_code == 302
    facts = late_facts(frozen)
    assert [(fact.what, fact.reason) for fact in facts] == [
        ("taken apart from another record", WHY),
        ("joined with another record", WHY),
    ]
    assert {fact.person for fact in facts} <= {first.pk, second.pk}
    assert number_late(frozen) == 2
