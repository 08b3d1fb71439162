"""Word of what changed in who took part, for whoever keeps figures of it: once per verb, inside its transaction.

Marks, completions and what is saved or deleted row by row tell of themselves. A verb that writes in bulk what figures are
made of says so here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.dispatch import Signal

# sender: Changes; changes: what changed
changed = Signal()


@dataclass
class Changes:
    """Ids of what changed: persons with other facts, records that were joined or taken apart, groups and projects.

    `perhaps` are persons of whom something else changed; where they have no facts it changes no figure.
    """

    persons: set[int] = field(default_factory=set)
    perhaps: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    editions: set[int] = field(default_factory=set)
    grants: set[int] = field(default_factory=set)

    def add(self, other: Changes) -> None:
        self.persons |= other.persons
        self.perhaps |= other.perhaps
        self.joined |= other.joined
        self.editions |= other.editions
        self.grants |= other.grants

    def __bool__(self) -> bool:
        return bool(self.persons or self.perhaps or self.joined or self.editions or self.grants)


_open: ContextVar[Changes | None] = ContextVar("leerlijn_changes", default=None)


def tell(
    *,
    persons: Iterable[int] = (),
    perhaps: Iterable[int] = (),
    joined: Iterable[int] = (),
    editions: Iterable[int] = (),
    grants: Iterable[int] = (),
) -> None:
    """Say what changed, at once or, within `told_together`, at its end."""
    changes = Changes(set(persons), set(perhaps), set(joined), set(editions), set(grants))
    gathering = _open.get()
    if gathering is not None:
        gathering.add(changes)
    elif changes:
        changed.send(sender=Changes, changes=changes)


@contextmanager
def told_together() -> Iterator[None]:
    """Tell of everything within at its end, once. Belongs inside the transaction; what fails is told to nobody."""
    if _open.get() is not None:
        yield
        return
    gathering = Changes()
    token = _open.set(gathering)
    try:
        yield
    finally:
        _open.reset(token)
    if gathering:
        changed.send(sender=Changes, changes=gathering)
