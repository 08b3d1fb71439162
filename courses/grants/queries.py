from __future__ import annotations

from courses.grants.models import Grant


def grant_with_code(code: str) -> Grant | None:
    """The project with exactly this code. A text that no database can hold, as a terminal may hand over, is nobody's."""
    if "\x00" in code or code.encode(errors="ignore").decode() != code:
        return None
    return Grant.objects.filter(code=code).first()
