"""The tables of a report, from its answer: each a block of plain cells with its labels in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.reporting.definitions import DEFINITIONS, SECTIONS, written
from courses.reporting.dimensions import EDITION_LEVEL, UNKNOWN
from courses.reporting.labels import REASONS, dimension_label, label_of
from courses.reporting.ledger import EditionRow
from courses.reporting.measures import MEASURES, THE_SEVEN
from courses.reporting.outputs.blocks import HIDDEN, Bars, Block, Cell, Column, Row
from courses.reporting.outputs.material import Change, Material

WHY = {
    "late_entry": gettext_lazy("recorded later"),
    "corrected": gettext_lazy("corrected"),
    "merge": gettext_lazy("two records joined"),
    "split": gettext_lazy("one record taken apart"),
    "erased": gettext_lazy("a person erased"),
    "consent_withdrawn": gettext_lazy("consent taken back"),
    "funding_changed": gettext_lazy("paid otherwise, or other days of the project"),
    "definition_changed": gettext_lazy("another definition"),
}
SHORT = {
    "new_persons": gettext_lazy("New"),
    "cumulative_persons": gettext_lazy("So far"),
    "active_persons": gettext_lazy("In period"),
    "participations": gettext_lazy("Participations"),
    "contacts": gettext_lazy("Visits"),
    "completions": gettext_lazy("Completions"),
    "new_completers": gettext_lazy("First completed"),
    "activities": gettext_lazy("Activities"),
    "sessions": gettext_lazy("Meetings"),
    "deployments": gettext_lazy("Deployments"),
    "deployed_persons": gettext_lazy("Deployed"),
    "reach": gettext_lazy("Reach"),
    "hours": gettext_lazy("Hours"),
}


def cell_of(figure: Any) -> Cell:
    """A figure of the answer; a hidden one is no number at all. Whole hours lose their fraction."""
    if isinstance(figure, dict):
        return HIDDEN
    return int(figure) if figure == int(figure) else float(figure)


def summary(material: Material) -> tuple[list[Block], Block]:
    """Every measure that was asked: a block per section for paper, and one table for a sheet."""
    measures, erased = material.answer["measures"], material.answer.get("erased", {})
    columns = [Column(_("Figure"), width=40), Column(_("How many"), "number", 12), Column(_("In words"), width=64)]
    if erased:
        columns.insert(2, Column(_("Of which erased"), "number", 12))
    sections = [
        (str(title), [_measure(name, measures[name], erased) for name in names if name in measures])
        for title, names in SECTIONS
    ]
    blocks = [Block(title, tuple(columns), tuple(map(Row, rows))) for title, rows in sections if rows]
    table = tuple(Row((title, *row)) for title, rows in sections for row in rows)
    return blocks, Block("", (Column(_("About"), width=30), *columns), table, _added_up(measures))


def _measure(name: str, figure: Any, erased: Mapping[str, Any]) -> tuple[Cell, ...]:
    """With how many of them were erased, where anybody was and it can be said of this figure."""
    gone = (cell_of(erased[name]) if name in erased else None,) if erased else ()
    return str(DEFINITIONS[name].label), cell_of(figure), *gone, _said(name, figure, erased.get(name, 0))


def _said(name: str, figure: Any, erased: Any) -> str:
    if isinstance(figure, dict):
        return _("Not published: too few people to name a number.")
    more = _(", of which %(number)s erased") % {"number": written(erased)} if erased else ""
    return f"{DEFINITIONS[name].said(figure)}{more}."


def _added_up(measures: Mapping[str, Any]) -> tuple[str, ...]:
    if "contacts" not in measures:
        return ()
    return (_("Each figure counts something else: people, participations, visits, rooms. They are never added up."),)


def breakdowns(material: Material) -> tuple[list[Block], Block]:
    """A block per dimension for paper, and one long table for a sheet."""
    answer = material.answer
    blocks = [_breakdown(dimension, rows, answer["measures"]) for dimension, rows in answer["breakdowns"].items()]
    names = _measures_in(answer["breakdowns"].values())
    columns = (Column(_("By"), width=24), Column(_("Row"), width=34), Column(_("Code"), width=18), *_figures(names))
    rows = []
    for dimension, found in answer["breakdowns"].items():
        label = dimension_label(dimension)
        for row in found:
            cells = (_cell(row, name) for name in names)
            rows.append(Row((label, capfirst(row["label"]), str(row["value"]), *cells)))
        own = _measures_in([found]) or names
        totals = (_cell(answer["measures"], name) if name in own else None for name in names)
        rows.append(Row((label, _("Total, everybody counted once"), "", *totals), is_total=True))
    return blocks, Block("", columns, tuple(rows), _row_notes(answer["breakdowns"]), empty=_nothing_asked())


def _breakdown(dimension: str, rows: list[dict[str, Any]], measures: Mapping[str, Any]) -> Block:
    names = [
        name
        for name in (_measures_in([rows]) or list(measures))
        if cell_of(measures.get(name, 0)) or any(cell_of(row[name]) for row in rows)
    ]
    table = [Row((capfirst(row["label"]), *(cell_of(row[name]) for name in names))) for row in rows]
    table.append(Row((_("Total"), *(_cell(measures, name) for name in names)), is_total=True))
    return Block(
        title=dimension_label(dimension),
        columns=(Column(dimension_label(dimension), width=34), *_figures(names)),
        rows=tuple(table) if rows else (),
        notes=_row_notes([dimension]) if rows else (),
        empty=_("There is nothing to divide in this period."),
        bars=_bars(rows, names),
    )


def _bars(rows: list[dict[str, Any]], names: list[str]) -> Bars | None:
    """The people of each row, where there are some and not too many rows to see."""
    name = "cumulative_persons" if "cumulative_persons" in names else "new_persons"
    if name not in names or not 2 <= len(rows) <= 12:
        return None
    shown = tuple((capfirst(row["label"]), row[name]) for row in rows if isinstance(row[name], int))
    if len(shown) < len(rows):
        return None
    words = ", ".join(f"{label}: {number}" for label, number in shown)
    return Bars(shown, f"{DEFINITIONS[name].label}. {words}.")


def _figures(names: Iterable[str]) -> tuple[Column, ...]:
    return tuple(Column(str(DEFINITIONS[name].label), "number", 14, str(SHORT[name])) for name in names)


def _measures_in(tables: Iterable[list[dict[str, Any]]]) -> list[str]:
    """The measures that any row of these tables has, in their own order."""
    found = {name for rows in tables for row in rows[:1] for name in row}
    return [name for name in MEASURES if name in found]


def _cell(figures: Mapping[str, Any], name: str) -> Cell:
    return cell_of(figures[name]) if name in figures else None


def _row_notes(dimensions: Iterable[str]) -> tuple[str, ...]:
    dimensions = list(dimensions)
    notes = []
    if any(dimension in EDITION_LEVEL for dimension in dimensions):
        notes.append(
            _(
                "Rows by role, function, kind, organisation, group or theme may overlap: who or what belongs to "
                "two rows "
                "is in both, and once in the total. They don't add up to it."
            )
        )
    if any(dimension not in EDITION_LEVEL for dimension in dimensions):
        notes.append(_("Rows about people say what they answered when they first took part. They add up to the total."))
    return tuple(notes)


def _nothing_asked() -> str:
    return _("No breakdown was asked for.")


def crosses(material: Material) -> list[Block]:
    """Two-way tables of new persons, with their totals at the end of each row and below each column."""
    return [_cross(material, cross) for cross in material.answer["crosses"]]


def _cross(material: Material, cross: dict[str, Any]) -> Block:
    down, across = cross["by"]
    cells = {(cell["row"], cell["column"]): cell_of(cell["new_persons"]) for cell in cross["cells"]}
    rows = list(dict.fromkeys(row for row, _column in cells))
    columns = list(dict.fromkeys(column for _row, column in cells))
    title = _("%(rows)s by %(columns)s, new participants") % {
        "rows": dimension_label(down),
        "columns": dimension_label(across).lower(),
    }
    return Block(
        title=title,
        columns=(
            Column(dimension_label(down), width=34),
            *(Column(capfirst(_side(material, across, value)), "number") for value in columns),
        ),
        rows=tuple(
            Row(
                (capfirst(_side(material, down, row)), *(cells.get((row, column), 0) for column in columns)),
                row is None,
            )
            for row in rows
        ),
        notes=(_("Everybody is in one cell, so these tables add up."),),
    )


def _side(material: Material, dimension: str, value: Any) -> str:
    if value is None:
        return _("Total")
    for row in material.answer["breakdowns"].get(dimension, ()):
        if str(row["value"]) == str(value):
            return str(row["label"])
    if dimension == "edition":
        return material.titles.get(str(value), str(value))
    try:
        return label_of(dimension, value, _NO_EDITIONS)
    except (KeyError, ValueError):  # a role or kind that this version of the software no longer has
        return str(value)


_NO_EDITIONS: dict[int, EditionRow] = {}


def unknowns(material: Material) -> Block:
    """Who didn't answer, in their three kinds, each beside everybody it is a part of."""
    answer = material.answer
    columns = (
        Column(_("By"), width=24),
        Column(_("Unknown because"), width=30),
        Column(_("Figure"), width=40),
        Column(_("How many"), "number"),
        Column(_("Of"), "number"),
        Column(_("Share"), "share"),
    )
    rows = []
    for dimension, found in answer["breakdowns"].items():
        if dimension in EDITION_LEVEL:
            continue
        for row in found:
            if row["value"] in UNKNOWN:
                rows += [_unknown(dimension, row, name, answer) for name in _people(row)]
    return Block(
        "",
        columns,
        tuple(rows),
        (_("“Prefers not to say”, “not filled in” and “not asked” are three things, and are never put together."),),
        empty=_("Nobody's answer is unknown in the breakdowns that were asked for."),
    )


def _people(row: Mapping[str, Any]) -> list[str]:
    return [name for name in THE_SEVEN if name.endswith("_persons") and name in row]


def _unknown(dimension: str, row: Mapping[str, Any], name: str, answer: Mapping[str, Any]) -> Row:
    number, total = cell_of(row[name]), cell_of(answer["measures"][name])
    known = isinstance(number, int) and isinstance(total, int) and total
    share = number / total if known else None  # type: ignore[operator]
    label = str(DEFINITIONS[name].label)
    return Row((dimension_label(dimension), capfirst(row["label"]), label, number, total, share))


def not_counted(material: Material) -> Block:
    """The waterfall: it adds up from all enrolments to the participants so far."""
    exclusions = material.answer["exclusions"]
    remains = material.answer["measures"]["cumulative_persons"]
    start = remains + sum(one["count"] for one in exclusions)
    rows = [Row((_("Enrolments with a place, until the last day of the period"), start))]
    rows += [Row((_("less: %(reason)s") % {"reason": REASONS[one["reason"]]}, -one["count"])) for one in exclusions]
    rows.append(Row((_("Participants so far, everybody counted once"), remains), is_total=True))
    return Block(
        "",
        (Column(_("From enrolments to participants so far"), width=64), Column(_("How many"), "number")),
        tuple(rows),
    )


def aims(material: Material) -> Block:
    """Indicators: what was aimed at, and what was reached."""
    columns = (
        Column(_("Code"), width=14),
        Column(_("Indicator"), width=36),
        Column(_("Unit"), width=16),
        Column(_("Baseline"), "number", 12),
        Column(_("Target"), "number", 12),
        Column(_("Reached"), "number", 12),
        Column(_("Of the target"), "share", 12, _("Share")),
        Column(_("Unknown"), "number", 12),
    )
    rows = tuple(
        Row(
            (
                aim.code,
                aim.name,
                aim.unit,
                aim.baseline,
                aim.target,
                aim.reached,
                share_of(aim.reached, aim.target),
                aim.unknown,
            )
        )
        for aim in material.aims
    )
    return Block(
        "",
        columns,
        rows,
        empty=_("This project has no active indicators yet. The figures in the summary are always there."),
    )


def share_of(reached: float, target: float | None) -> float | None:
    return reached / target if target else None


def aim_words(reached: float, target: float | None) -> str:
    """“65 reached, 60 aimed at”."""
    if target is None:
        return _("%(reached)s reached, no target set") % {"reached": written(reached)}
    return _("%(reached)s reached, %(target)s aimed at") % {"reached": written(reached), "target": written(target)}


def changes(material: Material) -> Block:
    """The difference with the version before, cell by cell, each with its reason."""
    columns = (
        Column(_("Where"), width=22),
        Column(_("Row"), width=30),
        Column(_("Figure"), width=36),
        Column(_("Was"), "number"),
        Column(_("Is"), "number"),
        Column(_("Difference"), "number"),
        Column(_("Because"), width=40),
    )
    rows = tuple(
        Row((*_place(material, one), one.was, one.now, _difference(one), _why(one))) for one in material.changes
    )
    if material.previous is None:
        return Block("", columns, (), empty=_("There is no frozen version before this one to compare with."))
    version = _("version %(number)s") % {"number": material.previous}
    empty = _("Nothing has changed since %(version)s.") % {"version": version}
    return Block(
        "", columns, rows, (_("Compared with %(version)s.") % {"version": version},) if rows else (), empty=empty
    )


def _place(material: Material, change: Change) -> tuple[str, str, str]:
    """Where a changed cell stands: its table, its row, and the figure in it."""
    if change.section == "exclusions":
        return _("Not counted"), capfirst(str(REASONS.get(change.row or "", change.row))), _("Enrolments")
    if change.section == "indicators":
        row = _side(material, change.row, change.column) if change.row else ""
        return _("Indicators"), capfirst(row), change.dimension
    figure = str(DEFINITIONS[change.measure].label)
    if change.section == "measures":
        return _("Summary"), "", figure
    dimensions = change.dimension.split(",")
    sides = [_side(material, *side) for side in zip(dimensions, (change.row, change.column), strict=False)]
    return " × ".join(map(dimension_label, dimensions)), capfirst(" × ".join(sides)), figure


def _difference(change: Change) -> float:
    return round(change.now - change.was, 2)


def _why(change: Change) -> str:
    return ", ".join(str(WHY.get(reason, reason)) for reason in change.reasons)


def audit_sentence(audit: Mapping[str, Any]) -> str:
    """What the proof of a published table says."""
    hidden, least = audit["hidden"], audit["least_values"]
    sentence = ngettext(
        "%(hidden)s figure is hidden and %(shown)s are shown.",
        "%(hidden)s figures are hidden and %(shown)s are shown.",
        hidden,
    ) % {"hidden": hidden, "shown": audit["shown"]}
    if hidden and least is not None:
        sentence += " " + _(
            "Who knows every figure that is shown can narrow none of the hidden ones to fewer than %(least)s "
            "possible values."
        ) % {"least": least}
    return sentence
