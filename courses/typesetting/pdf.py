"""The objects of a PDF file, numbered and written out; a finished beginning can be shared by many files."""

import hashlib
import zlib


class Objects:
    """Numbered objects of one file. `after` continues the objects of a compiled page without touching them."""

    def __init__(self, after: "Objects | None" = None) -> None:
        self._before = after.body() if after else b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        self._offsets: list[int] = list(after._offsets) if after else [0]
        self._pieces: list[bytes] = []
        self._length = len(self._before)

    def reserve(self) -> int:
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, number: int, content: bytes) -> int:
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        self._offsets[number] = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        return number

    def add(self, content: bytes) -> int:
        return self.put(self.reserve(), content)

    def add_stream(self, entries: bytes, data: bytes, *, level: int = 6) -> int:
        """A stream, compressed unless `level` is 0 (then `entries` says how it is encoded)."""
        if level:
            data, entries = zlib.compress(data, level), entries + b"/Filter/FlateDecode"
        return self.add(b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data))

    def body(self) -> bytes:
        return self._before + b"".join(self._pieces)

    def finish(self, *, root: int, info: int) -> bytes:
        """The whole file; its identifier is the hash of its own content."""
        body = self.body()
        identifier = hashlib.sha256(body).hexdigest()[:32].encode()
        entries = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets[1:])
        size = len(self._offsets)
        table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
        trailer = b"<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>" % (size, root, info, identifier, identifier)
        return b"%s%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (body, table, trailer, len(body))


def text_string(text: str) -> bytes:
    """A string for titles, languages and alternative texts: any script."""
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be", "replace").hex().encode()


def number(value: float) -> str:
    """A number as PDF wants it: no exponent, no more digits than a printer sees."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
