"""The field worker's screens: their own organisation's work and people, and nobody else's by any address."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.audit.models import Access
from courses.fieldwork.models import Activity
from courses.models import Consent, Edition, Enrolment, Person
from courses.people.consenting import record_consent
from tests.courses.pictures.test_cleaning import photo
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    EnrolmentFactory,
    GrantFactory,
    PersonFactory,
    SessionFactory,
)
from tests.factories_fieldwork import FieldworkerFactory, RecruitFactory, logged

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return FieldworkerFactory()


@pytest.fixture
def ours(worker):
    return worker.organisation


@pytest.fixture
def client(client, worker):
    client.force_login(worker.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name, *args):
    return reverse(f"leerlijn_courses:{name}", args=args)


def sent(**fields):
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "key": str(uuid.uuid4()),
        "day": yesterday.isoformat(),
        "starts": "14:00",
        "minutes": "60",
        "region": "Proefstad",
        "place": "Buurthuis De Proef",
        "host": "Bibliotheek Proef",
        "theme": "Samenleven",
        "people": "20",
    } | fields


def test_a_field_worker_has_no_business_in_the_admin(client, worker):
    assert not worker.account.groups.exists()
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert client.get(at("field")).status_code == 200


def test_two_fields_and_a_button_write_somebody_down(client, ours, worker):
    form = {"key": str(uuid.uuid4()), "name": "Ömer Proef", "phone": "06 - 12 34 56 78", "language": ""}
    assert client.post(at("field_person"), form).status_code == 302
    assert client.post(at("field_person"), form).status_code == 302
    person = Person.objects.get()
    assert (person.keeper, person.phone) == (ours, "06 - 12 34 56 78")
    home = client.get(at("field")).content.decode()
    assert "Ömer Proef" in home
    entry = ModelLogEntry.objects.get(action="leerlijn.record_person")
    assert entry.user_id == worker.account.pk
    assert "Ömer" not in entry.label + str(entry.data)


def test_who_may_be_known_is_asked_first_and_chosen_without_a_second_record(client, ours):
    known = RecruitFactory(organisation=ours, person__name="Sara Proef", person__phone="0612345678").person
    form = {"key": str(uuid.uuid4()), "name": "S. Proef", "phone": "+31612345678", "language": ""}
    asked = client.post(at("field_person"), form)
    assert asked.status_code == 200
    assert "Sara Proef" in asked.content.decode()
    assert Person.objects.count() == 1
    client.post(at("field_person"), form | {"same": str(known.pk)})
    assert Person.objects.count() == 1
    client.post(at("field_person"), form | {"same": "other"})
    assert Person.objects.count() == 2


def test_somebody_of_a_partner_can_not_be_chosen(client, ours):
    RecruitFactory(organisation=ours, person__phone="0612345678")
    foreign = RecruitFactory(person__phone="0612345678").person
    form = {"key": str(uuid.uuid4()), "name": "Test", "phone": "0612345678", "language": "", "same": str(foreign.pk)}
    assert foreign.name not in client.post(at("field_person"), form).content.decode()
    assert not Enrolment.objects.exists()


def test_the_group_of_last_time_is_filled_in(client, ours):
    group = EditionFactory(kind="trajectory", organisation=ours)
    EditionFactory(kind="trajectory", organisation=ours)
    over = SessionFactory(edition=EditionFactory(kind="trajectory", organisation=ours, title="Voorbij")).edition
    form = {"key": str(uuid.uuid4()), "name": "Test Naam", "group": str(group.pk)}
    client.post(at("field_person"), form)
    page = client.get(at("field_person")).content.decode()
    assert f'<option value="{group.pk}" selected>' in page
    assert over.title not in page


def test_an_activity_is_logged_with_photo_people_and_the_project_of_the_day(client, ours):
    today = timezone.localdate()
    grant = GrantFactory(lead=ours, first_day=today - timedelta(days=30), last_day=today)
    person = RecruitFactory(organisation=ours).person
    data = sent(role_models=[str(person.pk)], photo_agreed="on", photo=SimpleUploadedFile("a.jpg", photo()))
    answer = client.post(at("field_activity"), data)
    activity = Activity.objects.get()
    assert answer.headers["Location"] == at("field_logged", activity.pk)
    assert activity.edition.funding.get().grant == grant
    assert activity.edition.enrolments.get().person == person
    shown = client.get(at("field_logged", activity.pk)).content.decode()
    assert "<svg" in shown
    assert person.name not in shown
    assert client.get(at("field_photo", activity.pk)).headers["Content-Type"] == "image/jpeg"
    again = client.get(at("field_activity")).content.decode()
    assert 'value="Proefstad"' in again
    assert 'value="Bibliotheek Proef"' in again


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"day": "20225-01-01"}, "datum"),
        ({"day": "2999-01-01"}, "komen"),
        ({"day": "0202-01-01"}, "jaar"),
        ({"people": "veel"}, "getal"),
        ({"people": "-3"}, "0"),
        ({"photo": SimpleUploadedFile("a.jpg", b"%PDF-1.7"), "photo_agreed": "on"}, "foto"),
        ({"photo": SimpleUploadedFile("a.jpg", photo())}, "vink"),
        ({"role_models": ["-" + "9" * 40]}, "keuze"),
        ({"role_models": ["9" * 40]}, "keuze"),
        ({"place": ""}, "verplicht"),
        ({"theme": "x" * 101}, "100"),
        ({"starts": "25:00"}, "tijd"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, ours, wrong, word):
    data = sent(note="🌻 hier is gelachen", **wrong)
    for upload in data.values():
        if hasattr(upload, "seek"):
            upload.seek(0)
    answer = client.post(at("field_activity"), data)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "🌻 hier is gelachen" in text
    assert word in text[text.index("ll-error-summary") :].lower()
    assert not Edition.objects.exists()


def test_an_emoji_as_a_place_is_kept(client):
    assert client.post(at("field_activity"), sent(place="Café 🌻")).status_code == 302


def test_another_organisations_role_model_can_not_be_ticked(client):
    foreign = RecruitFactory().person
    answer = client.post(at("field_activity"), sent(role_models=[str(foreign.pk)]))
    assert answer.status_code == 200
    assert foreign.name not in answer.content.decode()
    assert not Edition.objects.exists()


def test_what_is_a_partners_does_not_exist(client):
    theirs = logged(host="Test", photo=None)
    stranger = RecruitFactory().person
    participant = PersonFactory(keeper=Activity.objects.get().organisation)
    for address in (
        at("field_logged", theirs.pk),
        at("field_photo", theirs.pk),
        at("field_consent", stranger.pk),
        at("field_consent", participant.pk),
        at("field_person") + f"?for={theirs.organisation_id}",
        at("field_activity") + "?for=1e9",
        at("field_people") + "?for=" + "9" * 30,
    ):
        assert client.get(address).status_code == 404
    assert theirs.edition.title not in client.get(at("field")).content.decode()


def test_only_role_models_of_ones_own_organisation_are_seen_by_name(client, ours):
    names = {
        "recruited": RecruitFactory(organisation=ours).person,
        "trained": EnrolmentFactory(role="role_model", edition__organisation=ours, person__keeper=ours).person,
        "participant": EnrolmentFactory(edition__organisation=ours, person__keeper=ours).person,
        "kept": PersonFactory(keeper=ours),
        "partner's": EnrolmentFactory(role="role_model", edition__organisation=ours).person,
    }
    for page in (at("field_people"), at("field_activity")):
        text = client.get(page).content.decode()
        seen = {what for what, person in names.items() if f">{person.name}<" in text}
        assert seen == {"recruited", "trained"}
    assert Access.objects.filter(kind="person", detail="field work").exists()


def test_trainers_and_participants_are_turned_away(client):
    for account in (AssignmentFactory(role="trainer").account, PersonFactory(account=FieldworkerFactory().account)):
        client.force_login(getattr(account, "account", account), backend="django.contrib.auth.backends.ModelBackend")
    client.force_login(AssignmentFactory(role="trainer").account, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(at("field")).status_code == 404


def test_consent_is_asked_kept_and_taken_back_and_a_no_ends_the_naming(client, ours):
    person = RecruitFactory(organisation=ours, person__name="Test Toestemming").person
    page = at("field_consent", person.pk)
    assert "nog vragen" in client.get(at("field_people")).content.decode()
    assert client.post(page, {"said": "withdrawn", "how": "spoken"}).status_code == 200
    assert client.post(page, {"said": "given", "how": "spoken"}).status_code == 302
    assert client.post(page, {"said": "withdrawn", "how": "paper"}).status_code == 302
    facts = Consent.objects.order_by("recorded_at").values_list("said", "how", "text_version")
    assert [fact[:2] for fact in facts] == [("given", "spoken"), ("withdrawn", "paper")]
    assert all(fact[2] for fact in facts)
    assert "Test Toestemming" not in client.get(at("field_activity")).content.decode()
    entries = ModelLogEntry.objects.filter(action="leerlijn.consent")
    assert entries.count() == 2
    assert all("Toestemming" not in entry.label for entry in entries)


def test_the_pages_cost_no_more_queries_with_more_people(client, ours):
    def cost():
        found = []
        for name in ("field", "field_people", "field_activity"):
            with CaptureQueriesContext(connection) as queries:
                client.get(at(name))
            found.append(len(queries))
        return found

    for recruit in RecruitFactory.create_batch(2, organisation=ours):
        logged(ours, role_models=[recruit.person], host="Test")
    client.get(at("field"))
    before = cost()
    people = [recruit.person for recruit in RecruitFactory.create_batch(30, organisation=ours)]
    for person in people[:10]:
        record_consent(person, "given", how="spoken", by=None)
        logged(ours, role_models=people, host="Test")
    assert cost() == before
