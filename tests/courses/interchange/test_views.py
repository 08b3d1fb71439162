"""Files by Wagtail's admin: who may, what they see, and that a second click does nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.grants.models import Grant
from courses.interchange.models import Upload
from courses.interchange.uploading import forget_old
from courses.jobs.models import Job
from courses.jobs.running import run_waiting
from courses.people.assigning import assign
from courses.people.models import Assignment, Person
from tests.courses.interchange.files import as_file, basis, mark
from tests.factories import (
    EditionFactory,
    EditionFundingFactory,
    GrantFactory,
    OrganisationFactory,
    SuperuserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Any:
    return somebody_who_coordinates()


@pytest.fixture
def edition(coordinator: Any) -> Any:
    return EditionFactory(organisation=coordinator.leerlijn_assignments.get().organisation)


def somebody_who_coordinates() -> Any:
    account = UserFactory()
    assign(account, OrganisationFactory(), Assignment.Role.COORDINATOR, by=None)
    return account


def logged_in(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client


def people(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("mensen.csv", "\n".join(["naam;e-mail", *rows]).encode())


class TestEnrolling:
    def upload(self, client: Client, edition: Any, *rows: str) -> str:
        address = reverse("leerlijn_interchange:enrol_file", args=[edition.pk])
        response = client.post(address, {"file": people(*rows)})
        assert response.status_code == 302, response.context["form"].errors
        return response["Location"]

    def test_a_list_is_looked_through_and_then_enrolled_once(self, coordinator: Any, edition: Any) -> None:
        client = logged_in(coordinator)
        preview = self.upload(client, edition, "Test Een;een@example.org", "Test Twee")
        page = client.get(preview).content.decode()
        assert "Test Een" in page
        assert not Person.objects.filter(name="Test Een").exists()
        for _click in range(2):
            assert client.post(preview)["Location"] == reverse("leerlijn_editions:edition", args=[edition.pk])
        assert edition.enrolments.count() == 2
        upload = Upload.objects.get()
        assert (upload.done_at is not None, upload.file.name) == (True, "")

    def test_wrong_rows_are_left_out_only_on_purpose(self, coordinator: Any, edition: Any) -> None:
        client = logged_in(coordinator)
        preview = self.upload(client, edition, "Test Een", ";zonder@example.org")
        assert client.post(preview).status_code == 200
        assert edition.enrolments.count() == 0
        client.post(preview, {"leave_out_wrong": "1"})
        assert edition.enrolments.count() == 1

    @pytest.mark.parametrize(
        "content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 500, b"a;b\n1;2", b"naam\n" * 30_000]
    )
    def test_what_is_no_list_gets_a_form_error(self, coordinator: Any, edition: Any, content: bytes) -> None:
        address = reverse("leerlijn_interchange:enrol_file", args=[edition.pk])
        response = logged_in(coordinator).post(address, {"file": SimpleUploadedFile("x.csv", content)})
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not Upload.objects.exists()

    def test_nobody_else_may(self, coordinator: Any, edition: Any) -> None:
        preview = self.upload(logged_in(coordinator), edition, "Test Een")
        address = reverse("leerlijn_interchange:enrol_file", args=[edition.pk])
        stranger = logged_in(somebody_who_coordinates())
        for there in (address, preview):
            assert stranger.get(there).status_code in (302, 404)
            assert stranger.post(there).status_code in (302, 404)
        assert logged_in(SuperuserFactory()).get(preview).status_code == 404
        assert edition.enrolments.count() == 0

    def test_a_long_list_goes_by_a_job(
        self, coordinator: Any, edition: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        client = logged_in(coordinator)
        preview = self.upload(client, edition, *(f"Test Mens {number}" for number in range(501)))
        locations = {client.post(preview)["Location"] for _click in range(2)}
        job = Job.objects.get(kind="interchange.enrol")
        assert locations == {reverse("leerlijn_courses:job", args=[job.pk])}
        with django_capture_on_commit_callbacks(execute=True):
            run_waiting()
        job.refresh_from_db()
        assert job.state == Job.State.DONE, job.message
        assert edition.enrolments.count() == 501
        assert Upload.objects.get().file.name == ""

    def test_a_file_thrown_away_is_gone(
        self, coordinator: Any, edition: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        client = logged_in(coordinator)
        preview = self.upload(client, edition, "Test Een")
        file = Upload.objects.get().file
        with django_capture_on_commit_callbacks(execute=True):
            client.post(preview + "discard/")
        assert not file.storage.exists(file.name)
        assert not Upload.objects.exists()
        assert client.get(preview).status_code == 404

    def test_what_nobody_came_back_for_goes_after_a_day(self, coordinator: Any, edition: Any) -> None:
        self.upload(logged_in(coordinator), edition, "Test Een")
        assert forget_old() == 0
        Upload.objects.update(created_at=timezone.now() - timedelta(days=2))
        assert forget_old() == 1


class TestBringingIn:
    address = "leerlijn_interchange:bring_in"

    def upload(self, client: Client, lines: list[Any], **data: str) -> str:
        file = SimpleUploadedFile("partner.jsonl", as_file(lines).getvalue())
        assert client.post(reverse(self.address), {"file": file, **data}).status_code == 302
        run_waiting()
        return reverse("leerlijn_interchange:preview", args=[Upload.objects.latest("pk").key])

    def test_the_very_file_that_was_looked_through_comes_in_once(self) -> None:
        client = logged_in(SuperuserFactory())
        preview = self.upload(client, basis())
        found = client.get(preview).context["found"]
        assert found["counts"]["person"] == [2, 0, 0, 0]
        assert not Person.objects.exists()
        assert client.post(preview)["Location"] == client.post(preview)["Location"]
        run_waiting()
        assert Person.objects.count() == 2
        assert Job.objects.filter(kind="interchange.bring_in", state="done").count() == 1
        assert client.post(preview)["Location"] == preview
        assert Upload.objects.get().file.name == ""
        assert client.get(preview).status_code == 200

    def test_wrong_lines_are_shown_and_nothing_can_be_brought_in(self) -> None:
        client = logged_in(SuperuserFactory())
        preview = self.upload(client, [*basis(), mark("a-7", "p1", "s-9")])
        found = client.get(preview).context["found"]
        assert [line[:2] for line in found["wrong"]] == [[18, "attendance a-7"]]
        client.post(preview)
        assert not Job.objects.filter(kind="interchange.bring_in").exists()

    def test_a_file_without_a_source_is_refused_on_the_page(self) -> None:
        client = logged_in(SuperuserFactory())
        preview = self.upload(client, basis()[1:])
        assert client.get(preview).context["found"]["refused"]
        preview = self.upload(client, basis()[1:], source="given")
        assert client.get(preview).context["found"]["source"] == "given"

    def test_only_site_admins_may(self, coordinator: Any) -> None:
        client = logged_in(coordinator)
        assert client.get(reverse(self.address)).status_code in (302, 403)
        assert client.post(reverse(self.address), {"file": people("x")}).status_code in (302, 403)
        assert not Upload.objects.exists()


class TestTakingOut:
    def test_the_lead_takes_the_whole_project_out_and_others_do_not(self, coordinator: Any, edition: Any) -> None:
        grant = GrantFactory(lead=coordinator.leerlijn_assignments.get().organisation)
        EditionFundingFactory(edition=edition, grant=grant)
        others = GrantFactory()
        EditionFundingFactory(edition=edition, grant=others)
        client = logged_in(coordinator)
        response = client.get(reverse("leerlijn_interchange:take_out", args=[grant.pk]))
        lines = b"".join(response.streaming_content).decode().splitlines()
        assert any(grant.code in line for line in lines)
        assert Grant.objects.count() == 2
        assert client.get(reverse("leerlijn_interchange:take_out", args=[others.pk])).status_code == 404
