"""Looking for somebody everywhere: in the database as it is dumped and as it lies on disk, and in every file."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import subprocess
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def needles(*words: str) -> dict[bytes, str]:
    """Each form in which a word may lie somewhere, with the word."""
    found: dict[bytes, str] = {}
    for word in words:
        for form in {unicodedata.normalize(n, word) for n in ("NFC", "NFD", "NFKC", "NFKD")}:
            texts = {form, form.casefold(), form.upper(), html.escape(form), json.dumps(form)[1:-1], quote(form)}
            texts.add("".join(sign for sign in form.casefold() if sign.isalnum()))  # as a key to compare by
            for text in texts:
                for coded in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
                    found[coded] = word
                for shift in range(3):  # wherever it begins within the groups of three
                    inner = base64.b64encode(b"\0" * shift + text.encode())[4 if shift else 0 : -4]
                    if len(inner) >= 12:
                        found[inner] = word
    return found


def seen_in(content: bytes, wanted: dict[bytes, str]) -> set[str]:
    return {word for part in parts_of(content) for form, word in wanted.items() if form in part}


def parts_of(content: bytes) -> Iterator[bytes]:
    """The bytes themselves, what lies compressed in them, and the text of a PDF."""
    yield content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from parts_of(archive.read(name))
    for match in re.finditer(rb"stream\r?\n", content):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[match.end() :], 5_000_000)
    if content[:5] == b"%PDF-":
        import pypdfium2

        document = pypdfium2.PdfDocument(content)
        yield "".join(page.get_textpage().get_text_range() for page in document).encode()
        document.close()


def dumped() -> bytes:
    """The whole database as its own tool writes it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return "\n".join(connection.connection.iterdump()).encode()
    named = connection.get_connection_params()
    address = f"postgresql://{named['user']}:{named['password']}@{named['host']}:{named['port']}/{named['dbname']}"
    return subprocess.run(["pg_dump", "--inserts", address], check=True, capture_output=True).stdout


def on_disk() -> Iterator[tuple[str, bytes]]:
    """Every file of the site, and the database's own where it is one."""
    for folder in {str(settings.MEDIA_ROOT), str(settings.PRIVATE_ROOT), str(settings.FILES_DIR)}:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                yield str(path), str(path).encode() + b"\n" + path.read_bytes()
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        for path in (Path(name), Path(f"{name}-wal")):
            if path.is_file():
                yield str(path), path.read_bytes()
