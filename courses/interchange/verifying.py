"""The second step of an import: the whole file against itself, what its source brought before, and the rules."""

from __future__ import annotations

from dataclasses import dataclass

from courses.interchange.book import Book
from courses.interchange.facts import FactsPlan, check_facts
from courses.interchange.joinings import check_joinings
from courses.interchange.parsing import Parsed, Record
from courses.interchange.states import Pair, States
from courses.interchange.structure import check_structure


@dataclass
class Plan:
    """What an import would do. `joinings` are the merges and splits in the order to write them down."""

    book: Book
    facts: FactsPlan
    joinings: list[Record]
    touched: set[Pair]


def verify(parsed: Parsed) -> Plan:
    """Judge every line; writes nothing."""
    book = Book(parsed)
    states = States(book)
    check_structure(book, states)
    facts = check_facts(book, states)
    return Plan(book, facts, check_joinings(book), states.touched)
