"""The answer of a frozen report: what was frozen, or the part of it that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.reporting.ages import AgeBand, band_text
from courses.reporting.dimensions import AGE
from courses.reporting.freezing.errors import FreezeRefused
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.periods import quoted


def frozen_answer(
    frozen: FrozenReport,
    *,
    by: Sequence[str] | None = None,
    cross: Sequence[tuple[str, str]] | None = None,
) -> dict[str, Any]:
    """The object that `report()` gave when it was frozen: a pure function of the report's row.

    Without `by` and `cross` all of it; with either, the tables named and no others. What wasn't frozen is refused.
    """
    answer = frozen.answer
    if by is None and cross is None:
        return answer
    wanted = list(dict.fromkeys(by or ()))
    crosses = {tuple(table["by"]): table for table in answer["crosses"]}
    for dimension in wanted:
        if dimension not in answer["breakdowns"]:
            raise _not_frozen(dimension, list(answer["breakdowns"]))
    for pair in cross or ():
        if tuple(pair) not in crosses:
            raise _not_frozen(",".join(pair), [",".join(known) for known in crosses])
    return {
        **answer,
        "breakdowns": {dimension: answer["breakdowns"][dimension] for dimension in wanted},
        "crosses": [crosses[pair[0], pair[1]] for pair in dict.fromkeys(cross or ())],
    }


def check_bands(frozen: FrozenReport, bands: Sequence[AgeBand]) -> None:
    """Refuse other ages than those that its tables were frozen with."""
    asked = frozen.asked
    by_age = AGE in asked["by"] or any(AGE in cross for cross in asked["cross"])
    if by_age and band_text(bands) != asked["age_bands"]:
        raise FreezeRefused(
            _("Frozen report %(id)d has other age bands: %(bands)s.") % {"id": frozen.pk, "bands": asked["age_bands"]}
        )


def _not_frozen(asked: str, frozen: list[str]) -> FreezeRefused:
    if not frozen:
        return FreezeRefused(
            _("This report was frozen without a table by %(asked)s, and without any like it.")
            % {"asked": quoted(asked)}
        )
    return FreezeRefused(
        _("This report was frozen without a table by %(asked)s. It holds: %(known)s.")
        % {"asked": quoted(asked), "known": "; ".join(frozen)}
    )
