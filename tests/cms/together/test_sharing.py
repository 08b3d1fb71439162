"""Organisations write and review one programme: their accounts have its pages, and nobody else's do."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import GroupPagePermission, Workflow, WorkflowState

from cms.authors import let_work_on, work_group
from cms.models import CurriculumPage, ModulePage, ProgrammePartner
from cms.together.sharing import may_share, settle, share, unshare
from courses.curricula.pinning import latest_version
from courses.people.assigning import assign, unassign
from courses.people.models import Assignment, Organisation
from tests import factories as f
from tests.cms.test_authors import form

pytestmark = pytest.mark.django_db
AUTHOR, EDITOR, COORDINATOR = Assignment.Role.AUTHOR, Assignment.Role.EDITOR, Assignment.Role.COORDINATOR


@pytest.fixture
def module():
    module = f.ModulePageFactory(title="Theorie")
    let_work_on(module.get_parent().get_parent())
    return module


@pytest.fixture
def offer(module):
    return CurriculumPage.objects.get(pk=module.get_parent().pk).specific


def works(role, organisation, **fields):
    account = f.UserFactory(**{"language": "nl", **fields})
    assign(account, organisation, role, by=None)
    return account


def may(page, account):
    tester = page.permissions_for_user(account)
    return tester.can_edit(), tester.can_publish()


def test_who_writes_edits_who_reviews_publishes_and_others_have_nothing(offer, module):
    writing, reviewing, elsewhere = f.OrganisationFactory.create_batch(3)
    author, editor = works(AUTHOR, writing), works(EDITOR, reviewing)
    other, both = works(AUTHOR, elsewhere), works(EDITOR, writing)
    share(offer, writing, "writes", by=None)
    share(offer, reviewing, "reviews", by=None)
    neighbour = f.MasterclassPageFactory(parent=offer.get_parent())
    for page in (offer, module):
        assert [may(page, one) for one in (author, editor, other, both)] == [
            (True, False),
            (True, True),
            (False, False),
            (False, False),
        ]
    assert may(neighbour, author) == may(neighbour, editor) == (False, False)


def test_what_ends_takes_the_pages_away_and_leaves_the_sites_own_groups(offer, module):
    writing = f.OrganisationFactory()
    author = works(AUTHOR, writing)
    of_the_site = f.UserFactory()
    of_the_site.groups.add(work_group("authors").group)
    row = share(offer, writing, "writes", by=None)
    unshare(row, by=None)
    assert not may(module, f.UserFactory._meta.model.objects.get(pk=author.pk))[0]
    assert may(module, of_the_site)[0]


def test_an_assignment_that_ends_takes_the_group_away_and_an_organisation_that_goes_takes_its_group_along(offer):
    writing = f.OrganisationFactory()
    author = works(AUTHOR, writing)
    share(offer, writing, "writes", by=None)
    group = work_group("authors", writing).group
    assert author.groups.get() == group
    unassign(Assignment.objects.get(account=author), by=None)
    assert not author.groups.exists()
    Organisation.objects.get(pk=writing.pk).delete()
    assert not GroupPagePermission.objects.filter(group_id=group.pk).exists()
    assert not ProgrammePartner.objects.exists()


def test_another_reviewer_comes_in_the_place_of_the_first_and_gets_what_waits(offer, module):
    writing, first, second = f.OrganisationFactory.create_batch(3)
    author = works(AUTHOR, writing)
    share(offer, writing, "writes", by=None)
    share(offer, first, "reviews", by=None)
    module.save_revision(user=author)
    module.get_workflow().start(module, author)
    share(offer, second, "reviews", by=None)
    assert ProgrammePartner.objects.get(role="reviews").organisation == second
    state = WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS)
    assert state.workflow.name == second.name
    assert state.requested_by == author
    unshare(ProgrammePartner.objects.get(role="reviews"), by=None)
    assert WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS).workflow.name == "de redactie"


def test_what_came_back_from_who_reviews_no_longer_is_handed_in_to_who_does_now(offer, module):
    writing, first, second = f.OrganisationFactory.create_batch(3)
    author, former = works(AUTHOR, writing), works(EDITOR, first)
    share(offer, writing, "writes", by=None)
    share(offer, first, "reviews", by=None)
    module.save_revision(user=author)
    state = module.get_workflow().start(module, author)
    state.current_task_state.specific.task.specific.on_action(
        state.current_task_state.specific, former, "reject", comment="Nee."
    )
    share(offer, second, "reviews", by=None)
    module = ModulePage.objects.get(pk=module.pk)
    assert module.current_workflow_state is None
    assert module.get_workflow().name == second.name
    assert may(module, former) == (False, False)


def test_saying_it_twice_changes_nothing(offer):
    writing = f.OrganisationFactory()
    rows = [share(offer, writing, "writes", by=None) for _ in range(2)]
    before = GroupPagePermission.objects.count()
    settle(offer.translation_key)
    assert rows[0] == rows[1]
    assert GroupPagePermission.objects.count() == before


def test_who_may_say_it(offer):
    writing, reviewing = f.OrganisationFactory.create_batch(2)
    share(offer, writing, "writes", by=None)
    share(offer, reviewing, "reviews", by=None)
    said = {
        "site admin": may_share(offer, f.SuperuserFactory()),
        "reviews": may_share(offer, works(EDITOR, reviewing)),
        "coordinates who reviews": may_share(offer, works(COORDINATOR, reviewing)),
        "writes": may_share(offer, works(AUTHOR, writing)),
        "coordinates who writes": may_share(offer, works(COORDINATOR, writing)),
        "nobody": may_share(offer, f.UserFactory()),
    }
    assert [who for who, may in said.items() if may] == ["site admin", "reviews", "coordinates who reviews"]


def test_handed_in_asked_to_change_and_published_with_mails_and_what_needs_you(client, offer, module):
    writing, reviewing = f.OrganisationFactory(name="Schrijfhuis"), f.OrganisationFactory(name="Nakijkers")
    author = works(AUTHOR, writing, name="Anne Auteur", email="anne@example.org", language="nl")
    editor = works(EDITOR, reviewing, name="Eva Editor", email="eva@example.org", language="en")
    share(offer, writing, "writes", by=None)
    share(offer, reviewing, "reviews", by=None)
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk])

    client.force_login(author)
    assert "Indienen bij Nakijkers" in client.get(edit).content.decode()
    client.post(edit, form(module, "<p>Nieuw.</p>", **{"action-submit": "yes"}))
    assert "Nieuw." not in str(ModulePage.objects.get(pk=module.pk).body)
    (handed_in,) = mail.outbox
    assert handed_in.to == ["eva@example.org"]
    assert handed_in.subject == "“Theorie” waits for you to look at it"
    assert "Anne Auteur (Schrijfhuis) handed in “Theorie”." in handed_in.body

    client.force_login(editor)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "“Theorie” waits for you to look at it. Handed in by Anne Auteur (Schrijfhuis)." in home
    state = WorkflowState.objects.get(object_id=str(module.pk))
    act = [module.pk, "reject", state.current_task_state_id]
    client.post(reverse("wagtailadmin_pages:workflow_action", args=act), {"comment": "Noem een bron."})
    assert mail.outbox[1].to == ["anne@example.org"]
    assert mail.outbox[1].subject == "‘Theorie’ is bij je terug"
    assert "Eva Editor (Nakijkers) heeft ‘Theorie’ nagekeken" in mail.outbox[1].body
    assert "Noem een bron." in mail.outbox[1].body

    client.force_login(author)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "‘Theorie’ is terug van Eva Editor (Nakijkers): ‘Noem een bron.’" in home
    client.post(edit, form(module, "<p>Nieuw met bron.</p>", **{"action-submit": "yes"}))
    client.force_login(editor)
    state.refresh_from_db()
    act = [module.pk, "approve", state.current_task_state_id]
    client.post(reverse("wagtailadmin_pages:workflow_action", args=act), {})
    assert "Nieuw met bron." in str(ModulePage.objects.get(pk=module.pk).body)
    assert mail.outbox[-1].to == ["anne@example.org"]
    assert mail.outbox[-1].subject == "‘Theorie’ is goedgekeurd"
    client.force_login(author)
    assert "is terug van" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_coordinator_of_who_reviews_comes_there_from_a_group(client, offer):
    reviewing, elsewhere = f.OrganisationFactory.create_batch(2)
    group = f.EditionFactory(version=latest_version(offer), organisation=reviewing)
    address = reverse("leerlijn_programmes:partners", args=[offer.pk])
    client.force_login(works(COORDINATOR, reviewing))
    page = reverse("leerlijn_editions:edition", args=[group.pk])
    share(offer, elsewhere, "reviews", by=None)
    assert address not in client.get(page).content.decode()
    share(offer, reviewing, "reviews", by=None)
    assert address in client.get(page).content.decode()
    assert client.get(address).status_code == 200


def test_the_editors_of_one_organisation_leave_labels_and_the_bank_to_the_site(offer):
    editor = works(EDITOR, f.OrganisationFactory())
    assert editor.has_perm("leerlijn_cms.change_bankquestion")
    assert not editor.has_perm("leerlijn_cms.publish_bankquestion")
    assert not editor.has_perm("leerlijn_cms.change_themetag")


@pytest.mark.parametrize(("language", "label"), [("nl", "Indienen bij de redactie"), ("en", "Hand in to the editors")])
def test_the_button_names_the_sites_editors_in_the_authors_language(client, module, language, label):
    author = f.UserFactory(language=language)
    author.groups.add(work_group("authors").group)
    client.force_login(author)
    edit = reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert label in client.get(edit).content.decode()
    Workflow.objects.filter(name="de redactie").update(name="Bureau Tekst")
    assert "Bureau Tekst" in client.get(edit).content.decode()


def test_the_screen_adds_replaces_and_ends(client, offer):
    writing, reviewing = f.OrganisationFactory(name="Schrijfhuis"), f.OrganisationFactory(name="Nakijkers")
    client.force_login(f.SuperuserFactory(language="nl"))
    address = reverse("leerlijn_programmes:partners", args=[offer.pk])
    client.post(address, {"organisation": writing.pk, "role": "writes"})
    client.post(address, {"organisation": writing.pk, "role": "reviews"})
    assert "kijkt haar eigen werk na" in client.get(address).content.decode()
    client.post(address, {"organisation": reviewing.pk, "role": "reviews"})
    page = client.get(address).content.decode()
    assert "kijkt Nakijkers na voordat iemand het ziet" in page
    row = ProgrammePartner.objects.get(role="reviews")
    assert row.organisation == reviewing
    client.post(address, {"end": row.pk})
    assert list(ProgrammePartner.objects.values_list("role", flat=True)) == ["writes"]
    assert "Geschreven door" in client.get(offer.url).content.decode()
