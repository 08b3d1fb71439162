from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from certificates.issuing import issue
from certificates.models import Certificate, Kind
from certificates.revoking import reissue, revoke
from courses import models
from courses.audit.models import Access
from courses.codes import new_code
from tests import factories as f
from tests.certificates.making import completed, issued

pytestmark = pytest.mark.django_db


def page(client, code: str, language: str = "en", **extra):
    return client.get(reverse("leerlijn_certificates:verify", args=[code]), HTTP_ACCEPT_LANGUAGE=language, **extra)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_stranger_sees_that_it_holds_and_what_it_says(client):
    certificate = issued("Şükrü Yağmuroğlu")
    response = page(client, certificate.code)
    text = text_of(response)
    assert response.status_code == 200
    assert "ll-verdict--valid" in text
    for words in (certificate.facts["programme"], certificate.serial, certificate.code_in_groups, "Ş. Y."):
        assert words in text
    assert "Yağmuroğlu" not in text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"


def test_the_short_address_is_the_sites_own(client):
    assert reverse("leerlijn_certificates:verify", args=["7K3M"]) == "/V/7K3M"
    certificate = issued()
    assert page(client, certificate.code_in_groups.lower().replace("-", " ")).status_code == 200


def test_an_address_typed_from_paper_is_read_kindly(client):
    code = issued().code
    for address in (f"/v/{code.lower()}", f"/V/{code}/", "/v", "/V", "/v/"):
        assert client.get(address).status_code == 200, address


def test_revoked_and_replaced_keep_their_address_without_reason_or_new_name(client):
    certificate = issued("Ada Oud")
    models.Person.objects.filter(pk=certificate.person_id).update(name="Zoë Nieuw")
    new = reissue(certificate, reason="Naam was fout", by=None)
    text = text_of(page(client, certificate.code))
    assert "ll-verdict--replaced" in text
    for secret in ("Zoë", "Nieuw", "Naam was fout", new.code, new.code_in_groups, new.serial):
        assert secret not in text
    revoke([new], reason="Toch niet geslaagd", by=None)
    text = text_of(page(client, new.code))
    assert "ll-verdict--revoked" in text
    assert "Toch niet geslaagd" not in text


def test_unknown_codes_get_one_uniform_answer(client):
    responses = [page(client, code) for code in (new_code(), "x", "..", "é" * 90)]
    assert {response.status_code for response in responses} == {404}
    answers = [response.content.decode().partition("<main")[2].partition("</main")[0] for response in responses]
    assert len(set(answers)) == 1


def test_asking_for_unknown_codes_very_often_is_slowed_down(client):
    for _ in range(60):
        assert page(client, "x").status_code == 404
    assert page(client, "x").status_code == 429
    assert page(client, "x", REMOTE_ADDR="10.0.0.9").status_code == 404
    assert page(client, issued().code).status_code == 200


@pytest.mark.parametrize(("typed", "right"), [("ada  VOORBEELD", True), ("Ada", False), ("<b>Ada</b>", False)])
def test_a_typed_name_is_compared(client, typed, right):
    certificate = issued("Ada Voorbeeld")
    url = certificate.get_absolute_url()
    response = client.post(url, {"name": typed}, HTTP_ACCEPT_LANGUAGE="en")
    assert response.status_code == 200
    assert response.context["right"] is right
    assert ("This is the name" in text_of(response)) is right


def test_a_name_is_compared_though_the_browser_tells_no_referrer():
    certificate = issued("Ada Voorbeeld")
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(certificate.get_absolute_url(), {"name": "Ada Voorbeeld"}, headers={"origin": "null"})
    assert response.context["right"] is True


def test_bad_names_are_answered_and_not_compared(client):
    certificate = issued()
    for typed in ("", "x" * 1001, "a\x00b"):
        response = client.post(certificate.get_absolute_url(), {"name": typed})
        assert response.status_code == 422
        assert response.context["right"] is None


def test_guessing_names_is_slowed_down_from_wherever_it_comes(client):
    certificate = issued("Ada Voorbeeld")
    for number in range(20):
        client.post(certificate.get_absolute_url(), {"name": f"Guess {number}"}, REMOTE_ADDR=f"10.0.0.{number}")
    assert client.post(certificate.get_absolute_url(), {"name": "Ada Voorbeeld"}).status_code == 429


def test_typing_a_code_leads_to_its_page(client):
    certificate = issued()
    form = reverse("leerlijn_certificates:verify_form")
    assert client.get(form).status_code == 200
    response = client.get(form, {"code": certificate.code_in_groups.lower(), "language": "en"})
    assert response.url == f"/V/{certificate.code}?language=en"
    for typed in ("", "x", "x" * 500):
        assert client.get(form, {"code": typed}).status_code == 422


def test_the_language_is_the_readers_with_a_switch(client):
    certificate = issued()
    dutch, english = page(client, certificate.code, "nl"), page(client, certificate.code, "en")
    assert 'lang="nl"' in text_of(dutch)[:200]
    assert 'lang="en"' in text_of(english)[:200]
    switched = client.get(f"/V/{certificate.code}?language=en", HTTP_ACCEPT_LANGUAGE="nl")
    assert 'lang="en"' in text_of(switched)[:200]


def test_the_public_page_asks_little_of_the_database(client, django_assert_max_num_queries):
    certificate = issued()
    page(client, certificate.code)
    with django_assert_max_num_queries(5):
        page(client, certificate.code)


def download(certificate) -> str:
    return reverse("leerlijn_certificates:download", args=[certificate.pk])


def test_the_holder_downloads_the_stored_bytes(client):
    person = f.PersonWithAccountFactory(name="Ada Voorbeeld")
    completion = f.CompletionFactory(enrolment=f.EnrolmentFactory(person=person))
    certificate = issued(edition=completion.edition)
    certificate.person = person
    certificate.save()
    client.force_login(person.account)
    response = client.get(download(certificate))
    assert b"".join(response) == certificate.pdf.read()
    assert response["Content-Type"] == "application/pdf"
    assert "Ada" not in response["Content-Disposition"]
    assert Access.objects.get(action=Access.Action.DOWNLOADED).subjects == [certificate.pk]


def test_to_others_a_file_does_not_exist(client):
    certificate = issued()
    own = f.AssignmentFactory(organisation=certificate.edition.organisation).account
    other = f.AssignmentFactory().account
    trainer = f.AssignmentFactory(organisation=certificate.edition.organisation, role="trainer").account
    expected = {
        None: 302,
        f.PersonWithAccountFactory().account: 404,
        other: 404,
        trainer: 404,
        own: 200,
        f.SuperuserFactory(): 200,
    }
    for account, status in expected.items():
        client.logout()
        if account:
            client.force_login(account)
        assert client.get(download(certificate)).status_code == status, account


def test_my_certificates_are_mine_also_under_a_joined_record(client):
    person, double = f.PersonWithAccountFactory(), f.PersonFactory()
    f.MergeFactory(person=double, other=person)
    certificate = issued()
    Certificate.objects.update(person=double)
    issued("Somebody Else")
    client.force_login(person.account)
    response = client.get(reverse("leerlijn_certificates:mine"))
    assert [shown.pk for shown in response.context["certificates"]] == [certificate.pk]


def test_a_waiting_certificate_asks_for_a_spelling_and_is_then_made(client):
    account = f.UserFactory()
    completion = completed("王小明", person={"account": account})
    client.force_login(account)
    mine = reverse("leerlijn_certificates:mine")
    assert "王 小 明" in text_of(client.get(mine))
    spelling = reverse("leerlijn_certificates:spelling")
    for typed in ("", "小", "x" * 501, "\x00"):
        assert client.post(spelling, {"latin_name": typed}).status_code == 422
    assert client.post(spelling, {"latin_name": "Wang Xiaoming"}).url == mine
    certificate = Certificate.objects.get()
    assert certificate.facts["name"] == "Wang Xiaoming"
    completion.person.refresh_from_db()
    assert completion.person.name == "王小明"


def test_a_spelling_is_kept_where_the_certificate_cannot_be_made_now(client, settings):
    settings.LEERLIJN_SIGNING_KEY = "/nowhere/key.pem"
    account = f.UserFactory()
    completion = completed("王小明", person={"account": account})
    client.force_login(account)
    answer = client.post(reverse("leerlijn_certificates:spelling"), {"latin_name": "Wang Xiaoming"}, follow=True)
    assert "de spelling is bewaard" in text_of(answer)
    completion.person.refresh_from_db()
    assert completion.person.latin_name == "Wang Xiaoming"
    assert not Certificate.objects.exists()


def test_an_account_without_a_person_has_an_empty_page(client):
    client.force_login(f.UserFactory())
    assert client.get(reverse("leerlijn_certificates:mine")).status_code == 200
    assert client.post(reverse("leerlijn_certificates:spelling"), {"latin_name": "Ada"}).status_code == 404


def test_getting_a_page_changes_nothing(client):
    account = f.UserFactory()
    completed("王小明", person={"account": account, "latin_name": "Wang"})
    client.force_login(account)
    client.get(reverse("leerlijn_certificates:mine"))
    client.get(reverse("leerlijn_certificates:spelling"))
    assert not Certificate.objects.exists()


def test_ones_own_page_asks_the_same_for_more_certificates(client, django_assert_max_num_queries):
    account = f.UserFactory()
    first = issued(person={"account": account})
    client.force_login(account)
    mine = reverse("leerlijn_certificates:mine")
    client.get(mine)
    for _ in range(8):
        completion = f.CompletionFactory(enrolment=f.EnrolmentFactory(person=first.person))
        issue(edition=completion.edition, kind=Kind.COMPLETION, by=None)
    with django_assert_max_num_queries(12):
        assert len(client.get(mine).context["certificates"]) == 9


def test_machines_get_every_printed_fact_and_no_name(client):
    certificate = issued("Şükrü Yağmuroğlu")
    address = reverse("leerlijn_certificates:verify_json", args=[certificate.code_in_groups.lower()])
    answer = client.get(address)
    said = answer.json()
    assert (said["verdict"], said["kind"], said["initials"]) == ("valid", "completion", "Ş. Y.")
    assert said["number"] == certificate.serial
    assert [[fact["label"], fact["value"]] for fact in said["facts"]] == [
        list(row) for row in certificate.facts["rows"]
    ]
    assert "Yağmuroğlu" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    revoke([certificate], reason="Toch niet", by=None)
    said = client.get(address).json()
    assert said["verdict"] == "revoked"
    assert said["ended_on"]
    assert "Toch niet" not in str(said)


def test_unknown_codes_are_alike_for_machines_too_and_slowed_down(client):
    answers = [
        client.get(reverse("leerlijn_certificates:verify_json", args=[code])) for code in (new_code(), "x", "é" * 90)
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b'{"verdict": "unknown"}')}
    for _ in range(57):
        client.get("/V/x.json")
    assert client.get("/V/x.json").status_code == 429


def upload(client, content: bytes, name: str = "bewijs.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(reverse("leerlijn_certificates:verify_form"), {"file": file}, HTTP_ACCEPT_LANGUAGE="en")


def test_a_pdf_is_compared_and_not_kept(client, settings):
    certificate = issued("Ada Voorbeeld")
    content = certificate.pdf.open("rb").read()
    kept = sorted(Path(settings.PRIVATE_ROOT).rglob("*"))
    same = upload(client, content)
    assert (same.status_code, same.context["verdict"]) == (200, "valid")
    assert "Byte for byte" in text_of(same)
    assert "Voorbeeld" not in text_of(same)
    altered = upload(client, content.replace(b"/Creator", b"/creator"))
    assert (altered.status_code, altered.context["verdict"]) == (200, "altered")
    assert certificate.serial not in text_of(altered)
    foreign = upload(client, b"%PDF-1.7\nsomething else")
    assert (foreign.status_code, foreign.context["verdict"]) == (404, "unknown")
    assert sorted(Path(settings.PRIVATE_ROOT).rglob("*")) == kept


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"PK\x03\x04", "no PDF"), (b"%PDF" + b"x" * 5_300_000, "larger than 5 MB")]
)
def test_what_is_no_certificate_file_is_answered_with_a_sentence(client, content, words):
    answer = upload(client, content)
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_files_are_compared_so_often_and_no_more(client):
    for _ in range(30):
        assert upload(client, b"%PDF-1.7").status_code == 404
    assert upload(client, b"%PDF-1.7").status_code == 429
