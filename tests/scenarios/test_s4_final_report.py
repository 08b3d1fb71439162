"""POLRAD's last two steps, by its users' own screens: S4, 9 and 10.

The closing conference counts by its head count and makes nobody a trained professional. The final report is frozen,
signed by four partners, accepted by the lead and closed by somebody else; each figure opens down to its evidence, and the
number printed on the paper is known to the public page.
"""

from __future__ import annotations

import re
from datetime import date
from math import ceil
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import FrozenReport
from tests.scenarios.polrad import bring_in, partners_of, works_for
from tests.scenarios.screens import DESK, PHONE

CONFERENCE = "Internationale slotconferentie POLRAD"
IN_THE_ROOM = 214
# Reached and aimed at; by partner, and by CMO STAMM, which gave the basic training itself.
PROMISED = {
    "Rolmodellen ingezet": (80, 75, [25, 21, 19, 16]),
    "Professionals getraind": (65, 60, [65]),
    "Voorlichtingsactiviteiten": (102, 90, [31, 27, 26, 18]),
}
PER_PAGE = 50

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def the_conference_is_counted_by_its_room(page: Any, live_server: Any, grant: Any) -> None:
    page.goto(live_server.url + reverse("leerlijn_reporting:project", args=[grant.pk]) + "?by=kind&by=role")
    aims = page.locator(".ll-aims")
    for name, (reached, target, _partners) in PROMISED.items():
        expect(aims.get_by_role("article", name=name)).to_contain_text(f"{reached} bereikt, {target} was het doel")
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Evenement", exact=True))
    assert {cell.partition(",")[0].strip() for cell in row.locator("td").all_inner_texts()} <= {
        "0",
        "1",
        str(IN_THE_ROOM),
    }
    row.locator("td[data-label='Bereik'] a").click()
    expect(page.locator("main")).to_contain_text(f"{IN_THE_ROOM} mensen in de zaal")
    expect(page.locator("main")).to_contain_text(CONFERENCE)


def the_figures_are_frozen(page: Any, grant: Any) -> str:
    page.get_by_role("link", name="Verslagen", exact=True).click()
    page.get_by_role("link", name="Nieuw verslag").click()
    page.locator("#id_first_day").fill("2013-04-01")
    page.locator("#id_last_day").fill("2014-12-31")
    page.get_by_label("Organisator", exact=True).check()
    page.get_by_role("button", name="Cijfers vastleggen").click()
    page.get_by_text("De cijfers liggen vast").wait_for()
    return str(page.url)


def four_partners_sign(page: Any, log_in: Any, report: str, grant: Any, axe: Any, pictures: Any) -> None:
    """Each sees what it did itself, and signs for that."""
    for number, partner in enumerate(partners_of(grant)):
        log_in(works_for(partner))
        page.goto(report)
        others = [other.name for other in partners_of(grant) if other != partner]
        figures = page.locator("main").inner_text().partition("Wie deed wat, en wanneer")[0]
        assert not any(name in figures for name in others)
        if number == 0:
            axe(page, within="main")
            pictures(page, "s4-report-partner", (320,))
        page.get_by_role("button", name=f"Tekenen voor {partner.name}").click()
        page.get_by_text("Getekend. Dank je wel.").wait_for()


def two_of_the_lead_accept_and_close(page: Any, log_in: Any, report: str, first: Any, second: Any) -> None:
    log_in(first)
    page.goto(report)
    page.get_by_role("button", name="Goedvinden namens de penvoerder").click()
    expect(page.get_by_text("Iemand anders van de penvoerder sluit het af")).to_be_visible()
    expect(page.get_by_role("button", name="Verslag afsluiten")).to_have_count(0)
    log_in(second)
    page.goto(report)
    page.get_by_role("button", name="Verslag afsluiten").click()
    expect(page.locator(".ll-frozen-state")).to_have_text("Afgesloten")


def every_promise_opens(page: Any, report: str, look: Any) -> None:
    """In total and per partner: to the rows that were frozen, and from a row to what proves it."""
    page.goto(report)
    look("s4-report-closed")
    for name, (reached, target, per_partner) in PROMISED.items():
        page.goto(report)
        promise = page.locator("details").filter(has_text=re.compile(rf"{name}:\s*{reached}, het doel was {target}"))
        promise.locator("summary").click()
        parts = promise.locator("ul a")
        assert sorted((int(text.split(",")[0]) for text in parts.all_inner_texts()), reverse=True) == per_partner
        parts.first.click()
        assert numbers_in(page) == rows_on(page)
        page.goto(report)
        promise.locator("summary").click()
        promise.get_by_role("link", name="Wie of wat er meetelt").click()
        assert numbers_in(page) == reached
        expect(page.locator(".ll-pages")).to_contain_text(f"van {ceil(reached / PER_PAGE)}")
    look("s4-report-rows")


def numbers_in(page: Any) -> int:
    """The figure that a page of rows is about, or that of its row."""
    page.get_by_role("heading", name="De rijen").wait_for()
    return int(re.findall(r"\d+", page.locator(".ll-figure-said").inner_text())[-1])


def rows_on(page: Any) -> int:
    """How many rows there are on all pages together."""
    number = 0
    while True:
        page.get_by_role("heading", name="De rijen").wait_for()
        number += page.locator("table.ll-admin-table tbody tr").count()
        following = page.get_by_role("link", name="Volgende pagina")
        if not following.count():
            return number
        with page.expect_navigation():
            following.click()


def a_row_opens_to_its_evidence(page: Any, report: str, look: Any) -> None:
    """A professional to signed marks, an activity to its meeting; and any figure of the report opens as promises do."""
    page.goto(report)
    open_promise(page, "Professionals getraind")
    page.locator("table.ll-admin-table tbody th a").first.click()
    expect(page.locator("main")).to_contain_text("getekend")
    page.goto(report)
    open_promise(page, "Voorlichtingsactiviteiten")
    page.locator("table.ll-admin-table tbody td a[href*='/meeting/']").first.click()
    expect(page.get_by_role("heading", name="Bijeenkomst").first).to_be_visible()
    page.goto(report)
    page.get_by_role("row", name=re.compile("^Jongerenwerk")).locator("td[data-label='Keer ingezet'] a").click()
    assert numbers_in(page) == rows_on(page) == 66
    look("s4-report-row")


def open_promise(page: Any, name: str) -> None:
    promise = page.locator("details").filter(has_text=f"{name}:")
    promise.locator("summary").click()
    promise.get_by_role("link", name="Wie of wat er meetelt").click()


def the_printed_number_is_known(page: Any, live_server: Any, report: str, axe: Any, pictures: Any) -> None:
    """From the paper to the public page, by a stranger, in English."""
    page.goto(report)
    with page.expect_download() as printed:
        page.get_by_role("link", name="PDF, om te printen of te sturen").click()
    paper = pypdfium2.PdfDocument(printed.value.path())
    text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    frozen = FrozenReport.objects.get()
    assert frozen.hash in re.sub(r"\s", "", text)
    for name, (reached, target, _partners) in PROMISED.items():
        assert name in text
        assert f"{reached}" in text
        assert f"{target}" in text
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:check_report_form") + "?language=en")
    page.get_by_label("The number on the report").fill(f"{frozen.hash[:32]} {frozen.hash[32:]}")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="This report is ours").wait_for()
    axe(page)
    pictures(page, "s4-report-checked")


def test_the_final_report(page, live_server, log_in, axe, pictures):
    grant = bring_in()
    assert (grant.first_day, grant.last_day) == (date(2013, 4, 1), date(2014, 12, 31))
    first, second = works_for(grant.lead), works_for(grant.lead)

    def look(name: str) -> None:
        page.set_viewport_size(PHONE)
        axe(page, within="main")
        pictures(page, name)
        page.set_viewport_size(DESK)

    page.set_viewport_size(DESK)
    log_in(first)
    the_conference_is_counted_by_its_room(page, live_server, grant)
    report = the_figures_are_frozen(page, grant)
    four_partners_sign(page, log_in, report, grant, axe, pictures)
    two_of_the_lead_accept_and_close(page, log_in, report, first, second)
    every_promise_opens(page, report, look)
    a_row_opens_to_its_evidence(page, report, look)
    page.get_by_role("link", name="Verslagen", exact=True).click()
    page.goto(report)
    page.get_by_role("button", name="Alles controleren").click()
    page.get_by_text("Alles is nog precies wat is vastgelegd").wait_for()
    the_printed_number_is_known(page, live_server, report, axe, pictures)
