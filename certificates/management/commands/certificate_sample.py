from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.awarding import standard_design
from certificates.errors import CertificatesError
from certificates.freezing import LANGUAGES
from certificates.models import Design
from certificates.sampling import sample


class Command(BaseCommand):
    help = "Writes a certificate with a name of your choice, rendered like a real one and marked as a sample."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True)
        parser.add_argument("--design", metavar="SLUG", help="default: the standard design")
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
        parser.add_argument("--output", metavar="FILE.pdf", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        design = Design.objects.filter(slug=options["design"]).first() if options["design"] else standard_design()
        if design is None:
            raise CommandError(f"There is no design {options['design']}.")
        try:
            pdf = sample(design, name=options["name"], language=options["language"])
        except CertificatesError as refusal:
            raise CommandError(str(refusal)) from refusal
        try:
            Path(options["output"]).write_bytes(pdf)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
