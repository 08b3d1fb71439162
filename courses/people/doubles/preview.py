"""What joining two persons, or taking them apart, would do; each room adds its lines by the slot JOINING."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.people.merging import merged_into, survivor_in
from courses.people.models import Answer, Merge, Person
from courses.slots.registry import JOINING, filled


@dataclass(frozen=True)
class Line:
    """How many of something each of the two has, and both together as one; or, without numbers, a sentence."""

    text: str
    kept: int | None = None
    double: int | None = None
    together: int | None = None

    @property
    def is_number(self) -> bool:
        return self.together is not None


@dataclass(frozen=True)
class Joining:
    """A joining that would be made, or one that would be undone: `person` goes into `into` and no longer leads."""

    person: Person
    into: Person
    undone: bool = False

    @cached_property
    def _steps(self) -> dict[int, int]:
        """Who was merged into whom, apart from the joining itself."""
        steps = merged_into()
        if self.undone:
            steps.pop(self.person.pk, None)
        return steps

    @cached_property
    def kept(self) -> set[int]:
        """The records that are the one who survives."""
        return self._records(self.into)

    @cached_property
    def double(self) -> set[int]:
        """The records that are the other one."""
        return self._records(self.person)

    def _records(self, person: Person) -> set[int]:
        end = survivor_in(self._steps, person.pk)
        return {end} | {other for other in self._steps if survivor_in(self._steps, other) == end}

    @cached_property
    def survivors_apart(self) -> dict[int, int]:
        return {person: survivor_in(self._steps, person) for person in self._steps}

    @cached_property
    def survivors_joined(self) -> dict[int, int]:
        first = survivor_in(self._steps, self.person.pk)
        steps = self._steps | {first: survivor_in(self._steps, self.into.pk)}
        return {person: survivor_in(steps, person) for person in steps}


def of_fact(fact: Merge) -> Joining:
    return Joining(fact.person, fact.other, undone=True)


def lines_of(request: HttpRequest, joining: Joining) -> list[Line]:
    """Everything the rooms have to say, numbers first."""
    lines = [line for found in filled(JOINING, request, joining) for line in found]
    return sorted(lines, key=lambda line: not line.is_number)


def own_lines(request: HttpRequest, joining: Joining) -> list[Line]:
    """Of this room: answers and accounts."""
    numbers = [Answer.objects.filter(person__in=records).count() for records in (joining.kept, joining.double)]
    lines = [Line(_("answers to background questions"), numbers[0], numbers[1], sum(numbers))]
    with_account = Person.objects.filter(pk__in=joining.kept | joining.double, account__isnull=False)
    if with_account.exclude(account_stands_in=True).count() > 1 and not joining.undone:
        lines.append(Line(_("Both log in with an account of their own. Both keep working, and open the same.")))
    return lines


def years_differ(one: Person, other: Person) -> bool:
    return bool(one.birth_date and other.birth_date and one.birth_date != other.birth_date)


def recommended(pair: Any) -> Person:
    """Which of the two had better survive: who has an account of their own, else who was written down first."""
    first, second = pair.first, pair.second
    own_account = [one for one in (first, second) if one.account_id and not one.account_stands_in]
    chosen: Person = own_account[0] if len(own_account) == 1 else first
    return chosen
