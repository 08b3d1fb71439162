"""Freezing a report: the answer, its members and the version before it, under one hash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, overload

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.grants.models import Grant
from courses.reporting.ages import band_text, parse_bands
from courses.reporting.counting import Count
from courses.reporting.crosses import check_cross
from courses.reporting.dimensions import check_dimension
from courses.reporting.disclosure.publishing import check_publication, published_answer
from courses.reporting.freezing.defining import definitions, indicators_of, recipes_of, versions_of
from courses.reporting.freezing.differing import difference
from courses.reporting.freezing.errors import FreezeRefused
from courses.reporting.freezing.keeping import Sealed, keep_members, payloads_in, seal
from courses.reporting.freezing.models import FrozenMember, FrozenReport, FrozenStep
from courses.reporting.freezing.parted import values_in_parts
from courses.reporting.freezing.picture import person_level, take_picture
from courses.reporting.freezing.promised import Promised, kept_with, promised_in
from courses.reporting.freezing.sealing import as_stored, canonical, hash_of_members, hash_of_report, hashed
from courses.reporting.freezing.standing import latest_version, published, replace_earlier
from courses.reporting.freezing.writing import Besides
from courses.reporting.ledger import Ledger
from courses.reporting.periods import check_within
from courses.reporting.report import PUBLIC, Question, report

State = FrozenReport.State


@dataclass(frozen=True)
class Draft:
    """What would be frozen; nothing of it is stored."""

    report: FrozenReport
    members: list[Sealed]

    @property
    def version(self) -> int:
        return self.report.version

    @property
    def hash(self) -> str:
        return self.report.hash


@overload
def freeze(question: Question, *, by: Any, commit: Literal[True] = True, operator: bool = False) -> FrozenReport: ...


@overload
def freeze(question: Question, *, by: Any, commit: bool, operator: bool = False) -> FrozenReport | Draft: ...


def freeze(question: Question, *, by: Any, commit: bool = True, operator: bool = False) -> FrozenReport | Draft:
    """Freeze the answer to a question as the next version; without `commit` only say what it would be.

    By a person it is a draft that partners sign off and the lead accepts. By the site's operator it stands at once, without
    sign-offs, and replaces the version before. Of two people at the same moment one is refused.
    """
    with translation.override(settings.LANGUAGE_CODE):
        draft = prepare(question, by=by, operator=operator)
    return keep(draft, by=by, operator=operator) if commit else draft


def prepare(question: Question, *, by: Any, operator: bool = False) -> Draft:
    """All the work but for writing it down; labels are in the active language."""
    _check(question)
    previous = latest_version(question.grant, question.period, question.audience)
    question = replace(question, as_of=question.as_of or timezone.now())
    ledger = take_picture(question)
    versions = [] if question.audience == PUBLIC else versions_of(question.grant)
    # Those of the version before too, so that the difference can tell other facts from another recipe.
    recipes = [*(version.recipe for version in versions), *(recipes_of(previous).values() if previous else ())]
    promised = promised_in(ledger, recipes)
    members = seal(ledger, _besides(question, ledger, promised))
    frozen = FrozenReport(
        grant=question.grant,
        first_day=question.period.first_day,
        last_day=question.period.last_day,
        as_of=question.moment,
        audience=question.audience,
        version=previous.version + 1 if previous else 1,
        previous=previous,
        previous_hash=previous.hash if previous else "",
        question=canonical(asked(question)),
        definitions=canonical(definitions()),
        cells=as_stored(_answer(question, Count(ledger, question.period))),
        indicators=canonical(indicators_of(versions, promised, question.period)),
        members_number=len(members),
        members_hash=hash_of_members(member.hash for member in members),
        state=State.FROZEN if operator else State.DRAFTED,
        frozen_at=timezone.now(),
        frozen_by=by,
    )
    frozen.cells_hash = hashed(frozen.cells)
    frozen.changes = _changes(previous, frozen, members)
    frozen.hash = hash_of_report(frozen)
    return Draft(frozen, members)


def keep(draft: Draft, *, by: Any, operator: bool = False) -> FrozenReport:
    """Write a draft down, unless another version came in between."""
    frozen = draft.report
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=frozen.grant_id)
        latest = latest_version(grant, draft.report.period, frozen.audience)
        if (latest.pk if latest else None) != frozen.previous_id:
            raise _somebody_else()
        if frozen.audience == PUBLIC:
            check_publication(frozen.answer, earlier=published(grant))
        try:
            with transaction.atomic():
                frozen.save(force_insert=True)
        except IntegrityError as taken:
            raise _somebody_else() from taken
        keep_members(frozen, draft.members)
        for step in (FrozenStep.Step.FROZEN, FrozenStep.Step.CLOSED)[: 2 if operator else 1]:
            FrozenStep.objects.create(report=frozen, step=step, by=by, at=frozen.frozen_at)
        record_changes(
            [frozen],
            action="leerlijn.freeze_report",
            by=by,
            data={"hash": frozen.hash, "version": frozen.version, **({"by": "operator"} if operator else {})},
        )
        replace_earlier(frozen, by=by)
        return frozen


def _besides(question: Question, ledger: Ledger, promised: Promised) -> Besides:
    """What is kept with the members for indicators and for partners' parts; a publication has neither."""
    if question.audience == PUBLIC:
        return {}
    besides = kept_with(promised)
    parts = values_in_parts(ledger, person_level(question), question.bands or parse_bands())
    for person, own in parts.items():
        besides.setdefault((FrozenMember.PERSON, person), {})["own"] = own
    return besides


def asked(question: Question) -> dict[str, Any]:
    return {
        "by": list(question.by),
        "cross": [list(cross) for cross in question.cross],
        "age_bands": band_text(question.bands or parse_bands()),
        "project": called(question.grant),
    }


def called(grant: Grant) -> dict[str, str]:
    """The project as it was called when it was frozen, so that its files stay the same when it is renamed."""
    return {
        "code": grant.code,
        "title": grant.title,
        "funder": str(grant.funder),
        "programme": grant.programme,
        "lead": str(grant.lead) if grant.lead else "",
        "first_day": grant.first_day.isoformat(),
        "last_day": grant.last_day.isoformat(),
        "time_zone": grant.time_zone,
    }


def _answer(question: Question, counted: Count) -> dict[str, Any]:
    """To be published only beside what was published before; that is asked again when it is closed."""
    if question.audience == PUBLIC:
        return published_answer(question, earlier=published(question.grant), counted=counted)
    return report(question, counted)


def _check(question: Question) -> None:
    if question.organisations is not None:
        raise FreezeRefused(_("Only the whole project can be frozen. Each partner signs off its own part of it."))
    check_within(question.period, question.grant)
    for dimension in question.by:
        check_dimension(dimension)
    for cross in question.cross:
        check_cross(cross)


def _changes(previous: FrozenReport | None, frozen: FrozenReport, members: list[Sealed]) -> str:
    """Worked out from what is stored, so that anybody who has both versions finds the same reasons."""
    if previous is None:
        return "[]"
    payloads = payloads_in(members)
    return as_stored([change.as_json() for change in difference(previous, frozen, payloads)])


def _somebody_else() -> FreezeRefused:
    return FreezeRefused(
        _("Somebody else froze this report at the same moment. Look at their version before you make another one.")
    )
