"""Comments of authors and reviewers: on every field of every block, for nobody else, and there until they are settled."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.models import Comment

from cms.blocks import GuideBlock, ModuleBodyBlock, OutlineBlock
from cms.blocks.library import LibraryBodyBlock
from cms.models import ModulePage, ToolPage
from courses.curricula.pinning import latest_version
from courses.editions.taking_over import take_over
from tests import factories as f
from tests.factories_library import ToolFactory

pytestmark = pytest.mark.django_db
TEXT = f.raw("text", "<p>Zoals het was.</p>", "uitleg")
SAID = "Dit moet anders, zegt de redactie."


def paths(block: Any, at: str, value: Any) -> list[str]:
    """Where a comment can stand in a block: at itself, at each of its fields, and in what stands inside it."""
    if value is None:
        return [at]
    if isinstance(block, blocks.StructBlock):
        return [
            at,
            *(one for name, child in block.child_blocks.items() for one in paths(child, f"{at}.{name}", value[name])),
        ]
    if isinstance(block, blocks.StreamBlock):
        return [one for child in value for one in paths(child.block, f"{at}.{child.id}", child.value)]
    return [at]


@pytest.mark.parametrize(
    ("model", "field", "block"),
    [
        (ModulePage, "body", ModuleBodyBlock()),
        (ModulePage, "guide", GuideBlock()),
        (ToolPage, "body", LibraryBodyBlock()),
        ("offer", "outline", OutlineBlock()),
    ],
)
def test_every_field_of_every_block_takes_a_comment(model, field, block):
    page = {ModulePage: f.ModulePageFactory, ToolPage: ToolFactory}.get(model, f.MasterclassPageFactory)()
    stream = blocks.StreamValue(
        block, [(name, child.get_default(), f"k-{name}") for name, child in block.child_blocks.items()]
    )
    setattr(page, field, stream)
    wrong = [
        path
        for child in stream
        for path in paths(child.block, f"{field}.{child.id}", child.value)
        if not Comment(page=page, contentpath=path).has_valid_contentpath(page)
    ]
    assert wrong == []
    assert len(stream) == len(block.child_blocks)


@pytest.fixture
def module():
    return f.ModulePageFactory(title="Theorie", body=[TEXT], open_to_all=True)


def test_readers_never_get_a_comment_and_a_copy_has_none(client, module):
    editor = f.SuperuserFactory(language="nl")
    group = f.EditionFactory(version=latest_version(module.get_parent()))
    person = f.PersonWithAccountFactory()
    enrolment = f.EnrolmentFactory(edition=group, person=person)
    for settled in (None, timezone.now()):
        Comment.objects.create(
            page=module.page_ptr, user=editor, text=SAID, contentpath="body.uitleg", resolved_at=settled
        )
    f.published(ModulePage.objects.get(pk=module.pk))
    unit = reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])
    client.force_login(person.account)
    assert SAID not in client.get(unit).content.decode() + client.get(module.url).content.decode()
    for mode in ("participant", "trainer"):
        assert SAID not in module.make_preview_request(preview_mode=mode).render().content.decode()
    copy = module.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert not Comment.objects.filter(page=copy.pk).exists()
    client.force_login(editor)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert shown.count(SAID) == 1, "What is settled is shown no more."


def test_comments_survive_that_a_group_takes_a_newer_version_over(module):
    offer = module.get_parent()
    group = f.EditionFactory(version=latest_version(offer))
    Comment.objects.create(page=module.page_ptr, user=f.SuperuserFactory(), text=SAID, contentpath="body.uitleg")
    module = ModulePage.objects.get(pk=module.pk)
    module.body = json.dumps([TEXT, f.raw_test()])
    f.published(module)
    take_over({group.pk: group.version_id}, latest_version(offer), by=None)
    group.refresh_from_db()
    assert group.version == latest_version(offer)
    assert Comment.objects.get().text == SAID
