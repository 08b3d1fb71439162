"""The coordinator's page of mails: texts, tokens, reminders, the log, who is called."""

import pytest
from django.core import mail as outbox
from django.urls import reverse

from courses.audit.models import Access
from courses.editions.planning import change_session
from courses.models import Assignment
from courses.people.assigning import assign
from courses.telling.models import EditionMails, EditionText, MailKind, Notice
from courses.telling.words import filled, standard, unknown_tokens
from tests import factories as f
from tests.factories_telling import group, moved, someone, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return group()


@pytest.fixture
def client(client, edition):
    account = f.UserFactory(language="nl")
    assign(account, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return client


def page_of(edition) -> str:
    return reverse("leerlijn_telling:mails", args=[edition.pk])


def text_page(edition, kind="confirmed", language="nl", name="text") -> str:
    return reverse(f"leerlijn_telling:{name}", args=[edition.pk, kind, language])


def test_the_group_leads_to_its_mails_and_who_looked_is_written_down(client, edition):
    enrolment = someone(edition, name="Nadia Test")
    someone(edition, name="Zonder Adres", email="", phone="06 00")
    written()
    assert page_of(edition) in client.get(reverse("leerlijn_editions:edition", args=[edition.pk])).content.decode()
    page = client.get(page_of(edition)).content.decode()
    for words in ("Nadia Test", "Zonder Adres", "06 00", "verstuurd:"):
        assert words in page
    seen = Access.objects.filter(kind="person", detail__startswith="mails").get()
    assert enrolment.person_id in seen.subjects


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", MailKind.values)
def test_every_mail_is_shown_as_it_goes_out_with_nobodys_data(client, edition, kind, language):
    someone(edition, name="Nadia Test")
    page = client.get(text_page(edition, kind, language)).content.decode()
    html = client.get(text_page(edition, kind, language, "preview")).content.decode()
    assert f'<html lang="{language}"' in html
    assert {"nl": "Sam Voorbeeld", "en": "Sam Example"}[language] in html
    assert "Nadia" not in page + html


def test_an_own_text_holds_for_this_group_this_mail_and_this_language(client, edition):
    words = {"subject": "Tot ziens, {naam}", "text": "Welkom bij {titel}.\n\n<b>Neem {iets} mee?</b>"}
    response = client.post(text_page(edition), words)
    assert "{iets}" in response.content.decode()
    assert not EditionText.objects.exists()
    words["text"] = words["text"].replace("{iets}", "iets")
    client.post(text_page(edition), words)
    someone(edition, name="Nadia {titel}", language="nl")
    someone(edition, name="Sam", language="en")
    dutch, english = written()
    assert dutch.subject == "Tot ziens, Nadia {titel}"
    assert "Welkom bij Luisteren in de wijk." in dutch.text
    assert "&lt;b&gt;Neem iets mee?&lt;/b&gt;" in dutch.html
    assert "Buurthuis De Proef" in dutch.text
    assert english.subject == "Your place is certain: Listening in the neighbourhood"
    assert standard("confirmed", "nl", "je").subject in str(
        client.get(text_page(group(organisation=edition.organisation))).context["form"].initial
    )


def test_the_standard_text_saved_is_no_own_text_and_one_can_go_back(client, edition):
    usual = standard("confirmed", "nl", "je")
    client.post(text_page(edition), {"subject": usual.subject, "text": str(usual.text).replace("\n", "\r\n")})
    assert not EditionText.objects.exists()
    client.post(text_page(edition), {"subject": "Eigen", "text": "Eigen"})
    assert EditionText.objects.count() == 1
    client.post(text_page(edition), {"standard": "1"})
    assert not EditionText.objects.exists()


@pytest.mark.parametrize("text", ["{nam}", "{ }", "{}", "{naam }{x.y}", "{name!r}", "{__class__}"])
def test_only_known_tokens_are_tokens(text):
    assert unknown_tokens(text)


@pytest.mark.parametrize("name", ["A\r\nBcc: x@example.org", "A\u2028B", "\u202eA", "{naam}"])
def test_a_subject_stays_one_line_whatever_a_name_holds(name):
    subject = filled("Dag {naam}", {"name": name}, subject=True)
    assert len(subject.splitlines()) == 1
    assert "\u202e" not in subject


def test_reminders_are_set_within_reason(client, edition):
    client.post(page_of(edition), {"first_reminder": "", "last_reminder": "2"})
    mails = EditionMails.objects.get(edition=edition)
    assert (mails.first_reminder, mails.last_reminder) == (None, 2)
    for wrong in (
        {"first_reminder": "1", "last_reminder": "2"},
        {"first_reminder": "0"},
        {"first_reminder": "99999999"},
    ):
        assert client.post(page_of(edition), wrong).status_code == 200
    mails.refresh_from_db()
    assert (mails.first_reminder, mails.last_reminder) == (None, 2)


def test_one_tries_a_mail_out_on_oneself_once_a_page(client, edition):
    for _ in range(2):
        client.post(text_page(edition, name="test"), {"token": "ab" * 16})
    [mail] = written()
    assert mail.recipient == outbox.outbox[0].to[0]
    assert mail.invitations == []
    assert not Notice.objects.exists()


def test_a_mail_goes_once_more_once_a_click(client, edition):
    someone(edition)
    written()
    notice = Notice.objects.get()
    address = reverse("leerlijn_telling:again", args=[edition.pk, notice.pk])
    for _ in range(2):
        client.post(address, {"number": "1"})
    assert len(written()) == 2


def test_who_was_called_leaves_the_list(client, edition):
    someone(edition, email="")
    written()
    notice = Notice.objects.get()
    client.post(reverse("leerlijn_telling:called", args=[edition.pk, notice.pk]))
    notice.refresh_from_db()
    assert notice.state == "called"


def test_changes_are_told_at_once_by_the_button(client, edition):
    someone(edition)
    session = edition.sessions.get()
    change_session(session, moved(session, place="Elders"), by=None)
    assert "Elders" in client.get(page_of(edition)).content.decode()
    client.post(reverse("leerlijn_telling:tell", args=[edition.pk]), {"tell": "group"})
    assert Notice.objects.filter(kind="changed").count() == 1
    assert "tell=" not in client.get(page_of(edition)).content.decode()


def test_anothers_notice_does_not_exist(client, edition):
    notice = Notice.objects.create(
        key="x", enrolment=someone(group()), edition=group(), kind="confirmed", state="mailed"
    )
    address = reverse("leerlijn_telling:again", args=[edition.pk, notice.pk])
    assert client.post(address).status_code == 404


def test_a_log_of_a_thousand_costs_what_a_short_one_costs(client, edition):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for number in (3, 60):
        for _ in range(number):
            someone(edition)
        written()
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(edition))
        costs.append(len(queries))
    assert costs[0] == costs[1]
