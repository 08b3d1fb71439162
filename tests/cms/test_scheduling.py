"""What is planned happens as by hand: versions, words for who is in the middle, and a mail to who planned it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms import scheduling
from cms.models import MasterclassPage, ModulePage
from cms.scheduling import publish_due
from courses.curricula.models import PagePin
from courses.curricula.pinning import latest_version
from courses.models import Mail
from tests import factories as f

pytestmark = pytest.mark.django_db
TEXT = f.raw("text", "<p>Zoals het was.</p>", "uitleg")


def planned(page, *, by=None, **fields):
    """A draft that was published for a moment that has come by now."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, json.dumps(value) if isinstance(value, list) else value)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(user=by)
    revision.publish(user=by)
    due = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.approved_go_live_at, revision.content["go_live_at"] = due, due.isoformat()
    revision.save()
    return revision


@pytest.fixture
def offer():
    return f.MasterclassPageFactory(outline=[f.raw_meeting("De dag", key="dag")])


@pytest.fixture
def module(offer):
    return f.ModulePageFactory(parent=offer, title="Theorie", body=[TEXT])


@pytest.fixture
def group(module):
    group = f.EditionFactory(version=latest_version(module.get_parent()))
    person = f.PersonWithAccountFactory()
    return group, f.EnrolmentFactory(edition=group, person=person), person.account


def test_words_reach_the_group_when_the_moment_comes_and_who_planned_it_reads_that(module, group):
    author = f.SuperuserFactory(language="nl", email="anne@example.org")
    revision = planned(module, by=author, body=[{**TEXT, "value": "<p>Verbeterd.</p>"}])
    assert publish_due() == 1
    assert PagePin.objects.get(version=group[0].version, page=module.pk).revision_id == revision.pk
    assert latest_version(module.get_parent()).number == group[0].version.number
    sent = Mail.objects.get()
    assert sent.recipient == "anne@example.org"
    assert "1 persoon in 1 groep ziet je verandering vanaf nu." in sent.text
    assert publish_due() == 0


def test_another_structure_makes_a_version_then_and_the_group_waits(module, group):
    author = f.SuperuserFactory(language="en", email="anne@example.org")
    before = latest_version(module.get_parent()).number
    planned(module, by=author, body=[TEXT, f.raw_test()])
    assert latest_version(module.get_parent()).number == before
    publish_due()
    assert latest_version(module.get_parent()).number == before + 1
    group[0].refresh_from_db()
    assert group[0].version.number == before
    assert f"Version {before + 1} is there. 1 person in 1 group goes on with what they have" in Mail.objects.get().text


def test_a_module_that_ends_leaves_the_programme_and_stays_with_the_group(client, module, group):
    ModulePage.objects.filter(pk=module.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_due() == 1
    module.refresh_from_db()
    assert (module.live, module.expired) == (False, True)
    keys = set(latest_version(module.get_parent()).units.values_list("page", flat=True))
    assert module.pk not in keys
    client.force_login(group[2])
    shown = client.get(reverse("leerlijn_courses:unit", args=[group[1].pk, str(module.translation_key)]))
    assert "Zoals het was." in shown.content.decode()


def test_a_programme_that_ends_leaves_its_group_alone(client, offer, module, group):
    MasterclassPage.objects.filter(pk=offer.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_due()
    assert client.get(offer.url).status_code == 404
    client.force_login(group[2])
    assert group[0].version.units.filter(page=module.pk).exists()
    assert client.get(reverse("leerlijn_courses:my_line")).status_code == 200
    shown = client.get(reverse("leerlijn_courses:unit", args=[group[1].pk, str(module.translation_key)]))
    assert "Zoals het was." in shown.content.decode()


def test_what_goes_wrong_with_one_holds_up_no_other(module, caplog):
    other = f.ModulePageFactory(parent=module.get_parent(), title="Oud")
    broken = planned(module, title="Kapot")
    Revision.objects.filter(pk=broken.pk).update(content={**broken.content, "body": 12})
    planned(other, title="Nieuw")
    publish_due()
    assert ModulePage.objects.get(pk=other.pk).title == "Nieuw"
    assert scheduling.logger.name in {record.name for record in caplog.records if record.levelname == "ERROR"}
