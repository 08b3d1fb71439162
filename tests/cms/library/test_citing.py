"""Who wrote what cites a dossier hears of its changes: once each, in their language, until they tick it off."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from cms.library.citing import pages_citing
from cms.models import CitationNotice, DossierPage, ModulePage
from courses.models import Mail
from tests import factories as f
from tests.factories_library import DossierFactory, StoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def citing(dossier):
    return [f.raw("citation", {"dossier": dossier.pk, "words": "Contact helpt, als het vaker gebeurt."})]


@pytest.fixture
def dossier():
    return DossierFactory(title="Wat werkt bij ontmoeting", made_by="Movisie")


@pytest.fixture
def author():
    return f.SuperuserFactory(language="nl", name="Anne Auteur", email="anne@example.org")


@pytest.fixture
def modules(dossier, author):
    made = [f.ModulePageFactory(title=title, body=citing(dossier)) for title in ("Kennismaken", "Doorvragen")]
    for module in made:
        module.save_revision(user=author)
    return made


def changed(dossier, by=None, **fields):
    page = DossierPage.objects.get(pk=dossier.pk)
    for name, value in fields.items():
        setattr(page, name, json.dumps(value) if isinstance(value, list) else value)
    page.save_revision(user=by).publish(user=by)


def test_a_reader_sees_title_makers_and_day(client, dossier, modules):
    ModulePage.objects.filter(pk=modules[0].pk).update(open_to_all=True)
    shown = client.get(modules[0].url).content.decode()
    assert all(part in shown for part in ("Wat werkt bij ontmoeting", "Movisie", dossier.url, "Contact helpt"))
    DossierPage.objects.get(pk=dossier.pk).unpublish()
    shown = client.get(modules[0].url).content.decode()
    assert "Contact helpt" in shown
    assert dossier.url not in shown


def test_one_notice_and_one_mail_for_two_pages_and_none_for_a_typo(client, dossier, modules, author):
    changed(dossier, title="Wat werkt bij ontmoetign")
    assert not CitationNotice.objects.exists()
    changed(dossier, sources=[f.raw("source", {"title": "Nieuw onderzoek", "address": "https://example.org/n"})])
    notice = CitationNotice.objects.get()
    assert (notice.account, notice.pages) == (author, [module.pk for module in modules])
    sent = Mail.objects.get()
    assert (sent.recipient, sent.subject) == ("anne@example.org", "Het dossier ‘Wat werkt bij ontmoetign’ is veranderd")
    assert "Nieuwe bron: ‘Nieuw onderzoek’." in sent.text
    assert all(title in sent.text for title in ("Kennismaken", "Doorvragen"))

    client.force_login(author)
    assert "Je verwijst ernaar op 2 pagina" in client.get(reverse("wagtailadmin_home")).content.decode()
    address = reverse("leerlijn_programmes:dossier_changed", args=[notice.pk])
    assert "Doorvragen" in client.get(address).content.decode()
    client.post(address)
    assert "Je verwijst ernaar" not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(f.SuperuserFactory())
    assert client.get(address).status_code == 404


def test_who_changed_it_is_not_told_and_who_may_not_edit_any_more_neither(dossier, modules, author):
    changed(dossier, by=author, lead="Heel iets anders dan eerst.")
    assert not CitationNotice.objects.exists()
    type(author).objects.filter(pk=author.pk).update(is_superuser=False)
    changed(dossier, lead="Weer iets heel anders.")
    assert not CitationNotice.objects.exists()


def test_a_note_is_told_whatever_changed_and_once(dossier, modules):
    changed(dossier, change_note="De cijfers zijn van dit jaar.")
    assert CitationNotice.objects.get().change.told == [{"what": "note", "to": "De cijfers zijn van dit jaar."}]
    changed(dossier, title="Wat werkt bij ontmoetingn")
    assert CitationNotice.objects.count() == 1


def test_a_dossier_that_goes_off_the_site_is_told_and_one_that_is_deleted_leaves_the_notice(
    client, dossier, modules, author
):
    DossierPage.objects.get(pk=dossier.pk).unpublish()
    DossierPage.objects.get(pk=dossier.pk).delete()
    notice = CitationNotice.objects.get()
    client.force_login(author)
    shown = client.get(reverse("leerlijn_programmes:dossier_changed", args=[notice.pk])).content.decode()
    assert "Het staat niet meer op de site." in shown
    assert client.get(reverse("wagtailadmin_pages:edit", args=[modules[0].pk])).status_code == 200


def test_other_pages_of_the_library_cite_too(dossier):
    story = StoryFactory(body=citing(dossier))
    assert [page.pk for page in pages_citing(dossier)] == [story.pk]
