from __future__ import annotations

from courses.errors import CoursesError


class ErasureRefused(CoursesError):
    """There is nobody, or nothing, to erase."""
