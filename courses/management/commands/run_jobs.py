"""Work in the background, and what is due by now, for a host without Celery: call it from the scheduler, every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.editions.places.offering import move_waiting_lists
from courses.jobs.running import run_waiting
from courses.learning.sitting import close_run_out
from courses.network.forgetting import forget_applications
from courses.people.doubles.tasks import look_today
from courses.people.erasing.erasing import erase_due
from courses.registering.forgetting import forget_due
from courses.telling.tasks import tell_due


class Command(BaseCommand):
    help = "Do all work that waits, one job after the other, delete what is due, and end. Two at a time do no harm."

    def handle(self, **options: Any) -> None:
        move_waiting_lists()
        forget_due()
        close_run_out()
        forget_applications()
        erase_due()
        tell_due()
        look_today()
        self.stdout.write(f"{run_waiting()} jobs done")
