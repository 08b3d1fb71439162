"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

from typing import Any


def safe_cell(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula is kept text by an apostrophe."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell
