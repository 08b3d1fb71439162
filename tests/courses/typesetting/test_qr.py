import segno

from courses.typesetting import qr


def test_a_capital_address_needs_a_smaller_symbol():
    address = "https://leerlijn.example.org/V/7K3M9QXR0TVBWZ2D"
    assert qr.shortest(address) == "HTTPS://LEERLIJN.EXAMPLE.ORG/V/7K3M9QXR0TVBWZ2D"
    assert segno.make_qr(qr.shortest(address), error="m").mode == "alphanumeric"
    assert qr.modules(address)[1] == 29


def test_a_path_keeps_its_capitals_as_they_are():
    assert qr.shortest("https://example.org/leerlijn/V/7K3M") == "HTTPS://EXAMPLE.ORG/leerlijn/V/7K3M"


def test_the_bars_are_the_symbol():
    address = "https://leerlijn.example.org/V/7K3M9QXR0TVBWZ2D"
    bars, side = qr.modules(address)
    drawn = {(column + n, row) for column, row, length in bars for n in range(length)}
    matrix = segno.make_qr(qr.shortest(address), error="m", boost_error=False, mask=3).matrix
    assert drawn == {(c, r) for r in range(side) for c in range(side) if matrix[r][c]}
