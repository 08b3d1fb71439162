"""The way of a report from draft to approved: partners sign off, the lead accepts, a second person closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.people.models import Organisation
from courses.reporting.crosses import Cross
from courses.reporting.disclosure.publishing import check_publication
from courses.reporting.freezing.access import leads, partners_of, signs_for
from courses.reporting.freezing.errors import FreezeRefused
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.models import FrozenReport, FrozenStep
from courses.reporting.freezing.recounting import bands_of
from courses.reporting.freezing.standing import latest_version, published, replace_earlier
from courses.reporting.report import PUBLIC, Question

State, Step = FrozenReport.State, FrozenStep.Step
MOST_NOTED = 500


def sign_off(frozen: FrozenReport, organisation: Organisation, *, by: Any) -> FrozenStep:
    """A partner agrees with its own part of a draft; once is enough."""
    if not signs_for(by, frozen.grant).filter(pk=organisation.pk).exists():
        raise FreezeRefused(_("Only a coordinator of this partner signs for it."))
    with transaction.atomic():
        current = FrozenReport.objects.select_for_update().get(pk=frozen.pk)
        if current.state != State.DRAFTED:
            raise _not_now(current)
        try:
            with transaction.atomic():
                return _step(current, Step.SIGNED_OFF, by=by, organisation=organisation)
        except IntegrityError as already:
            raise FreezeRefused(_("%(name)s has signed already.") % {"name": organisation.name}) from already


def accept(frozen: FrozenReport, *, by: Any) -> FrozenReport:
    """The lead accepts a draft that every partner signed."""
    _check_lead(frozen, by)
    missing = unsigned(frozen)
    if missing:
        raise FreezeRefused(
            _("These partners still have to sign: %(names)s.") % {"names": ", ".join(one.name for one in missing)}
        )
    return _move(frozen, (State.DRAFTED,), State.ACCEPTED, Step.ACCEPTED, by=by)


def close(frozen: FrozenReport, *, by: Any) -> FrozenReport:
    """Somebody other than who accepted it closes the report; from then on it takes the place of earlier versions."""
    _check_lead(frozen, by)
    if FrozenStep.objects.filter(report=frozen, step=Step.ACCEPTED, by=by).exists():
        raise FreezeRefused(_("You accepted this report yourself. Somebody else closes it: two people look at it."))
    with transaction.atomic():
        if frozen.audience == PUBLIC:
            check_publication(frozen.answer, earlier=published(frozen.grant))
        closed = _move(frozen, (State.ACCEPTED,), State.CLOSED, Step.CLOSED, by=by)
        replace_earlier(closed, by=by)
        return closed


def submit(frozen: FrozenReport, *, by: Any) -> FrozenReport:
    """The closed report has gone to the funder."""
    _check_lead(frozen, by)
    return _move(frozen, (State.CLOSED, State.FROZEN, State.RETURNED), State.SUBMITTED, Step.SUBMITTED, by=by)


def approve(frozen: FrozenReport, *, by: Any) -> FrozenReport:
    """The funder approved it."""
    _check_lead(frozen, by)
    return _move(frozen, (State.SUBMITTED,), State.APPROVED, Step.APPROVED, by=by)


def give_back(frozen: FrozenReport, *, by: Any, note: str) -> FrozenReport:
    """The funder returned it, with what was wrong in its own words."""
    _check_lead(frozen, by)
    note = note.strip()
    if not note:
        raise FreezeRefused(_("Say in one sentence why the funder returned it."))
    return _move(frozen, (State.SUBMITTED, State.APPROVED), State.RETURNED, Step.RETURNED, by=by, note=note)


def replace(frozen: FrozenReport, *, by: Any) -> FrozenReport:
    """Draft the next version: the same question, with what is known now. The standing one stays until that is closed."""
    _check_lead(frozen, by)
    return freeze(question_of(frozen), by=by)


def draft(question: Question, *, by: Any) -> FrozenReport:
    """Freeze the figures of a period for the first time, or again, as a draft for the partners."""
    if not leads(by, question.grant):
        raise _not_lead()
    return freeze(question, by=by)


def question_of(frozen: FrozenReport) -> Question:
    """What a report was asked, as known now."""
    asked = frozen.asked
    crosses: list[Cross] = [(one, other) for one, other in asked["cross"]]
    return Question(
        grant=frozen.grant,
        period=frozen.period,
        as_of=timezone.now(),
        by=tuple(asked["by"]),
        cross=tuple(crosses),
        bands=bands_of(frozen),
        audience=frozen.audience,
    )


def unsigned(frozen: FrozenReport) -> Sequence[Organisation]:
    """The partners that haven't signed."""
    signed = FrozenStep.objects.filter(report=frozen, step=Step.SIGNED_OFF).values("organisation")
    return list(partners_of(frozen.grant).exclude(pk__in=signed))


def _check_lead(frozen: FrozenReport, by: Any) -> None:
    if not leads(by, frozen.grant):
        raise _not_lead()


def _not_lead() -> FreezeRefused:
    return FreezeRefused(_("Only a coordinator of the lead does this."))


def _move(
    frozen: FrozenReport, before: Sequence[str], after: str, step: str, *, by: Any, note: str = ""
) -> FrozenReport:
    """One conditional update decides, so of two who take a step at the same moment one is told."""
    with transaction.atomic():
        moved = FrozenReport.objects.filter(pk=frozen.pk, state__in=before).update(state=after)
        current = FrozenReport.objects.select_related("grant").get(pk=frozen.pk)
        latest = latest_version(current.grant, current.period, current.audience)
        if not moved or (after in (State.ACCEPTED, State.CLOSED) and latest != current):
            raise _not_now(current)
        _step(current, step, by=by, note=note)
        return current


def _step(
    frozen: FrozenReport, step: str, *, by: Any, organisation: Organisation | None = None, note: str = ""
) -> FrozenStep:
    written = FrozenStep.objects.create(
        report=frozen, step=step, by=by, organisation=organisation, note=note[:MOST_NOTED]
    )
    data = {"step": step, **({"organisation": organisation.pk} if organisation else {})}
    record_changes([frozen], action="leerlijn.decide_report", by=by, data=data)
    return written


def _not_now(frozen: FrozenReport) -> FreezeRefused:
    return FreezeRefused(
        _("This can't be done now: the report is %(state)s. Somebody may just have done it.")
        % {"state": frozen.get_state_display()}
    )
