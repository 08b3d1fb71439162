"""Statements of attendance: for who was there, with their own days and minutes, and never called a certificate."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest
from django.urls import reverse

from certificates.errors import DesignProblem
from certificates.issuing import dry_run, issue
from certificates.models import Award, Certificate, Design, Kind
from certificates.standing import Standing
from courses import models
from courses.audit.models import Access
from courses.editions.addresses import own_page_address
from courses.editions.marking import Mark, mark_session
from courses.mail.models import Mail
from tests import factories as f
from tests.certificates.making import issued

pytestmark = pytest.mark.django_db


def meeting(edition, *, hours: int = 3, day: int = 7, **fields):
    starts_at = datetime(2026, 10, day, 11, 30, tzinfo=UTC)
    return f.SessionFactory(edition=edition, starts_at=starts_at, ends_at=starts_at.replace(hour=11 + hours), **fields)


def there(enrolment, session, status: str = "present", minutes: int | None = None) -> None:
    mark_session(session, [Mark(enrolment, status, minutes=minutes)], by=None)


def statement_of(enrolment) -> Certificate:
    issue(edition=enrolment.edition, kind=Kind.ATTENDANCE, by=None, enrolments=[enrolment.pk])
    return Certificate.objects.get(enrolment=enrolment, kind=Kind.ATTENDANCE)


def everything_said(certificate: Certificate) -> str:
    """All text of the PDF: on the page, among its properties, in what is attached, and as alternative texts."""
    content = certificate.pdf.open("rb").read()
    reader = pypdf.PdfReader(io.BytesIO(content))
    attached = [data.decode() for files in reader.attachments.values() for data in files]
    properties = [str(value) for value in (reader.metadata or {}).values()]
    xmp = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    return "\n".join([reader.pages[0].extract_text(), *properties, *attached, xmp, certificate.file_name()])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_says_days_and_net_minutes_and_never_certificate(language):
    enrolment = f.EnrolmentFactory(person__name="Şükrü Yağmuroğlu", person__language=language)
    first, second = meeting(enrolment.edition), meeting(enrolment.edition, day=14)
    meeting(enrolment.edition, day=21)
    there(enrolment, first)
    there(enrolment, second, "partial", 90)
    statement = statement_of(enrolment)
    assert statement.facts["minutes"] == 270
    assert statement.facts["days"] == ["2026-10-07", "2026-10-14"]
    said = everything_said(statement)
    assert "Şükrü Yağmuroğlu" in said
    assert ("7 en 14 oktober 2026" if language == "nl" else "7 and 14 October 2026") in said
    assert "certifi" not in said.casefold()


def test_who_was_not_there_gets_none():
    enrolment = f.EnrolmentFactory()
    there(enrolment, meeting(enrolment.edition), "absent")
    assert [candidate.standing for candidate in dry_run(enrolment.edition, Kind.ATTENDANCE)] == [Standing.NOT_YET]
    issue(edition=enrolment.edition, kind=Kind.ATTENDANCE, by=None)
    assert not Certificate.objects.exists()


def test_a_design_that_says_certificate_is_refused_for_it():
    enrolment = f.EnrolmentFactory()
    there(enrolment, meeting(enrolment.edition))
    design = Design.objects.create(name="Eigen", slug="eigen", language="nl", title="Certificaat")
    Award.objects.create(edition=enrolment.edition, kind=Kind.ATTENDANCE, design=design)
    (candidate,) = dry_run(enrolment.edition, Kind.ATTENDANCE)
    assert candidate.standing == Standing.DESIGN
    with pytest.raises(DesignProblem):
        statement_of(enrolment)


def test_who_has_a_certificate_is_there_but_not_ticked(client):
    certificate = issued("Ada Voorbeeld")
    edition = certificate.edition
    other = f.EnrolmentFactory(edition=edition, person__name="Bo Deels")
    session = meeting(edition)
    there(certificate.enrolment, session)
    there(other, session, "partial", 90)
    assert [(c.enrolment, c.better_without) for c in dry_run(edition, Kind.ATTENDANCE)] == [
        (certificate.enrolment, True),
        (other, False),
    ]
    client.force_login(f.SuperuserFactory())
    place = {"args": [edition.pk, "attendance"]}
    page = client.get(reverse("leerlijn_issuing:issuing", **place)).content.decode()
    ticked = [
        tag for tag in page.split("<input")[1:] if 'name="enrolment"' in tag and "checked" in tag.partition(">")[0]
    ]
    assert [f'value="{other.pk}"' in tag for tag in ticked] == [True]


def test_only_those_ticked_get_one(client, django_capture_on_commit_callbacks):
    edition = f.EditionFactory()
    session = meeting(edition)
    one, two = f.EnrolmentFactory(edition=edition), f.EnrolmentFactory(edition=edition)
    for enrolment in (one, two):
        there(enrolment, session)
    client.force_login(f.SuperuserFactory())
    address = reverse("leerlijn_issuing:issue", args=[edition.pk, "attendance"])
    client.post(address, {"chosen": "yes", "enrolment": ["x", "999999"]})
    assert not models.Job.objects.filter(kind="certificates.issue").exists()
    client.post(address, {"chosen": "yes", "enrolment": [str(two.pk)]})
    assert models.Job.objects.get(kind="certificates.issue").parameters["enrolments"] == [two.pk]


def test_who_has_no_account_gets_it_by_the_address_of_their_own_page(client):
    enrolment = f.EnrolmentFactory(person__email="sanne@example.org", person__language="nl")
    there(enrolment, meeting(enrolment.edition))
    statement = statement_of(enrolment)
    mail = Mail.objects.get(key=f"certificate:{statement.pk}")
    own_page = own_page_address(enrolment)
    assert own_page in mail.text
    assert "certifica" not in (mail.subject + mail.text.replace(statement.facts["address"], "")).casefold()
    page = client.get(own_page).content.decode()
    code = own_page.rstrip("/").rpartition("/")[2]
    download = reverse("leerlijn_certificates:own_download", args=[code, statement.pk])
    assert download in page
    answer = client.get(download)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert Access.objects.filter(action=Access.Action.DOWNLOADED, subjects=[statement.pk], by=None).exists()


def test_somebody_elses_own_page_opens_no_statement_of_mine(client):
    mine, other = f.EnrolmentFactory(), f.EnrolmentFactory()
    there(mine, meeting(mine.edition))
    statement = statement_of(mine)
    code = own_page_address(other).rstrip("/").rpartition("/")[2]
    for wrong in (code, "0" * 20):
        address = reverse("leerlijn_certificates:own_download", args=[wrong, statement.pk])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_public_page_speaks_of_a_statement(client, language):
    enrolment = f.EnrolmentFactory(person__language=language)
    there(enrolment, meeting(enrolment.edition))
    statement = statement_of(enrolment)
    page = client.get(statement.get_absolute_url(), HTTP_ACCEPT_LANGUAGE=language).content.decode()
    verdict = page.partition("ll-verdict--valid")[2].partition("</div>")[0]
    assert ("bewijs van deelname" if language == "nl" else "statement of attendance") in verdict
    assert "certifica" not in verdict.casefold()
