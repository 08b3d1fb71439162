"""One masterclass for three functions, written by one organisation and published by another, by everybody's own screens:
S2, steps 1, 2 and 5.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from certificates.awarding import set_award
from certificates.models import Certificate, Design, DesignLogo, Kind
from cms.authors import let_work_on
from cms.models import MasterclassPage, OrganisationLogo
from courses.curricula.pinning import latest_version
from courses.models import Assignment, Edition
from courses.people.assigning import assign
from tests import factories as f
from tests.certificates.making import issued
from tests.factories_registering import QuestionFactory
from tests.scenarios.screens import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOR = {
    "bestuurder": "Schrijf op wie er in jouw college ontbreekt.",
    "ambtenaar": "Schrijf op hoe jij inwoners uitnodigt.",
    "raadslid": "Schrijf op wie jou nooit mailt.",
}


def offer_for_three(**fields: Any) -> Any:
    """A masterclass with a module for each function, and one for all with an assignment for each."""
    offer = f.MasterclassPageFactory(title="Doorbreek de bubbel", outline=[], **fields)
    own = {code: f.ModulePageFactory(parent=offer, title=f"Vooraf voor {code}", draft=True) for code in FOR}
    assignments = [
        f.raw("only_for", {"functions": [code], "pieces": [f.raw("text", f"<p>{text}</p>")]})
        for code, text in FOR.items()
    ]
    day = f.ModulePageFactory(
        parent=offer, title="Op de dag", draft=True, body=[f.raw("text", "<p>Voor iedereen.</p>"), *assignments]
    )
    for module in (*own.values(), day):
        f.published(module)
    offer = MasterclassPage.objects.get(pk=offer.pk)
    blocks = [f.raw_module(module, functions=[code]) for code, module in own.items()]
    offer.outline = json.dumps([*blocks, f.raw_meeting("De dag", 180), f.raw_module(day)])
    return f.published(offer)


def a_group(offer: Any, organisation: Any) -> Any:
    edition = f.EditionFactory(
        version=latest_version(offer), title="Voorjaar", organisation=organisation, open_for_enrolment=True
    )
    starts = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=30)
    f.SessionFactory(edition=edition, title="De dag", starts_at=starts, ends_at=starts + timedelta(minutes=180))
    QuestionFactory(edition=edition, kind="function")
    return edition


def test_one_offer_has_three_entrances_by_function(page: Any, live_server: Any, axe: Any, pictures: Any) -> None:
    offer = offer_for_three()
    offer.audiences.set([f.AudienceTagFactory(name=name) for name in ("Bestuurders", "Ambtenaren", "Raadsleden")])
    offer = f.published(offer)
    a_group(offer, f.OrganisationFactory())
    page.set_viewport_size(PHONE)
    for code, audience in zip(FOR, ("Bestuurders", "Ambtenaren", "Raadsleden"), strict=True):
        # Whichever audience somebody belongs to, they find the one offer.
        page.goto(f"{live_server.url}{offer.get_parent().url}?audience={audience.lower()}")
        page.get_by_role("link", name="Doorbreek de bubbel").first.click()
        page.get_by_role("link", name=code.capitalize(), exact=True).click()
        line = page.locator(".ll-offer-line")
        expect(line).to_contain_text(f"Vooraf voor {code}")
        for other in FOR:
            if other != code:
                expect(line.get_by_text(f"Vooraf voor {other}")).to_have_count(0)
        expect(page.locator("#register ~ form, form").get_by_label(code, exact=True)).to_be_checked()
    axe(page)
    pictures(page, "s2-entrance")


def a_logo(name: str, colour: str) -> Any:
    return get_image_model().objects.create(
        title=name, file=get_test_image_file(filename=f"{name}.png", colour=colour, size=(320, 120))
    )


def two_partners() -> tuple[Any, Any]:
    writes, publishes = (f.OrganisationFactory(name=name) for name in ("DoeMee.test", "Vereniging van Proefgemeenten"))
    for one, colour in ((writes, "teal"), (publishes, "orange")):
        OrganisationLogo.objects.create(organisation=one, image=a_logo(str(one), colour))
    return writes, publishes


def hands_in(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator("#id_lead").fill("Leer bubbels verbinden.")
    page.wait_for_timeout(1_000)
    page.locator("footer .w-dropdown__toggle").last.click()
    page.get_by_role("button", name="Indienen bij Vereniging van Proefgemeenten").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(\?|$)"))


def test_one_organisation_writes_another_publishes_and_both_logos_stand_on_page_and_certificate(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, context: Any
) -> None:
    writes, publishes = two_partners()
    offer = f.MasterclassPageFactory(title="Doorbreek de bubbel", lead="Eerst dit.")
    let_work_on(offer.get_parent())
    a_group(offer, publishes)
    author, editor = f.UserFactory(name="Dirk Doemee", language="nl"), f.UserFactory(name="Vita Veen", language="nl")
    assign(author, writes, Assignment.Role.AUTHOR, by=None)
    assign(editor, publishes, Assignment.Role.EDITOR, by=None)
    page.set_viewport_size(DESK)

    log_in(f.SuperuserFactory(language="nl"))
    page.goto(live_server.url + reverse("leerlijn_programmes:partners", args=[offer.pk]))
    for name, does in ((str(writes), "schrijft"), (str(publishes), "kijkt na en publiceert")):
        page.locator("#id_organisation").select_option(label=name)
        page.get_by_label(does).check()
        page.get_by_role("button", name="Toevoegen").click()
        page.locator(".ll-partners", has_text=name).wait_for()
    log_in(author)
    hands_in(page, live_server.url + reverse("wagtailadmin_pages:edit", args=[offer.pk]))
    log_in(editor)
    page.goto(live_server.url + reverse("wagtailadmin_home"))
    page.locator(".ll-admin-needs a", has_text="Dirk Doemee (DoeMee.test)").click()
    page.wait_for_load_state("networkidle")
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator("[data-workflow-action-name='approve']").first.click()
    page.wait_for_load_state("networkidle")

    context.clear_cookies()
    page.goto(live_server.url + offer.url)
    expect(page.get_by_text("Leer bubbels verbinden.")).to_be_visible()
    made = page.locator("section[aria-labelledby=makers]")
    expect(made).to_contain_text("Geschreven door DoeMee.test")
    expect(made).to_contain_text("Nagekeken en gepubliceerd door Vereniging van Proefgemeenten")
    expect(made).to_contain_text("Vereniging van Proefgemeenten bewaart de gegevens van wie zich aanmeldt")
    expect(made.locator("img")).to_have_count(2)
    axe(page)
    pictures(page, "s2-makers")
    both_logos_on_a_certificate(offer, publishes)


def both_logos_on_a_certificate(offer: Any, publishes: Any) -> None:
    """The design that this programme's groups have carries them."""
    design = Design.objects.create(name="Doorbreek de bubbel", slug="bubbel")
    for logo in OrganisationLogo.objects.order_by("pk"):
        DesignLogo.objects.create(design=design, image=logo.image, alt=f"Logo van {logo.organisation}")
    group = Edition.objects.get(organisation=publishes)
    set_award(edition=group, kind=Kind.COMPLETION, design=design)
    pdf = pypdf.PdfReader(issued(edition=group).pdf)
    assert len(pdf.pages[0].images) == 2
    shown = [one["alt"] for one in Certificate.objects.get().facts["logos"]]
    assert shown == ["Logo van DoeMee.test", "Logo van Vereniging van Proefgemeenten"]


def test_on_the_day_an_assignment_for_a_function_reaches_that_function_only(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any
) -> None:
    offer = offer_for_three()
    group = a_group(offer, f.OrganisationFactory())
    module = offer.get_children().get(title="Op de dag")
    page.set_viewport_size(PHONE)
    for code, own in FOR.items():
        person = f.PersonWithAccountFactory(account__language="nl")
        enrolment = f.EnrolmentFactory(edition=group, person=person, function=code)
        log_in(person.account)
        page.goto(live_server.url + reverse("leerlijn_courses:my_line"))
        expect(page.get_by_text(f"Vooraf voor {code}").first).to_be_visible()
        page.goto(live_server.url + reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)]))
        expect(page.get_by_text(own)).to_be_visible()
        sent = page.content()
        assert [other for other, text in FOR.items() if text in sent] == [code]
        assert [other for other in FOR if f"Vooraf voor {other}" in sent] in ([], [code])
    axe(page)
    pictures(page, "s2-own-assignment")
