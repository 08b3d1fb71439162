from __future__ import annotations

import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from config.demo.loading import load
from config.demo.logins import LOGINS, PASSWORD


class Command(BaseCommand):
    """Fills the site with the five programmes and invented people; doing it twice changes nothing."""

    help = "Fill the site with the demo: five programmes, invented people, and one login per user."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", action="store_true", help="Move the groups that are running to today.")

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        summary = load(to_today=options["today"])
        sys.stderr.write(f"{summary}\n")
        with translation.override("nl"):
            for login in LOGINS:
                self.stdout.write(f"{str(login.who).capitalize():<44} {login.email:<28} {PASSWORD}")
