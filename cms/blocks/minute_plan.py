"""The minute plan of a planned session: what happens when, by which method, with what, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup


class PlanRowBlock(blocks.StructBlock):
    """One row of the plan. Participants never see it: it is for who gives the session."""

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=1440)
    title = blocks.CharBlock(label=_("What happens"), max_length=200)
    is_break = blocks.BooleanBlock(
        label=_("A break"), required=False, help_text=_("Such as lunch. It is no part of the net time.")
    )
    method = blocks.CharBlock(label=_("Method"), required=False, max_length=300)
    tool = blocks.PageChooserBlock(
        label=_("Tool of the library"),
        required=False,
        page_type="leerlijn_cms.ToolPage",
        help_text=_("Trainers open it from their run sheet, and its use in meetings is counted."),
    )
    material = blocks.CharBlock(label=_("Material"), required=False, max_length=300)
    room = blocks.CharBlock(
        label=_("Room"), required=False, max_length=200, help_text=_("And how it is set up: “chairs in a circle”.")
    )
    note = blocks.TextBlock(label=_("Note for the trainer"), required=False, rows=2)

    class Meta:
        icon = "time"
        label = _("Part")
        label_format = "{minutes} min · {title}"
        form_layout = BlockGroup(
            ["minutes", "title", "method", "tool"], settings=["is_break", "material", "room", "note"]
        )


def plan_rows(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a planned session's plan as plain data; a session that was written without one has none."""
    return [_plain(row, row.get("tool")) for row in value.get("plan") or ()]


def _plain(row: Mapping[str, Any], tool: Any) -> dict[str, Any]:
    """A row that names a tool only has the tool's title for its method."""
    told = {
        "minutes": row.get("minutes") or 0,
        "title": row.get("title") or "",
        "break": bool(row.get("is_break")),
        "method": row.get("method") or (tool.title if tool else ""),
        "material": row.get("material") or "",
        "room": row.get("room") or "",
        "note": row.get("note") or "",
    }
    return {**told, "tool": {"key": str(tool.translation_key)}} if tool else told


def net_of(rows: Iterable[Mapping[str, Any]]) -> int:
    """Minutes without breaks."""
    return sum(row["minutes"] for row in rows if not row["break"])


def minutes_of(value: Mapping[str, Any]) -> int:
    """The minutes of a part of the outline: what its author typed, else what its plan adds up to."""
    return value.get("minutes") or net_of(plan_rows(value))
