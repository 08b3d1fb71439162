from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from courses.errors import CoursesError
from courses.reporting.freezing.finding import frozen_with_id
from courses.reporting.freezing.verifying import forgotten_by_log, problems_of


class Command(BaseCommand):
    """The exit status is 0 only when everything verifies."""

    help = "Prove that a frozen report is what was frozen: its figures, its members, and the versions before it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", metavar="ID", help="the frozen report's number")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                frozen = frozen_with_id(options["id"])
            except CoursesError as refusal:
                raise CommandError(str(refusal)) from refusal
            problems = problems_of(frozen)
            if problems:
                raise CommandError(" ".join(problems))
            self.stdout.write(
                _(
                    "Report %(id)d, version %(version)d, is what was frozen: %(number)d members, %(erased)d of them erased."
                )
                % {
                    "id": frozen.pk,
                    "version": frozen.version,
                    "number": frozen.members_number,
                    "erased": forgotten_by_log(frozen),
                }
            )
