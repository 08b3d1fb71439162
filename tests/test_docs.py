"""What the manual points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing


def test_there_is_a_page_for_each_reader() -> None:
    readers = {"author", "trainer", "participant", "coordinator", "host-developer", "operator"}
    assert readers <= {page.stem for page in PAGES}


def test_pictures_are_small_and_used() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    told = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert pictures
    assert all(picture.name in told and picture.stat().st_size < 200_000 for picture in pictures)
