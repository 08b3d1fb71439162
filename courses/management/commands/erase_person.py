from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from courses.errors import CoursesError
from courses.people.erasing.erasing import Plan, erase_person, plan_of
from courses.people.erasing.registry import Outcome
from courses.people.models import Person

LARGEST = 2**63 - 1


class Command(BaseCommand):
    """Prints one line for everything that goes, is locked or stays; of the person only the number."""

    help = "Erases a person: all that no project's evidence term keeps. A dry run unless --commit is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", metavar="ID", help="the number of the person's record")
        parser.add_argument("--commit", action="store_true", help="erase; this can't be undone")

    def handle(self, *args: Any, id: str, commit: bool, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                person = self.person(id)
                plan = erase_person(person, by=None) if commit else plan_of(person)
            except CoursesError as refusal:
                raise CommandError(str(refusal)) from refusal
            self.show(plan)
        if not commit:
            self.stderr.write("This was a dry run, nothing was erased. Add --commit to erase.")

    def person(self, typed: str) -> Person:
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 20 else 0
        person = Person.objects.filter(pk=number).first() if 0 < number <= LARGEST else None
        if person is None:
            shown = typed[:40] if typed.isprintable() else ascii(typed[:40])
            raise CommandError(_("There is no person with the number %(number)s.") % {"number": shown})
        return person

    def show(self, plan: Plan) -> None:
        for outcome in (Outcome.GOES, Outcome.LOCKED, Outcome.STAYS):
            for line in plan.of(outcome):
                why = f" ({line.why})" if line.why else ""
                self.stdout.write(f"{outcome}: {line.number} {line.what}{why}")
