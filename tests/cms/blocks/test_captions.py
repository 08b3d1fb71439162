from __future__ import annotations

import pytest

from cms.blocks.captions import why_not_captions

GOOD = "WEBVTT\n\n1\n00:01.000 --> 00:04.200\nDag buurvrouw.\n\n01:00:05.000 --> 01:00:07.000 align:start\nDag.\n"


@pytest.mark.parametrize(
    "data", [GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, GOOD.replace("WEBVTT", "WEBVTT - nl")]
)
def test_captions_that_every_browser_reads_are_taken(data):
    assert why_not_captions(data.encode()) == ""


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "WEBVTT"),
        (b"1\n00:00:01,000 --> 00:00:04,000\nEen srt.\n", "WEBVTT"),
        (b"WEBVTT\n\n00:01,000 --> 00:04,000\nKomma's.\n", "3"),
        (b"WEBVTT\n\n00:09.000 --> 00:04.000\nTerug in de tijd.\n", "3"),
        (b"WEBVTT\n\nAlleen tekst.\n", "caption"),
        (b"\xff\xfeW\x00E\x00", "UTF-8"),
        (b"WEBVTTER\n\n00:01.000 --> 00:04.000\n", "WEBVTT"),
    ],
)
def test_what_no_browser_shows_is_refused_with_a_sentence(data, word):
    from django.utils.translation import override

    with override("en"):
        assert word in why_not_captions(data)
