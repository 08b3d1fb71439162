"""Who may erase whom."""

from __future__ import annotations

from typing import Any

from courses.people.access import organisations_of, visible_persons
from courses.people.models import Person


def may_erase(account: Any, person: Person) -> bool:
    """Site admins, and who answers for the organisation that keeps the record; of who came by themselves each who sees it.

    What goes is all that is known of a human being, with other organisations too: whoever asks to be erased means that.
    """
    if account.is_superuser and account.is_active:
        return True
    if not visible_persons(account).filter(pk=person.pk).exists():
        return False
    return person.keeper_id is None or organisations_of(account).filter(pk=person.keeper_id).exists()
