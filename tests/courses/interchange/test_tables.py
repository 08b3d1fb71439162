"""Tables as people save them, and files that are none."""

from __future__ import annotations

import pytest

from courses.interchange.enrolment_files import FIELD_OF
from courses.interchange.tables import NoTable, Table, read_table


def read(raw: bytes) -> Table:
    return read_table(raw, FIELD_OF, required="name")


@pytest.mark.parametrize(
    "raw",
    [
        b"naam;e-mail\r\nTest Een;een@example.org\r\n",
        b"Naam,E-mail\nTest Een,een@example.org",
        b"name\temail\nTest Een\teen@example.org\n\n",
        b"\xef\xbb\xbfnaam;e-mail\nTest Een;een@example.org",
        b'"Naam *";"E-mailadres:"\n"Test Een";"een@example.org"',
        b'sep=;\nnaam;e-mail\n"Test Een";een@example.org;;;\n',
        "naam\te-mail\r\nTest Een\teen@example.org".encode("utf-16"),
        b";;\nnaam;e-mail\n;\nTest Een;een@example.org",
    ],
)
def test_what_spreadsheets_write(raw: bytes) -> None:
    assert [cells for _number, cells in read(raw).rows] == [{"name": "Test Een", "email": "een@example.org"}]


def test_windows_letters_and_line_numbers() -> None:
    table = read("sep=;\nnaam;plaats\nTest Çelik;x\n\nTest Müller;y\n".encode("cp1252"))
    assert table.rows == [(3, {"name": "Test Çelik"}), (5, {"name": "Test Müller"})]
    assert table.unused == ["plaats"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7\n1 0 obj", "no CSV"),
        (b"PK\x03\x04rest of a workbook", "no CSV"),
        (b"\x00\x01\x02\x03" * 50, "no CSV"),
        (b"\x89PNG\r\n\x1a\n", "no CSV"),
        (b"naam;e-mail\n", "no rows"),
        (b"voornaam;achternaam\nTest;Een", "one of them must be"),
        (b"naam;name\nTest;Een", "mean the same"),
        (b"naam\n" + b"Test\n" * 20_001, "more than 20000 rows"),
        (b"naam\n" + b"x" * 6_000_000, "too large"),
        (b"naam\n" + b"x" * 200_000, "no CSV"),
    ],
)
def test_what_is_no_table_gets_a_sentence(raw: bytes, reason: str) -> None:
    with pytest.raises(NoTable, match=reason):
        read(raw)
