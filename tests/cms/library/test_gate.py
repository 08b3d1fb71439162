"""Members' material by typed-in address: the page, its files and its pictures, for each who might try."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from pypdf import PdfReader

from cms.authors import ensure_groups, let_work_on
from cms.models import LibraryPage
from courses.links.codes import code_of
from courses.links.opening import make_link
from courses.models import Application, Mail, Membership
from courses.network.deciding import accept
from courses.network.taking_part import admit, let_leave
from courses.people.models import Assignment
from tests.factories import (
    AssignmentFactory,
    OrganisationFactory,
    PersonWithAccountFactory,
    UserFactory,
    raw,
)
from tests.factories_library import LibraryFactory, LibraryFileFactory, ToolFactory

pytestmark = pytest.mark.django_db

SECRET = "Alleen voor leden bedoeld"


@pytest.fixture
def library(db):
    return LibraryFactory(network=OrganisationFactory(name="Het netwerk"))


@pytest.fixture
def tool(library):
    return make_tool(library, "members")


def make_tool(library, available_to, **more):
    file = LibraryFileFactory()
    picture = LibraryFileFactory(file__name="x.png", shows="Een kring")
    body = [
        raw("text", f"<p>{SECRET}</p>"),
        raw("download", {"file": file.pk, "about": ""}),
        raw("picture", {"picture": picture.pk, "caption": ""}),
    ]
    cards = [raw("card", {"title": f"Kaart {number}", "text": "Wat zie jij?"}) for number in range(5)]
    return ToolFactory(parent=library, available_to=available_to, body=body, cards=cards, **more)


def addresses(tool):
    return [f"{tool.url}cards/", *(f"{tool.url}files/{file.pk}/" for file in tool.files())]


def member(organisation):
    person = PersonWithAccountFactory()
    Membership.objects.create(person=person, organisation=organisation)
    return person.account


def has(client, account, tool):
    """Whether this account gets the text and each file; all or nothing."""
    client.logout()
    if account.is_authenticated:
        client.force_login(account)
    page = client.get(tool.url)
    assert page.status_code == 200
    assert tool.lead in page.content.decode()
    answers = {SECRET in page.content.decode(), *(client.get(a).status_code == 200 for a in addresses(tool))}
    assert len(answers) == 1, "Not all that belongs to the page is given or kept together."
    if tool.available_to != "everybody":
        assert "no-store" in page.headers["Cache-Control"]
    return answers.pop()


def test_who_may_have_members_material(client, library, tool):
    let_work_on(library)
    taking_part, elsewhere = OrganisationFactory.create_batch(2)
    entry = admit(taking_part, library.network, by=None)
    author = UserFactory()
    author.groups.add(ensure_groups()[0])
    theirs = member(taking_part)
    coordinator = AssignmentFactory(organisation=library.network, role=Assignment.Role.COORDINATOR).account
    assert not has(client, AnonymousUser(), tool)
    assert not has(client, member(elsewhere), tool)
    assert not has(client, AssignmentFactory(organisation=elsewhere, role=Assignment.Role.COORDINATOR).account, tool)
    assert has(client, theirs, tool)
    assert has(client, coordinator, tool)
    assert has(client, author, tool)
    let_leave(entry, by=coordinator)
    assert not has(client, theirs, tool)


def test_some_members_only(client, library):
    one, other = OrganisationFactory.create_batch(2)
    for organisation in (one, other):
        admit(organisation, library.network, by=None)
    tool = make_tool(library, "members", only_members=[one])
    assert has(client, member(one), tool)
    assert not has(client, member(other), tool)


def test_a_file_is_given_by_its_own_page_only(client, library, tool):
    opened = make_tool(library, "everybody")
    assert has(client, AnonymousUser(), opened)
    for file in tool.files():
        assert client.get(f"{opened.url}files/{file.pk}/").status_code == 404
    draft = ToolFactory(parent=library, draft=True, body=[raw("download", {"file": file.pk, "about": ""})])
    assert client.get(f"{draft.url}files/{file.pk}/").status_code == 404


def test_cards_print_four_on_a_sheet_with_their_licence(client, library):
    tool = make_tool(library, "everybody", made_by="Stichting voor het Samenleven in alle Dorpen " * 4)
    pages = PdfReader(io.BytesIO(client.get(f"{tool.url}cards/").content)).pages
    assert len(pages) == 2
    assert pages[0].extract_text().count("CC BY 4.0") == 4
    assert client.get(f"{ToolFactory(parent=library).url}cards/").status_code == 404


def test_a_visitor_is_led_in(client, library, tool):
    page = client.get(tool.url, headers={"accept-language": "nl"}).content.decode()
    assert f"{library.url}join/" in page
    typed = {
        "organisation_name": "Buurtclub Test",
        "organisation_kind": "civil_society",
        "place": "Testdam",
        "name": "Test Contact",
        "email": "contact@example.org",
        "why": "Voor onze vrijwilligers.",
        "agreed": "on",
    }
    address = f"{library.url}join/"
    assert client.post(address, {**typed, "nickname": "robot"}).status_code == 200
    assert not Application.objects.exists()
    assert client.post(address, typed).status_code == 302
    assert Application.objects.get().network == library.network
    LibraryPage.objects.update(network=None)
    assert client.get(address).status_code == 404


def test_what_is_on_request_is_given_by_a_link_of_ones_own(client, library):
    tool = make_tool(library, "request")
    assert not has(client, AnonymousUser(), tool)
    typed = {"organisation_name": "Gemeente Test", "name": "Test", "email": "vraag@example.org", "why": "Nodig."}
    assert client.post(f"{tool.url}ask/", typed).status_code == 302
    row = Application.objects.get()
    Application.objects.update(confirmed_at=row.created_at)
    other = make_tool(library, "request")
    code = code_of(make_link(purpose="material", subject=row.pk, by=None))
    assert client.get(f"{tool.url}given/{code}/").status_code == 404
    accept(row, by=None)
    address = next(line for line in Mail.objects.get(key__endswith="decided").text.splitlines() if "/given/" in line)
    path = "/" + address.split("//")[1].split("/", 1)[1]
    given = client.get(path)
    assert SECRET in given.content.decode()
    for file in tool.files():
        assert client.get(f"{path}files/{file.pk}/").status_code == 200
    key = path.rstrip("/").rpartition("/")[2]
    assert client.get(f"{other.url}given/{key}/").status_code == 404
    assert client.get(f"{tool.url}given/WRONG/").status_code == 404
