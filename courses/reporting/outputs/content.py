"""A report's content in its order: summary, indicators, breakdowns, crosses, unknowns, not counted, changes, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from courses.reporting.definitions import DEFINITIONS
from courses.reporting.labels import REASONS
from courses.reporting.outputs import tables
from courses.reporting.outputs.blocks import Block, Column, Content, Part, Row, TargetLine
from courses.reporting.outputs.material import Material


def content_of(material: Material) -> Content:
    """In the active language; the public's edition leaves out what has no published figures."""
    period = period_words(material)
    return Content(
        title=_("Figures of a project"),
        subtitle=material.project.title,
        code=material.project.code,
        language=(get_language() or "nl").split("-")[0],
        moment=material.as_of,
        facts=_facts(material, period),
        parts=tuple(_parts(material)),
        seal=_seal_line(material),
    )


def period_words(material: Material) -> str:
    first, last = (date.fromisoformat(material.answer["period"][name]) for name in ("first_day", "last_day"))
    return _("%(first)s to %(last)s, both included") % {"first": _day(first), "last": _day(last)}


def _day(day: date) -> str:
    return date_format(day, _("j F Y"))


def moment_words(material: Material) -> str:
    zone = material.project.zone
    moment = material.as_of.astimezone(zone)
    return f"{date_format(moment.date(), _('j F Y'))}, {moment:%H:%M} ({zone.key})"


def _facts(material: Material, period: str) -> tuple[tuple[str, str], ...]:
    project = material.project
    facts = [
        (_("Project"), project.title),
        (_("Project code"), project.code),
        (_("Funder"), project.funder),
        (_("Subsidy scheme"), project.programme),
        (_("Lead"), project.lead),
        (_("The project's days"), f"{_day(project.first_day)} – {_day(project.last_day)}"),
        (_("Period"), period),
        (_("As known at"), moment_words(material)),
        (_("Only what the groups of these add"), ", ".join(material.own_part_of)),
        (_("For"), _("the public: small numbers are hidden") if material.is_public else _("the funder: exact figures")),
    ]
    if material.seal:
        seal = material.seal
        facts += [
            (
                _("Frozen report"),
                _("number %(number)s, version %(version)s") % {"number": seal.number, "version": seal.version},
            ),
            (_("Hash of this report"), seal.hash),
            (_("Hash of the figures"), seal.cells_hash),
            (_("Hash of the members"), seal.members_hash),
            (_("Hash of the version before"), seal.previous_hash),
        ]
    else:
        facts.append((_("State"), _("live: not frozen, figures can still change")))
    return tuple((label, value) for label, value in facts if value)


def _seal_line(material: Material) -> str:
    if material.seal:
        return material.seal.hash
    return _("Live figures, not frozen")


def _parts(material: Material) -> list[Part]:
    public = material.is_public
    blocks, long_table = tables.breakdowns(material)
    crosses = tables.crosses(material)
    hidden = (tables.audit_sentence(material.answer["audit"]),) if "audit" in material.answer else ()
    sections, summary = tables.summary(material)
    parts = [Part(_("Summary"), hidden + summary.notes, tuple(sections), replace(summary, notes=()))]
    if not public:
        parts.append(_indicators(material))
    parts.append(Part(_("Breakdowns"), hidden, tuple(blocks) or (long_table,), long_table))
    if crosses:
        parts.append(Part(_("Cross tables"), hidden, tuple(crosses)))
    if not public:
        parts.append(Part(_("Unknown"), (), (tables.unknowns(material),)))
        parts.append(Part(_("Not counted"), (), (tables.not_counted(material),)))
        parts.append(Part(_("Changes"), (), (tables.changes(material),)))
    parts.append(Part(_("Definitions"), (), (_definitions(material),)))
    parts.append(Part(pgettext("of a report", "Method"), (), (_method(material),)))
    return parts


def _indicators(material: Material) -> Part:
    main = tables.aims(material)
    lines = tuple(
        TargetLine(
            aim.name,
            aim.baseline or 0,
            aim.reached,
            aim.target,
            f"{aim.name}: {tables.aim_words(aim.reached, aim.target)}.",
        )
        for aim in material.aims
        if aim.target
    )
    blocks = [Block(main.title, main.columns, main.rows, main.notes, main.empty, lines)]
    rows = tuple(
        Row((aim.code, aim.name, dimension, row, number))
        for aim in material.aims
        for dimension, row, number in aim.rows
    )
    if rows:
        columns = (
            Column(_("Code"), width=14),
            Column(_("Indicator"), width=36),
            Column(_("By"), width=24),
            Column(_("Row"), width=34),
            Column(_("How many"), "number"),
        )
        blocks.append(Block(_("Indicators by row"), columns, rows))
    return Part(_("Indicators"), (), tuple(blocks))


def _definitions(material: Material) -> Block:
    """What each figure in this report means, and what an indicator counts."""
    columns = (
        Column(_("Name"), width=34),
        Column(_("Code"), width=26),
        Column(_("What it counts"), width=100),
        *([Column(_("Version"), width=22)] if material.aims else ()),
    )
    blank = ("",) if material.aims else ()
    rows = [
        Row((str(definition.label), name, str(definition.text), *blank))
        for name, definition in DEFINITIONS.items()
        if name in material.answer["measures"]
    ]
    if not material.is_public:
        rows += [
            Row(
                (aim.name, aim.code, aim.sentence, f"{aim.version} · {aim.hash[:12]}" if aim.hash else str(aim.version))
            )
            for aim in material.aims
        ]
        rows += [
            Row((_("Not counted: %(reason)s") % {"reason": REASONS[one["reason"]]}, one["reason"], _left_out(), *blank))
            for one in material.answer["exclusions"]
        ]
    return Block("", columns, tuple(rows))


def _left_out() -> str:
    return _("Enrolments that the number of participants so far leaves out for this reason, each for one reason only.")


def _method(material: Material) -> Block:
    said = [
        (
            _("Facts"),
            _(
                "Figures come from dated attendance, completions, answers and joined records, as they were known "
                "at the moment above. A correction is a new fact; nothing is overwritten."
            ),
        ),
        (
            _("Structure"),
            _("Roles, meeting times, funding, birth dates and the project's days are read as they stand now."),
        ),
        (
            _("Who counts"),
            _(
                "Somebody counts from their first attendance (present, late or partly there) on a day of the "
                "project. Who was excused or absent doesn't. Trainers, staff and people deployed don't count as "
                "participants."
            ),
        ),
        (
            _("Everybody once"),
            _("A person known under two records that were joined is one person, everywhere in this report."),
        ),
        (
            _("Days"),
            _("Periods run from the first to the last day, both included, in the time zone %(zone)s.")
            % {"zone": material.project.time_zone},
        ),
        (
            _("Answers"),
            _(
                "Breakdowns of people use the answer that held on their first day, or else the first within four "
                "weeks after it."
            ),
        ),
    ]
    if "age" in material.answer["breakdowns"] or any("age" in cross["by"] for cross in material.answer["crosses"]):
        said.append(
            (_("Ages"), _("Completed years on the first day. Bands: %(bands)s.") % {"bands": material.bands or "—"})
        )
    if material.is_public:
        said.append(
            (
                _("Hidden figures"),
                _(
                    "Small numbers are hidden, and as many others as are needed so that no sum or difference "
                    "gives them away. A hidden figure is not zero."
                ),
            )
        )
    if material.seal:
        said.append(
            (
                _("The hash"),
                _(
                    "The hash is worked out from the frozen figures. If a single figure were changed, it would be "
                    "another one. It can be compared on the public page of this site."
                ),
            )
        )
    return Block(
        "", (Column(_("About"), width=24), Column(_("How it is done"), width=110)), tuple(Row(pair) for pair in said)
    )
