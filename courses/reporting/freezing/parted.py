"""The values at entry in a partner's own part of a project, where they differ from those in the whole.

A partner's part is read as if its groups were the only ones, and its records all that is known: entry may be later there,
and what somebody answered under another partner's record is not read. So it is frozen beside the whole, for the few whom
two partners know; of everybody else both are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from courses.editions.models import Edition, Enrolment
from courses.reporting.ages import AgeBand
from courses.reporting.dimensions import NOT_ASKED, values_at_entry
from courses.reporting.evidence import gather
from courses.reporting.ledger import Ledger
from courses.reporting.measures import entries

# Per person and organisation their values, of those of whom any differs from the whole.
Parts = dict[int, dict[str, dict[str, str]]]


def values_in_parts(ledger: Ledger, dimensions: Sequence[str], bands: Sequence[AgeBand]) -> Parts:
    """For each organisation that gives groups here; `ledger` has the values of the whole."""
    organisers = dict(Edition.objects.filter(pk__in=list(ledger.editions)).values_list("pk", "organisation"))
    shared = _shared(ledger, organisers)
    if not shared or not dimensions:
        return {}
    few = _only(ledger, shared, set(ledger.editions))
    found: Parts = {}
    whole = ledger.values or {}
    for organisation in sorted({one for one in organisers.values() if one is not None}):
        editions = {edition for edition, organiser in organisers.items() if organiser == organisation}
        part = replace(_only(few, shared, editions), values=None, organisations=frozenset({organisation}))
        entered = entries(gather(part))
        for dimension in dimensions:
            for person, value in values_at_entry(part, entered, dimension, bands).items():
                found.setdefault(person, {}).setdefault(str(organisation), {})[dimension] = value
    return {
        person: parts
        for person, parts in found.items()
        if any(value != whole[name].get(person, NOT_ASKED) for own in parts.values() for name, value in own.items())
    }


def values_of_part(
    parts: Mapping[str, Mapping[str, str]], whole: Mapping[str, str], organisations: Collection[int]
) -> Mapping[str, str]:
    """The values of one person in the part of these organisations; of several the first that knows one."""
    mine = [parts[str(one)] for one in sorted(organisations) if str(one) in parts]
    if not mine:
        return whole
    return {name: next((own[name] for own in mine if own[name] != NOT_ASKED), NOT_ASKED) for name in mine[0]}


def _shared(ledger: Ledger, organisers: dict[int, int | None]) -> set[int]:
    """Whom more than one organisation may know: of several records, or in groups of several, or of one set aside."""
    givers: dict[int, set[int | None]] = {}
    for row in ledger.enrolments.values():
        givers.setdefault(ledger.human(row.person), set()).add(organisers[row.edition])
    several = {person for person, found in givers.items() if len(found) > 1}
    aside = Enrolment.objects.filter(edition__same_as__in=list(ledger.editions)).order_by()
    set_aside = {ledger.human(person) for person in aside.values_list("person", flat=True)}
    return several | (set_aside | set(ledger.survivors.values())) & givers.keys()


def _only(ledger: Ledger, persons: set[int], editions: set[int]) -> Ledger:
    """The rows of these people in these groups."""
    sessions = {pk: row for pk, row in ledger.sessions.items() if row.edition in editions}
    return replace(
        ledger,
        editions={pk: row for pk, row in ledger.editions.items() if pk in editions},
        sessions=sessions,
        enrolments={
            pk: row
            for pk, row in ledger.enrolments.items()
            if row.edition in editions and ledger.human(row.person) in persons
        },
        marks=[row for row in ledger.marks if row.session in sessions and ledger.human(row.person) in persons],
        completions=[
            row for row in ledger.completions if row.edition in editions and ledger.human(row.person) in persons
        ],
        tally=(),
    )
