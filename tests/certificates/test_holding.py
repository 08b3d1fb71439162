"""What a holder decides, how long a certificate holds, and in which series its number is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from certificates.awarding import set_award
from certificates.errors import NotTheHolders
from certificates.freezing import last_day
from certificates.holding import choose_title, show_name
from certificates.issuing import issue
from certificates.models import Certificate, Design, Kind
from certificates.verifying import Verdict, verify_code
from tests import factories as f
from tests.certificates.making import completed, issued

pytestmark = pytest.mark.django_db


def role_model(**fields) -> Certificate:
    enrolment = f.EnrolmentFactory(role="role_model", person__name="Sara Voorbeeld", person__language="nl", **fields)
    f.CompletionFactory(enrolment=enrolment)
    issue(edition=enrolment.edition, kind=Kind.COMPLETION, by=None, decided=True)
    return Certificate.objects.get(enrolment=enrolment, state="valid")


def test_a_role_models_certificate_says_so_unless_the_holder_wants_it_neutral():
    said = role_model()
    assert said.facts["title"] == "Certificaat rolmodel"
    neutral = choose_title(said.enrolment, neutral=True, by=None)
    assert neutral.facts["title"] == "Certificaat"
    assert "rolmodel" not in str(neutral.facts).casefold()
    said.refresh_from_db()
    assert (said.state, neutral.replaces) == ("replaced", said)
    assert choose_title(said.enrolment, neutral=True, by=None) is None
    assert choose_title(said.enrolment, neutral=False, by=None).facts["title"] == "Certificaat rolmodel"


def test_a_neutral_one_takes_the_designs_neutral_title_and_none_of_its_own_words():
    edition = f.EditionFactory()
    design = Design.objects.create(
        name="Polrad",
        slug="polrad",
        language="nl",
        title="Rolmodel in {programme}",
        neutral_title="Gesprekken in de wijk",
    )
    set_award(edition=edition, kind=Kind.COMPLETION, design=design)
    said = role_model(edition=edition)
    assert said.facts["title"].startswith("Rolmodel in")
    neutral = choose_title(said.enrolment, neutral=True, by=None)
    assert (neutral.facts["title"], neutral.facts["programme"]) == ("Certificaat", "Gesprekken in de wijk")


def test_the_choice_may_come_before_the_certificate_and_is_a_role_models_only():
    enrolment = f.EnrolmentFactory(role="role_model", person__language="nl")
    assert choose_title(enrolment, neutral=True, by=None) is None
    f.CompletionFactory(enrolment=enrolment)
    issue(edition=enrolment.edition, kind=Kind.COMPLETION, by=None, decided=True)
    assert Certificate.objects.get().facts["title"] == "Certificaat"
    with pytest.raises(NotTheHolders):
        choose_title(f.EnrolmentFactory(), neutral=True, by=None)


def test_the_holder_shows_their_whole_name_and_takes_it_back(client):
    account = f.UserFactory()
    certificate = issued("Ada Voorbeeld", person={"account": account})
    address = reverse("leerlijn_certificates:show_name", args=[certificate.pk])
    page = certificate.get_absolute_url()
    client.force_login(f.UserFactory())
    assert client.post(address, {"shown": "yes"}).status_code == 404
    assert "Voorbeeld" not in client.get(page).content.decode()
    client.force_login(account)
    client.post(address, {"shown": "yes"})
    assert "Ada Voorbeeld" in client.get(page).content.decode()
    assert client.get(f"{page}.json").json()["name"] == "Ada Voorbeeld"
    client.post(address, {"shown": "no"})
    assert "Voorbeeld" not in client.get(page).content.decode()
    assert certificate.facts["address"] in client.get(reverse("leerlijn_certificates:mine")).content.decode()


def test_showing_twice_is_logged_once():
    certificate = issued()
    for _ in range(2):
        show_name(certificate, shown=True, by=None)
    from wagtail.models import ModelLogEntry

    assert ModelLogEntry.objects.filter(action="leerlijn_certificates.show_name").count() == 1


@pytest.mark.parametrize(
    ("issued_on", "months", "day"),
    [
        (date(2026, 10, 8), 24, date(2028, 10, 8)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 10, 8), None, None),
    ],
)
def test_the_last_day(issued_on, months, day):
    assert last_day(issued_on, months) == day


def test_an_expired_one_says_so_on_its_page_and_to_the_command(client, tmp_path):
    completion = completed("Ada Voorbeeld", person={"language": "nl"})
    design = Design.objects.create(name="Twee jaar", slug="twee-jaar", validity_months=24)
    set_award(edition=completion.edition, kind=Kind.COMPLETION, design=design)
    issue(edition=completion.edition, kind=Kind.COMPLETION, by=None, decided=True)
    certificate = Certificate.objects.get()
    assert certificate.valid_until == last_day(timezone.localdate(timezone=certificate.edition.zone), 24)
    assert "Geldig tot en met" in str(certificate.facts["rows"])
    assert verify_code(certificate.code).verdict == Verdict.VALID
    Certificate.objects.update(valid_until=certificate.edition.today())
    assert verify_code(certificate.code).verdict == Verdict.VALID
    Certificate.objects.update(valid_until=certificate.edition.today() - timedelta(days=1))
    assert verify_code(certificate.code).verdict == Verdict.EXPIRED
    assert "ll-verdict--expired" in client.get(certificate.get_absolute_url()).content.decode()
    file = tmp_path / "bewijs.pdf"
    file.write_bytes(certificate.pdf.open("rb").read())
    with pytest.raises((SystemExit, CommandError)):
        call_command("verify_certificate", str(file))


def test_a_design_numbers_in_a_series_of_its_own():
    edition = f.EditionFactory()
    design = Design.objects.create(name="Polrad", slug="polrad", number_prefix="POL")
    set_award(edition=edition, kind=Kind.COMPLETION, design=design)
    for name in ("Ada", "Bo"):
        completed(name, edition=edition)
    issue(edition=edition, kind=Kind.COMPLETION, by=None, decided=True)
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    year = edition.today().year
    assert serials == [f"POL-{year}-000001", f"POL-{year}-000002"]
    assert issued().serial == f"{year}-000001"
