"""The list of doubts: what the checks found, without what somebody accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from courses.reporting.checking.ground import Ground
from courses.reporting.checking.models import AcceptedDoubt
from courses.reporting.checking.registry import Check, Doubt, checks


@dataclass
class Doubts:
    """The doubts of all projects on the ground that nobody accepted as they are now; `quick` without those that count."""

    ground: Ground
    quick: bool = False

    @cached_property
    def all(self) -> list[Doubt]:
        """By check, in their order."""
        accepted = self._accepted
        asked = [check for check in checks() if not (self.quick and check.counts)]
        return [one for check in asked for one in check.find(self.ground) if (*one.key, one.facts) not in accepted]

    @cached_property
    def _accepted(self) -> set[tuple[int, str, str, str]]:
        rows = AcceptedDoubt.objects.filter(grant__in=list(self.ground.grants))
        return set(rows.order_by().values_list("grant", "kind", "subject", "facts"))

    def of(self, grant: int | None = None, kind: str = "") -> list[Doubt]:
        return [one for one in self.all if grant in (None, one.grant) and kind in ("", one.kind)]

    def by_check(self, grant: int | None = None) -> list[tuple[Check, int]]:
        """Each check that found something, with how many doubts."""
        number = Counter(one.kind for one in self.of(grant))
        return [(check, number[check.kind]) for check in checks() if number[check.kind]]

    @cached_property
    def by_grant(self) -> Counter[int]:
        return Counter(one.grant for one in self.all)


def distinct(doubts: Iterable[Doubt]) -> int:
    """How many things there are to look at; one that is in two projects is one."""
    return len({(one.kind, one.subject) for one in doubts})
