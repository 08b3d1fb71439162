"""Which tools the plans of pinned meetings name, so that their use can be counted by an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit, UnitTool


def write_tools(translation_key: Any) -> None:
    """Write down the tools of all versions of a programme, whatever was known; two queries where nothing changed."""
    units = CurriculumUnit.objects.filter(version__translation_key=translation_key, kind=UnitKind.PLANNED_SESSION)
    wanted = {
        (unit, tool) for unit, definition in units.values_list("pk", "definition") for tool in tools_in(definition)
    }
    rows = UnitTool.objects.filter(unit__version__translation_key=translation_key)
    known = {(unit, tool): pk for pk, unit, tool in rows.values_list("pk", "unit", "tool")}
    if gone := [pk for key, pk in known.items() if key not in wanted]:
        UnitTool.objects.filter(pk__in=gone).delete()
    if fresh := sorted(wanted - known.keys()):
        UnitTool.objects.bulk_create([UnitTool(unit_id=unit, tool=tool) for unit, tool in fresh])


def tools_in(definition: Mapping[str, Any]) -> Iterator[UUID]:
    """The keys of the tools that a planned meeting's plan names, in any language; what is no key is none."""
    for rows in (definition.get("plan") or {}).values():
        for row in rows:
            try:
                yield UUID((row.get("tool") or {})["key"])
            except (KeyError, ValueError, TypeError, AttributeError):
                continue
