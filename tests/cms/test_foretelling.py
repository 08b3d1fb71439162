"""An author sees who is in the middle and what publishing does to them, before and after, by every way to publish."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import rich_text

from cms.authors import let_work_on
from cms.foretelling import Kind, effect_of
from cms.models import MasterclassPage, ModulePage
from courses.completion.underway import Underway
from courses.curricula.models import CurriculumVersion, PagePin
from courses.curricula.pinning import latest_version
from tests.cms.test_publishing import module_form
from tests.factories import (
    CompletionFactory,
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    SuperuserFactory,
    published,
    raw,
    raw_meeting,
    raw_test,
)

pytestmark = pytest.mark.django_db

TEXT = raw("text", "<p>Een tikfuot.</p>", "text")
TYPED = raw("text", rich_text("<p>Een tikfout.</p>"), "text")


@pytest.fixture
def admin(client):
    client.force_login(SuperuserFactory(language="en"))
    return client


@pytest.fixture
def module():
    return ModulePageFactory(title="Kijken", body=[TEXT])


@pytest.fixture
def offer(module):
    return MasterclassPage.objects.get(pk=module.get_parent().pk)


@pytest.fixture
def groups(offer):
    """Three people in two groups, of whom one has completed it."""
    version = latest_version(offer)
    made = EditionFactory.create_batch(2, version=version)
    rows = [EnrolmentFactory(edition=made[0]), *EnrolmentFactory.create_batch(2, edition=made[1])]
    CompletionFactory(enrolment=EnrolmentFactory(edition=made[1]))
    EnrolmentFactory(edition=made[0], role="trainer")
    return made, rows


def kept(module, *blocks):
    """A draft with these blocks."""
    page = ModulePage.objects.get(pk=module.pk)
    page.body = json.dumps(list(blocks))
    page.save_revision()
    return ModulePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def edit(module):
    return reverse("wagtailadmin_pages:edit", args=[module.pk])


def test_the_kind_of_a_change_is_computed(module, groups):
    assert effect_of(module).kind == Kind.NOTHING
    assert effect_of(module).reached == Underway(people=3, groups=2)
    words = effect_of(kept(module, {**TEXT, "value": "<p>Een tikfout.</p>"}))
    assert (words.kind, words.number, words.reached.people, words.waiting.people) == (Kind.WORDS, 2, 3, 0)
    test = effect_of(kept(module, TEXT, raw_test(title="Toets")))
    assert (test.kind, test.number, test.reached.people, test.waiting.people) == (Kind.STRUCTURE, 3, 0, 3)
    assert len(test.differences) == 1
    exercise = effect_of(kept(module, TEXT, raw("reflection", {"question": "Wat zag je?", "hint": ""})))
    assert exercise.kind == Kind.STRUCTURE


def test_a_new_module_and_a_rule_are_structure_and_going_back_is_going_back(offer, groups):
    ahead = effect_of(ModulePageFactory(parent=offer, draft=True))
    assert (ahead.kind, ahead.waiting.people) == (Kind.STRUCTURE, 3)
    offer.rule_sessions_present = 1
    offer.save_revision()
    assert effect_of(offer).kind == Kind.STRUCTURE
    offer = published(offer)
    offer.rule_sessions_present = None
    offer.save_revision()
    back = effect_of(offer)
    assert (back.kind, back.number, back.reached.people) == (Kind.BACK, 2, 3)


def test_the_author_reads_it_while_editing_and_after_publishing(admin, module, groups):
    assert "3 people in 2 groups are in the middle of this." in admin.get(edit(module)).content.decode()
    kept(module, TEXT, raw_test(title="Toets"))
    shown = admin.get(edit(module)).content.decode()
    assert "Publishing this makes version 3" in shown
    assert "New in “Kijken”: the test “Toets”, required." in shown
    fragment = admin.get(reverse("leerlijn_programmes:effect", args=[module.pk])).content.decode()
    assert "Publishing this makes version 3" in fragment
    typo = module_form(module, [TYPED], **{"action-publish": 1})
    after = admin.post(edit(module), typo, follow=True).content.decode()
    assert "3 people in 2 groups see your change from now on." in after
    kept(module, TEXT, raw_test(title="Toets"))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={module.pk}"
    after = admin.post(bulk, {"next": "/admin/"}, follow=True).content.decode()
    assert "Version 3 is there. 3 people in 2 groups go on with what they have" in after


def test_what_a_reviewer_approves_is_told_too(admin, module, groups):
    let_work_on(module.get_parent().get_parent())
    admin.post(edit(module), module_form(module, [TYPED], **{"action-submit": 1}))
    approve = {"action-workflow-action": 1, "workflow-action-name": "approve"}
    after = admin.post(edit(module), module_form(module, [TYPED], **approve), follow=True).content.decode()
    assert "3 people in 2 groups see your change from now on." in after


def test_publishing_costs_the_same_while_many_are_in_the_middle(module, groups):
    def cost(word):
        page = kept(module, {**TEXT, "value": f"<p>{word}</p>"})
        with CaptureQueriesContext(connection) as seen:
            page.get_latest_revision().publish()
        return len(seen)

    alone = cost("Eerst")
    EnrolmentFactory.create_batch(20, edition=groups[0][0])
    EditionFactory.create_batch(5, version=groups[0][0].version)
    assert cost("Daarna") <= alone


def test_what_is_planned_says_what_it_will_do_and_does_it_then(admin, module, groups):
    when = timezone.now() + timedelta(days=2)
    data = module_form(module, [TYPED], **{"action-publish": 1, "go_live_at": when.strftime("%Y-%m-%d %H:%M")})
    after = admin.post(edit(module), data, follow=True).content.decode()
    assert "Planned for" in after
    revision = ModulePage.objects.get(pk=module.pk).scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled_pages")
    pin = PagePin.objects.get(version=groups[0][0].version, page=module.pk)
    assert pin.revision_id == revision.pk


def test_a_programme_lists_its_groups_with_their_versions(admin, offer, groups):
    offer.outline = json.dumps([raw_meeting("Dagdeel 1", key="a"), raw_meeting("Extra", key="b")])
    published(offer)
    shown = admin.get(reverse("leerlijn_programmes:groups", args=[offer.pk])).content.decode()
    assert groups[0][0].title in shown
    assert "waits for somebody to take the newest over" in shown
    assert "New: “Extra” (meeting), required." in shown


def test_a_draft_that_autosave_would_write_over_what_groups_see_is_refused(admin, module, groups):
    """Two windows of one author: in one the latest draft is published, the other goes on keeping the same draft."""
    kept(module, TEXT, raw("text", "<p>Nieuw.</p>"))
    draft = Revision.objects.latest("pk")
    Revision.objects.filter(pk=draft.pk).update(user=get_user_model().objects.get(is_superuser=True))
    Revision.objects.get(pk=draft.pk).publish()
    stored = Revision.objects.get(pk=draft.pk).content
    data = module_form(module, [TYPED], overwrite_revision_id=draft.pk)
    answer = admin.post(edit(module), data, headers={"Accept": "application/json"})
    assert answer.status_code < 500
    assert Revision.objects.get(pk=draft.pk).content == stored


def test_it_costs_the_same_for_many_units_and_many_people(module, offer, groups, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        effect_of(ModulePage.objects.get(pk=module.pk))
    for number in range(5):
        ModulePageFactory(parent=offer, title=f"M {number}", body=[raw_test()])
    EnrolmentFactory.create_batch(5, edition=EditionFactory(version=latest_version(offer)))
    with django_assert_num_queries(len(few)):
        effect_of(ModulePage.objects.get(pk=module.pk))


def test_a_page_without_a_programme_or_a_version_says_nothing():
    draft = MasterclassPageFactory(draft=True)
    assert effect_of(ModulePageFactory(parent=draft, draft=True)) is None
    assert effect_of(draft).kind == Kind.FIRST
    assert not CurriculumVersion.objects.exists()
