"""A group's certificates in one ZIP, sent while it is read: as much memory for ten thousand as for one."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.cells import safe_cell

MANIFEST = "manifest.csv"
_PIECE = 256 * 1024
# The file system of who unpacks it decides what a name may be; 80 signs of a name are enough to find somebody.
_FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|\r\n\t\x00', "-"))
_NAME_LENGTH = 80


def zipped(certificates: QuerySet[Certificate]) -> Iterator[bytes]:
    """Pieces of the ZIP: each PDF under its number and the name on it, and a manifest with the hash of each."""
    pipe = _Pipe()
    lines = io.StringIO()
    manifest = csv.writer(lines)
    manifest.writerow(
        [_("file"), _("number"), _("name"), _("state"), _("issued on"), _("code"), _("address"), "sha256"]
    )
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for certificate in certificates.order_by("pk").iterator(chunk_size=200):
            name = entry_name(certificate)
            entry = zipfile.ZipInfo(name, date_time=certificate.issued_at.timetuple()[:6])
            with certificate.pdf.open("rb") as pdf, archive.open(entry, "w", force_zip64=False) as out:
                while piece := pdf.read(_PIECE):
                    out.write(piece)
                    yield from pipe.taken()
            manifest.writerow([safe_cell(value) for value in _row(name, certificate)])
            yield from pipe.taken()
        # With the sign by which spreadsheets know the encoding.
        archive.writestr(zipfile.ZipInfo(MANIFEST), "\ufeff" + lines.getvalue())
        yield from pipe.taken()
    yield from pipe.taken()


def entry_name(certificate: Certificate) -> str:
    """ "2026-000012 Şükrü Yağmuroğlu.pdf": in any script, and never a path."""
    name = certificate.facts["name"].translate(_FORBIDDEN)[:_NAME_LENGTH].strip(" .")
    return f"{certificate.serial} {name}.pdf"


def _row(name: str, certificate: Certificate) -> list[str]:
    facts = certificate.facts
    return [
        name,
        certificate.serial,
        facts["name"],
        str(certificate.get_state_display()),
        facts["issued_on"],
        certificate.code_in_groups,
        facts["address"],
        certificate.sha256,
    ]


class _Pipe(io.RawIOBase):
    """What `zipfile` writes to, and what is sent from: it can't go back, so the ZIP is written in one stroke."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        content = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(content)
        return len(content)

    def taken(self) -> Iterator[bytes]:
        pieces, self._pieces = self._pieces, []
        yield from pieces
