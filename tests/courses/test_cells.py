from __future__ import annotations

import pytest

from courses.cells import safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_text_begins_as_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_numbers_and_other_text_stay_what_they_are():
    assert [safe_cell(cell) for cell in (-3, 2.5, None, "", "a=1", "'=1")] == [-3, 2.5, None, "", "a=1", "'=1"]
