"""A module's documents are had by who may read the module, by Wagtail's address and by that of the file itself."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from courses.curricula.models import CurriculumVersion
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
    UserFactory,
    raw,
)

pytestmark = pytest.mark.django_db


def document(name):
    return get_document_model().objects.create(title=name, file=ContentFile(b"%PDF-1.4 proef", name=f"{name}.pdf"))


@pytest.fixture
def files(db):
    return {name: document(name) for name in ("all", "council", "guide", "linked", "loose")}


@pytest.fixture
def module(files):
    council = raw("download", {"title": "", "file": files["council"].pk, "about": ""})
    linked = f'<p><a linktype="document" id="{files["linked"].pk}">Het blad</a></p>'
    page = ModulePageFactory(
        body=[
            raw("download", {"title": "", "file": files["all"].pk, "about": ""}),
            raw("text", linked),
            raw("only_for", {"functions": ["raadslid"], "pieces": [council]}),
        ],
        guide=[raw("download", {"title": "", "file": files["guide"].pk, "about": ""})],
    )
    # Wagtail does so once a page is saved for good.
    ReferenceIndex.create_or_update_for_object(page)
    return page


@pytest.fixture
def visitor(client, module):
    version = CurriculumVersion.objects.filter(units__page=module.pk).latest("number")
    edition = EditionFactory(version=version)

    def come(who):
        if who == "admin":
            client.force_login(SuperuserFactory())
        elif who == "stranger":
            client.force_login(UserFactory())
        elif who != "nobody":
            person = PersonWithAccountFactory()
            role = "trainer" if who == "trainer" else "participant"
            EnrolmentFactory(edition=edition, person=person, role=role, function="" if role == "trainer" else who)
            client.force_login(person.account)
        return client

    return come


def had(client, files):
    """The documents that come by Wagtail's address, and those that come by the file's own."""
    by_wagtail = {name for name, one in files.items() if client.get(one.url).get("Location", "") == one.file.url}
    by_file = {name for name, one in files.items() if client.get(one.file.url).status_code == 200}
    return by_wagtail, by_file


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("nobody", {"loose"}),
        ("stranger", {"loose"}),
        ("ambtenaar", {"loose", "all", "linked"}),
        ("raadslid", {"loose", "all", "linked", "council"}),
        ("trainer", {"loose", "all", "linked", "council", "guide"}),
        ("admin", {"loose", "all", "linked", "council", "guide"}),
    ],
)
def test_who_may_read_the_page_has_its_documents(visitor, files, who, may):
    assert had(visitor(who), files) == (may, may)


def test_of_an_open_module_everybody_has_what_is_for_everybody(client, module, files):
    module.open_to_all = True
    module.save_revision().publish()
    assert had(client, files)[1] == {"loose", "all", "linked"}


def test_a_document_of_a_module_is_kept_by_no_shared_cache(visitor, files):
    client = visitor("ambtenaar")
    assert "private" in client.get(files["all"].file.url)["Cache-Control"]
    assert "private" not in client.get(files["loose"].file.url)["Cache-Control"]


def let_go(module):
    """Another exercise, so another version; and none of the documents."""
    known = CurriculumVersion.objects.count()
    module.body = json.dumps([raw("reflection", {"question": "Nieuw"})])
    module.guide = "[]"
    module.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(module)
    assert CurriculumVersion.objects.count() > known


def test_what_a_group_still_reads_stays_closed_though_its_module_let_it_go(visitor, module, files):
    let_go(module)
    assert had(visitor("nobody"), files)[1] == {"loose"}
    assert had(visitor("stranger"), files)[1] == {"loose"}


@pytest.mark.parametrize(
    ("who", "may"),
    [("ambtenaar", {"loose", "all", "linked"}), ("trainer", {"loose", "all", "linked", "council", "guide"})],
)
def test_a_group_on_an_older_version_has_the_documents_of_that_version(visitor, module, files, who, may):
    client = visitor(who)
    let_go(module)
    assert had(client, files) == (may, may)
    person = PersonWithAccountFactory()
    newest = EditionFactory(version=CurriculumVersion.objects.latest("number"))
    EnrolmentFactory(edition=newest, person=person, role="trainer", function="")
    client.force_login(person.account)
    assert had(client, files)[1] == {"loose"}


def test_a_draft_opens_no_document_to_who_guesses_its_address(client, module, files):
    module.body = json.dumps([raw("download", {"title": "", "file": files["loose"].pk, "about": ""})])
    module.save_revision()
    assert had(client, files) == (set(), set())
    client.force_login(SuperuserFactory())
    assert "loose" in had(client, files)[0]
