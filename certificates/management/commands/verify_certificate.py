from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.verifying import Verdict, verify_file


class Command(BaseCommand):
    help = "Says whether a PDF is a certificate of this site: valid, revoked, replaced, altered or unknown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.pdf")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with open(options["file"], "rb") as file:
                verdict = verify_file(file).verdict
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        self.stdout.write(verdict.value)
        if verdict != Verdict.VALID:
            sys.exit(1)
