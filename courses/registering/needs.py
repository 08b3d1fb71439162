"""Diet and access needs as numbers for the caterer: of those who have a place, and of nobody by name."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.cells import safe_cell
from courses.editions.models import Edition, Enrolment
from courses.registering.models import RegistrationAnswer, RegistrationQuestion
from courses.registering.wording import label_of, options_of

BOM = "\ufeff"


@dataclass(frozen=True)
class Needed:
    """One question: how often each known answer was given, and how often each text was typed."""

    question: RegistrationQuestion
    label: str
    counts: list[tuple[str, int]]
    texts: list[tuple[str, int]]


def asks_needs(edition: Edition) -> bool:
    return RegistrationQuestion.objects.filter(edition=edition, kind__in=RegistrationQuestion.SENSITIVE).exists()


def needs_of(edition: Edition) -> list[Needed]:
    """What those with a place answered; texts by alphabet, so that their order tells nothing."""
    found = []
    for question in RegistrationQuestion.objects.filter(edition=edition, kind__in=RegistrationQuestion.SENSITIVE):
        chosen: Counter[str] = Counter()
        texts: Counter[str] = Counter()
        answers = RegistrationAnswer.objects.filter(
            question=question,
            enrolment__state=Enrolment.State.PLACED,
            enrolment__role__in=Enrolment.TAKING_PART,
        )
        for codes, text in answers.values_list("chosen", "text").iterator():
            chosen.update(codes)
            texts.update([text] if text else [])
        words = dict(options_of(question))
        counts = [(word, chosen[code]) for code, word in words.items() if chosen[code]]
        in_order = sorted(texts.items(), key=lambda pair: pair[0].casefold())
        found.append(Needed(question, label_of(question), counts, in_order))
    return found


def people_with_a_place(edition: Edition) -> int:
    return Enrolment.objects.filter(
        edition=edition, state=Enrolment.State.PLACED, role__in=Enrolment.TAKING_PART
    ).count()


def as_csv(edition: Edition) -> str:
    """One answer a row; with the separator that a spreadsheet expects in the reader's language."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if get_language() == "nl" else ",")
    writer.writerow([_("Question"), _("Answer"), _("How many")])
    writer.writerow([safe_cell(edition.title), _("people with a place"), people_with_a_place(edition)])
    for needed in needs_of(edition):
        for answer, number in (*needed.counts, *needed.texts):
            writer.writerow([needed.label, safe_cell(answer), number])
    return BOM + text.getvalue()
