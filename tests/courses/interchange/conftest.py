from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """The reasons that are looked for here are the English ones, as the command prints them."""
    with translation.override("en"):
        yield
