"""One address per page, whatever language the reader chose."""

from __future__ import annotations

import pytest
from wagtail.models import Locale

from tests.factories import CatalogueFactory, MasterclassPageFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(db):
    english = Locale.objects.get_or_create(language_code="en")[0]
    catalogue = CatalogueFactory(title="Aanbod", slug="aanbod")
    published(catalogue.get_parent().specific.copy_for_translation(english))
    other = catalogue.copy_for_translation(english)
    other.title, other.slug = "On offer", "offer"
    return catalogue, published(other)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_is_found_in_either_language(client, both, language):
    for page in both:
        answer = client.get(page.url, headers={"accept-language": language})
        assert answer.status_code == 200
        assert answer.context["page"].pk == page.pk


def test_a_page_that_is_only_in_dutch_is_shown_to_who_reads_english(client, both):
    page = MasterclassPageFactory(parent=both[0], title="Alleen Nederlands")
    content = client.get(page.url, headers={"accept-language": "en"}).content.decode()
    assert '<h1 lang="nl" dir="ltr">Alleen Nederlands</h1>' in content
    assert '<html lang="en"' in content


def test_what_is_nowhere_is_not_found(client, both):
    assert client.get("/nergens/").status_code == 404


@pytest.mark.parametrize("code", ["ar", "ti"])
def test_a_page_in_a_language_that_screens_do_not_speak_has_its_own_address(client, both, code):
    locale = Locale.objects.get_or_create(language_code=code)[0]
    offer = MasterclassPageFactory(parent=both[0], title="Leren luisteren")
    published(both[0].get_parent().specific.copy_for_translation(locale))
    published(both[0].copy_for_translation(locale))
    other = offer.copy_for_translation(locale)
    other.title = "تعلم الاستماع"
    published(other)
    dutch = client.get(offer.url, headers={"accept-language": f"{code}, nl;q=0.5"}).content.decode()
    assert ">Leren luisteren</h1>" in dutch
    assert '<html lang="nl"' in dutch
    address = f"{other.url}?language={code}"
    assert address in dutch
    there = client.get(address).content.decode()
    assert f'lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">تعلم الاستماع</h1>' in there
    assert '<html lang="nl"' in there
    assert client.get(f"{other.url}?language=xx").status_code == 200
