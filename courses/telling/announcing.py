"""Whom to tell what: a notice per person, in a number of queries that doesn't depend on how many they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from courses.audit.history import record_changes
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.rounds.models import Choice
from courses.jobs.queueing import enqueue
from courses.telling.entries import Change, differences, take_over
from courses.telling.models import Announcement, EditionMails, MailKind, Notice
from courses.telling.quiet import is_quiet

WRITE = "telling"
# A coordinator who changes three things in a row causes one mail; the last change is told this much later.
WAIT = timedelta(minutes=10)
State = Enrolment.State


def audience(edition: Edition) -> QuerySet[Enrolment]:
    """Who hears of this group by itself: who has a place and takes part. An import brings people in who are told nothing."""
    return Enrolment.objects.filter(
        edition=edition, state=State.PLACED, role__in=Enrolment.TAKING_PART, source=""
    ).order_by("pk")


def tell_enrolled(enrolments: Sequence[Enrolment]) -> list[Notice]:
    """Tell people where they stand: placed, on the waiting list, or out. Each change of standing is told once."""
    rows = [row for row in enrolments if row.role in Enrolment.TAKING_PART and not row.source]
    if not rows or is_quiet():
        return []
    known: dict[int, set[str]] = {}
    for enrolment, kind in Notice.objects.filter(
        edition__in={row.edition_id for row in rows}, kind__in=_STANDING, enrolment__in=_numbers(rows)
    ).values_list("enrolment", "kind"):
        known.setdefault(enrolment, set()).add(kind)
    over = _over({row.edition_id for row in rows})
    notices = []
    for row in rows:
        news = _standing(row, known.get(row.pk, set()))
        if news and row.edition_id not in over:
            notices.append(Notice(key=f"{news}:{row.pk}", edition_id=row.edition_id, enrolment_id=row.pk, kind=news))
    return queue(notices)


_STANDING = (MailKind.CONFIRMED, MailKind.WAITING, MailKind.PLACED, MailKind.STOPPED)


def _numbers(rows: Sequence[Enrolment]) -> Any:
    """The rows' numbers as far as a query can hold them; of very many all of the group are looked at."""
    numbers = [row.pk for row in rows]
    if len(numbers) <= 500:
        return numbers
    return Enrolment.objects.filter(edition__in={row.edition_id for row in rows}).values("pk")


def _standing(row: Enrolment, known: set[str]) -> str | None:
    if row.state == State.PLACED:
        if known & {MailKind.CONFIRMED, MailKind.PLACED}:
            return None
        return MailKind.PLACED if MailKind.WAITING in known else MailKind.CONFIRMED
    if row.state == State.WAITING:
        return MailKind.WAITING
    if row.state == State.STOPPED and (known or row.placed_on):
        return MailKind.STOPPED
    return None


def _over(editions: set[int]) -> set[int]:
    """The groups whose last meeting is over: nobody hears of them any more."""
    now = timezone.now()
    last: dict[int, Any] = {}
    for edition, ends_at in Session.objects.filter(edition__in=editions).values_list("edition", "ends_at"):
        last[edition] = max(ends_at, last.get(edition, ends_at))
    return {edition for edition, ends_at in last.items() if ends_at <= now}


def queue(notices: Iterable[Notice]) -> list[Notice]:
    """Write the notices down and let a job write their mails; a key that is known stays what it was."""
    rows = list(notices)
    if not rows:
        return []
    with transaction.atomic(savepoint=False):
        Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        for edition in sorted({row.edition_id for row in rows}):
            enqueue(kind=WRITE, by=None, parameters={"edition": edition})
    return rows


# What changed


def note_changes(edition: Edition) -> None:
    """After planning: people hear of it a little later, together with what still follows; where nobody is, nobody does."""
    with transaction.atomic():
        found = differences(edition)
        now = timezone.now()
        if is_quiet() or not audience(edition).exists() or not any(change.matters(now) for change in found):
            take_over(edition, found)
            found = []
        mails, _made = EditionMails.objects.get_or_create(edition=edition)
        if found:
            mails.changed_since = mails.changed_since or now
            mails.tell_at = now + WAIT
        else:
            mails.changed_since = mails.tell_at = None
        mails.save(update_fields=["changed_since", "tell_at"])


def pending(edition: Edition) -> list[Change]:
    """What the group has not heard of yet, and will unless somebody decides otherwise."""
    now = timezone.now()
    return [change for change in differences(edition) if change.matters(now)]


def publish_changes(edition: Edition, *, by: Any, tell: bool = True) -> list[Notice]:
    """Calendars follow what is planned, and the group is told in one mail each; with `tell` False nobody is."""
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        # Of two who publish at the same moment the second finds nothing left.
        waiting = EditionMails.objects.filter(edition=edition, tell_at__isnull=False)
        if not waiting.update(tell_at=None, changed_since=None):
            return []
        found = differences(edition)
        take_over(edition, found)
        now = timezone.now()
        mattering = [change for change in found if change.matters(now)]
        record_changes([edition], action="leerlijn.tell_changes", by=by, data={"told": tell, "changes": len(mattering)})
        if not mattering or not tell:
            return []
        announcement = Announcement.objects.create(edition=edition, changes=[change.stored() for change in mattering])
        kind = MailKind.CANCELLED if all(change.now is None for change in mattering) else MailKind.CHANGED
        return queue(
            Notice(
                key=f"{kind}:{enrolment}:{announcement.pk}",
                edition=edition,
                enrolment_id=enrolment,
                kind=kind,
                announcement=announcement,
            )
            for enrolment in audience(edition).values_list("pk", flat=True)
        )


def note_choices(choices: Sequence[Choice]) -> None:
    """After choosing breakouts: each gets their own programme by mail once they have chosen for a while."""
    numbers = {choice.enrolment_id for choice in choices}
    if is_quiet():
        return
    later = timezone.now() + WAIT
    choosing = Notice.objects.filter(kind=MailKind.PROGRAMME, state=Notice.State.QUEUED, enrolment__in=numbers)
    choosing.update(not_before=later)
    numbers -= set(choosing.values_list("enrolment", flat=True))
    people = Enrolment.objects.filter(
        pk__in=numbers, state=State.PLACED, role__in=Enrolment.TAKING_PART, source=""
    ).annotate(before=Count("notices", filter=Q(notices__kind=MailKind.PROGRAMME)))
    Notice.objects.bulk_create(
        [
            Notice(
                key=f"programme:{person.pk}:{person.before + 1}",
                edition_id=person.edition_id,
                enrolment_id=person.pk,
                kind=MailKind.PROGRAMME,
                not_before=later,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )


def write_what_waited() -> None:
    """Have the mails written that waited until somebody was done choosing."""
    ready = Notice.objects.filter(state=Notice.State.QUEUED, not_before__lte=timezone.now())
    for edition in ready.order_by("edition").values_list("edition", flat=True).distinct():
        last = ready.filter(edition=edition).order_by("-not_before").values_list("not_before", flat=True).first()
        # Beat asks again before the job is done: the same moment is the same job.
        key = f"{WRITE}:{edition}:{last.isoformat() if last else ''}"
        enqueue(kind=WRITE, by=None, parameters={"edition": edition}, idempotency_key=key)


def publish_due() -> int:
    """What beat calls: the groups whose changes have waited long enough; answers how many people are told."""
    due = EditionMails.objects.filter(tell_at__lte=timezone.now()).select_related("edition")
    return sum(len(publish_changes(mails.edition, by=None)) for mails in due.order_by("tell_at"))
