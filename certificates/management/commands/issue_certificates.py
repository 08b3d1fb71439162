from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.errors import CertificatesError
from certificates.issuing import dry_run, issue
from certificates.models import Kind
from courses.editions.models import Edition


class Command(BaseCommand):
    help = "Issues certificates to a group. Without --commit it only says who would get one, who not and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", metavar="EDITION", help="the code of the group")
        parser.add_argument("--kind", choices=Kind.values, default=Kind.COMPLETION.value)
        parser.add_argument("--commit", action="store_true", help="issue them, imported completions included")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = Edition.objects.select_related("version", "organisation").filter(code=options["edition"]).first()
        if edition is None:
            raise CommandError(f"There is no group with the code {options['edition']}.")
        try:
            if options["commit"]:
                result = issue(edition=edition, kind=options["kind"], by=None, decided=True)
                for certificate in result.certificates:
                    self.stdout.write(f"{certificate.enrolment_id}\tissued\t{certificate.serial}")
                others = result.others
            else:
                others = dry_run(edition, options["kind"])
        except CertificatesError as refusal:
            raise CommandError(str(refusal)) from refusal
        for candidate in others:
            self.stdout.write(f"{candidate.enrolment.pk}\t{candidate.standing.value}\t{candidate.sentence}")
