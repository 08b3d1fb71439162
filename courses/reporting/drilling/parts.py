"""A row of a table opens too: the same count, with the evidence of that row as if it were all there is."""

from __future__ import annotations

from collections.abc import Sequence

from courses.reporting.ages import AgeBand
from courses.reporting.breakdowns import deal_by_edition, deal_by_person
from courses.reporting.counting import Count
from courses.reporting.dimensions import EDITION_LEVEL, check_dimension, values_at_entry
from courses.reporting.errors import ReportRefused
from courses.reporting.measures import entries


def part_of(counted: Count, dimension: str, value: str, bands: Sequence[AgeBand]) -> Count:
    """What is counted in one row; refused where there is no such row."""
    check_dimension(dimension)
    if dimension in EDITION_LEVEL:
        parts = deal_by_edition(counted.ledger, counted.evidence, dimension)
    else:
        values = values_at_entry(counted.ledger, entries(counted.evidence), dimension, bands)
        parts = deal_by_person(counted.evidence, values)
    for known, evidence in parts.items():
        if str(known) == value:
            part = Count(counted.ledger, counted.period)
            # The evidence is worked out once and kept; here it is given instead.
            part.__dict__["evidence"] = evidence
            return part
    raise ReportRefused(value)
