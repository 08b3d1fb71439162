"""What a group asks of who registers: chosen and worded by its coordinator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.curricula.models import CurriculumUnit
from courses.editions.models import Edition
from courses.people.functions import function_choices, function_label
from courses.registering.errors import RegistrationRefused
from courses.registering.models import RegistrationQuestion
from courses.registering.wording import KEPT

Kind = RegistrationQuestion.Kind
MOST_OWN = 12


def functions_in(edition: Edition) -> list[str]:
    """The functions that the group's programme tells apart, in the order in which they occur."""
    if edition.version_id is None:
        return []
    units = CurriculumUnit.objects.filter(version=edition.version_id).values_list("functions", flat=True)
    return list(dict.fromkeys(code for functions in units for code in functions))


def functions_to_choose(edition: Edition, questions: Sequence[RegistrationQuestion]) -> list[tuple[str, str]]:
    """What is asked about the function: the programme's own ones, always; else the site's, where the group asks for it."""
    told_apart = functions_in(edition)
    if told_apart:
        return [(code, function_label(code)) for code in told_apart]
    return function_choices() if any(question.kind == Kind.FUNCTION for question in questions) else []


def set_presets(edition: Edition, wanted: Mapping[str, str], *, by: Any) -> None:
    """Ask exactly these known questions, each with its purpose ("" is the usual sentence).

    Not asking any longer deletes what was answered.
    """
    with transaction.atomic():
        presets = RegistrationQuestion.objects.filter(edition=edition, kind__in=RegistrationQuestion.PRESETS)
        presets.exclude(kind__in=wanted).delete()
        for position, kind in enumerate(RegistrationQuestion.PRESETS):
            if kind in wanted:
                sensitive = kind in RegistrationQuestion.SENSITIVE
                RegistrationQuestion.objects.update_or_create(
                    edition=edition,
                    kind=kind,
                    defaults={
                        "purpose": wanted[kind],
                        "position": position,
                        "kept_days": RegistrationQuestion.SENSITIVE_DAYS if sensitive else None,
                    },
                )
        record_changes([edition], action="leerlijn.ask", by=by, data={"presets": sorted(wanted)})


def save_own_question(
    edition: Edition,
    question: RegistrationQuestion | None,
    *,
    kind: str,
    text: str,
    purpose: str,
    options: Sequence[str],
    required: bool,
    kept_days: int,
    by: Any,
) -> RegistrationQuestion:
    """Ask something of one's own, or word it anew; what was answered already stays."""
    _check(kind, text, purpose, options, kept_days)
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        own = RegistrationQuestion.objects.filter(edition=edition, kind__in=RegistrationQuestion.OWN)
        if question is None:
            if own.count() >= MOST_OWN:
                raise RegistrationRefused(
                    _("There are %(number)d questions already. Nobody answers more.") % {"number": MOST_OWN}
                )
            question = RegistrationQuestion(edition=edition, kind=kind, position=100 + own.count())
        question.text, question.purpose, question.required = text, purpose, required
        question.options = list(options) if question.kind == Kind.CHOICE else []
        question.kept_days = kept_days
        question.save()
        record_changes([edition], action="leerlijn.ask", by=by, data={"question": question.pk})
        return question


def remove_question(question: RegistrationQuestion, *, by: Any) -> None:
    """Ask it no longer; the answers go with it."""
    with transaction.atomic():
        record_changes([question.edition], action="leerlijn.ask", by=by, data={"removed": question.pk})
        question.delete()


def _check(kind: str, text: str, purpose: str, options: Sequence[str], kept_days: int) -> None:
    if kind not in RegistrationQuestion.OWN or kept_days not in KEPT:
        raise RegistrationRefused(_("Choose from the list."))
    if not text.strip() or not purpose.strip():
        raise RegistrationRefused(_("Say what you ask and what the answer is for."))
    if kind == Kind.CHOICE and len(set(options)) < 2:
        raise RegistrationRefused(_("Give at least two answers to choose from, each on a line of its own."))
