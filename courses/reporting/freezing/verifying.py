"""Whether a frozen report is still what was frozen: each finding is a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from courses.reporting.freezing.defining import definitions, recipes_of
from courses.reporting.freezing.keeping import CHUNK
from courses.reporting.freezing.models import FrozenMember, FrozenReport
from courses.reporting.freezing.picture import rebuild
from courses.reporting.freezing.promised import promised_from
from courses.reporting.freezing.recounting import Cell, bands_of, count_of, figures_in, recount, recount_published
from courses.reporting.freezing.sealing import canonical, hash_of_members, hash_of_report, hashed, salted
from courses.reporting.indicators.models import IndicatorVersion
from courses.reporting.ledger import Ledger
from courses.reporting.report import PUBLIC

FORGET = "leerlijn.forget_members"
# Of each person at most one: what is missing after an erasure is at most the number that were erased.
ONE_A_PERSON = ("new_persons", "cumulative_persons", "active_persons", "new_completers", "deployed_persons")


def problems_of(frozen: FrozenReport) -> list[str]:
    """What doesn't verify; empty when all does: cells, members, chain, and the cells counted again from the members."""
    found = [*_seal(frozen), *_chain(frozen), *_definitions(frozen)]
    payloads: list[dict[str, Any]] = []
    found += list(_members(frozen, payloads))
    if not found:
        found += list(_recount(frozen, payloads))
    return found


def _seal(frozen: FrozenReport) -> Iterator[str]:
    if hashed(frozen.cells) != frozen.cells_hash:
        yield _("The figures are not those that were frozen: their hash differs.")
    if hash_of_report(frozen) != frozen.hash:
        yield _("The report is not the one that was frozen: its hash differs.")


def _chain(frozen: FrozenReport) -> Iterator[str]:
    """The version before it, and before that one, up to the first."""
    this = frozen
    while True:
        previous = this.previous
        if previous is None:
            if this.version != 1 or this.previous_hash:
                yield _("Version %(version)d has lost its link to the version before it.") % {"version": this.version}
            return
        if not _follows(this, previous):
            yield _("Version %(version)d doesn't follow the version it is linked to.") % {"version": this.version}
            return
        if any(_seal(previous)):
            yield _("The version before it, %(version)d, is not the one that was frozen.") % {
                "version": previous.version
            }
            return
        this = previous


def _follows(this: FrozenReport, previous: FrozenReport) -> bool:
    same = ("grant_id", "first_day", "last_day", "audience")
    return (
        previous.version == this.version - 1
        and previous.hash == this.previous_hash
        and all(getattr(this, name) == getattr(previous, name) for name in same)
    )


def _definitions(frozen: FrozenReport) -> Iterator[str]:
    """The versions of indicators that the report names are on record as they counted then: in use they never change."""
    named = {(one["code"], one["version"]): one["hash"] for one in json.loads(frozen.indicators) if "recipe" in one}
    rows = IndicatorVersion.objects.filter(indicator__grant=frozen.grant_id).select_related("indicator")
    kept = {(row.indicator.code, row.number): {row.hash, hashed(canonical(row.data))} for row in rows}
    altered = [code for (code, number), sealed in named.items() if kept.get((code, number)) != {sealed}]
    if altered:
        yield _("The definitions of these indicators are not those that were frozen: %(codes)s.") % {
            "codes": ", ".join(altered)
        }


def _members(frozen: FrozenReport, payloads: list[dict[str, Any]]) -> Iterator[str]:
    """Also fills `payloads` with what is left of the members."""
    hashes, forgotten, altered = [], 0, 0
    rows = FrozenMember.objects.filter(report=frozen).order_by("pk")
    for kind, subject, salt, payload, sealed in rows.values_list("kind", "subject", "salt", "payload", "hash").iterator(
        chunk_size=CHUNK
    ):
        hashes.append(sealed)
        if payload is None and salt is None and subject is None and kind == FrozenMember.PERSON:
            forgotten += 1
        elif payload is None or salt is None or salted(salt, payload) != sealed:
            altered += 1
        else:
            payloads.append(json.loads(payload))
            altered += named_in(payloads[-1]) != (kind, subject)
    if hash_of_members(hashes) != frozen.members_hash or len(hashes) != frozen.members_number:
        yield _("The members are not those that were frozen: some were added, removed or changed.")
    if altered:
        yield _("%(number)d of the members don't have the content that was frozen.") % {"number": altered}
    if forgotten != forgotten_by_log(frozen):
        yield _("%(found)d of the members have no content left, while %(known)d were erased by this site.") % {
            "found": forgotten,
            "known": forgotten_by_log(frozen),
        }


def named_in(payload: Mapping[str, Any]) -> tuple[str, int]:
    """The kind and number of whom or what a member is about, by its own content."""
    if "person" in payload:
        return FrozenMember.PERSON, payload["person"]
    if "edition" in payload:
        return FrozenMember.EDITION, payload["edition"][0]
    return FrozenMember.PROJECT, payload["grant"]


def forgotten_by_log(frozen: FrozenReport) -> int:
    """How many members were emptied by erasing persons, as the audit log has it."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(FrozenReport), object_id=str(frozen.pk), action=FORGET
    )
    return sum(data.get("members", 0) for data in entries.values_list("data", flat=True))


def _recount(frozen: FrozenReport, payloads: list[dict[str, Any]]) -> Iterator[str]:
    if frozen.definitions != canonical(definitions()):
        # Counted by earlier rules, which this program has no more: what was frozen is proved by its hashes alone.
        return
    ledger = rebuild(payloads)
    counted = count_of(ledger, frozen)
    published = frozen.audience == PUBLIC
    again = figures_in((recount_published if published else recount)(counted, frozen.asked, bands_of(frozen)))
    said = figures_in(frozen.answer)
    erased = frozen.members_number - len(payloads)
    different = [cell for cell in {**said, **again} if not _agrees(cell, said, again, erased)]
    if different:
        yield _("%(number)d figures are not what the frozen members add up to.") % {"number": len(different)}
    promises = promises_that_differ(frozen, payloads, ledger, erased)
    if promises:
        yield _("These indicators are not what the frozen members add up to: %(codes)s.") % {
            "codes": ", ".join(promises)
        }


def promises_that_differ(
    frozen: FrozenReport, payloads: list[dict[str, Any]], ledger: Ledger, erased: int
) -> list[str]:
    """The codes of indicators whose figures or rows aren't counted again from the members."""
    recipes = recipes_of(frozen)
    promised = promised_from(payloads, ledger, list(recipes.values()))
    wrong = []
    for one in json.loads(frozen.indicators):
        if one["code"] not in recipes:
            continue
        answer = promised.count(recipes[one["code"]], frozen.period)
        said = {"": one["reached"], "?": one["unknown"]} | {
            (dimension, str(row["value"])): row["number"] for dimension, rows in one["rows"].items() for row in rows
        }
        again = {"": answer.reached, "?": answer.unknown} | {
            (dimension, str(row.value)): row.number for dimension, rows in answer.rows.items() for row in rows
        }
        pairs = [(said.get(place, 0), again.get(place, 0)) for place in {**said, **again}]
        if any(number != counted and (not erased or counted > number) for number, counted in pairs):
            wrong.append(one["code"])
    return wrong


def _agrees(cell: Cell, said: Mapping[Cell, Any], again: Mapping[Cell, Any], erased: int) -> bool:
    """A hidden figure tells nothing. Of who was erased only the cells still know: the members make no more than they say."""
    number, counted = said.get(cell, 0), again.get(cell, 0)
    if number is None or number == counted:
        return True
    if not erased or counted > number:
        return False
    return cell[-1] not in ONE_A_PERSON or number - counted <= erased
