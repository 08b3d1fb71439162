"""Every figure in words: what it is called, the sentence that says it, and what makes somebody or something count."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


def written(number: int | float) -> str:
    """A figure as the active language writes it; whole hours without a fraction."""
    return str(localize(int(number) if number == int(number) else number, use_l10n=True))


@dataclass(frozen=True)
class Definition:
    """`sentence` takes `number` (for singular or plural) and `shown` (the number as it is written)."""

    label: Promise
    sentence: Any
    text: Promise

    def said(self, number: int | float) -> str:
        return self.sentence % {"number": ceil(number), "shown": written(number)}


DEFINITIONS: dict[str, Definition] = {
    "new_persons": Definition(
        _("New participants"),
        ngettext_lazy(
            "%(shown)s person took part in this project for the first time",
            "%(shown)s people took part in this project for the first time",
            "number",
        ),
        _(
            "People whose first attendance in this project falls in the period. Everybody is new once, so these figures "
            "may be added up over periods that follow each other."
        ),
    ),
    "cumulative_persons": Definition(
        _("Participants so far (everybody counted once)"),
        ngettext_lazy(
            "%(shown)s person has taken part since the project began",
            "%(shown)s people have taken part since the project began",
            "number",
        ),
        _(
            "People whose first attendance in this project falls on or before the last day of the period. Who came to "
            "several groups, or is known under two records that were joined, counts once."
        ),
    ),
    "active_persons": Definition(
        _("Participants in this period"),
        ngettext_lazy(
            "%(shown)s person was at one meeting or more in this period",
            "%(shown)s people were at one meeting or more in this period",
            "number",
        ),
        _(
            "People who were present in the period. Somebody can be active in several periods: never add these figures "
            "up over periods."
        ),
    ),
    "participations": Definition(
        _("Participations"),
        ngettext_lazy(
            "%(shown)s time somebody started in a group",
            "%(shown)s times somebody started in a group",
            "number",
        ),
        _(
            "Pairs of a person and a group in which that person was present for the first time in the period. Who "
            "follows two groups makes two participations."
        ),
    ),
    "contacts": Definition(
        _("Visits to meetings"),
        ngettext_lazy("%(shown)s visit to a meeting", "%(shown)s visits to meetings", "number"),
        _("Pairs of a person and a meeting at which that person was present in the period."),
    ),
    "completions": Definition(
        _("Completions"),
        ngettext_lazy("%(shown)s time a group was completed", "%(shown)s times a group was completed", "number"),
        _(
            "Pairs of a person and a group that were completed in the period, of people who were present in that group. "
            "For a trajectory, presence in one of its parts will do."
        ),
    ),
    "new_completers": Definition(
        _("People who completed for the first time"),
        ngettext_lazy(
            "%(shown)s person completed something in this project for the first time",
            "%(shown)s people completed something in this project for the first time",
            "number",
        ),
        _("People whose first completion in this project falls in the period. Everybody counts once."),
    ),
    "activities": Definition(
        _("Activities"),
        ngettext_lazy(
            "%(shown)s activity was held: a group with a meeting",
            "%(shown)s activities were held: groups with a meeting",
            "number",
        ),
        _(
            "Groups of any kind with a meeting in the period at which somebody was present or deployed, or the room was "
            "counted."
        ),
    ),
    "sessions": Definition(
        _("Meetings"),
        ngettext_lazy("%(shown)s meeting was held", "%(shown)s meetings were held", "number"),
        _("Meetings in the period at which somebody was present or deployed, or the room was counted."),
    ),
    "deployments": Definition(
        _("Deployments"),
        ngettext_lazy(
            "%(shown)s time somebody was deployed in a group",
            "%(shown)s times somebody was deployed in a group",
            "number",
        ),
        _(
            "Pairs of a person and a group in which that person was at work in the period, with the role “deployed”. "
            "Who is at work somewhere is not a participant there."
        ),
    ),
    "deployed_persons": Definition(
        _("People deployed"),
        ngettext_lazy("%(shown)s person was deployed", "%(shown)s people were deployed", "number"),
        _("The people who were deployed in the period, everybody once."),
    ),
    "reach": Definition(
        _("Reach"),
        ngettext_lazy("%(shown)s person in the room", "%(shown)s people in the rooms", "number"),
        _(
            "Everybody in the room, whether known by name or not: the head count of a meeting, or without one the people "
            "marked as present. Of each group the largest meeting counts, as the same people come back."
        ),
    ),
    "hours": Definition(
        _("Hours attended"),
        ngettext_lazy("%(shown)s hour of attendance", "%(shown)s hours of attendance", "number"),
        _(
            "The time that people were present at the meetings of the period, added up. Without a time on the list, "
            "the length of the meeting."
        ),
    ),
}

NOT_ATTENDED = Definition(
    _("Completed without attendance"),
    ngettext_lazy(
        "%(shown)s completion of somebody who was never marked as present",
        "%(shown)s completions of people who were never marked as present",
        "number",
    ),
    _(
        "These completions fall in the period and count in no figure, because the attendance that belongs to them is "
        "missing. Look at the attendance lists: was somebody forgotten?"
    ),
)
EXCLUDED = Definition(
    _("Not counted"),
    ngettext_lazy("%(shown)s enrolment is not counted", "%(shown)s enrolments are not counted", "number"),
    _(
        "Enrolments that are part of this project and that the number of participants so far leaves out, for one reason:"
    ),
)
SECTIONS = (
    (_("People"), ("cumulative_persons", "new_persons", "active_persons", "new_completers")),
    (_("Taking part"), ("participations", "contacts", "completions", "hours")),
    (_("Activities and rooms"), ("activities", "sessions", "reach")),
    (_("At work in the project"), ("deployments", "deployed_persons")),
)
