"""What a report says, as tables and sentences, before it is a workbook or a page: plain values in the active "
"language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["text", "number", "day", "moment", "share"]


class Hidden:
    """A figure that is not published; it stands there as a word, and never as a number."""


HIDDEN = Hidden()
Cell = str | int | float | date | datetime | Hidden | None


@dataclass(frozen=True)
class Column:
    """`short` is what paper has room for; `width` is in characters."""

    label: str
    kind: Kind = "text"
    width: int = 14
    short: str = ""

    @property
    def heading(self) -> str:
        return self.short or self.label


@dataclass(frozen=True)
class Row:
    """`is_total` makes it stand out; the first cell heads the row."""

    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class TargetLine:
    """One target: where it began, how far it is, and where it should be."""

    name: str
    baseline: float
    reached: float
    target: float
    words: str


@dataclass(frozen=True)
class Bars:
    """Lengths with a label each; `words` says the same to who doesn't see them."""

    rows: tuple[tuple[str, int], ...]
    words: str


@dataclass(frozen=True)
class Block:
    """One table with its title; `empty` is what stands there instead where it has no rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    empty: str = ""
    lines: tuple[TargetLine, ...] = ()
    bars: Bars | None = None


@dataclass(frozen=True)
class Part:
    """A sheet of the workbook and a chapter of the PDF. `table` is the sheet's where one long table serves it "
    "better."""

    name: str
    intro: tuple[str, ...]
    blocks: tuple[Block, ...]
    table: Block | None = None


@dataclass(frozen=True)
class Content:
    """The whole report. `facts` are pairs of a label and a value; `moment` is when what it says was known."""

    title: str
    subtitle: str
    code: str
    language: str
    moment: datetime
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    seal: str = ""
