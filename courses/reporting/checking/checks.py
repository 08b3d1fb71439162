"""The checks on meetings and their marks."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.moments import in_words
from courses.reporting.checking.ground import Ground, Marks
from courses.reporting.checking.registry import Check, Doubt, register
from courses.reporting.definitions import written
from courses.reporting.indicators.results import results_of
from courses.reporting.periods import Period

NONE = Marks()
ATTENDANCE = "leerlijn_editions:attendance"


def without_marks(ground: Ground) -> Iterator[Doubt]:
    """Meetings that are over, with people expected, and no mark."""
    for session, edition, grant, day in ground.held():
        if session.self_paced or session.ends_at > ground.now or ground.marks.get(session.id, NONE).all:
            continue
        expected = ground.choosers if session.round else ground.expected
        people = expected.get(session.id if session.round else edition.id, 0)
        if people:
            yield ground.doubt(
                "no_marks",
                edition,
                grant,
                ATTENDANCE,
                [edition.id, session.id],
                sentence=_("%(group)s, %(day)s: nobody is marked yet.")
                % {"group": edition.title, "day": in_words(day)},
                subject=f"session-{session.id}",
                told=f"{session.starts_at.isoformat()} {people}",
            )


def without_sheet(ground: Ground) -> Iterator[Doubt]:
    """Marks without a signature, where a list was printed or an indicator counts signed marks only."""
    for session, edition, grant, day in ground.held():
        number = ground.marks.get(session.id, NONE).unsigned
        if number and not session.self_paced and (session.id in ground.printed or grant in ground.wants_signatures):
            yield ground.doubt(
                "without_sheet",
                edition,
                grant,
                "leerlijn_paper:meeting",
                [edition.id, session.id],
                sentence=ngettext(
                    "%(group)s, %(day)s: %(number)d person was there, without a signature.",
                    "%(group)s, %(day)s: %(number)d people were there, without a signature.",
                    number,
                )
                % {"group": edition.title, "day": in_words(day), "number": number},
                count=number,
                subject=f"session-{session.id}",
                told=str(number),
            )


def behind_target(ground: Ground) -> Iterator[Doubt]:
    """Indicators that reached a smaller part of their target than of the time that has passed; for the lead."""
    for pk in ground.aimed:
        grant = ground.grants[pk]
        today = ground.day_in(pk, ground.now)
        passed = ((min(today, grant.last_day) - grant.first_day).days + 1) / (
            (grant.last_day - grant.first_day).days + 1
        )
        if passed <= 0:
            continue
        period = Period(grant.first_day, grant.last_day)
        for result in results_of(grant, period=period):
            way = float(result.target or 0) - float(result.baseline or 0)
            if way > 0 and (float(result.reached) - float(result.baseline or 0)) / way < passed:
                yield Doubt(
                    "behind_target",
                    _("%(indicator)s: %(reached)s of %(target)s reached, with %(share)d%% of the time passed.")
                    % {
                        "indicator": result.name,
                        "reached": written(result.reached),
                        "target": written(float(result.target or 0)),
                        "share": min(100, int(passed * 100)),
                    },
                    reverse("leerlijn_reporting:project", args=[pk]),
                    grant=pk,
                    subject=f"indicator-{result.indicator}",
                    told=f"{result.target} {result.reached} {result.hash}",
                )


def late_without_minutes(ground: Ground) -> Iterator[Doubt]:
    for session, edition, grant, day in ground.held():
        if number := ground.marks.get(session.id, NONE).late:
            yield ground.doubt(
                "late_without_minutes",
                edition,
                grant,
                ATTENDANCE,
                [edition.id, session.id],
                sentence=ngettext(
                    "%(group)s, %(day)s: %(number)d person came late, without minutes.",
                    "%(group)s, %(day)s: %(number)d people came late, without minutes.",
                    number,
                )
                % {"group": edition.title, "day": in_words(day), "number": number},
                count=number,
                subject=f"session-{session.id}",
                told=str(number),
            )


def fewer_heads(ground: Ground) -> Iterator[Doubt]:
    """A head count is everybody in the room, so it can't be less than the names."""
    for session, edition, grant, day in ground.held():
        names = ground.marks.get(session.id, NONE).there
        if session.headcount is not None and session.headcount < names:
            yield ground.doubt(
                "fewer_heads",
                edition,
                grant,
                ATTENDANCE,
                [edition.id, session.id],
                sentence=_("%(group)s, %(day)s: %(heads)d people counted in the room, and %(names)d known by name.")
                % {"group": edition.title, "day": in_words(day), "heads": session.headcount, "names": names},
                count=names - session.headcount,
                subject=f"session-{session.id}",
                told=f"{session.headcount} {names}",
            )


def outside_days(ground: Ground) -> Iterator[Doubt]:
    """Meetings with people that lie on no day of a project that pays the group, by group."""
    found: dict[tuple[int, int], list[int]] = {}
    for session in ground.sessions:
        there = ground.marks.get(session.id, NONE).there
        if not there or session.self_paced:
            continue
        for grant in ground.editions[session.edition].grants:
            if not ground.grants[grant].covers(ground.day_in(grant, session.starts_at)):
                found.setdefault((session.edition, grant), []).append(there)
    for (pk, grant), visits in found.items():
        edition = ground.editions[pk]
        yield ground.doubt(
            "outside_days",
            edition,
            grant,
            "leerlijn_editions:edition",
            [pk],
            sentence=ngettext(
                "%(group)s: %(number)d meeting lies on no day of the project, so it doesn't count.",
                "%(group)s: %(number)d meetings lie on no day of the project, so they don't count.",
                len(visits),
            )
            % {"group": edition.title, "number": len(visits)},
            count=len(visits),
            subject=f"edition-{pk}",
            told=" ".join(map(str, sorted(visits))),
        )


def register_all() -> None:
    register(
        Check(
            "no_marks",
            gettext_lazy("Meetings without marks"),
            gettext_lazy("Nobody counts as long as nothing is marked. Mark who was there, also when nobody came."),
            without_marks,
        ),
        order=10,
    )
    register(
        Check(
            "without_sheet",
            gettext_lazy("Attendance without a signature"),
            gettext_lazy("Send a photo of the signed list, and say who signed."),
            without_sheet,
        ),
        order=20,
    )
    register(
        Check(
            "behind_target",
            gettext_lazy("Behind target"),
            gettext_lazy("A smaller part was reached than of the time that has passed."),
            behind_target,
            counts=True,
        ),
        order=90,
    )
    register(
        Check(
            "late_without_minutes",
            gettext_lazy("Late, without minutes"),
            gettext_lazy(
                "Who came late counts for the whole meeting, unless you say how many minutes they were there."
            ),
            late_without_minutes,
        ),
        order=60,
    )
    register(
        Check(
            "fewer_heads",
            gettext_lazy("Fewer heads than names"),
            gettext_lazy("The count of the room is everybody in it. It can't be less than the people known by name."),
            fewer_heads,
        ),
        order=70,
    )
    register(
        Check(
            "outside_days",
            gettext_lazy("Outside the days of the project"),
            gettext_lazy("Look whether the day of the meeting is right, or whether another project pays for it."),
            outside_days,
        ),
        order=50,
    )
