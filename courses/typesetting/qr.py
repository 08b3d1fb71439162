"""The QR of an address, as bars to draw."""

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

import segno

# Searching for the best mask costs more than the rest of the symbol; every mask is right.
_MASK = 3

Bar = tuple[int, int, int]


def shortest(address: str) -> str:
    """Scheme and host in capitals, so that an address with a capital path needs a smaller symbol."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(scheme=parts.scheme.upper(), netloc=parts.netloc.upper())).replace(
        parts.scheme, parts.scheme.upper(), 1
    )


@lru_cache(maxsize=256)
def modules(address: str) -> tuple[tuple[Bar, ...], int]:
    """Dark bars as (column, row, length) from the top left, and the number of modules a side."""
    matrix = segno.make_qr(shortest(address), error="m", boost_error=False, mask=_MASK).matrix
    bars = []
    for row, cells in enumerate(matrix):
        column = 0
        while column < len(cells):
            length = 0
            while column + length < len(cells) and cells[column + length]:
                length += 1
            if length:
                bars.append((column, row, length))
            column += length or 1
    return tuple(bars), len(matrix)
