"""Who looked: one row for a page or file, however many people were on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from courses.audit.models import Access


def log_access(*, by: Any, action: Access.Action, kind: str, subjects: Iterable[int] = (), detail: str = "") -> Access:
    """Record that `by` saw or took the data of these subjects (ids of `kind`, e.g. "person")."""
    return Access.objects.create(by=by, action=action, kind=kind, subjects=list(subjects), detail=detail[:300])
