"""Nobody is asked what no indicator needs, and everybody may say that they'd rather not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from courses.editions.addresses import own_page_address
from courses.models import Answer, EditionFunding
from courses.people.answering import AnswerRefused, write_answers
from courses.people.questions import is_sensitive
from courses.reporting.indicators import keeping
from courses.reporting.indicators.asking import asked_of
from courses.reporting.projections.models import PersonProject
from tests import factories as f
from tests.factories_indicators import PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class Place:
    """Somebody with a place in a group, and the project that pays for it."""

    def __init__(self) -> None:
        self.grant = f.GrantFactory()
        self.enrolment = f.EnrolmentFactory(person__language="en", person__account=f.UserFactory(language="en"))
        self.person = self.enrolment.person
        EditionFunding.objects.create(edition=self.enrolment.edition, grant=self.grant)

    def needs(self, *dimensions: str, **filters: Any) -> Any:
        recipe = replace(PEOPLE, dimensions=dimensions, **filters)
        code = f"I{self.grant.indicators.count()}"
        return keeping.add_indicator(
            self.grant, code=code, name="N", recipe=recipe, target=1, baseline=0, active=True, by=None
        )

    @property
    def asked(self) -> list[str]:
        return [question.dimension for question in asked_of(self.enrolment).questions]


@pytest.fixture
def place() -> Place:
    return Place()


def test_only_what_an_indicator_in_use_needs_is_asked(place: Place) -> None:
    assert place.asked == []
    place.needs("role", "kind")
    assert place.asked == []
    indicator = place.needs("disability", "gender", "age")
    assert place.asked == ["gender", "age", "disability"] or place.asked == ["age", "gender", "disability"]
    place.needs("region", roles=("professional",))
    assert "region" not in place.asked
    keeping.end(indicator, by=None)
    assert place.asked == []


def test_a_group_that_counts_elsewhere_asks_nothing_for_the_second_project(place: Place) -> None:
    place.needs("gender")
    edition = place.enrolment.edition
    EditionFunding.objects.filter(edition=edition).update(position=2)
    EditionFunding.objects.create(edition=edition, grant=f.GrantFactory(), position=1)
    edition.counting = "primary_only"
    edition.save()
    assert place.asked == []


def test_answers_are_appended_and_the_three_unknowns_stay_apart(place: Place, client: Any) -> None:
    place.needs("gender", "region", "disability", "age")
    client.force_login(place.person.account)
    address = reverse("leerlijn_courses:questions", args=[place.enrolment.pk])
    page = client.get(address).content.decode()
    assert "I&#x27;d rather not say" in page
    assert page.index("Sensitive questions") > page.index("Where do you live?")
    assert client.post(address, {"gender": "female", "disability": "declined"}).status_code == 302
    said = dict(Answer.objects.values_list("dimension", "value"))
    assert said == {"gender": "female", "region": "no_answer", "disability": "declined", "age": "no_answer"}
    client.post(address, {"gender": "female", "disability": "declined"})
    assert Answer.objects.count() == 4
    client.post(address, {"gender": "non_binary", "birth_date": "1990-02-28"})
    place.person.refresh_from_db()
    assert place.person.birth_date == date(1990, 2, 28)
    assert list(Answer.objects.filter(dimension="gender").order_by("pk").values_list("value", flat=True)) == [
        "female",
        "non_binary",
    ]
    entry = ModelLogEntry.objects.filter(action="leerlijn.answer").latest("pk")
    assert "non_binary" not in str(entry.data)


def test_whoever_has_the_link_answers_and_never_reads_what_was_said(place: Place, client: Any) -> None:
    place.needs("gender")
    own = own_page_address(place.enrolment)
    assert "May we ask you something?" in client.get(own).content.decode()
    address = f"{own}questions/"
    assert client.post(address, {"gender": "male"}).status_code == 302
    assert Answer.objects.get().value == "male"
    assert "checked" not in client.get(address).content.decode()
    assert "May we ask you something?" not in client.get(own).content.decode()


def test_a_stranger_finds_nothing(place: Place, client: Any) -> None:
    place.needs("gender")
    client.force_login(f.UserFactory())
    assert client.get(reverse("leerlijn_courses:questions", args=[place.enrolment.pk])).status_code == 404


def test_an_answer_from_the_future_is_refused_and_so_is_one_to_no_question() -> None:
    person = f.PersonFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    wrong: list[dict[str, Any]] = [
        {"answers": {"gender": "female"}, "on": tomorrow},
        {"answers": {"shoe size": "44"}},
        {"answers": {"gender": "44"}},
        {"answers": {}, "birth_date": tomorrow},
        {"answers": {}, "birth_date": date(1066, 10, 14)},
    ]
    for one in wrong:
        answers = one.pop("answers")
        with pytest.raises(AnswerRefused):
            write_answers(person, answers, by=None, **one)
    assert not Answer.objects.exists()


def test_what_is_sensitive_is_known_by_name_and_by_setting(settings: Any) -> None:
    settings.LEERLIJN_SENSITIVE_DIMENSIONS = ("church",)
    assert [is_sensitive(name) for name in ("church", "religion", "Religion", "disability", "gender", "language")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "told"), [(28, False), (29, True)])
def test_who_began_more_than_four_weeks_ago_is_told_that_an_answer_no_longer_counts(place: Place, client, days, told):
    place.needs("gender", "age")
    client.force_login(place.person.account)
    address = reverse("leerlijn_courses:questions", args=[place.enrolment.pk])
    assert "no longer counts" not in client.get(address).content.decode()
    session = f.SessionFactory(edition=place.enrolment.edition)
    entry = timezone.localdate() - timedelta(days=days)
    PersonProject.objects.create(
        grant=place.grant, person=place.person, entry=entry, last_day=entry, contacts=1, edition=session.edition,
        session=session, enrolment=place.enrolment,
    )  # fmt: skip
    assert ("no longer counts" in client.get(address).content.decode()) is told
    Answer.objects.create(person=place.person, dimension="gender", value="female", valid_from=entry)
    assert "no longer counts" not in client.get(address).content.decode()
