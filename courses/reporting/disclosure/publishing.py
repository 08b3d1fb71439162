"""What may be published after what was: periods don't overlap, and a correction shows no change of a few people.

Published is what was frozen for the public. `earlier` are the answers that were published of the same project, all versions
of them, as `courses.reporting.report.report` gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.reporting.counting import Count
from courses.reporting.disclosure.answering import figures_of
from courses.reporting.disclosure.sensitive import LEAST, least_values_for
from courses.reporting.disclosure.tables import Figure, figure
from courses.reporting.errors import ReportRefused
from courses.reporting.labels import dimension_label
from courses.reporting.report import Question, report

Answer = Mapping[str, Any]


class PublicationRefused(ReportRefused):
    """Tables that, next to those published before, would say something about a few people."""


def published_answer(question: Question, *, earlier: Sequence[Answer], counted: Count | None = None) -> dict[str, Any]:
    """The answer to publish: what an earlier version of it hides stays hidden. Refused where it may not be published."""
    hidden = {
        one for answer in earlier if _is_version(answer, question) for one, number in _named(answer) if number is None
    }
    answer = report(question, counted, also_hidden=frozenset(hidden))
    check_publication(answer, earlier=earlier)
    return answer


def check_publication(answer: Answer, *, earlier: Sequence[Answer]) -> None:
    """Refuse, with the reason, what may not be published after `earlier`."""
    for other in earlier:
        if other["grant"] != answer["grant"] or not _overlap(answer, other):
            continue
        if answer["period"] != other["period"]:
            raise PublicationRefused(
                _("The tables from %(first)s to %(last)s were published already, and periods may not overlap.")
                % _days(other)
            )
        if _tables(answer) != _tables(other):
            raise PublicationRefused(
                _(
                    "Other tables of these days were published already. A corrected version has the same tables, since "
                    "two sets side by side would show what each of them hides."
                )
            )
        _check_changes(answer, other)


def _is_version(answer: Answer, question: Question) -> bool:
    period = {"first_day": question.period.first_day.isoformat(), "last_day": question.period.last_day.isoformat()}
    return answer["grant"] == question.grant.code and answer["period"] == period


def _overlap(one: Answer, other: Answer) -> bool:
    """Days are texts in ISO 8601, which sort as days."""
    return bool(
        one["period"]["first_day"] <= other["period"]["last_day"]
        and other["period"]["first_day"] <= one["period"]["last_day"]
    )


def _days(answer: Answer) -> dict[str, str]:
    return {"first": answer["period"]["first_day"], "last": answer["period"]["last_day"]}


def _tables(answer: Answer) -> tuple[set[str], set[frozenset[str]]]:
    return set(answer["breakdowns"]), {frozenset(cross["by"]) for cross in answer["crosses"]}


def _named(answer: Answer) -> Iterator[tuple[Figure, int | None]]:
    """Each figure once by what it counts, with its number; none where it is hidden."""
    for place, number in figures_of(answer):
        known = None if isinstance(number, dict) else number
        match place:
            case ("measures",):
                yield (), known
            case ("breakdowns", dimension, value):
                yield figure((dimension, value)), known
            case ("crosses", one, other, row, column):
                yield (
                    figure(*((name, value) for name, value in ((one, row), (other, column)) if value is not None)),
                    known,
                )


def _check_changes(answer: Answer, earlier: Answer) -> None:
    """Each visible change is nobody or at least k people, and so is what a reader works out for the rest of a line."""
    before, after = dict(_named(earlier)), dict(_named(answer))
    changes: dict[Figure, int | None] = {}
    for one in {**before, **after}:
        old, new = before.get(one, 0), after.get(one, 0)
        if old is None and new is not None:
            raise PublicationRefused(
                _sentence_on(one, _("An earlier version hides the figure for %(what)s; it stays hidden."))
            )
        changes[one] = None if old is None or new is None else new - old
    for one, change in (*changes.items(), *_rests(changes)):
        least = max([LEAST, *(least_values_for(dimension) for dimension, _value in one)])
        if change is not None and 0 < abs(change) < least:
            raise PublicationRefused(
                _sentence_on(
                    one,
                    _(
                        "Next to the earlier version, the figure for %(what)s would show what changed for fewer than "
                        "%(least)s people. Wait until more has changed."
                    ),
                    least=least,
                )
            )


def _rests(changes: Mapping[Figure, int | None]) -> Iterator[tuple[Figure, int]]:
    """What the hidden figures of a line changed by together, wherever its total can be seen."""
    lines: dict[tuple[Figure, str], list[int | None]] = {}
    for one, change in changes.items():
        for part in one:
            total = tuple(other for other in one if other != part)
            lines.setdefault((total, part[0]), []).append(change)
    for (total, _dimension), parts in lines.items():
        whole = changes.get(total)
        if whole is not None and None in parts:
            yield total, whole - sum(part for part in parts if part is not None)


def _sentence_on(one: Figure, sentence: str, **more: Any) -> str:
    what = " × ".join(f"{dimension_label(dimension)} {value}" for dimension, value in one) or _("the total")
    return sentence % {"what": what, **more}
