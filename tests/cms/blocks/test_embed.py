from __future__ import annotations

import pytest

from cms.blocks.embed import frame_address


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
        ("https://kaart.example.org/wijk?x=1", "https://kaart.example.org/wijk?x=1"),
        ("http://example.org/kaart", ""),
        ("javascript:alert(1)", ""),
        ("https://example.org;script-src */", ""),
        ("https://example.org:8443/", ""),
        ("https://somebody@example.org/", ""),
        ("https://localhost/", ""),
        ("https://[::1", ""),
        ("https://www.youtube.com/watch?v=<script>", ""),
    ],
)
def test_only_an_address_that_a_policy_can_name_is_framed(address, frame):
    assert frame_address(address) == frame
