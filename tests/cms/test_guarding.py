"""Pages that groups run on stay; a sentence says why. What nobody ran on can go."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.completion.completing import evaluate
from courses.completion.models import Completion
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import latest_version
from courses.editions.taking_over import take_over
from courses.learning.progressing import finish_unit
from tests.factories import EditionFactory, EnrolmentFactory, ModulePageFactory, SuperuserFactory, published

pytestmark = pytest.mark.django_db

SENTENCE = "runs or ran on this page"


@pytest.fixture
def admin(client):
    client.force_login(SuperuserFactory(language="en"))
    return client


@pytest.fixture
def module(db):
    return ModulePageFactory()


@pytest.fixture
def edition(module):
    return EditionFactory(version=CurriculumVersion.objects.get(units__page=module.pk))


@pytest.mark.parametrize("level", [0, 1, 2], ids=["the module", "its programme", "the catalogue"])
def test_a_page_that_a_group_runs_on_is_not_deleted(admin, module, edition, level):
    page = module
    for _ in range(level):
        page = page.get_parent()
    answer = admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert answer.status_code == 200
    assert SENTENCE in answer.content.decode()
    assert Page.objects.filter(pk=module.pk).exists()


def test_nor_in_bulk(admin, module, edition):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = admin.post(f"{address}?id={module.pk}&id={module.get_parent().pk}", follow=True)
    assert SENTENCE in answer.content.decode()
    assert Page.objects.filter(pk=module.pk).exists()


def test_a_programme_that_no_group_ever_ran_on_goes_with_its_versions(admin, module):
    page = module.get_parent()
    answer = admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert answer.status_code == 200
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not CurriculumVersion.objects.exists()


def test_asking_whether_to_delete_drops_nothing(admin, module):
    assert admin.get(reverse("wagtailadmin_pages:delete", args=[module.get_parent().pk])).status_code == 200
    assert CurriculumVersion.objects.exists()


def test_whoever_unpublishes_is_told_who_goes_on(admin, module, edition):
    EnrolmentFactory.create_batch(2, edition=edition)
    answer = admin.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]), follow=True)
    assert "2 people take part" in answer.content.decode()
    module.refresh_from_db()
    assert not module.live
    assert edition.version.pins.get(page=module.pk).revision_id


def test_moving_a_module_leaves_the_group_what_it_has(admin, module, edition):
    EnrolmentFactory(edition=edition)
    elsewhere = ModulePageFactory().get_parent()
    address = reverse("wagtailadmin_pages:move_confirm", args=[module.pk, elsewhere.pk])
    answer = admin.post(address, follow=True)
    assert "1 person takes part" in answer.content.decode()
    assert edition.version.units.filter(page=module.pk).exists()


def test_a_module_that_nobody_ran_on_is_deleted_and_the_programme_goes_on_without_it(admin, module):
    page = module.get_parent()
    admin.post(reverse("wagtailadmin_pages:delete", args=[module.pk]))
    assert not Page.objects.filter(pk=module.pk).exists()
    assert [unit.kind for unit in latest_version(page).units.all()] == ["planned_session"]


def test_unpublishing_a_module_leads_to_a_version_without_it(admin, module, edition):
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]))
    assert latest_version(module.get_parent()) != edition.version
    assert not latest_version(module.get_parent()).units.filter(page=module.pk).exists()
    assert edition.version.units.filter(page=module.pk).exists()


def test_another_order_of_modules_is_another_version(admin, module, edition):
    page = module.get_parent()
    second = ModulePageFactory(parent=page)
    before = latest_version(page)
    admin.post(reverse("wagtailadmin_pages:set_page_position", args=[second.pk]) + "?position=0")
    assert latest_version(page).number == before.number + 1
    assert [unit.page_id for unit in latest_version(page).units.all()][1:] == [second.pk, module.pk]


def test_a_programme_is_unpublished_with_all_its_modules(admin, module, edition):
    page = module.get_parent()
    before = latest_version(page)
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"include_descendants": "on"})
    assert not Page.objects.filter(pk__in=[page.pk, module.pk], live=True).exists()
    assert edition.version == before
    assert CurriculumVersion.objects.count() == 2


def test_bulk_deletion_of_what_nobody_ran_on(admin, module):
    page = module.get_parent()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert admin.post(f"{address}?id={page.pk}").status_code == 302
    assert not Page.objects.filter(pk__in=[page.pk, module.pk]).exists()


def test_what_somebody_completed_by_stays_although_their_group_went_on(admin, module):
    """A completion is measured by the version it was given by: without it nobody could say it still holds."""
    page = module.get_parent()
    rest = ModulePageFactory(parent=page)
    offer = page.specific
    offer.outline = "[]"
    before = latest_version(published(offer))
    edition = EditionFactory(version=before)
    row = EnrolmentFactory(edition=edition)
    for key in (module.translation_key, rest.translation_key):
        finish_unit(row, str(key), by=None)
    ModulePageFactory(parent=page)
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]))
    take_over({edition.pk: before.pk}, latest_version(page), by=None)
    answer = admin.post(reverse("wagtailadmin_pages:delete", args=[module.pk]), follow=True)
    assert SENTENCE in answer.content.decode()
    assert CurriculumVersion.objects.filter(pk=before.pk).exists()
    CurriculumVersion.objects.filter(pk=before.pk).delete()
    evaluate([row.pk])
    assert Completion.objects.effective().get(enrolment=row).void is False
