"""What freezing refuses, each with the sentence that says why."""

from __future__ import annotations

from courses.reporting.errors import ReportRefused


class FreezeRefused(ReportRefused):
    """A report that can't be frozen, or a step that can't be taken now."""
