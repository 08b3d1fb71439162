"""Whatever authors do to pages, by Wagtail's own screens and commands, a group keeps what it began with."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Revision

from cms.models import MasterclassPage, ModulePage
from courses.curricula.models import CurriculumVersion, PagePin
from courses.curricula.pinning import latest_version
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
    TrajectoryPageFactory,
    published,
    raw,
    raw_meeting,
    raw_module,
    raw_test,
)

pytestmark = pytest.mark.django_db

OLD = raw("text", "<p>Zoals het was.</p>")


class Group:
    """Somebody in a group that waits with an earlier version of a module, and what they see of it."""

    def __init__(self, client, body, **fields):
        self.client = client
        self.module = ModulePageFactory(title="Kijken", body=body, **fields)
        self.offer = self.module.get_parent().specific
        version = latest_version(self.offer)
        self.enrolment = EnrolmentFactory(
            edition=EditionFactory(version=version), person=PersonWithAccountFactory(account__language="nl")
        )
        self.address = reverse("leerlijn_courses:unit", args=[self.enrolment.pk, str(self.module.translation_key)])
        self.version = version
        page = ModulePage.objects.get(pk=self.module.pk)
        page.body = json.dumps([raw("text", "<p>Zoals het wordt.</p>"), raw_test(title="Toets")])
        published(page)

    def sees(self):
        self.client.force_login(self.enrolment.person.account)
        answer = self.client.get(self.address + "?whole=1")
        assert answer.status_code == 200
        return answer.content.decode()

    def author(self):
        self.client.force_login(SuperuserFactory(language="en"))
        return self.client


@pytest.fixture
def group(client):
    return Group(client, [OLD])


def kept(group):
    seen = group.sees()
    return "Zoals het was." in seen and "Zoals het wordt." not in seen


def pages(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk(name, *pages, **extra):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    return address + "?" + "&".join(f"id={page.pk}" for page in pages)


def test_purging_revisions(group):
    group.module.save_revision()
    call_command("purge_revisions", stdout=StringIO())
    assert kept(group)


@pytest.mark.parametrize("level", [0, 1, 2], ids=["the module", "its programme", "the catalogue"])
def test_unpublishing_with_all_below(group, level):
    page = Page.objects.get(pk=group.module.pk)
    for _ in range(level):
        page = page.get_parent()
    group.author().post(pages("unpublish", page.pk), {"include_descendants": "on"})
    assert not Page.objects.get(pk=page.pk).live
    assert kept(group)


def test_unpublishing_and_moving_in_bulk(group):
    client = group.author()
    client.post(bulk("unpublish", group.module, group.offer), {"include_descendants": "on", "next": "/admin/"})
    assert not Page.objects.get(pk=group.offer.pk).live
    assert kept(group)
    elsewhere = MasterclassPageFactory()
    group.author().post(bulk("move", group.module), {"chooser": elsewhere.pk, "next": "/admin/"})
    assert Page.objects.get(pk=group.module.pk).get_parent().pk == elsewhere.pk
    assert kept(group)


@pytest.mark.parametrize("level", [0, 1, 2], ids=["the module", "its programme", "the catalogue"])
def test_deleting_alone_with_an_ancestor_and_in_bulk(group, level):
    page = Page.objects.get(pk=group.module.pk)
    for _ in range(level):
        page = page.get_parent()
    client = group.author()
    client.post(pages("delete", page.pk))
    client.post(bulk("delete", page), {"next": "/admin/"})
    assert kept(group)
    assert CurriculumVersion.objects.filter(pk=group.version.pk).exists()


def test_a_copy_with_all_below_is_a_programme_of_its_own(group):
    offer = MasterclassPage.objects.get(pk=group.offer.pk)
    offer.outline = json.dumps([raw_meeting("Dag", key="dag"), raw_module(group.module)])
    published(offer)
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": offer.get_parent().pk}
    group.author().post(pages("copy", offer.pk), {**form, "copy_subpages": "on", "publish_copies": "on"})
    copy = MasterclassPage.objects.get(slug="kopie")
    (module,) = ModulePage.objects.child_of(copy)
    assert copy.outline[1].value["module"].pk == module.pk
    units = {unit.key for unit in latest_version(copy).units.all()}
    assert len(units) == 3
    assert not units & set(latest_version(offer).units.values_list("key", flat=True))
    assert kept(group)


def test_an_alias_in_another_programme_is_pinned_like_the_page_it_repeats(client, group):
    other = MasterclassPageFactory(title="Andere")
    alias = group.module.create_alias(parent=other, update_slug="alias")
    published(MasterclassPage.objects.get(pk=other.pk))
    version = latest_version(other)
    key = str(group.module.translation_key)
    assert set(version.units.filter(kind="module").values_list("key", "page")) == {(key, group.module.pk)}
    row = EnrolmentFactory(edition=EditionFactory(version=version), person=group.enrolment.person)
    page = ModulePage.objects.get(pk=group.module.pk)
    page.body = json.dumps([raw("text", "<p>Nog weer anders.</p>"), raw_test(title="Andere toets")])
    published(page)
    client.force_login(row.person.account)
    shown = client.get(reverse("leerlijn_courses:unit", args=[row.pk, key]) + "?whole=1").content.decode()
    assert "Zoals het wordt." in shown
    assert ModulePage.objects.get(pk=alias.pk).alias_of_id == group.module.pk
    assert kept(group)


def test_a_translation_by_wagtails_screen_changes_nothing_and_brings_its_words_when_published(group):
    english = Locale.objects.get_or_create(language_code="en")[0]
    group.offer.get_parent().copy_for_translation(english, copy_parents=True)
    address = reverse("simple_translation:submit_page_translation", args=[group.offer.pk])
    group.author().post(address, {"locales": [english.pk], "include_subtree": "on"})
    offer, module = group.offer.get_translation(english), group.module.get_translation(english)
    assert kept(group)
    assert latest_version(group.offer).number == group.version.number + 1
    module.title = "Looking"
    for page in (module, offer):
        published(type(page).objects.get(pk=page.pk) if page is offer else module)
    assert latest_version(group.offer).number == group.version.number + 1
    assert latest_version(group.offer).units.get(kind="module").titles["en"] == "Looking"
    assert kept(group)


def test_a_page_that_code_has_made_without_a_revision_is_kept_too(client):
    offer = MasterclassPageFactory()
    module = ModulePage(title="Uit code", slug="uit-code", body=json.dumps([OLD]))
    offer.add_child(instance=module)
    assert module.live_revision_id is None
    published(MasterclassPage.objects.get(pk=offer.pk))
    pin = PagePin.objects.get(page=module.pk)
    assert pin.revision_id == Page.objects.get(pk=module.pk).live_revision_id
    assert pin.revision_id is not None


def test_a_trajectory_knows_a_programme_inside_by_its_new_name_and_its_version_stays(group):
    trajectory = TrajectoryPageFactory(
        outline=[raw("curriculum", {"curriculum": group.offer.pk, "required": True, "functions": []}, key="binnen")]
    )
    version = latest_version(trajectory)
    offer = MasterclassPage.objects.get(pk=group.offer.pk)
    offer.title = "Nieuwe naam"
    offer.outline = json.dumps([raw_meeting("Heel anders", key="anders")])
    published(offer)
    assert latest_version(trajectory) == version
    assert version.units.get().titles == {"nl": "Nieuwe naam"}


# What is gone


def test_pictures_documents_and_kinds_of_blocks_that_are_gone_leave_a_page(client):
    picture = get_image_model().objects.create(title="Plaatje", file=get_test_image_file())
    sound = get_document_model().objects.create(title="Stem", file=ContentFile(b"ID3", name="stem.mp3"))
    rich = (
        f'<p><a linktype="document" id="{sound.pk}">Blad</a><embed embedtype="image" id="{picture.pk}" alt="x" '
        'format="left"/><embed embedtype="media" url="https://example.org/weg"/><a linktype="page" id="999999">Weg</a></p>'
    )
    group = Group(
        client,
        [
            OLD,
            raw("picture", {"image": {"image": picture.pk, "decorative": True, "alt_text": ""}, "caption": ""}),
            raw("reading_aloud", {"title": "Stem", "text": "<p>Voorgelezen.</p>", "recording": sound.pk}),
            raw("text", rich),
            raw("a_block_of_long_ago", {"x": [1]}),
        ],
    )
    picture.delete()
    sound.delete()
    assert kept(group)
    assert "Voorgelezen." in group.sees()


@pytest.mark.parametrize(
    "spoil",
    [
        {"body": "no json"},
        {"body": '{"not": "a list"}'},
        {"body": '[{"type": "text"}]'},
        {"body": "[1, null]"},
        {"body": '[{"type": "test", "value": [], "id": "t"}]'},
        {"body": '[{"type": "quote", "value": "was once plain text", "id": "q"}]'},
        {"minutes": "many"},
        {"locale": None},
    ],
    ids=str,
)
def test_a_revision_that_can_no_longer_be_read_gives_way_to_a_page(group, spoil):
    revision = Revision.objects.get(pk=PagePin.objects.get(version=group.version, page=group.module.pk).revision_id)
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **spoil})
    group.sees()


def test_a_unit_without_any_page_says_so(client, group):
    PagePin.objects.filter(version=group.version, page=group.module.pk).delete()
    group.version.units.filter(kind="module").update(page=None)
    client.force_login(group.enrolment.person.account)
    answer = client.get(group.address)
    assert answer.status_code == 404
    assert "kept" in answer.content.decode() or "bewaard" in answer.content.decode()


def test_a_language_that_is_unpublished_goes_on_for_who_reads_in_it(client):
    english = Locale.objects.get_or_create(language_code="en")[0]
    module = ModulePageFactory(title="Kijken", body=[OLD, raw_test(title="Toets", key="t")])
    offer = module.get_parent().specific
    other_offer = published(offer.copy_for_translation(english, copy_parents=True))
    other = module.copy_for_translation(english)
    other.title = "Looking"
    other.body[1].value["title"] = "Test"
    other = published(other)
    version = latest_version(offer)
    client.force_login(SuperuserFactory(language="en"))
    client.post(pages("unpublish", offer.pk), {"include_descendants": "on"})
    other.title = "Looking well"
    published(other)
    published(MasterclassPage.objects.get(pk=other_offer.pk))
    assert latest_version(other_offer) == version
    module_unit, test_unit = version.units.get(kind="module"), version.units.get(kind="test")
    assert module_unit.titles == {"nl": "Kijken", "en": "Looking well"}
    assert test_unit.titles == {"nl": "Toets", "en": "Test"}
    assert test_unit.definition["questions"][0]["text"].keys() == {"nl", "en"}
    assert latest_version(offer).titles.keys() == {"nl", "en"}
    assert version.pins.filter(page=module.pk, revision__isnull=False).exists()
