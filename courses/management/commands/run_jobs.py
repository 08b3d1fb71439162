"""Work in the background for a host without a Celery worker: call it from the scheduler, every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.jobs.running import run_waiting


class Command(BaseCommand):
    help = "Do all work that waits, one job after the other, and end. Two at a time do no harm."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{run_waiting()} jobs done")
