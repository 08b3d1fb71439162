from pathlib import Path

import pytest

from courses.typesetting.bidi import base_level, levels, visual_order

# Of Debian's package unicode-data, which the tests see to. A line: code points; direction (0 ltr, 1 rtl, 2 auto);
# level of the paragraph; levels (x: removed); visual order.
CONFORMANCE = Path("/usr/share/unicode/BidiCharacterTest.txt")
# Cleaned away before a text is set.
CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.slow
@pytest.mark.parametrize("half", [0, 1])
def test_the_order_is_that_of_unicodes_own_test(half):
    tried, wrong = 0, []
    lines = [line for line in CONFORMANCE.read_text().splitlines() if line and not line.startswith("#")]
    for line in lines[half::2]:
        points, direction, paragraph, expected, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        if not CONTROLS.isdisjoint(text):
            continue
        tried += 1
        base = {"0": 0, "1": 1, "2": base_level(text)}[direction]
        got = levels(text, base)
        kept = [(index, level) for index, level in enumerate(got) if expected.split()[index] != "x"]
        if (
            base != int(paragraph)
            or [level for _index, level in kept] != [int(level) for level in expected.split() if level != "x"]
            or visual_order(kept) != [int(index) for index in order.split()]
        ):
            wrong.append(points)
    assert tried > 45_000
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Ali علي (ابن) Jansen", "Ali (نبا) يلع Jansen"),
        ("محمد (Reza) 2026", "2026 (Reza) دمحم"),
        ("", ""),
    ],
)
def test_brackets_go_with_what_they_hold(text, order):
    mirrored = str.maketrans("()", ")(")
    by_character = levels(text)
    seen = [
        text[index].translate(mirrored) if by_character[index] % 2 else text[index]
        for index in visual_order(enumerate(by_character))
    ]
    assert "".join(seen) == order
