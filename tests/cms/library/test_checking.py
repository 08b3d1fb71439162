"""What is wrong with something of the library is said in a sentence, at publishing."""

from __future__ import annotations

import pytest

from cms.checking import problems
from tests.factories import raw
from tests.factories_library import DossierFactory, LibraryFileFactory, StoryFactory, ToolFactory

pytestmark = pytest.mark.django_db


def test_what_the_factories_make_is_right():
    for make in (ToolFactory, DossierFactory, StoryFactory):
        assert problems(make()) == []


@pytest.mark.parametrize(
    ("make", "wrong", "field"),
    [
        (ToolFactory, {"licence": ""}, "licence"),
        (ToolFactory, {"group_from": 12, "group_to": 6}, "group_from"),
        (ToolFactory, {"body": []}, "body"),
        (ToolFactory, {"kind": "story"}, "kind"),
        (ToolFactory, {"available_to": "members"}, "available_to"),
        (ToolFactory, {"body": [raw("download", {"file": 999_999, "about": ""})]}, "body"),
        (DossierFactory, {"sources": []}, "sources"),
        (DossierFactory, {"sources": [raw("source", {"title": "Ergens gelezen"})]}, "sources"),
    ],
)
def test_each_problem_is_about_its_field(make, wrong, field):
    found = problems(make(**wrong, draft=True))
    assert [problem.field for problem in found] == [field]


def test_a_picture_says_what_it_shows_and_that_people_agreed():
    file = LibraryFileFactory(file__name="x.png")
    body = [raw("picture", {"picture": file.pk, "caption": ""})]
    assert [one.field for one in problems(StoryFactory(body=body, draft=True))] == ["agreed_to_pictures", "body"]
    file.shows = "Twee mensen aan een tafel"
    file.save()
    assert problems(StoryFactory(body=body, agreed_to_pictures=True, draft=True)) == []
