"""S4, step 8: POLRAD's basic training gives its professionals certificates with net hours and their names printed right."""

from __future__ import annotations

import io

import pypdf
from django.core.management import call_command
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from certificates.models import Certificate
from courses.editions.models import Edition, Enrolment
from courses.jobs.running import run_waiting

GROUPS = [f"POLRAD-B{number}" for number in range(1, 6)]
# Two in Arabic script, one with ğ, one in Ge'ez.
NAMES = ("ليلى مثال", "كريم نموذج", "Ayşe Örneğin", "ሰላም ምሳሌ")


@override_settings(ROOT_URLCONF="config.demo.urls")
class BasicTraining(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_demo", verbosity=0)

    def test_sixty_five_professionals_get_their_certificates(self) -> None:
        coordinator = Client(headers={"accept-language": "nl"})
        coordinator.post(reverse("leerlijn_demo:enter", args=["verantwoorden"]))
        editions = Edition.objects.filter(code__in=GROUPS)
        assert not Certificate.objects.filter(edition__in=editions).exists()  # imported facts issue nothing themselves
        for edition in editions:
            place = {"args": [edition.pk, "completion"]}
            page = coordinator.get(reverse("leerlijn_issuing:issuing", **place))
            assert page.status_code == 200, edition.code
            with self.captureOnCommitCallbacks(execute=True):
                coordinator.post(reverse("leerlijn_issuing:issue", **place))
        run_waiting()
        issued = Certificate.objects.filter(edition__in=editions, enrolment__role=Enrolment.Role.PROFESSIONAL)
        assert issued.values("person").distinct().count() == 65
        for name in NAMES:
            self.check(issued.get(facts__name=name), name)

    def check(self, certificate: Certificate, name: str) -> None:
        page = pypdf.PdfReader(io.BytesIO(certificate.pdf.open("rb").read())).pages[0]
        said = page.extract_text()
        assert name in said, (name, said)
        assert "Netto" in said
        answer = self.client.get(certificate.get_absolute_url(), headers={"accept-language": "nl"})
        assert "ll-verdict--valid" in answer.content.decode()
