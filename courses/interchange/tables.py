"""A table that somebody saved from a spreadsheet: bytes into rows of named cells, or a sentence about the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.interchange.errors import InterchangeError

LARGEST_FILE = 5_000_000
MOST_ROWS = 20_000
DELIMITERS = (";", ",", "\t")
# How files begin that are something else: PDF, ZIP (so XLSX, ODS, DOCX), old Office, PNG, JPEG, RTF.
OTHER_FILES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


class NoTable(InterchangeError):
    """The file can't be read as a table."""


@dataclass
class Table:
    """Rows with their line numbers; `unused` are the names of columns that nobody asked for."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def read_table(raw: bytes, names: Mapping[str, str], *, required: str) -> Table:
    """Read a CSV as Excel and others save it; `names` maps a column's name in lower case to a field.

    Raises NoTable with what is wrong and what to do.
    """
    if len(raw) > LARGEST_FILE:
        raise NoTable(_("The file is too large: at most %(size)d MB.") % {"size": LARGEST_FILE // 1_000_000})
    if not raw.strip():
        raise NoTable(_("The file is empty."))
    text = _decode(raw)
    told, text = _told_delimiter(text)
    delimiter = told or max(DELIMITERS, key=lambda one: _known_columns(text, one, names))
    lines = _lines(text, delimiter, above=1 if told else 0)
    _number, header = next(lines, (0, []))
    columns = [names.get(_plain(title), "") for title in header]
    _check_header(header, columns, required)
    table = Table(
        unused=[title.strip() for title, column in zip(header, columns, strict=True) if title.strip() and not column]
    )
    for number, cells in lines:
        found = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
        if any(found.values()):
            table.rows.append((number, found))
        if len(table.rows) > MOST_ROWS:
            raise NoTable(_("The file has more than %(most)d rows. Split it into parts.") % {"most": MOST_ROWS})
    if not table.rows:
        raise NoTable(_("There are no rows below the names of the columns."))
    return table


def _decode(raw: bytes) -> str:
    if raw.startswith(OTHER_FILES):
        raise _no_csv()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for sign in text[:10_000] if ord(sign) < 32 and sign not in "\t\r\n")
        if strange * 20 > len(text[:10_000]):
            raise _no_csv()
        return text
    raise _no_csv()


def _no_csv() -> NoTable:
    return NoTable(_("This is no CSV file. In Excel, choose “Save as” and then “CSV UTF-8”."))


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel writes `sep=;` above the table where it wants to be sure."""
    first, _break, rest = text.partition("\n")
    told = first.strip().strip('"').lower()
    if told.startswith("sep=") and told[4:] in (";", ",", ""):
        return told[4:] or "\t", rest
    return "", text


def _known_columns(text: str, delimiter: str, names: Mapping[str, str]) -> int:
    _number, header = next(_lines(text, delimiter), (0, []))
    return sum(_plain(title) in names for title in header)


def _lines(text: str, delimiter: str, above: int = 0) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num + above, cells
    except csv.Error as error:
        raise _no_csv() from error


def _plain(title: str) -> str:
    return " ".join(title.replace("_", " ").casefold().split()).rstrip(" *:")


def _check_header(header: list[str], columns: list[str], required: str) -> None:
    if required not in columns:
        raise NoTable(
            _("The first row must name the columns, and one of them must be “naam” or “name”. It says: %(header)s.")
            % {"header": " · ".join(title.strip()[:30] for title in header[:8])}
        )
    twice = next((column for column in columns if column and columns.count(column) > 1), "")
    if twice:
        titles = [title.strip()[:30] for title, column in zip(header, columns, strict=True) if column == twice]
        raise NoTable(_("Two columns mean the same: %(columns)s.") % {"columns": " · ".join(titles)})
