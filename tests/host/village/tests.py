"""What a village's site must be able to do with Leerlijn, from its own page to a certificate that can be checked."""

import re

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import TestCase
from lessons.models import WalkPage
from wagtail.models import Page, Site

from certificates.models import Certificate
from courses.completion.models import Completion
from courses.curricula.pinning import pin_version
from courses.editions.models import Enrolment
from courses.editions.planning import start_edition
from courses.jobs.running import run_waiting
from courses.people.models import Organisation


class Village(TestCase):
    def setUp(self):
        self.organisation = Organisation.objects.create(name="Ons verzonnen dorp")
        self.mayor = get_user_model().objects.create_superuser("burgemeester", "b@example.org", "dorpsgeheim")
        self.guest = get_user_model().objects.create_user(
            "wandelaar", "w@example.org", "dorpsgeheim", first_name="Wieke", last_name="Wandel-Özgür"
        )
        root = Page.objects.get(depth=1)
        self.page = root.add_child(instance=WalkPage(title="Rond de kerk", story="Hier stond een molen."))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": self.page}
        )
        version = pin_version(self.page, by=self.mayor)
        self.edition = start_edition(
            version,
            organisation=self.organisation,
            by=self.mayor,
            title="Rond de kerk, najaar",
            open_for_enrolment=True,
        )

    def test_our_apps_stand_beside_the_villages_own(self):
        assert apps.get_model("courses", "Session")._meta.db_table == "courses_session"
        assert apps.get_model("leerlijn_courses", "Session")._meta.db_table == "leerlijn_courses_session"

    def test_from_the_villages_page_to_a_certificate_that_can_be_checked(self):
        self.assertContains(self.client.get("/"), "Hier stond een molen.")
        enrol = f"/leren/enrol/{self.edition.pk}/"
        self.assertRedirects(self.client.get(enrol), f"/inloggen/?next={enrol}")
        logged_in = self.client.post(
            f"/inloggen/?next={enrol}", {"username": "wandelaar", "password": "dorpsgeheim"}, follow=True
        )
        self.assertContains(logged_in, "Welkom in ons dorp")
        self.client.post(enrol, {"name": "Wieke Wandel-Özgür"})
        enrolment = Enrolment.objects.get(person__account=self.guest)
        assert enrolment.state == Enrolment.State.PLACED
        self.assertContains(self.client.get("/leren/line/"), "Rond de kerk")

        unit = f"/leren/line/{enrolment.pk}/{self.page.translation_key}/"
        self.assertContains(self.client.get(unit), "Hier stond een molen.")
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(unit, {"action": "finish"})
        assert Completion.objects.get().enrolment == enrolment
        with self.captureOnCommitCallbacks(execute=True):
            run_waiting()
        certificate = Certificate.objects.get()
        document = self.client.get(f"/certificates/{certificate.pk}/pdf")
        assert b"".join(document.streaming_content).startswith(b"%PDF")
        assert any("w@example.org" in message.to for message in mail.outbox)

        self.client.logout()
        assert self.client.get(f"/certificates/{certificate.pk}/pdf").status_code == 302
        checked = self.client.get(f"/V/{certificate.code}")
        self.assertContains(checked, "Rond de kerk")
        self.assertNotContains(checked, "Wandel-Özgür")

    def test_the_mayor_sees_our_screens_in_wagtail(self):
        self.client.force_login(self.mayor)
        home = self.client.get("/beheer/")
        assert home.status_code == 200
        links = set(re.findall(r'"(/beheer/leerlijn[^"]*/)"', home.content.decode()))
        assert len(links) >= 3
        for link in links:
            assert self.client.get(link).status_code == 200, link

    def test_a_stranger_sees_nothing_of_it(self):
        for address in ("/leren/line/", "/leren/my-details/"):
            assert self.client.get(address).status_code == 302
        assert self.client.get("/V/0000000000000000").status_code == 404
