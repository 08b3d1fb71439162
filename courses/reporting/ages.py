"""Ages on the day of entry, and the bands that a funder's scheme puts them in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from courses.reporting.errors import ReportRefused
from courses.reporting.periods import quoted

BAND = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3})|\+)")


@dataclass(frozen=True)
class AgeBand:
    """Ages from the lowest to the highest, both inclusive; `text` is the band as it was typed."""

    text: str
    lowest: int
    highest: int | None

    def holds(self, age: int) -> bool:
        return self.lowest <= age and (self.highest is None or age <= self.highest)


DEFAULT_BANDS = "0-17,18-29,30-54,55+"


def parse_bands(text: str = DEFAULT_BANDS) -> tuple[AgeBand, ...]:
    """Bands such as `0-17,18-29,30+`; two that share an age are refused, since a person has one row."""
    bands = tuple(_band(part.strip()) for part in text.split(","))
    for one, other in zip(sorted(bands, key=_lowest), sorted(bands, key=_lowest)[1:], strict=False):
        if one.highest is None or one.highest >= other.lowest:
            raise ReportRefused(
                _("The age bands %(one)s and %(other)s overlap. Every age belongs to one band.")
                % {"one": one.text, "other": other.text}
            )
    return bands


def band_text(bands: Sequence[AgeBand]) -> str:
    """As they were typed."""
    return ",".join(band.text for band in bands)


def _lowest(band: AgeBand) -> int:
    return band.lowest


def _band(text: str) -> AgeBand:
    match = BAND.fullmatch(text)
    if match is None:
        raise ReportRefused(
            _("%(text)s is not an age band. Write them like 0-17,18-29,30-54,55+.") % {"text": quoted(text)}
        )
    lowest, highest = int(match[1]), int(match[2]) if match[2] else None
    if highest is not None and highest < lowest:
        raise ReportRefused(_("The age band %(text)s ends before it starts.") % {"text": quoted(text)})
    return AgeBand(text, lowest, highest)


def age_on(birth_date: date, day: date) -> int:
    """Completed years. Who was born on 29 February turns a year older on 1 March in common years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def band_of(age: int, bands: Sequence[AgeBand]) -> str:
    return next((band.text for band in bands if band.holds(age)), "other")
