"""The projections of random worlds, against the evidence that the facts give."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter, itemgetter

import pytest
from django.utils import timezone
from hypothesis import given, settings

from courses.reporting.evidence import gather
from courses.reporting.ledger import load
from courses.reporting.measures import dated_completions, earliest, entries
from courses.reporting.projections.models import PersonEdition, PersonProject, PersonSession
from courses.reporting.projections.rebuilding import differences
from tests.courses.reporting.test_against_slow_counter import often, settled, worlds

pytestmark = pytest.mark.django_db


@settings(often, max_examples=8)
@given(world=worlds)
def test_they_hold_what_the_evidence_says_and_are_equal_to_their_rebuild(world):
    with settled(world) as rows:
        for code in ("G1", "G2"):
            grant = rows.rows["grant", code]
            evidence = gather(load([grant], as_of=timezone.now()))
            here = PersonSession.objects.filter(grant=grant)
            fields = ("person", "session", "edition", "enrolment", "day", "seconds", "self_paced")
            for deployed, there in ((False, evidence.counted), (True, evidence.deployed)):
                kept = here.filter(deployed=deployed).values_list(*fields)
                assert sorted(kept) == sorted(tuple(presence) for presence in there)
            own = PersonEdition.objects.filter(grant=grant)
            began = own.filter(began_on__isnull=False).values_list("person", "edition", "began_on")
            pairs = earliest(((p.person, p.edition), p.day) for p in evidence.counted)
            assert sorted(began) == sorted((*pair, day) for pair, day in pairs.items())
            finished = own.filter(finished_on__isnull=False).values_list("person", "edition", "finished_on")
            assert sorted(finished) == sorted((*pair, day) for pair, day in dated_completions(evidence).items())
            entered = PersonProject.objects.filter(grant=grant)
            assert dict(entered.values_list("person", "entry")) == entries(evidence)
            visits = {(p.person, p.session): p.day for p in sorted(evidence.counted, key=attrgetter("day"))}
            last = {person: day for (person, _session), day in sorted(visits.items(), key=itemgetter(1))}
            assert dict(entered.values_list("person", "last_day")) == last
            assert dict(entered.values_list("person", "contacts")) == Counter(person for person, _session in visits)
        assert differences() == []
