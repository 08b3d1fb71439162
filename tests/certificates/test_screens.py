"""The public page and one's own certificates in a real browser: both languages, both widths, keyboard alone."""

import pytest
from django.urls import reverse

from certificates.models import Certificate
from certificates.revoking import reissue, revoke
from tests import factories as f
from tests.certificates.making import completed, issued
from tests.rig.browser import take_pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_public_page_is_for_everybody_in_every_state(page, live_server, axe, language, width):
    valid, revoked, replaced = issued("Şükrü Yağmuroğlu"), issued("Ada"), issued("Bo")
    revoke([revoked], reason="Wrong", by=None)
    reissue(replaced, reason="Name", by=None)
    page.set_viewport_size({"width": width, "height": 800})
    addresses = {
        "valid": valid.get_absolute_url(),
        "revoked": revoked.get_absolute_url(),
        "replaced": replaced.get_absolute_url(),
        "unknown": "/V/UNKNOWN",
        "form": "/V/",
        "form-error": "/V/?code=x",
    }
    for name, address in addresses.items():
        joint = "&" if "?" in address else "?"
        page.goto(f"{live_server.url}{address}{joint}language={language}")
        axe(page)
        take_pictures(page, f"verify-{name}-{language}", (width,))


def test_a_name_is_compared_by_keyboard_alone(page, live_server, axe):
    certificate = issued("Ada Voorbeeld")
    page.goto(live_server.url + certificate.get_absolute_url())
    page.get_by_label("Naam op het certificaat").focus()
    page.keyboard.type("ada voorbeeld")
    page.keyboard.press("Enter")
    page.get_by_text("Dit is de naam op het certificaat.").wait_for()
    axe(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_ones_own_certificates(page, live_server, log_in, axe, width):
    account = f.UserFactory()
    completion = completed("王小明", person={"account": account})
    log_in(account)
    page.set_viewport_size({"width": width, "height": 800})
    mine = live_server.url + reverse("leerlijn_certificates:mine")
    page.goto(mine)
    axe(page)
    page.get_by_role("button", name="Deze schrijfwijze gebruiken").click()
    axe(page)
    page.get_by_label("Schrijfwijze voor het certificaat").fill("Wang Xiaoming")
    page.get_by_role("button", name="Deze schrijfwijze gebruiken").click()
    axe(page)
    take_pictures(page, "my-certificates", (width,))
    with page.expect_download() as download:
        page.get_by_role("link", name="Certificaat downloaden").click()
    assert download.value.suggested_filename == Certificate.objects.get(enrolment=completion.enrolment).file_name()
