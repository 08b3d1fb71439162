"""The background questions that a programme may ask: with their purpose, and which of them are sensitive.

Nobody is asked unless a report needs it (`courses.reporting.indicators.asking`), and everybody may say "I'd rather not say".
A sensitive question is about one of the special categories of article 9 of the GDPR, or comes so close that it is treated
as one: it stands apart, and published tables hide its rows sooner. A host names more with `LEERLIJN_SENSITIVE_DIMENSIONS`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.conf import setting


@dataclass(frozen=True)
class Question:
    """One question with one answer out of `options` (code, label); without options it is answered by a date of birth."""

    dimension: str
    text: Promise
    options: tuple[tuple[str, Promise | str], ...] = ()
    sensitive: bool = False


# Names, the same in both languages.
PROVINCES = (
    *("Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg"),
    *("Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"),
)
YES_NO = (("yes", _("yes")), ("no", _("no")))
QUESTIONS: dict[str, Question] = {
    question.dimension: question
    for question in (
        Question(
            "gender",
            _("Are you a woman, a man, or something else?"),
            (("female", _("woman")), ("male", _("man")), ("non_binary", _("non-binary")), ("other", _("other"))),
        ),
        Question("age", _("When were you born?")),
        Question(
            "education",
            _("What is the highest school or training you finished?"),
            (
                ("isced_0_2", _("primary school, or the first years of secondary school (such as vmbo, mbo 1)")),
                ("isced_3_4", _("secondary school or vocational training (such as havo, vwo, mbo 2 to 4)")),
                ("isced_5_8", _("higher education (such as hbo or university)")),
            ),
        ),
        Question(
            "employment",
            _("What do you do now?"),
            (
                ("employed", _("I work, employed or for myself")),
                ("unemployed", _("I look for work")),
                ("inactive", _("I don't work and don't look for work, for instance because I study or am retired")),
            ),
        ),
        Question(
            "region",
            _("Where do you live?"),
            (*((name, name) for name in PROVINCES), ("elsewhere", _("somewhere else"))),
        ),
        Question("disability", _("Do you have a disability or a long illness?"), YES_NO, sensitive=True),
        Question("origin", _("Were you, or was one of your parents, born in another country?"), YES_NO, sensitive=True),
        Question("minority", _("Do you belong to a minority, such as Roma?"), YES_NO, sensitive=True),
    )
}
SENSITIVE_NAMES = frozenset(
    {"religion", "belief", "health", "ethnicity", "nationality", "migration", "orientation", "politics", "union"}
)


def is_sensitive(dimension: str) -> bool:
    """Whether a breakdown by this dimension says something about people that is nobody's business."""
    question = QUESTIONS.get(dimension)
    if question is not None and question.sensitive:
        return True
    return dimension.casefold() in SENSITIVE_NAMES or dimension in setting("SENSITIVE_DIMENSIONS")
