"""What freezing costs: 88,000 members, against hashing the canonical JSON of the same members."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from typing import Any

from benchmarks.results import Result

MEMBERS = 88_000
# Of both the fastest, in turns, so that what else the machine does weighs little.
ROUNDS = 3


def ledger() -> Any:
    """A project with 88,000 people, each with one enrolment and one mark; not in the database."""
    from courses.grants.models import Grant
    from courses.reporting.ledger import EditionRow, EnrolmentRow, Ledger, MarkRow, SessionRow

    days = {"first_day": date(2025, 1, 1), "last_day": date(2026, 12, 31)}
    grant = Grant(pk=1, code="FREEZING", time_zone="Europe/Amsterdam", **days)
    start = datetime(2025, 3, 1, 9, tzinfo=UTC)
    people = range(1, MEMBERS + 1)
    return Ledger(
        grants=(grant,),
        as_of=datetime(2026, 2, 1, tzinfo=UTC),
        survivors={},
        editions={1: EditionRow(1, "Group", "training", "Benchmark", (), (1,), frozenset({1}))},
        sessions={1: SessionRow(1, 1, start, 7200, None, 0, False)},
        enrolments={
            n: EnrolmentRow(n, n, 1, "participant", "", "Benchmark", None, True, date(2025, 1, 1), None) for n in people
        },
        marks=[MarkRow(n, 1, n, "present", None, None) for n in people],
        completions=[],
        values={"gender": {n: ("female", "male")[n % 2] for n in people}},
    )


def measure() -> list[Result]:
    """Reading and counting are the report's own time (`funder_report`); this is what freezing adds to it."""
    from django.db import transaction

    from courses import models
    from courses.reporting.freezing.keeping import keep_members, seal
    from courses.reporting.freezing.sealing import canonical, hashed
    from courses.reporting.freezing.writing import parts_of

    frozen = ledger()
    funder = models.Funder.objects.create(name="Freezing Fund")
    days = {"first_day": date(2025, 1, 1), "last_day": date(2026, 12, 31)}
    grant = models.Grant.objects.create(code="FREEZING", title="Freezing", funder=funder, **days)
    zeros = {"cells": "{}", "question": "{}", "definitions": "{}", "cells_hash": "0", "members_hash": "0"}
    hashing = freezing = float("inf")
    for version in range(1, ROUNDS + 1):
        payloads = [json.loads(part.payload) for part in parts_of(frozen, {})]
        number = len(payloads)
        start = time.perf_counter()
        for payload in payloads:
            hashed(canonical(payload))
        hashing = min(hashing, time.perf_counter() - start)
        del payloads
        start = time.perf_counter()
        with transaction.atomic():
            report = models.FrozenReport.objects.create(
                grant=grant, as_of=frozen.as_of, audience="funder", version=version, hash=str(version), **days, **zeros
            )
            keep_members(report, seal(frozen))
        freezing = min(freezing, time.perf_counter() - start)
    name = f"freezing {number:,} members, by hashing them"
    return [Result(name, freezing, "seconds", baseline=hashing, note="at most 5 times")]
