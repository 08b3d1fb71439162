from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from courses.errors import CoursesError
from courses.interchange.book import STATUSES
from courses.interchange.importing import Outcome, import_file


class Command(BaseCommand):
    help = "Brings in participation from an interchange file (JSON Lines). A dry run unless --commit is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the file; - reads standard input")
        parser.add_argument("--source", default="", help="whose lines these are, where the file doesn't say")
        parser.add_argument("--commit", action="store_true", help="write what is right")

    @no_translations
    def handle(self, *args: Any, file: str, source: str, commit: bool, **options: Any) -> None:
        if hasattr(self.stdout, "reconfigure"):
            self.stdout.reconfigure(encoding="utf-8")
        try:
            if file == "-":
                outcome = import_file(sys.stdin.buffer, by=None, source=source, commit=commit)
            else:
                with open(file, "rb") as opened:
                    outcome = import_file(opened, by=None, source=source, commit=commit)
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror or error}.") from error
        except CoursesError as error:
            raise CommandError(str(error)) from error
        self._print(outcome)
        if outcome.wrong:
            raise CommandError("Nothing was written: the file has wrong lines.")
        if outcome.changes and not commit:
            self.stderr.write("This was a dry run, nothing was written. Add --commit to write it.")

    def _print(self, outcome: Outcome) -> None:
        for kind, counter in outcome.counts.items():
            self.stdout.write(f"{kind}: " + ", ".join(f"{counter[status]} {status}" for status in STATUSES))
        if not outcome.changes and not outcome.wrong:
            self.stdout.write("nothing changes")
        for wrong in outcome.wrong:
            self.stdout.write(str(wrong))
