from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.reporting.projections.rebuilding import differences, rebuild


class Command(BaseCommand):
    """The result alone is on standard output: how many rows there are, or with `--check` one line per difference."""

    help = "Make again what reports of now are read from, or compare it with what a rebuild would make."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when anything differs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.check_rows()
        else:
            self.stdout.write(json.dumps(rebuild()))

    def check_rows(self) -> None:
        found = differences()
        for difference in found:
            what = "kept" if difference.kept else "missing"
            self.stdout.write(f"{difference.projection} {what}: {json.dumps(difference.row, ensure_ascii=False)}")
        if found:
            sys.exit(1)
