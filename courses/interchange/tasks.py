"""What Celery's beat does here once an hour; on hosts without a worker the next upload does it."""

from __future__ import annotations

from celery import shared_task

from courses.interchange.uploading import forget_old


@shared_task(name="leerlijn.forget_uploads", ignore_result=True)
def forget_uploads() -> None:
    forget_old()
