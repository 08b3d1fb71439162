"""Authors write and hand in; editors look and publish."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowState, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.authors import (
    AUTHORS,
    EDITORS,
    FORMER_REVIEW,
    LATER,
    ensure_groups,
    let_work_on,
    work_group,
    workflow_of,
)
from cms.models import ModulePage, WorkGroup
from courses.people.models import Assignment
from tests.factories import AssignmentFactory, MasterclassPageFactory, ModulePageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    page = MasterclassPageFactory()
    let_work_on(page.get_parent())
    return page


@pytest.fixture
def author(page):
    account = UserFactory(language="en")
    account.groups.add(ensure_groups()[0])
    return account


@pytest.fixture
def editor(page):
    account = UserFactory(language="en")
    account.groups.add(ensure_groups()[1])
    return account


def form(page, text="<p>Tekst.</p>", **extra):
    block = {"blocks": [{"key": "a", "text": text, "type": "unstyled"}], "entityMap": {}}
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "minutes": "10",
        "body": streamfield([("text", json.dumps(block))]),
        "guide": streamfield([]),
        **extra,
    }
    return nested_form_data(data)


def test_making_the_groups_again_changes_nothing(page):
    let_work_on(page.get_parent())
    authors, editors = ensure_groups()
    assert authors.page_permissions.count() == 2
    assert editors.page_permissions.count() == 3


def rights(group):
    return set(group.permissions.values_list("codename", flat=True))


def test_groups_from_before_get_the_rights_that_came_later_and_keep_what_their_site_decided(db):
    """As on a site that was made before the question bank: its groups are there, and nothing says what they got."""
    WorkGroup.objects.all().delete()
    authors, editors = Group.objects.get(name=AUTHORS), Group.objects.get(name=EDITORS)
    for group in (authors, editors):
        group.permissions.remove(*Permission.objects.filter(codename__in=LATER))
        group.permissions.remove(Permission.objects.get(codename="submit_translation"))
    editors.permissions.remove(Permission.objects.get(codename="change_themetag"))
    authors.permissions.add(Permission.objects.get(codename="add_person"))
    ensure_groups()
    assert {"add_bankquestion", "change_bankquestion", "add_libraryfile", "add_person"} <= rights(authors)
    assert {"publish_bankquestion", "delete_bankquestion", "add_settingtag", "add_regiontag"} <= rights(editors)
    assert not {"submit_translation", "publish_bankquestion"} & rights(authors)
    assert not {"submit_translation", "change_themetag"} & rights(editors)


def test_what_a_site_takes_away_stays_away_and_another_name_is_the_same_group(db):
    authors, _editors = ensure_groups()
    authors.permissions.remove(Permission.objects.get(codename="add_bankquestion"))
    Group.objects.filter(pk=authors.pk).update(name="Schrijvers")
    again, _editors = ensure_groups()
    assert again == authors
    assert not Group.objects.filter(name=AUTHORS).exists()
    assert "add_bankquestion" not in rights(again)
    assert "change_bankquestion" in rights(again)


def test_a_workflow_that_was_called_after_the_product_is_called_after_who_looks(db):
    workflow, task = Workflow.objects.create(name=FORMER_REVIEW), GroupApprovalTask.objects.create(name=FORMER_REVIEW)
    own = Workflow.objects.create(name="Van de site zelf")
    task.groups.add(ensure_groups()[1])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    ensure_groups()
    names = {row.pk: row.name for row in Workflow.objects.all()}
    assert (names[workflow.pk], names[own.pk]) == ("de redactie", "Van de site zelf")
    assert workflow_of(work_group("editors")) == workflow


def test_an_author_hands_in_and_an_editor_publishes(client, page, author, editor):
    module = ModulePageFactory(parent=page, draft=True)
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    client.force_login(author)
    client.post(address, form(module, **{"action-publish": "yes"}))
    assert not ModulePage.objects.get(pk=module.pk).live
    client.post(address, form(module, **{"action-submit": "yes"}))
    state = WorkflowState.objects.get(object_id=str(module.pk))
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    client.force_login(editor)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[module.pk, "approve", state.current_task_state_id])
    client.post(approve, {"comment": "Mooi."})
    module = ModulePage.objects.get(pk=module.pk)
    assert module.live
    assert "Tekst." in str(module.body)


def test_what_is_wrong_is_not_handed_in(client, page, author):
    module = ModulePageFactory(parent=page, draft=True)
    client.force_login(author)
    empty = {"title": "M", "slug": module.slug, "minutes": "10", "body": streamfield([]), "guide": streamfield([])}
    data = nested_form_data({**empty, "action-submit": "y"})
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[module.pk]), data)
    assert "This module is empty." in answer.content.decode()
    assert not WorkflowState.objects.exists()


def test_an_author_has_at_most_five_entries_in_the_menu(client, author):
    client.force_login(author)
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    labels = [str(item.label) for item in admin_menu.menu_items_for_request(request)]
    assert 1 <= len(labels) <= 5, labels


def test_an_author_makes_a_translation_of_a_page(client, page, author):
    english = Locale.objects.get_or_create(language_code="en")[0]
    page.get_parent().get_parent().specific.copy_for_translation(english)
    page.get_parent().specific.copy_for_translation(english)
    let_work_on(page.get_parent().get_translation(english))
    client.force_login(author)
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"locales": [english.pk], "include_subtree": ""})
    assert page.get_translation(english).get_parent().locale == english


@pytest.mark.parametrize("role", [Assignment.Role.TRAINER, Assignment.Role.COORDINATOR])
def test_who_may_start_a_group_has_a_button_for_it(client, page, author, role):
    client.force_login(author)
    start = reverse("leerlijn_editions:start", args=[page.pk])
    listing = reverse("wagtailadmin_explore", args=[page.pk])
    assert start not in client.get(listing).content.decode()
    AssignmentFactory(account=author, role=role)
    assert start in client.get(listing).content.decode()


def test_a_draft_and_a_module_have_none(client, page, author):
    AssignmentFactory(account=author, role=Assignment.Role.TRAINER)
    client.force_login(author)
    draft = MasterclassPageFactory(parent=page.get_parent(), draft=True)
    module = ModulePageFactory(parent=page)
    for one in (draft, module):
        content = client.get(reverse("wagtailadmin_explore", args=[one.pk])).content.decode()
        assert reverse("leerlijn_editions:start", args=[one.pk]) not in content


def test_labels_are_for_editors(client, author, editor):
    client.force_login(author)
    assert client.get("/admin/themetag/").status_code == 302
    client.force_login(editor)
    answer = client.get("/admin/themetag/new/")
    assert answer.status_code == 200
    client.post("/admin/themetag/new/", {"name": "Nieuw", "name_en": "New", "slug": "nieuw"})
    assert "Nieuw" in client.get("/admin/themetag/").content.decode()
