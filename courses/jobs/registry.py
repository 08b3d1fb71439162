"""Which work there is: each kind of job has a handler, registered by its room or plugin when Django is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from courses.jobs.models import Job

if TYPE_CHECKING:
    from courses.jobs.work import Work


@dataclass(frozen=True)
class Handler:
    """How a kind of job is done, called, and shown.

    `run` gets a `Work` and may be called again after a crash: it resumes from `work.done`, and doing an item twice
    changes nothing. `title` answers what the person who waits reads. `may_see` opens the progress and the result to
    others than who asked for it and superusers. `may_still` says whether who asked may have the result at this moment,
    where that can change; without it they may.
    """

    kind: str
    run: Callable[[Work], None]
    title: Callable[[Job], str]
    may_see: Callable[[Job, Any], bool] | None = None
    may_still: Callable[[Job, Any], bool] | None = None


_handlers: dict[str, Handler] = {}


def register(
    kind: str,
    run: Callable[[Work], None],
    *,
    title: Callable[[Job], str],
    may_see: Callable[[Job, Any], bool] | None = None,
    may_still: Callable[[Job, Any], bool] | None = None,
) -> None:
    """Say who does this kind of work; registering a kind again replaces it."""
    _handlers[kind] = Handler(kind, run, title, may_see, may_still)


def handler_of(kind: str) -> Handler | None:
    return _handlers.get(kind)


def title_of(job: Job) -> str:
    handler = handler_of(job.kind)
    return handler.title(job) if handler else job.kind


def may_see(job: Job, account: Any) -> bool:
    """Whether this account may follow the job and take its result."""
    if not account.is_authenticated:
        return False
    if account.is_superuser:
        return True
    handler = handler_of(job.kind)
    if job.created_by_id == account.pk:
        return handler is None or handler.may_still is None or handler.may_still(job, account)
    return bool(handler and handler.may_see and handler.may_see(job, account))
