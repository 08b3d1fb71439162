"""Who gets a certificate, who not and why: the same answer for the dry run, for issuing and for the holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.awarding import design_of
from certificates.errors import DesignProblem, NameWaits
from certificates.freezing import Grounds, name_for_print
from certificates.models import Certificate, Design, Kind, NameCheck, TitleChoice
from certificates.names import checked_names
from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.editions.occasions import minutes_held


class Standing(TextChoices):
    READY = "ready", gettext_lazy("gets one")
    DECIDE = "decide", gettext_lazy("for you to decide")
    HAS_ONE = "has_one", gettext_lazy("has one")
    WAITS = "waits", gettext_lazy("waits for a spelling")
    NOT_YET = "not_yet", gettext_lazy("not yet")
    ENDED = "ended", gettext_lazy("was revoked")
    DESIGN = "design", gettext_lazy("the design needs work")
    NONE_GIVEN = "none_given", gettext_lazy("none is given")


@dataclass(frozen=True)
class Candidate:
    """One enrolment and where it stands. DECIDE is READY once a person has looked: imported completions.

    `better_without`: nothing forbids a statement of attendance, but a certificate of completion says more.
    `name_checked`: its holder, or somebody with them, said that the name is right; if not, that is a warning only.
    """

    enrolment: Enrolment
    standing: Standing
    sentence: str
    grounds: Grounds
    certificate: Certificate | None = None
    better_without: bool = False
    name_checked: bool = True

    @property
    def can_be_issued(self) -> bool:
        return self.standing in (Standing.READY, Standing.DECIDE)


@dataclass
class _Evidence:
    completions: dict[int, Completion] = field(default_factory=dict)
    certificates: dict[int, Certificate] = field(default_factory=dict)
    neutral: set[int] = field(default_factory=set)
    names: dict[int, NameCheck] = field(default_factory=dict)
    certified: set[int] = field(default_factory=set)
    marks: dict[int, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))
    days: tuple[date, ...] = ()
    minutes_held: int = 0


def assess(edition: Edition, kind: Kind | str, *, enrolments: Iterable[int] | None = None) -> list[Candidate]:
    """Every enrolment that takes part and was placed (or those named), in a constant number of queries."""
    rows = (
        edition.enrolments.filter(role__in=Enrolment.TAKING_PART, person__erased_at__isnull=True)
        .select_related("person__account")
        .order_by("person__name", "pk")
    )
    if enrolments is not None:
        rows = rows.filter(pk__in=list(enrolments))
    evidence = _evidence(edition, kind, [row.pk for row in rows])
    evidence.neutral = set(
        TitleChoice.objects.filter(enrolment__edition=edition, neutral=True).values_list("enrolment", flat=True)
    )
    evidence.names = checked_names(row.person for row in rows)
    design, problem = _design(edition, kind)
    current = {row.person_id: row.pk for row in sorted(rows, key=lambda row: row.pk)}
    return [
        _candidate(row, edition, Kind(kind), evidence, design, problem)
        for row in rows
        if row.pk in evidence.completions
        or row.pk in evidence.certificates
        or (row.placed_on and current[row.person_id] == row.pk)
    ]


def _design(edition: Edition, kind: Kind | str) -> tuple[Design | None, str]:
    try:
        return design_of(edition, kind), ""
    except DesignProblem as error:
        return None, str(error)


def _candidate(
    row: Enrolment, edition: Edition, kind: Kind, evidence: _Evidence, design: Design | None, problem: str
) -> Candidate:
    completion = evidence.completions.get(row.pk)
    certificate = evidence.certificates.get(row.pk)
    grounds = _grounds(row, edition, kind, evidence)
    standing, sentence = _standing(kind, grounds, certificate, design, problem)
    if standing == Standing.READY and kind == Kind.COMPLETION and completion and _is_imported(completion):
        standing, sentence = Standing.DECIDE, _("The completion was imported: it is for you to decide.")
    better_without = standing == Standing.READY and row.pk in evidence.certified
    if better_without:
        sentence = _("Has a certificate already, which says more.")
    checked = row.person_id in evidence.names
    return Candidate(row, standing, sentence, grounds, certificate, better_without, checked)


def _standing(
    kind: Kind, grounds: Grounds, certificate: Certificate | None, design: Design | None, problem: str
) -> tuple[Standing, str]:
    there = grounds.completion if kind == Kind.COMPLETION else grounds.days
    if certificate and certificate.state == Certificate.State.VALID:
        if not there:
            return Standing.HAS_ONE, _("Has one, but what it proved was taken back: look whether it should be revoked.")
        return Standing.HAS_ONE, _("Has one: number %(serial)s.") % {"serial": certificate.serial}
    if certificate:
        return Standing.ENDED, _("Had one that was revoked. Issue it again from there.")
    if not there and kind == Kind.COMPLETION:
        return Standing.NOT_YET, _("Has not completed it.")
    if not there:
        return Standing.NOT_YET, _("Was not marked present at any meeting.")
    if problem:
        return Standing.DESIGN, problem
    if design is None:
        return Standing.NONE_GIVEN, _("This group does not give one.")
    try:
        name_for_print(grounds.enrolment.person, design.layout)
    except NameWaits as error:
        return Standing.WAITS, str(error)
    except DesignProblem as error:
        return Standing.DESIGN, str(error)
    return Standing.READY, _("Gets one.")


def _grounds(row: Enrolment, edition: Edition, kind: Kind, evidence: _Evidence) -> Grounds:
    if kind == Kind.COMPLETION:
        net = edition.version.net_minutes if edition.version else 0
        neutral = row.pk in evidence.neutral
        completion = evidence.completions.get(row.pk)
        return Grounds(row, completion, evidence.days, net or evidence.minutes_held, neutral=neutral)
    marks = evidence.marks.get(row.pk, [])
    days = tuple(sorted({day for day, _minutes in marks}))
    return Grounds(row, None, days, sum(minutes for _day, minutes in marks), evidence.minutes_held)


def _evidence(edition: Edition, kind: Kind | str, enrolments: list[int]) -> _Evidence:
    evidence = _Evidence()
    sessions = {session.pk: session for session in edition.sessions.all()}
    meetings = [session for session in sessions.values() if not session.self_paced]
    evidence.days = tuple(sorted({session.starts_at.astimezone(edition.zone).date() for session in meetings}))
    evidence.minutes_held = minutes_held(meetings)
    # In order of time, so that the last one of an enrolment stands: the others it replaced.
    for certificate in Certificate.objects.filter(enrolment__in=enrolments, kind=kind).order_by("pk"):
        evidence.certificates[certificate.enrolment_id] = certificate
    if kind == Kind.COMPLETION:
        completions = Completion.objects.effective().filter(enrolment__in=enrolments, void=False)
        evidence.completions = {completion.enrolment_id: completion for completion in completions}
    else:
        certified = Certificate.objects.filter(enrolment__in=enrolments, kind=Kind.COMPLETION)
        evidence.certified = set(certified.filter(state=Certificate.State.VALID).values_list("enrolment", flat=True))
        marks = Attendance.objects.effective().filter(enrolment__in=enrolments, status__in=Attendance.COUNTED)
        for mark in marks:
            session = sessions[mark.session_id]
            day = mark.on or session.starts_at.astimezone(edition.zone).date()
            evidence.marks[mark.enrolment_id].append((day, _minutes(mark, session)))
    return evidence


def _minutes(mark: Attendance, session: Session) -> int:
    if mark.minutes is not None:
        return mark.minutes
    return 0 if session.self_paced else session.minutes


def _is_imported(completion: Any) -> bool:
    return completion.origin == Completion.Origin.IMPORT
