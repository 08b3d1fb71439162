from pathlib import Path

import pytest

from courses.typesetting.bidi import base_level, levels, visual_order

CASES = [
    line.split(";")
    for line in (Path(__file__).parent / "bidi_cases.txt").read_text().splitlines()
    if not line.startswith("#")
]


def test_the_order_is_that_of_unicodes_own_test():
    wrong = []
    for points, direction, paragraph, expected, order in CASES:
        text = "".join(chr(int(point, 16)) for point in points.split())
        base = {"0": 0, "1": 1, "2": base_level(text)}[direction]
        got = levels(text, base)
        kept = [(index, level) for index, level in enumerate(got) if expected.split()[index] != "x"]
        if (
            base != int(paragraph)
            or [level for _index, level in kept] != [int(level) for level in expected.split() if level != "x"]
            or visual_order(kept) != [int(index) for index in order.split()]
        ):
            wrong.append(points)
    assert len(CASES) > 700
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
