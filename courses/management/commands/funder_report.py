from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from courses.errors import CoursesError
from courses.grants.models import Grant
from courses.grants.queries import grant_with_code
from courses.reporting.ages import DEFAULT_BANDS, parse_bands
from courses.reporting.crosses import parse_cross
from courses.reporting.errors import ReportRefused
from courses.reporting.freezing.answering import check_bands
from courses.reporting.freezing.errors import FreezeRefused
from courses.reporting.freezing.finding import frozen_for
from courses.reporting.outputs.formats import FORMATS
from courses.reporting.outputs.material import Material, gather, of_frozen
from courses.reporting.periods import Period, parse_day, parse_moment, quoted
from courses.reporting.report import AUDIENCES, BOM, FUNDER, Question


class Command(BaseCommand):
    """Labels are in the site's own language (LANGUAGE_CODE); codes and names of measures never change."""

    help = "Print a project's figures over a period, exactly as a funder's report holds them."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_question(parser)
        parser.add_argument("--frozen", metavar="ID", help="print what was frozen under this number")
        parser.add_argument("--format", default="json", metavar="FORMAT", help=", ".join(FORMATS))
        parser.add_argument("--output", metavar="FILE", help="write here instead of to standard output")

    def add_question(self, parser: CommandParser) -> None:
        """What a report is asked for; freezing one asks the same."""
        parser.add_argument("code", metavar="CODE", help="the project's code")
        parser.add_argument("--from", dest="first_day", metavar="DAY", required=True, help="first day, inclusive")
        parser.add_argument("--until", dest="last_day", metavar="DAY", required=True, help="last day, inclusive")
        parser.add_argument("--as-of", metavar="MOMENT", help="as known at this moment, with offset (default: now)")
        parser.add_argument("--by", action="append", default=[], metavar="DIM", help="break down by; may be repeated")
        parser.add_argument(
            "--cross", action="append", default=[], metavar="DIM,DIM", help="a two-way table; may repeat"
        )
        parser.add_argument("--age-bands", metavar="BANDS", help=f"default {DEFAULT_BANDS}")
        parser.add_argument(
            "--audience", metavar="AUDIENCE", help=f"who reads it: {' or '.join(AUDIENCES)} (default: {FUNDER})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                material = self.material(options)
                content = FORMATS[options["format"]].write(material)
            except CoursesError as refusal:
                raise CommandError(str(refusal)) from refusal
            if options["output"]:
                self.write(options["output"], content)
            else:
                self.show(content, FORMATS[options["format"]].is_text)

    def material(self, options: dict[str, Any]) -> Material:
        self.check_choice("--format", options["format"], tuple(FORMATS))
        question, whole = self.question(options), not FORMATS[options["format"]].is_text
        if options["frozen"] is None:
            return gather(question, whole=whole)
        # What it was frozen for, and as known at which moment, is the frozen report's own; who names it may be wrong.
        audience = question.audience if options["audience"] is not None else None
        frozen = frozen_for(options["frozen"], grant=question.grant, period=question.period, audience=audience)
        if options["as_of"] is not None and question.as_of != frozen.as_of:
            raise FreezeRefused(
                _("Frozen report %(id)d is as known at %(moment)s.")
                % {"id": frozen.pk, "moment": frozen.answer["as_of"]}
            )
        if options["age_bands"] is not None:
            check_bands(frozen, question.bands)
        return of_frozen(frozen, by=question.by or None, cross=question.cross or None, whole=whole)

    def check_choice(self, option: str, value: str, known: tuple[str, ...]) -> None:
        """A sentence in place of argparse's summary of everything."""
        if value not in known:
            raise ReportRefused(
                _("%(option)s can't be %(value)s. Choose from: %(known)s.")
                % {"option": option, "value": quoted(value), "known": ", ".join(known)}
            )

    def question(self, options: dict[str, Any]) -> Question:
        audience = FUNDER if options["audience"] is None else options["audience"]
        self.check_choice("--audience", audience, AUDIENCES)
        return Question(
            grant=self.grant(options["code"]),
            period=Period.of(parse_day(options["first_day"], "--from"), parse_day(options["last_day"], "--until")),
            as_of=parse_moment(options["as_of"], "--as-of") if options["as_of"] is not None else None,
            by=tuple(dict.fromkeys(options["by"])),
            cross=tuple(dict.fromkeys(map(parse_cross, options["cross"]))),
            audience=audience,
            bands=parse_bands() if options["age_bands"] is None else parse_bands(options["age_bands"]),
        )

    def grant(self, code: str) -> Grant:
        found = grant_with_code(code)
        if found is None:
            raise ReportRefused(_("There is no project with the code %(code)s.") % {"code": quoted(code)})
        return found

    def show(self, content: bytes, is_text: bool) -> None:
        """On standard output; text without the mark that spreadsheets know UTF-8 by, as programs read it there."""
        if is_text:
            self.stdout.write(content.decode().removeprefix(BOM), ending="")
            return
        # Django's wrapper around standard output writes text; below it lies what takes bytes.
        out = getattr(getattr(self.stdout, "_out", None), "buffer", None)
        if out is None:
            raise CommandError(_("This file is not text. Say where it goes with --output."))
        self.stdout.flush()
        out.write(content)
        out.flush()

    def write(self, path: str, content: bytes) -> None:
        try:
            Path(path).write_bytes(content)
        except (OSError, ValueError) as problem:
            raise CommandError(
                _("The report can't be written to %(path)s: %(problem)s.")
                % {"path": quoted(path), "problem": getattr(problem, "strerror", None) or problem}
            ) from problem
