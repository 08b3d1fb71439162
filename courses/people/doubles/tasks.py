"""What beat calls every hour, to look once a day: what a name says depends on who is in one project by now."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from courses.jobs.queueing import enqueue
from courses.people.doubles.keeping import KIND


def look_today() -> None:
    enqueue(kind=KIND, by=None, parameters={"persons": None}, idempotency_key=f"{KIND} {timezone.now():%Y-%m-%d}")


@shared_task(name="leerlijn.look_for_double_persons", ignore_result=True)
def look_for_double_persons() -> None:
    look_today()
