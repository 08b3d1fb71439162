from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from courses.moments import from_to, hours_in_words, in_words

AFTERNOON = datetime(2022, 10, 7, 11, 30, tzinfo=UTC)
EVENING = datetime(2022, 10, 7, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "now", "words"),
    [
        ("nl", "2026-11-21", "vrijdag 7 oktober 2022, 13.30 uur"),
        ("nl", "2022-09-01", "vrijdag 7 oktober, 13.30 uur"),
        ("en", "2026-11-21", "Friday 7 October 2022, 1.30 pm"),
        ("en", "2022-09-01", "Friday 7 October, 1.30 pm"),
    ],
)
def test_a_moment_in_words_leaves_this_year_out(language, now, words):
    with time_machine.travel(now, tick=False), translation.override(language):
        assert in_words(AFTERNOON, "Europe/Amsterdam") == words


@time_machine.travel("2026-11-21", tick=False)
def test_a_day_has_no_time_and_a_zone_moves_the_day():
    with translation.override("en"):
        assert in_words(date(2022, 10, 7)) == "Friday 7 October 2022"
        assert in_words(AFTERNOON, "Pacific/Auckland") == "Saturday 8 October 2022, 12.30 am"


@time_machine.travel("2022-12-31T23:30:00Z", tick=False)
def test_this_year_is_the_year_of_the_zone():
    with translation.override("nl"):
        assert in_words(datetime(2023, 1, 2, 9, tzinfo=UTC), "Europe/Amsterdam") == "maandag 2 januari, 10.00 uur"


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "vrijdag 7 oktober 2022, 13.30 tot 16.30 uur"), ("en", "Friday 7 October 2022, 1.30 to 4.30 pm")],
)
def test_a_span_of_one_day_names_the_day_once(language, words):
    with time_machine.travel("2026-11-21", tick=False), translation.override(language):
        assert from_to(AFTERNOON, EVENING, "Europe/Amsterdam") == words


@time_machine.travel("2026-11-21", tick=False)
def test_a_span_over_noon_says_both_halves_and_over_midnight_both_days():
    with translation.override("en"):
        noon = from_to(datetime(2022, 10, 7, 9, tzinfo=UTC), EVENING, "UTC")
        night = from_to(EVENING, datetime(2022, 10, 8, 0, 5, tzinfo=UTC), "UTC")
    assert noon == "Friday 7 October 2022, 9.00 am to 2.30 pm"
    assert night == "Friday 7 October 2022, 2.30 pm to Saturday 8 October 2022, 12.05 am"


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (90, "1 uur en 30 minuten", "1 hour and 30 minutes"),
        (121, "2 uur en 1 minuut", "2 hours and 1 minute"),
        (60, "1 uur", "1 hour"),
        (45, "45 minuten", "45 minutes"),
    ],
)
def test_durations(minutes, dutch, english):
    with translation.override("nl"):
        assert hours_in_words(minutes) == dutch
    with translation.override("en"):
        assert hours_in_words(minutes) == english
