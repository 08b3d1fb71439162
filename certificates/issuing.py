"""Issuing: the dry run, and the verb that makes what the dry run promised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from certificates import serials, signing
from certificates.awarding import design_of
from certificates.errors import DesignProblem, NotStored, SigningProblem
from certificates.freezing import Frozen, Grounds, Shared, freeze
from certificates.models import Certificate, Design, Kind
from certificates.rendering import ENGINE_VERSION, render
from certificates.signals import certificates_issued
from certificates.standing import Candidate, Standing, assess
from courses.audit.history import record_changes
from courses.codes import new_code
from courses.editions.models import Edition, Enrolment

CHUNK = 50


@dataclass
class Issued:
    """What a run made, by key so that ten thousand weigh nothing, and where everybody else stands."""

    keys: list[int] = field(default_factory=list)
    others: list[Candidate] = field(default_factory=list)

    @property
    def certificates(self) -> list[Certificate]:
        return list(Certificate.objects.filter(pk__in=self.keys).order_by("pk"))


def dry_run(edition: Edition, kind: Kind | str) -> list[Candidate]:
    """Who gets one, who not and why; a design that cannot be printed shows before anything is issued."""
    candidates = assess(edition, kind)
    problem = _problem_of_design(edition, kind, candidates)
    if not problem:
        return candidates
    return [
        Candidate(c.enrolment, Standing.DESIGN, problem, c.grounds)
        if c.standing in (Standing.READY, Standing.DECIDE)
        else c
        for c in candidates
    ]


def issue(
    *,
    edition: Edition,
    kind: Kind | str,
    by: Any,
    enrolments: Iterable[int] | None = None,
    decided: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Issued:
    """Issue to those of these enrolments (default: all) who are ready; who has one keeps it, so twice makes one.

    `decided`: a person looked at the dry run, so imported completions are issued too. `progress` is called with the
    number of enrolments dealt with, after each chunk is committed. Raises DesignProblem or SigningProblem before the
    first one.
    """
    if enrolments is None:
        enrolments = (
            edition.enrolments.filter(role__in=Enrolment.TAKING_PART).order_by("pk").values_list("pk", flat=True)
        )
    wanted = list(enrolments)
    result = Issued()
    for start in range(0, len(wanted), CHUNK):
        _issue_chunk(edition, kind, wanted[start : start + CHUNK], result, by=by, decided=decided)
        if progress:
            progress(min(start + CHUNK, len(wanted)))
    return result


def _issue_chunk(
    edition: Edition, kind: Kind | str, enrolments: Sequence[int], result: Issued, *, by: Any, decided: bool
) -> None:
    now = timezone.now()
    wanted = (Standing.READY, Standing.DECIDE) if decided else (Standing.READY,)
    with transaction.atomic():
        # The series' lock comes first: who waited for it then sees what the other one issued.
        design = design_of(edition, kind)
        series = serials.lock(now.astimezone(edition.zone).year, design.number_prefix if design else "")
        candidates = assess(edition, kind, enrolments=enrolments)
        ready = [candidate.grounds for candidate in candidates if candidate.standing in wanted]
        certificates = (
            make(ready, edition=edition, kind=kind, design=design, series=series, at=now, by=by) if design else []
        )
    result.keys += [certificate.pk for certificate in certificates]
    result.others += [candidate for candidate in candidates if candidate.standing not in wanted]


def make(
    grounds: Sequence[Grounds],
    *,
    edition: Edition,
    kind: Kind | str,
    design: Design,
    series: str,
    at: datetime,
    by: Any,
    replaces: Certificate | None = None,
) -> list[Certificate]:
    """Rows, files and log of certificates for these grounds, in the caller's transaction and under its series' lock."""
    rows: list[Certificate] = []
    shared = Shared()
    common: dict[str, Any] = {"edition": edition, "kind": kind, "design": design, "at": at}
    try:
        for ground, serial in zip(grounds, serials.take(series, len(grounds)), strict=True):
            code = new_code()
            frozen = freeze(ground, **common, serial=serial, code=code, shared=shared)
            rows.append(_row(frozen, ground, **common, serial=serial, code=code, by=by, replaces=replaces))
        certificates = Certificate.objects.bulk_create(rows)
    except BaseException:
        for row in rows:
            row.pdf.storage.delete(row.pdf.name or "")
        raise
    record_changes(certificates, action="leerlijn_certificates.issue", by=by)
    if certificates:
        certificates_issued.send(sender=Certificate, certificates=certificates)
    return certificates


def _row(frozen: Frozen, ground: Grounds, *, at: datetime, **fields: Any) -> Certificate:
    """The row with its file stored; `fields` are those that are the same in every certificate, and its numbers."""
    pdf = signing.sign(render(frozen.look, frozen.facts))
    # By the serial, so that a file left by a process that was killed is found by who gets that serial in its stead.
    name = _stored(pdf, f"certificates/{at:%Y}/{sha256(fields['serial'].encode()).hexdigest()[:24]}.pdf")
    return Certificate(
        person=ground.enrolment.person,
        enrolment=ground.enrolment,
        completion=ground.completion,
        language=frozen.facts.language,
        facts=frozen.stored,
        valid_until=frozen.valid_until,
        pdf=name,
        sha256=sha256(pdf).hexdigest(),
        engine=ENGINE_VERSION,
        issued_at=at,
        issued_by=fields.pop("by"),
        **fields,
    )


def _stored(pdf: bytes, name: str) -> str:
    """The name it got; where it can't be stored, no piece of it stays and NotStored is raised.

    The caller holds the series' lock and nobody has this serial: what stands there was never issued, and goes.
    """
    storage = Certificate._meta.get_field("pdf").storage
    try:
        stored = storage.save(name, ContentFile(pdf))
        if stored != name:
            storage.delete(stored)
            storage.delete(name)
            stored = storage.save(name, ContentFile(pdf))
        return stored
    except OSError as error:
        with suppress(OSError):
            storage.delete(name)
        raise NotStored from error


def _problem_of_design(edition: Edition, kind: Kind | str, candidates: list[Candidate]) -> str:
    """Print the first one that would be issued and throw it away: what all have in common shows there."""
    ready = next((c.grounds for c in candidates if c.standing in (Standing.READY, Standing.DECIDE)), None)
    design = design_of(edition, kind) if ready else None
    if not ready or not design:
        return ""
    try:
        frozen = freeze(
            ready, edition=edition, kind=kind, design=design, serial="0000-000000", code=new_code(), at=timezone.now()
        )
        render(frozen.look, frozen.facts)
        signing.ready()
    except (DesignProblem, SigningProblem) as error:
        return str(error)
    return ""
