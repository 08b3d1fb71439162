"""The rules of places once more, written for reading: one list of people, gone through by hand after each event."""

from __future__ import annotations

from dataclasses import dataclass, field

PLACED, WAITING, STOPPED = "placed", "waiting", "stopped"
OPEN, PASSED = "open", "passed"


@dataclass
class Somebody:
    """`offer` is that of a held place, or that one was let pass; `beyond` that a coordinator placed past the capacity."""

    state: str
    offer: str = ""
    offered: int = 0


@dataclass
class SlowPlaces:
    """A group that hasn't begun; people stand in the order in which they enrolled, and keep it."""

    capacity: int | None
    moves: bool = True
    people: list[Somebody] = field(default_factory=list)
    offers_made: int = 0

    def free(self) -> int | None:
        taken = sum(one.state == PLACED or one.offer == OPEN for one in self.people)
        return None if self.capacity is None else max(0, self.capacity - taken)

    def in_line(self) -> list[Somebody]:
        return [one for one in self.people if one.state == WAITING and not one.offer]

    def enrol(self) -> None:
        has_place = self.free() != 0 and not self.in_line()
        self.people.append(Somebody(PLACED if has_place else WAITING))

    def leave(self, one: Somebody) -> None:
        if one.state == STOPPED:
            return
        one.state, one.offer = STOPPED, ""
        self.move()

    def accept(self, one: Somebody) -> None:
        if one.state != WAITING:
            return
        if one.offer == OPEN:
            one.state, one.offer = PLACED, ""
        elif one.offer == PASSED:
            self.move()
            if self.free() != 0 and not self.in_line():
                one.state = PLACED
            one.offer = ""

    def let_pass(self, one: Somebody) -> None:
        if one.offer == OPEN:
            one.offer = PASSED
            self.move()

    def resize(self, capacity: int | None) -> None:
        self.capacity = capacity
        while capacity is not None:
            holding = [one for one in self.people if one.offer == OPEN]
            taken = sum(one.state == PLACED for one in self.people) + len(holding)
            if not holding or taken <= capacity:
                break
            max(holding, key=lambda one: one.offered).offer = ""
        self.move()

    def give(self, one: Somebody) -> None:
        if one.state == WAITING:
            one.state, one.offer = PLACED, ""

    def offer_to(self, one: Somebody) -> None:
        if one.state == WAITING and one.offer != OPEN and self.free() != 0:
            self._offer(one)

    def pass_on(self, one: Somebody) -> None:
        """The seat goes to somebody from outside."""
        if one.state == PLACED:
            one.state = STOPPED
            self.people.append(Somebody(PLACED))

    def pass_on_to(self, one: Somebody, other: Somebody) -> None:
        """The seat goes to somebody of the group, which is only possible for who waits."""
        if one.state != PLACED or other.state != WAITING:
            return
        one.state = STOPPED
        held, other.offer, other.state = other.offer, "", PLACED
        if held == OPEN:
            self.move()

    def move(self) -> None:
        if self.moves:
            for one in self.in_line():
                if self.free() == 0:
                    break
                self._offer(one)

    def _offer(self, one: Somebody) -> None:
        self.offers_made += 1
        one.offer, one.offered = OPEN, self.offers_made
