from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail as outbox
from django.utils import timezone

from courses.editions.enrolling import Entry, enrol, enrol_many, place, withdraw
from courses.editions.models import Enrolment, Session
from courses.editions.planning import cancel_session, change_session
from courses.interchange.importing import import_file
from courses.jobs.models import Job
from courses.mail.models import Mail
from courses.telling.announcing import pending, publish_changes, publish_due
from courses.telling.models import EditionMails, MailKind, Notice
from courses.telling.quiet import nobody_is_told
from tests import factories as f
from tests.factories_telling import group, in_days, moved, someone, written

pytestmark = pytest.mark.django_db


def test_a_place_is_confirmed_once_in_the_persons_own_language():
    edition = group()
    someone(edition, name="Ayşe Test", language="en")
    someone(edition, name="Bram Test", language="nl")
    someone(edition, name="Cem Test")
    enrol(Enrolment.objects.first().person, edition, by=None)
    english, dutch, silent = written()
    assert english.subject == "Your place is certain: Listening in the neighbourhood"
    assert dutch.subject == silent.subject == "Je plaats is zeker: Luisteren in de wijk"
    assert dutch.key == f"confirmed:{Enrolment.objects.all()[1].pk}"
    assert "Hello Ayşe Test," in english.text
    assert "Buurthuis De Proef" in english.text
    assert len(outbox.outbox) == 3


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", MailKind.values)
def test_no_mail_mixes_two_languages(kind, language):
    from courses.telling.composing import Writer
    from courses.telling.entries import holding

    enrolment = someone(group(), name="X", language=language)
    letter = Writer(enrolment.edition, holding(enrolment.edition)).compose(kind, enrolment)
    said = " ".join([*letter.context["paragraphs"], letter.context["subject"], letter.context["page_words"]]).split()
    foreign = {"nl": {"you", "your", "the", "of"}, "en": {"je", "jouw", "de", "van", "het"}}[language]
    assert not foreign & {word.strip(".,:“”").lower() for word in said}


def test_the_programme_says_u_where_it_was_chosen():
    someone(group(form="u"), language="nl")
    [mail] = written()
    assert mail.subject.startswith("Uw plaats")
    assert " je " not in mail.text


def test_a_language_the_site_does_not_speak_gives_the_sites_own():
    someone(group(), language="ar")
    [mail] = written()
    assert (mail.language, mail.subject) == ("nl", "Je plaats is zeker: Luisteren in de wijk")


def test_who_waits_hears_that_and_later_that_there_is_a_place():
    edition = group(capacity=1)
    someone(edition)
    late = someone(edition)
    written()
    place([late], by=None)
    place([late], by=None)
    kinds = [mail.key.partition(":")[0] for mail in written()]
    assert kinds == ["confirmed", "waiting", "placed"]


def test_who_leaves_hears_it_once_and_who_only_applied_hears_nothing():
    enrolment = someone(group())
    written()
    withdraw([enrolment], by=None)
    withdraw([enrolment], by=None)
    assert [mail.key for mail in written()] == [f"confirmed:{enrolment.pk}", f"stopped:{enrolment.pk}"]
    applied = f.EnrolmentFactory(edition=enrolment.edition, state="applied", placed_on=None)
    withdraw([applied], by=None)
    assert len(written()) == 2


def test_who_left_before_the_mail_was_written_gets_no_confirmation_any_more():
    enrolment = someone(group())
    withdraw([enrolment], by=None)
    assert [mail.key for mail in written()] == [f"stopped:{enrolment.pk}"]


def test_nobody_hears_of_a_group_that_is_over():
    edition = group(in_days(-3))
    withdraw([someone(edition)], by=None)
    session = edition.sessions.get()
    change_session(session, moved(session, place="Elders"), by=None)
    publish_due()
    assert not written()
    assert not EditionMails.objects.filter(tell_at__isnull=False).exists()


def test_trainers_get_no_participants_mail():
    enrol(f.PersonFactory(), group(), by=None, role="trainer")
    assert not written()


def test_who_has_an_account_is_written_to_there_when_the_record_has_no_address():
    account = f.UserFactory(email="account@example.org")
    someone(group(), email="", account=account)
    assert [mail.recipient for mail in written()] == ["account@example.org"]


def test_who_came_in_by_a_card_is_called_and_nothing_goes_to_its_account():
    someone(group(), email="", account=f.UserFactory(email="card-x@card.invalid"), account_stands_in=True)
    assert not written()
    assert Notice.objects.get().state == Notice.State.TO_CALL


def test_who_has_no_address_is_listed_to_be_called():
    someone(group(), email="")
    assert not written()
    assert Notice.objects.get().state == Notice.State.TO_CALL


@pytest.mark.parametrize("number", [2, 40])
def test_enrolling_many_costs_the_same_however_many_they_are(number, django_assert_num_queries):
    edition = group()
    people = f.PersonFactory.create_batch(number)
    enrol_many([Entry(person) for person in people[:1]], edition, by=None)
    with django_assert_num_queries(25, exact=False):
        enrol_many([Entry(person) for person in people], edition, by=None)
    assert Notice.objects.count() == number
    assert len(written()) == number


def counted(edition, change) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        change()
    return len(queries)


def test_changing_and_telling_five_hundred_costs_what_it_costs_for_five():
    """But for SQLite, which takes so many rows in some statements more."""
    costs = []
    for number in (5, 60, 500):
        edition = group()
        enrol_many([Entry(person) for person in f.PersonFactory.create_batch(number)], edition, by=None)
        session = edition.sessions.get()

        def change(session=session, edition=edition):
            change_session(session, moved(session, place="Elders"), by=None)
            publish_changes(edition, by=None)

        costs.append(counted(edition, change))
        assert edition.notices.filter(kind="changed").count() == number
    assert costs[0] == costs[1]
    assert costs[2] - costs[0] <= 8


# Changes


def test_three_edits_give_one_mail_after_a_while():
    edition = group()
    someone(edition, language="nl")
    written()
    session = edition.sessions.get()
    for place_ in ("Zaal 1", "Zaal 2", "Zaal 3"):
        change_session(session, moved(session, place=place_), by=None)
    assert publish_due() == 0
    EditionMails.objects.update(tell_at=timezone.now())
    assert publish_due() == 1
    assert publish_due() == 0
    mail = written()[-1]
    assert mail.subject == "Er is iets veranderd: Luisteren in de wijk"
    assert "Zaal 3" in mail.text
    assert "Het was: Buurthuis De Proef" in mail.text
    assert "Zaal 1" not in mail.text


def test_what_is_changed_back_is_told_to_nobody():
    edition = group()
    someone(edition)
    session = edition.sessions.get()
    change_session(session, moved(session, place="Elders"), by=None)
    assert [change.now.place for change in pending(edition)] == ["Elders"]
    change_session(session, moved(session), by=None)
    assert not pending(edition)
    assert EditionMails.objects.get(edition=edition).tell_at is None


def test_a_coordinator_can_tell_at_once_or_nobody():
    edition = group()
    someone(edition)
    written()
    session = edition.sessions.get()
    change_session(session, moved(session, place="Typfout"), by=None)
    assert publish_changes(edition, by=f.UserFactory(), tell=False) == []
    assert not pending(edition)
    change_session(session, moved(session, place="Elders"), by=None)
    assert len(publish_changes(edition, by=f.UserFactory())) == 1
    assert publish_changes(edition, by=f.UserFactory()) == []
    assert len(written()) == 2


def test_a_cancelled_meeting_is_a_mail_of_its_own_kind():
    edition = group(in_days(20), in_days(27))
    someone(edition, language="nl")
    cancel_session(edition.sessions.first(), by=None)
    publish_changes(edition, by=None)
    mail = written()[-1]
    assert mail.subject.startswith("Gaat niet door: Luisteren in de wijk, ")
    assert "Vervallen" in mail.text or "Gaat niet door" in mail.text


def test_a_head_count_or_an_empty_group_tells_nobody_anything():
    from courses.editions.marking import set_headcount

    edition = group()
    session = edition.sessions.get()
    change_session(session, moved(session, place="Elders"), by=None)
    someone(edition)
    set_headcount(session, 12, by=None)
    assert not pending(edition)
    assert len(written()) == 1


def test_who_enrols_while_a_change_waits_hears_of_it_with_the_others():
    edition = group()
    someone(edition)
    session = edition.sessions.get()
    change_session(session, moved(session, place="Elders"), by=None)
    late = someone(edition)
    written()
    publish_changes(edition, by=None)
    assert Notice.objects.filter(enrolment=late).count() == 2
    assert len(written()) == 4


# Silence


def test_an_import_sends_no_mail_not_even_later():
    lines = [
        '{"type": "source", "id": "elders"}',
        '{"type": "person", "id": "p", "name": "Iemand", "email": "iemand@example.org"}',
        '{"type": "edition", "id": "e", "title": "Elders", "kind": "training"}',
        f'{{"type": "session", "id": "s", "edition": "e", "starts_at": "{in_days(3).isoformat()}",'
        f' "ends_at": "{in_days(3).replace(hour=15).isoformat()}"}}',
        '{"type": "enrolment", "id": "n", "person": "p", "edition": "e", "role": "participant", "enrolled_on": "2025-01-01"}',
    ]
    import_file(BytesIO("\n".join(lines).encode()), by=None, commit=True)
    session = Session.objects.get()
    change_session(session, moved(session, place="Nieuw"), by=None)
    publish_due()
    from courses.telling.reminding import remind

    remind(in_days(2).replace(hour=23))
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()
    assert not Job.objects.filter(kind="telling").exists()


def test_a_demo_is_loaded_without_a_word_and_changes_afterwards_are_told():
    with nobody_is_told():
        edition = group()
        someone(edition)
    assert not written()
    session = edition.sessions.get()
    change_session(session, moved(session, starts_at=session.starts_at + timedelta(minutes=30)), by=None)
    [change] = pending(edition)
    assert change.was is not None
