from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import translation

from courses.errors import CoursesError
from courses.management.commands.funder_report import Command as FunderReport
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.models import FrozenReport


class Command(FunderReport):
    """An operator's act: it stands at once, without sign-offs, and is logged as such."""

    help = "Freeze a project's figures over a period as its next version; without --commit only say what it would be."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_question(parser)
        parser.add_argument("--commit", action="store_true", help="write it down; else nothing is written")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                question = self.question({**options, "format": "json"})
                frozen = freeze(question, by=None, operator=True, commit=options["commit"])
            except CoursesError as refusal:
                raise CommandError(str(refusal)) from refusal
        number = frozen.pk if isinstance(frozen, FrozenReport) else None
        self.stdout.write(json.dumps({"id": number, "version": frozen.version, "hash": frozen.hash}))
