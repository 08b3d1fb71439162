"""What a preset says about itself."""

from __future__ import annotations

import pytest
from django.utils import translation

from courses.reporting.indicators.presets import OFFICIAL_NAME, PRESETS


@pytest.mark.parametrize("preset", [one for one in PRESETS if one.key.startswith("esf")], ids=lambda one: one.key)
def test_who_starts_from_esf_reads_that_its_text_was_not_at_hand(preset):
    with translation.override("en"):
        assert "not at hand" in str(preset.unchecked)


def test_eea_says_what_was_not_checked_and_ones_own_promises_need_no_caution():
    assert [one.key for one in PRESETS if one.caution is OFFICIAL_NAME] == ["eea-civ-007", "eea-civ-039"]
    assert not any(one.caution or one.unchecked for one in PRESETS if one.key.startswith("polrad"))
