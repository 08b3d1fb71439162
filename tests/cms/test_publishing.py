"""Publishing pins; a correction reaches everybody, another structure nobody who began before."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import MasterclassPage, ModulePage
from courses.curricula.models import CurriculumVersion, PagePin
from courses.curricula.pinning import latest_version, newest_versions
from courses.editions.planning import start_edition
from tests.factories import (
    EditionFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    OrganisationFactory,
    SuperuserFactory,
    ThemeTagFactory,
    published,
    raw_meeting,
    raw_test,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(SuperuserFactory(language="en"))
    return client


def versions(page):
    return list(CurriculumVersion.objects.filter(translation_key=page.translation_key).order_by("number"))


def shown(version, page):
    return PagePin.objects.get(version=version, page=page.pk).revision_id


def test_publishing_a_programme_pins_it():
    page = MasterclassPageFactory()
    (version,) = versions(page)
    assert [unit.kind for unit in version.units.all()] == ["planned_session"]
    assert shown(version, page) == page.live_revision_id


def test_a_module_published_before_its_programme_waits_for_it():
    page = MasterclassPageFactory(draft=True)
    module = ModulePageFactory(parent=page)
    assert versions(page) == []
    (version,) = versions(published(page))
    assert shown(version, module) == module.live_revision_id


def test_a_typo_corrected_reaches_every_group_by_the_same_version():
    module = ModulePageFactory(title="Tikfuot")
    page = module.get_parent()
    version = versions(page)[-1]
    module.title = "Tikfout"
    module = published(module)
    assert versions(page)[-1] == version
    assert version.units.get(page=module.pk).titles == {"nl": "Tikfout"}
    assert shown(version, module) == module.live_revision_id


def test_a_new_exercise_makes_a_version_and_leaves_a_running_group_its_own():
    module = ModulePageFactory()
    page = module.get_parent()
    old = versions(page)[-1]
    edition = EditionFactory(version=old)
    before = shown(old, module)
    module.body.append(("text", "Meer"))
    module.body = json.dumps([*module.body.get_prep_value(), raw_test()])
    module = published(module)
    new = versions(page)[-1]
    edition.refresh_from_db()
    assert new.number == old.number + 1
    assert edition.version == old
    assert shown(old, module) == before
    assert shown(new, module) == module.live_revision_id
    assert new.units.count() == old.units.count() + 1


def test_going_back_to_a_structure_that_is_known_makes_no_third_version():
    page = MasterclassPageFactory(outline=[raw_meeting("A", key="a")])
    page.outline = json.dumps([raw_meeting("A", key="a"), raw_meeting("B", key="b")])
    page = published(page)
    page.outline = json.dumps([raw_meeting("A", key="a")])
    page = published(page)
    assert len(versions(page)) == 2
    assert shown(versions(page)[0], page) == page.live_revision_id
    assert latest_version(page) == newest_versions().get(page=page.pk) == versions(page)[0]


def test_a_group_has_the_themes_of_its_programme_unless_it_says_others():
    page = MasterclassPageFactory()
    page.themes.add(ThemeTagFactory(slug="polarisatie"), ThemeTagFactory(slug="conflict"))
    version = latest_version(published(page))
    as_its_programme = start_edition(version, by=None, title="Een", organisation=None)
    of_its_own = start_edition(version, by=None, title="Twee", organisation=None, themes=["dialoog"])
    assert as_its_programme.themes == ["conflict", "polarisatie"]
    assert of_its_own.themes == ["dialoog"]


def test_a_translation_adds_its_words_to_the_version_there_is():
    english = Locale.objects.get_or_create(language_code="en")[0]
    page = MasterclassPageFactory(title="Nederlands")
    other = page.copy_for_translation(english, copy_parents=True)
    other.title = "English"
    other = published(other)
    (version,) = versions(page)
    assert version.titles == {"nl": "Nederlands", "en": "English"}
    assert shown(version, other) == other.live_revision_id


def test_what_is_wrong_is_not_pinned_and_who_began_keeps_what_they_have():
    module = ModulePageFactory(body=[raw_test()])
    page = module.get_parent()
    version = versions(page)[-1]
    page = MasterclassPage.objects.get(pk=page.pk)
    page.outline = json.dumps([raw_meeting("A", key="x"), raw_meeting("B", key="x")])
    published(page)
    assert versions(page)[-1] == version


def test_purging_revisions_leaves_those_that_a_version_shows():
    module = ModulePageFactory()
    old = shown(versions(module.get_parent())[-1], module)
    module.body = json.dumps([*module.body.get_prep_value(), raw_test()])
    module = published(module)
    call_command("purge_revisions", stdout=StringIO())
    assert Revision.objects.filter(pk=old).exists()
    assert ModulePage.objects.get(pk=module.pk).live_revision_id


def test_publishing_many_units_takes_as_many_queries_as_publishing_few(django_assert_max_num_queries):
    from cms.publishing import pin_published

    page = MasterclassPageFactory()
    for number in range(15):
        ModulePageFactory(parent=page, title=f"M {number}")
    page = MasterclassPage.objects.get(pk=page.pk)
    page.outline.append(("planned_session", {"title": "Nog een", "minutes": 5, "required": True, "functions": []}))
    page.save()
    with django_assert_max_num_queries(25):
        pin_published(page, by=None)


# By the author's form


def module_form(module, body, **extra):
    blocks = streamfield([(block["type"], block["value"]) for block in body])
    data = {
        "title": module.title,
        "slug": module.slug,
        "lead": "",
        "minutes": "10",
        "body": blocks,
        "guide": streamfield([]),
        **extra,
    }
    return nested_form_data(data)


def test_the_form_refuses_to_publish_what_is_wrong_and_keeps_a_draft_of_it(admin):
    module = ModulePageFactory()
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    answer = admin.post(address, module_form(module, [], **{"action-publish": "yes"}))
    assert answer.status_code == 200
    assert "This module is empty." in answer.content.decode()
    answer = admin.post(address, module_form(module, []))
    assert answer.status_code == 302
    assert len(ModulePage.objects.get(pk=module.pk).get_latest_revision_as_object().body) == 0
    assert len(ModulePage.objects.get(pk=module.pk).body) == 1


def test_publishing_several_at_once_refuses_what_is_wrong(admin):
    module = ModulePageFactory(draft=True, body=[])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={module.pk}"
    answer = admin.post(address, follow=True)
    assert "be published yet: This module is empty." in answer.content.decode()
    module.refresh_from_db()
    assert not module.live


def test_after_publishing_a_programme_a_button_starts_a_group(admin):
    OrganisationFactory()
    page = MasterclassPageFactory()
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lead": "Wat het is",
            "for_whom": "Voor wie",
            "outcomes": "",
            "form": "mixed",
            "net_minutes": "0",
            "address_form": "je",
            "rule_all_required": "on",
            "themes": "",
            "audiences": "",
            "outline": streamfield(
                [
                    (
                        "planned_session",
                        {"title": "Dag", "minutes": "60", "required": "on", "description": "", "plan": {"count": "0"}},
                    )
                ]
            ),
            "action-publish": "yes",
        }
    )
    answer = admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    start = reverse("leerlijn_editions:start", args=[page.pk])
    assert start in answer.content.decode()
    assert "Start a group" in answer.content.decode()
