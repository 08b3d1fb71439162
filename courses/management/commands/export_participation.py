from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from courses.errors import CoursesError
from courses.interchange.exporting import export_participation


class Command(BaseCommand):
    help = "Writes participation as an interchange file (JSON Lines, UTF-8) to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--grant", metavar="CODE", default="", help="one project, with what it shares with others")

    @no_translations
    def handle(self, *args: Any, grant: str, **options: Any) -> None:
        if hasattr(self.stdout, "reconfigure"):
            self.stdout.reconfigure(encoding="utf-8", newline="\n")
        try:
            for line in export_participation(by=None, grant_code=grant):
                self.stdout.write(line)
        except CoursesError as error:
            raise CommandError(str(error)) from error
