"""S1, steps 6 and 8: who came in, what the figures say, and the statements."""

import io
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pypdf
from django.test import Client
from django.urls import reverse

from certificates.models import Certificate
from courses.door.tickets import ticket_code
from courses.editions.expected import expected_at
from courses.models import Attendance, Enrolment, Mail, Session
from tests.rig import browser
from tests.scenarios.closing_event.here import DUTCH, Here, guest
from tests.scenarios.screens import PHONE, figures


def at_the_door(here: Here) -> None:
    """Two helpers with a phone each, and the posts of their form for the rest: 118 on the list, 11 beside it, 4 unnamed."""
    edition = here.edition
    plenary = Session.objects.get(edition=edition, title="Plenaire opening")
    here.log_in(here.coordinator)
    here.open(f"{reverse('leerlijn_door:doors', args=[edition.pk])}?session={plenary.pk}")
    here.tab.get_by_role("button", name="Link maken").click()
    here.tab.wait_for_url("**/doors/*/**")
    link = urlsplit(here.tab.get_by_label("Adres", exact=True).input_value()).path

    one, other = (here.browse(viewport=PHONE) for _ in range(2))
    for helper in (one, other):
        helper.goto(here.url + link)
        helper.get_by_role("button", name="Ik help bij de deur").click()
        helper.wait_for_url("**/door/")
    listed = list(expected_at(plenary))
    assert len(listed) == 132
    by_name = [row for row in listed if row.person.name in ("Şükrü Yağmuroğlu", "Wacht Wachters")]
    for helper, row in zip((one, other), by_name, strict=True):
        helper.get_by_label("Zoek op naam").press_sequentially(row.person.name.split()[1][:5])
        helper.get_by_role("button", name=re.compile(f"Inchecken.*{row.person.name}")).click()
        helper.get_by_text("is binnen, sinds").wait_for()
    here.axe(one)
    with_ticket = [guest(5), guest(6)]
    for helper, row in zip((one, other), with_ticket, strict=True):
        helper.goto(here.url + reverse("leerlijn_courses:ticket", args=[ticket_code(row)]))
        assert row.person.name in helper.locator("main").inner_text()
        helper.get_by_role("button", name="Inchecken").click()
        helper.get_by_text("is binnen, sinds").wait_for()
    by_hand = Client(headers=DUTCH)
    assert by_hand.post(link).status_code == 302
    known = {row.pk for row in (*by_name, *with_ticket)}
    for row in [row for row in listed if row.pk not in known][:114]:
        assert by_hand.post(reverse("leerlijn_courses:door_check_in", args=[row.pk])).status_code == 302

    one.goto(here.url + reverse("leerlijn_courses:door"))
    one.get_by_role("link", name="Met naam toevoegen").click()
    one.get_by_label("Naam").fill("Inge Inloper")
    one.get_by_label("E-mailadres").fill("inge@example.org")
    one.get_by_role("button", name="Toevoegen en inchecken").click()
    one.get_by_text("is binnen, sinds").wait_for()
    for number in range(10):
        walked = {"name": f"Inloper {number}", "key": str(uuid4())}
        assert by_hand.post(reverse("leerlijn_courses:door_walk_in"), walked).status_code == 302
    for helper in (one, other):
        helper.goto(here.url + reverse("leerlijn_courses:door"))
        for _ in range(2):
            with helper.expect_navigation():
                helper.get_by_role("button", name="+1 zonder naam").click()
    assert other.locator(".ll-door__count strong").inner_text() == "133"
    assert "129 met naam (11 inlopers), 4 zonder naam" in other.locator(".ll-door__sum").inner_text()
    here.look("6-door-all-in", other)


def the_figures_agree(here: Here) -> None:
    """The group's page and the funder's report: 129 names, 133 heads."""
    here.open(reverse("leerlijn_editions:edition", args=[here.edition.pk]))
    here.look("6-group")
    row = here.tab.locator("section[aria-labelledby=meetings] tr").filter(has_text="Plenaire opening").inner_text()
    assert "129 waren er" in row
    assert "133 in de ruimte, van wie 4 zonder naam" in row
    year = here.day.year
    total = figures("SAMEN-1", first=f"{year}-01-01", last=f"{year}-12-31")
    assert (total["new_persons"], total["cumulative_persons"], total["participations"]) == (129, 129, 129)
    assert (total["reach"], total["activities"]) == (133, 1)


def breakouts_are_marked(here: Here) -> None:
    """Who gave them says who was there, on the page of the meeting; of this first breakout all who chose it and came in."""
    edition = here.edition
    client = Client(headers=DUTCH)
    client.force_login(here.coordinator)
    inside = set(Attendance.objects.effective().filter(session__edition=edition).values_list("enrolment", flat=True))
    for room in (one.breakouts.order_by("pk")[0] for one in edition.rounds.all()):
        there = {f"e{row.pk}-status": "present" for row in expected_at(room) if row.pk in inside}
        answer = client.post(
            reverse("leerlijn_editions:attendance", args=[edition.pk, room.pk]), {**there, "net_minutes": "50"}
        )
        assert answer.status_code == 302
        assert there


def statements_for_who_was_there(here: Here) -> None:
    """The trainer says how long it took; a job makes the statements, and people have theirs without an account."""
    tab, edition = here.tab, here.edition
    plenary = Session.objects.get(edition=edition, title="Plenaire opening")
    here.log_in(here.coordinator)
    here.open(reverse("leerlijn_editions:attendance", args=[edition.pk, plenary.pk]))
    tab.get_by_label("Netto minuten").fill("50")
    tab.get_by_role("button", name="Aanwezigheid opslaan").click()
    tab.get_by_text("De aanwezigheid is opgeslagen").wait_for()
    here.open(reverse("leerlijn_editions:edition", args=[edition.pk]))
    tab.get_by_role("link", name="Bewijzen van deelname").click()
    tab.get_by_role("button", name="De aangevinkte bewijzen uitreiken").click()
    tab.wait_for_url("**/jobs/**")
    here.deliver()
    tab.reload()
    statements = list(Certificate.objects.filter(edition=edition, kind="attendance").select_related("enrolment"))
    assert len(statements) == 129
    assert not Certificate.objects.exclude(kind="attendance").exists()
    both = {one.facts["minutes"] for one in statements if one.enrolment.choices.count() == 2}
    assert both == {150}
    assert {one.facts["minutes"] for one in statements if not one.enrolment.choices.exists()} == {50}
    assert {tuple(one.facts["days"]) for one in statements} == {(here.day.isoformat(),)}

    somebody = here.browse(viewport=PHONE)
    own = Enrolment.objects.get(person__name="Şükrü Yağmuroğlu")
    letter = Mail.objects.get(recipient=own.person.email, key__startswith="certificate:")
    somebody.goto(here.url + urlsplit(re.search(r"http\S+/p/\S+", letter.text)[0]).path)
    here.look("8-own-page", somebody)
    here.axe(somebody)
    with somebody.expect_download() as download:
        somebody.get_by_role("link", name=re.compile("Bewijs van deelname")).click()
    pdf = Path(download.value.path()).read_bytes()
    shutil.copy(download.value.path(), browser.PICTURES / "s1-statement.pdf")
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    said = "\n".join([reader.pages[0].extract_text(), str(reader.metadata), download.value.suggested_filename])
    assert "Şükrü Yağmuroğlu" in said
    assert "50 minuten" in said
    assert "certifica" not in said.casefold()
    mine = next(one for one in statements if one.enrolment == own)
    for words in (letter.subject, letter.text.replace(mine.facts["address"], "")):
        assert "certifica" not in words.casefold()
