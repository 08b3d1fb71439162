"""Tools at meetings: which the run sheet names, which were used, and how often each was.

A meeting counts for a tool when its trainer noted that it was used, or when the plan names it and the meeting took place
(somebody was marked present, or people were counted) and nobody noted otherwise. Meetings that each hold a part of one
planned session are one: nobody wrote down which part of the plan fell on which day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.curricula.models import UnitTool
from courses.editions.models import Attendance, Session
from courses.errors import CoursesError
from courses.giving.models import NotedTool
from courses.slots import registry

MOST_NOTED = 50


class ToolsNotNoted(CoursesError):
    """The meeting is still to come, or more was ticked than anybody can do in one meeting."""


@dataclass(frozen=True)
class Tool:
    """A tool that a host's pages offer: the key all its translations share, and where it is read."""

    key: UUID
    title: str
    address: str


def known_tools(request: HttpRequest, keys: Collection[UUID]) -> dict[UUID, Tool]:
    """Those of some tools that can be read now, in the reader's language where there is one."""
    if not keys:
        return {}
    return {tool.key: tool for tools in registry.filled(registry.TOOLS, request, frozenset(keys)) for tool in tools}


def found_tools(request: HttpRequest, words: str) -> list[Tool]:
    """Tools with these words, the best first."""
    return [tool for tools in registry.filled(registry.TOOLS, request, words) for tool in tools]


def planned_tools(session: Session) -> set[UUID]:
    """What the run sheet of a meeting names."""
    rows = UnitTool.objects.filter(unit__version=session.edition.version_id, unit__key=session.unit_key)
    return set(rows.values_list("tool", flat=True))


def noted_tools(session: Session) -> dict[UUID, bool]:
    return dict(NotedTool.objects.filter(session=session).values_list("tool", "used"))


def note_tools(session: Session, *, used: Iterable[UUID], by: Any) -> None:
    """Note which tools were used at a meeting, instead of what was noted; of those planned the others were not."""
    wanted = set(used)
    if session.starts_at > timezone.now():
        raise ToolsNotNoted(_("This meeting is still to come. Note its tools once it has begun."))
    if len(wanted) > MOST_NOTED:
        raise ToolsNotNoted(_("These are more tools than one meeting can hold. Tick those that you used."))
    with transaction.atomic():
        Session.objects.select_for_update().get(pk=session.pk)
        said = dict.fromkeys(planned_tools(session) - wanted, False) | dict.fromkeys(wanted, True)
        NotedTool.objects.filter(session=session).exclude(tool__in=said).delete()
        NotedTool.objects.bulk_create(
            [NotedTool(session=session, tool=tool, used=is_used, noted_by=by) for tool, is_used in said.items()],
            update_conflicts=True,
            unique_fields=["session", "tool"],
            update_fields=["used", "noted_by", "noted_at"],
        )


def times_used(tools: Collection[UUID] | None = None) -> dict[UUID, int]:
    """In how many meetings each of some tools was used, or each of all: one query, whatever their number."""
    uses = _by_plan(tools).union(_by_note(tools))
    sql, parameters = uses.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT used_tool, COUNT(*) FROM ({sql}) AS uses GROUP BY used_tool", parameters)
        return {key if isinstance(key, UUID) else UUID(key): number for key, number in cursor.fetchall()}


def _by_plan(tools: Collection[UUID] | None) -> QuerySet[Any]:
    """(tool, meeting) of meetings that took place and of which nobody noted anything about that tool."""
    # One filter, so that unit, tool and meeting are of one version.
    rows = UnitTool.objects.filter(unit__version__editions__sessions__unit_key=F("unit__key"))
    if tools is not None:
        rows = rows.filter(tool__in=tools)
    rows = rows.annotate(meeting=F("unit__version__editions__sessions"))
    marks = Attendance.objects.effective().filter(session=OuterRef("meeting"), status__in=Attendance.COUNTED)
    counted = Session.objects.filter(Q(headcount__gt=0) | Q(unnamed__gt=0), pk=OuterRef("meeting"))
    said = NotedTool.objects.filter(session=OuterRef("meeting"), tool=OuterRef("tool"))
    held = rows.filter(Exists(marks) | Exists(counted), ~Exists(said))
    return _occasions(held, "unit__version__editions__sessions__").values_list("used_tool", "occasion")


def _by_note(tools: Collection[UUID] | None) -> QuerySet[Any]:
    rows = NotedTool.objects.filter(used=True)
    if tools is not None:
        rows = rows.filter(tool__in=tools)
    return _occasions(rows, "session__").values_list("used_tool", "occasion")


def _occasions(rows: QuerySet[Any], session: str) -> QuerySet[Any]:
    """Each row with a name of its meeting that those share which hold parts of one planned session."""
    text = CharField()
    whole = Concat(Value("m"), Cast(f"{session}pk", text), output_field=text)
    parts = Concat(Value("p"), Cast(f"{session}edition", text), Value(":"), f"{session}unit_key", output_field=text)
    named = Case(When(**{f"{session}part__isnull": True}, then=whole), default=parts, output_field=text)
    return rows.order_by().annotate(used_tool=F("tool"), occasion=named)
