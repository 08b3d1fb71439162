"""Notes of a meeting, for the trainers and coordinators of its group."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.models import Session
from courses.phone.errors import NoteOutdated
from courses.phone.models import SessionNote


def save_note(session: Session, text: str, *, seen: int, by: Any) -> SessionNote:
    """Keep the text, if the version that was `seen` (0: none) is still the newest; else NoteOutdated."""
    with transaction.atomic():
        fields = {"text": text, "changed_at": timezone.now(), "changed_by": by}
        if seen:
            written = SessionNote.objects.filter(session=session, version=seen).update(
                version=F("version") + 1, **fields
            )
        else:
            written = _begin(session, fields)
        if not written:
            raise NoteOutdated(_("Somebody else wrote here in the meantime. Put the two together and save again."))
        return SessionNote.objects.get(session=session)


def _begin(session: Session, fields: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            SessionNote.objects.create(session=session, **fields)
    except IntegrityError:
        return False
    return True
