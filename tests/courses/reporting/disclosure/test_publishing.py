"""What may be published after what was, as plain answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from courses.reporting.disclosure.publishing import PublicationRefused, check_publication
from courses.reporting.disclosure.suppressing import Suppressed, suppress
from tests.courses.reporting.disclosure.attacker import answer_of, table

ROWS = [[20, 30, 3], [40, 50, 20], [10, 20, 30]]
FIRST_HALF = {"first_day": "2025-01-01", "last_day": "2025-06-30"}
SECOND_HALF = {"first_day": "2025-07-01", "last_day": "2025-12-31"}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def published(rows: list[list[int]], *, period: dict[str, str] = FIRST_HALF, grant: str = "G1", **also: Any) -> Any:
    public = table(rows)
    return {"grant": grant, "period": period, **answer_of(public, suppress(public, **also))}


def changed(row: int, column: int, by: int) -> list[list[int]]:
    rows = [list(line) for line in ROWS]
    rows[row][column] += by
    return rows


def hidden_of(rows: list[list[int]]) -> Any:
    return suppress(table(rows)).hidden


def test_periods_that_adjoin_and_other_projects_are_published_beside_each_other():
    earlier = [published(ROWS), published(changed(0, 0, 1), grant="G2")]
    check_publication(published(changed(0, 0, 1), period=SECOND_HALF), earlier=earlier)


def test_periods_that_overlap_are_refused():
    overlapping = {"first_day": "2025-06-30", "last_day": "2025-12-31"}
    with pytest.raises(PublicationRefused, match="2025-06-30"):
        check_publication(published(ROWS, period=overlapping), earlier=[published(ROWS)])


def test_the_same_again_and_a_change_of_many_are_published():
    check_publication(published(ROWS), earlier=[published(ROWS)])
    hidden = hidden_of(ROWS)
    shown = next((a, b) for a in range(3) for b in range(3) if (("a", a), ("b", b)) not in hidden)
    check_publication(published(changed(*shown, 5), also=hidden), earlier=[published(ROWS)])


@pytest.mark.parametrize("by", [1, 4, -1, -4])
def test_a_change_of_a_few_is_refused(by):
    hidden = hidden_of(ROWS)
    with pytest.raises(PublicationRefused, match="fewer than 5"):
        check_publication(published(changed(1, 1, by), also=hidden), earlier=[published(ROWS)])


def test_a_change_of_a_few_is_refused_where_it_is_worked_out_from_the_rest_of_a_line():
    """Six more in all, five of them in a cell that is seen: the sixth is in one of those that are hidden."""
    hidden = hidden_of(ROWS)
    rows = changed(0, 1, 5)
    assert (("a", 0), ("b", 1)) not in hidden or (("a", 0), ("b", 0)) not in hidden
    seen = 1 if (("a", 0), ("b", 1)) not in hidden else 0
    rows = changed(0, seen, 5)
    rows[0][2] += 1
    public = table(rows)
    careless = answer_of(public, Suppressed(public, hidden | {(("b", 2),)}, suppress(public).proof))
    with pytest.raises(PublicationRefused):
        check_publication({"grant": "G1", "period": FIRST_HALF, **careless}, earlier=[published(ROWS)])


def test_what_was_hidden_stays_hidden_in_a_corrected_version():
    fuller = [[20, 30, 30], [40, 50, 20], [10, 20, 30]]
    assert hidden_of(ROWS)
    assert not hidden_of(fuller)
    with pytest.raises(PublicationRefused, match="hides"):
        check_publication(published(fuller), earlier=[published(ROWS)])
    check_publication(published(fuller, also=hidden_of(ROWS)), earlier=[published(ROWS)])


def test_other_tables_of_the_same_days_are_refused():
    rows_only = {**published(ROWS), "crosses": []}
    with pytest.raises(PublicationRefused, match="same tables"):
        check_publication(rows_only, earlier=[published(ROWS)])


def test_a_figure_that_stays_hidden_in_an_empty_row_takes_the_row_along():
    emptied = [[0, 0, 0], [40, 50, 20], [10, 20, 30]]
    suppressed = suppress(table(emptied), also=hidden_of(ROWS))
    assert hidden_of(ROWS) <= suppressed.hidden
    assert suppressed.least_values >= 5
