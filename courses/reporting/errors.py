"""What reporting refuses, each with the sentence that says why."""

from __future__ import annotations

from courses.errors import CoursesError


class ReportRefused(CoursesError):
    """A question that can't be answered as it was asked."""
