import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from certificates.awarding import design_of, standard_design
from certificates.models import Award, Certificate, Design, Kind
from certificates.panels import (
    certificates_without_ground,
    completions_without,
    edition_panel,
    enrolment_panel,
    my_line,
)
from courses.audit.models import Access
from courses.completion.models import Completion
from courses.jobs.models import Job
from courses.people.assigning import assign
from tests import factories as f
from tests.certificates.making import completed, issued

pytestmark = pytest.mark.django_db


def coordinator_of(organisation):
    account = f.UserFactory()
    assign(account, organisation, "coordinator", by=None)
    return account


def addresses_of(certificate: Certificate) -> list[str]:
    place = {"args": [certificate.edition_id, "completion"]}
    return [
        reverse("leerlijn_issuing:issuing", **place),
        reverse("leerlijn_issuing:revoke", args=[certificate.pk]),
        reverse("leerlijn_issuing:reissue", args=[certificate.pk]),
        reverse("leerlijn_certificates_certificate_modeladmin_inspect", args=[certificate.pk]),
    ]


def test_only_who_coordinates_the_group_gets_there_also_by_typed_in_address(client):
    certificate = issued()
    own = coordinator_of(certificate.edition.organisation)
    other = coordinator_of(f.OrganisationFactory())
    trainer = f.UserFactory()
    assign(trainer, certificate.edition.organisation, "trainer", by=None)
    for account, allowed in (
        (own, (200,)),
        (f.SuperuserFactory(), (200,)),
        (other, (404,)),
        (trainer, (404, 302)),
        (None, (302,)),
    ):
        client.logout()
        if account:
            client.force_login(account)
        for address in addresses_of(certificate):
            assert client.get(address).status_code in allowed, (account, address)


def test_the_list_search_and_export_hold_only_ones_own(client):
    certificate, other = issued("Ada Voorbeeld"), issued("Bo Anders")
    client.force_login(coordinator_of(certificate.edition.organisation))
    index = reverse("leerlijn_certificates_certificate_modeladmin_index")
    for address in (index, f"{index}?q=2"):
        text = client.get(address).content.decode()
        assert certificate.serial in text
        assert other.serial not in text
    exported = b"".join(client.get(f"{index}?export=csv")).decode()
    assert "Ada Voorbeeld" in exported
    assert "Bo Anders" not in exported
    assert Access.objects.filter(action=Access.Action.EXPORTED).exists()


def test_the_page_says_who_and_why_and_the_button_queues_one_job(client, django_capture_on_commit_callbacks):
    completion = completed("Ada Voorbeeld", origin=Completion.Origin.IMPORT)
    f.EnrolmentFactory(edition=completion.edition, person__name="Dirk")
    client.force_login(coordinator_of(completion.edition.organisation))
    place = {"args": [completion.edition_id, "completion"]}
    response = client.get(reverse("leerlijn_issuing:issuing", **place))
    assert response.context["ready"] == 1
    assert "Dirk" in response.content.decode()
    assert not Job.objects.exists()
    assert client.get(reverse("leerlijn_issuing:issue", **place)).status_code == 405
    for _ in range(2):
        client.post(reverse("leerlijn_issuing:issue", **place))
    assert Job.objects.filter(kind="certificates.issue").count() == 1
    assert Job.objects.get().parameters["enrolments"] == [completion.enrolment_id]


def test_an_unknown_kind_is_not_there(client):
    completion = completed()
    client.force_login(f.SuperuserFactory())
    assert client.get(reverse("leerlijn_issuing:issuing", args=[completion.edition_id, "x"])).status_code == 404


def test_revoking_and_issuing_again_ask_for_a_reason(client):
    certificate = issued("Sukru")
    client.force_login(coordinator_of(certificate.edition.organisation))
    address = reverse("leerlijn_issuing:reissue", args=[certificate.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert Certificate.objects.count() == 1
    assert client.post(address, {"reason": "Name corrected"}).status_code == 302
    new = Certificate.objects.get(replaces=certificate)
    assert client.post(reverse("leerlijn_issuing:revoke", args=[new.pk]), {"reason": "Wrong group"}).status_code == 302
    new.refresh_from_db()
    assert (new.state, new.reason) == (Certificate.State.REVOKED, "Wrong group")
    again = client.post(reverse("leerlijn_issuing:revoke", args=[new.pk]), {"reason": "Wrong group"})
    assert again.status_code == 200
    assert again.context["form"].non_field_errors()


def test_a_group_chooses_its_design_or_none(client):
    completion = completed()
    edition = completion.edition
    design = Design.objects.create(name="Eigen", slug="eigen")
    client.force_login(coordinator_of(edition.organisation))
    address = reverse("leerlijn_issuing:design", args=[edition.pk, "completion"])
    client.post(address, {"design": str(design.pk)})
    assert design_of(edition, Kind.COMPLETION) == design
    client.post(address, {"design": "none"})
    assert design_of(edition, Kind.COMPLETION) is None
    client.post(address, {"design": ""})
    assert design_of(edition, Kind.COMPLETION) == standard_design()
    client.post(address, {"design": "99999"})
    assert not Award.objects.exists()


def test_what_needs_a_coordinator(rf):
    completion = completed("王小明")
    certificate = issued(edition=completion.edition)
    Completion.objects.filter(pk=certificate.completion_id).update(void=True)
    request = rf.get("/")
    request.user = coordinator_of(completion.edition.organisation)
    assert [need.url for need in completions_without(request, None)] == [
        reverse("leerlijn_issuing:issuing", args=[completion.edition_id, "completion"])
    ]
    (need,) = certificates_without_ground(request, None)
    assert certificate.serial in need.sentence
    assert need.urgent
    request.user = coordinator_of(f.OrganisationFactory())
    assert completions_without(request, None) == []
    assert certificates_without_ground(request, None) == []


def test_the_groups_page_has_a_panel_for_its_coordinator(rf):
    certificate = issued()
    request = rf.get("/")
    request.user = coordinator_of(certificate.edition.organisation)
    assert reverse("leerlijn_issuing:issuing", args=[certificate.edition_id, "completion"]) in edition_panel(
        request, certificate.edition
    )
    request.user = coordinator_of(f.OrganisationFactory())
    assert edition_panel(request, certificate.edition) == ""


def test_the_line_shows_ones_certificates_and_nothing_before(rf):
    request = rf.get("/")
    assert my_line(request, f.PersonFactory()) == ""
    certificate = issued()
    assert reverse("leerlijn_certificates:download", args=[certificate.pk]) in my_line(request, certificate.person)
    waiting = completed("王小明")
    assert "王 小 明" in my_line(request, waiting.person)


def test_the_design_is_made_and_previewed_in_wagtail(client):
    client.force_login(f.SuperuserFactory())
    add = reverse("wagtailsnippets_leerlijn_certificates_design:add")
    assert client.get(add).status_code == 200
    values = {
        "name": "Eigen",
        "slug": "eigen",
        "layout": "lijn",
        "accent": "#A8481F",
        "language": "nl",
        "title": "Getuigschrift van {programme}",
        "print_outcomes": "on",
        "action-publish": "1",
    }
    for rows in ("logos", "signatories"):
        values |= {f"{rows}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        values |= {f"{rows}-MAX_NUM_FORMS": "3"}
    wrong = [
        ("title", "{name}"),
        ("title", "{"),
        ("language", ""),
        ("accent", "#FFEE00"),
        ("accent", "red"),
        ("layout", "x"),
    ]
    for field, value in wrong:
        assert client.post(add, values | {field: value}).status_code == 200
    assert not Design.objects.exists()
    assert client.post(add, values).status_code == 302
    design = Design.objects.get()
    assert design.live
    response = design.make_preview_request(preview_mode="pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    pictures = design.make_preview_request().content.decode()
    assert pictures.count("data:image/png;base64,") == 4
    for name in ("Şükrü", "محمد", "ሳራ", "Wilhelmina"):
        assert name in pictures


def test_a_design_that_would_look_bad_or_does_not_fit_stays_a_draft(client):
    client.force_login(f.SuperuserFactory())
    coarse = get_image_model().objects.create(title="Krabbel", file=get_test_image_file(size=(100, 30)))
    add = reverse("wagtailsnippets_leerlijn_certificates_design:add")
    values = {"name": "Eigen", "slug": "eigen", "layout": "band", "accent": "#A8481F", "language": "nl"}
    values |= {f"logos-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    values |= {"logos-MAX_NUM_FORMS": "3", "signatories-TOTAL_FORMS": "1", "signatories-INITIAL_FORMS": "0"}
    values |= {"signatories-0-name": "Bo Voorbeeld", "signatories-0-image": str(coarse.pk), "signatories-0-ORDER": "1"}
    values |= {"signatories-0-id": "", "signatories-0-function": "", "signatories-0-DELETE": ""}
    refused = client.post(add, values | {"action-publish": "1"})
    assert refused.status_code == 200
    assert "Bo Voorbeeld" in str(refused.context["form"].non_field_errors())
    assert not Design.objects.exists()
    refused = client.post(add, values | {"action-publish": "1", "title": "W" * 110, "signatories-0-image": ""})
    assert refused.status_code == 200
    assert not Design.objects.exists()
    assert client.post(add, values).status_code == 302
    assert not Design.objects.get().live


def test_a_design_goes_through_moderation_where_a_site_wants_that(client):
    workflow = Workflow.objects.create(name="Vier ogen")
    task = GroupApprovalTask.objects.create(name="Nakijken")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    design = Design.objects.create(name="Eigen", slug="eigen", language="nl", live=False)
    WorkflowContentType.objects.create(workflow=workflow, content_type=ContentType.objects.get_for_model(Design))
    design.title = "Getuigschrift"
    design.save_revision()
    state = workflow.start(design, user=f.SuperuserFactory())
    assert not Design.objects.get().live
    state.current_task_state.approve(user=f.SuperuserFactory())
    assert (Design.objects.get().live, Design.objects.get().title) == (True, "Getuigschrift")


def test_a_programme_says_once_what_it_gives(client):
    client.force_login(f.SuperuserFactory())
    page, design = f.PageFactory(), Design.objects.create(name="Eigen", slug="eigen")
    add = reverse("wagtailsnippets_leerlijn_certificates_award:add")
    values = {"page": page.pk, "kind": "completion", "design": design.pk}
    assert client.post(add, values | {"page": ""}).status_code == 200
    assert client.post(add, values).status_code == 302
    assert client.post(add, values).status_code == 200
    assert client.post(add, values | {"kind": "attendance", "design": ""}).status_code == 302
    edition = f.EditionFactory(version__page=page)
    assert design_of(edition, Kind.COMPLETION) == design
    assert design_of(edition, Kind.ATTENDANCE) is None
    listed = client.get(reverse("wagtailsnippets_leerlijn_certificates_award:list"))
    assert listed.status_code == 200


def test_the_groups_page_of_certificates_asks_the_same_for_more_people(client, django_assert_max_num_queries):
    completion = completed()
    client.force_login(coordinator_of(completion.edition.organisation))
    address = reverse("leerlijn_issuing:issuing", args=[completion.edition_id, "completion"])
    client.get(address)
    for number in range(15):
        completed(f"Test Person {number}", edition=completion.edition)
        issued(f"Test Issued {number}", edition=completion.edition)
    with django_assert_max_num_queries(32):
        assert client.get(address).status_code == 200


def test_an_enrolment_shows_its_own_certificate(rf):
    certificate = issued()
    shown = enrolment_panel(rf.get("/"), certificate.enrolment)
    assert reverse("leerlijn_certificates:download", args=[certificate.pk]) in shown
    assert enrolment_panel(rf.get("/"), completed().enrolment) == ""
