"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

from typing import Any

# With the wide signs that East Asian keyboards type, which spreadsheets read as the plain ones.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula is kept text by an apostrophe."""
    if isinstance(cell, str) and cell.startswith(STARTS):
        return "'" + cell
    return cell
