"""How much work goes into proving published tables: an end that doesn't depend on the clock, so that all get the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.reporting.errors import ReportRefused

# Steps of the solver times the equations that each looks at: about 14 million take a second.
MOST = 400_000_000
# What setting up a programme and reading its answer cost besides, by the figure.
FOR_MAKING, FOR_READING = 100, 5


class TooLaborious(ReportRefused):
    """Tables that can't be proved safe with the work that is allowed for it."""

    def __init__(self) -> None:
        super().__init__(
            _("These tables together are too large to prove them safe. Take fewer tables of two, or coarser rows.")
        )


@dataclass
class Effort:
    """What is left of the work for one publication."""

    left: int = MOST

    def run(self, highs: Any) -> None:
        """Solve a programme, with as many steps as are left for it; half an answer is none."""
        import highspy

        rows = max(1, highs.getNumRow())
        highs.setOptionValue("simplex_iteration_limit", max(1, self.left // rows))
        highs.run()
        if highs.getModelStatus() == highspy.HighsModelStatus.kIterationLimit:
            raise TooLaborious
        self.spend(max(0, highs.getInfo().simplex_iteration_count) * rows + FOR_READING * highs.getNumCol())

    def made(self, highs: Any) -> None:
        self.spend(FOR_MAKING * highs.getNumCol())

    def spend(self, work: int) -> None:
        self.left -= work
        if self.left <= 0:
            raise TooLaborious
