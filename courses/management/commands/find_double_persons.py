"""Look for double persons among all, at once: after a restore, or to see how long it takes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.people.doubles.keeping import look_at_all, rebuild_keys


class Command(BaseCommand):
    help = "Looks for double persons; with --keys writes first by what each can be found, for what no screen changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keys", action="store_true", help="write the keys of all persons anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keys"]:
            self.stdout.write(f"{rebuild_keys()} persons have keys.")
        self.stdout.write(f"{look_at_all()} new pairs.")
