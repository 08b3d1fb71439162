from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NeedsYou:
    """One line of "what needs you": a sentence, where to mend it, and until when (None: no day)."""

    sentence: str
    url: str
    until: date | None = None
    urgent: bool = False
