"""What a handler holds while it works: its parameters, how far it is, and the lease that says it is alive."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.utils import timezone

from courses.conf import setting
from courses.jobs.models import Job

Item = TypeVar("Item")
# Between two writes of the progress, in seconds.
PACE = 1.0


class LeaseLost(Exception):
    """The job was stopped, or given to another worker because this one was silent too long: put the tools down."""


class Work:
    """A claimed job. `attempts` is the token: who claims the job again raises it, and this one's writes miss."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.parameters: dict[str, Any] = job.parameters
        self.done = job.done
        self.total = job.total
        self._written_at = time.monotonic()

    @property
    def by(self) -> Any:
        """Who asked for the work; None for the system."""
        return self.job.created_by

    def expect(self, total: int) -> None:
        """Say how many items there are, once it is known."""
        self.total = total
        self._write()

    def each(self, items: Sequence[Item]) -> Iterator[Item]:
        """The items that are not done yet, in their order; each counts as done when the next is asked for.

        The order must be the same at every attempt. After a crash the last items may come again.
        """
        if self.total != len(items):
            self.expect(len(items))
        for item in items[self.done :]:
            yield item
            self.advance()
        self._write()

    def advance(self, number: int = 1) -> None:
        """So many items more are done; also keeps the lease."""
        self.done += number
        if time.monotonic() - self._written_at >= PACE:
            self._write()

    def say(self, message: str) -> None:
        """The sentence that the waiting person reads beside the progress, and at the end."""
        self.job.message = message
        self._write(message=message)

    def keep_file(self, name: str, content: bytes) -> None:
        """Store the result on the private storage; a file of an earlier attempt goes."""
        if self.job.result_file:
            self.job.result_file.delete(save=False)
        self.job.result_file.save(name, ContentFile(content), save=False)
        self._write(result_file=self.job.result_file.name)

    def lead_to(self, address: str, label: str) -> None:
        """Where the person goes from here when the work is done."""
        self.note(url=address, label=label)

    def note(self, **known: Any) -> None:
        """Keep what is known of the result with the job; ids and addresses, never names."""
        self.job.result = {**self.job.result, **known}
        self._write(result=self.job.result)

    def finish(self) -> None:
        self._write(state=Job.State.DONE, finished_at=timezone.now(), lease_until=None)

    def give_back(self, *, after: timedelta) -> None:
        """Let it be tried again, not before this pause is over."""
        self._write(state=Job.State.QUEUED, lease_until=timezone.now() + after)

    def fail(self, message: str) -> None:
        self._write(state=Job.State.FAILED, message=message, finished_at=timezone.now(), lease_until=None)

    def _write(self, **fields: Any) -> None:
        fields.setdefault("lease_until", timezone.now() + lease())
        mine = Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING, attempts=self.job.attempts)
        if not mine.update(done=self.done, total=self.total, **fields):
            raise LeaseLost
        self._written_at = time.monotonic()


def lease() -> timedelta:
    return timedelta(seconds=setting("JOB_LEASE_SECONDS"))
