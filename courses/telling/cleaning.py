"""What people typed, as it may stand in a line of a mail or a calendar."""

from __future__ import annotations

import unicodedata

# Joiners are part of how names are written in Arabic and Indic scripts; the other invisible signs are accidents.
KEPT = {"\u200c", "\u200d"}


def one_line(text: str) -> str:
    """Without line ends and signs nobody can see: a name can't begin a header or turn what follows around."""
    seen = "".join(" " if sign.isspace() else sign for sign in text)
    return " ".join("".join(sign for sign in seen if not _invisible(sign)).split())


def lines(text: str) -> str:
    """As `one_line`, with line ends kept."""
    return "\n".join(one_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} and sign not in KEPT
