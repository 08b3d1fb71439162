"""The proof: somebody about whom every room knows something is erased, and is nowhere in the database nor in any file."""

from __future__ import annotations

import shutil
import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.apps import apps
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection, models
from wagtail.models import ModelLogEntry

from certificates.models import NameCheck, TitleChoice
from courses import models as m
from courses.audit.recording import log_access
from courses.fieldwork.activities import compared
from courses.links.opening import make_link
from courses.people.erasing import registry
from courses.people.erasing.erasing import erase_person
from courses.people.merging import merge
from tests import factories as f
from tests import factories_checking as checking
from tests import factories_editions as rounds
from tests import factories_fieldwork as fieldwork
from tests import factories_paper as paper
from tests import factories_phone as phone
from tests import factories_registering as registering
from tests import factories_telling as telling
from tests.certificates.making import issued
from tests.courses.people.erasing.searching import dumped, needles, on_disk, seen_in

NAME, LATIN = "Şükrü Yağmuroğlu-Wisser", "Sukru Yagmuroglu Wisselink"
EMAIL, PHONE, BORN = "wis.mij.nu@example.org", "06 98 76 54 32", date(1987, 3, 14)
SAID = "Ik schreef iets dat alleen van mij is"
WANTED = (NAME, LATIN, EMAIL, PHONE, SAID)
AFTER = datetime(2050, 1, 1, tzinfo=UTC)

# Tables in which nobody is written down, or whose persons are those who work here. Everything else has an eraser.
WORK = "Who works on the site did it; their account is no participant's, and goes by SET_NULL with the account."
PLACES = "About groups, meetings and programmes, not about people."
WAGTAIL = "Pages, pictures and the admin's own bookkeeping; names in page texts are shown in the plan for an editor."
DERIVED = "Made anew from the facts when they go (`courses.reporting.projections`)."
FIGURES = "Figures, definitions and hashes; no person."
REASONS = {
    **dict.fromkeys(("CurriculumVersion", "CurriculumUnit", "PagePin", "Organisation", "Funder", "Grant"), PLACES),
    **dict.fromkeys(("Edition", "EditionFunding", "Round", "Session", "EditionDocument", "CodeSeries"), PLACES),
    **dict.fromkeys(("GrantPartner", "RegistrationQuestion", "CalendarEntry", "Announcement", "EditionMails"), PLACES),
    **dict.fromkeys(("Sheet", "SheetPage", "PossibleDouble", "SiteIdentity"), PLACES),
    **dict.fromkeys(("Assignment", "Door", "EditionText", "Award", "NotedTool"), WORK),
    **dict.fromkeys(("Design", "DesignLogo", "DesignSignatory"), WORK),
    **dict.fromkeys(("SurvivingRecord", "PersonSession", "PersonEdition", "PersonProject", "AwaitedFact"), DERIVED),
    **dict.fromkeys(("FrozenReport", "Indicator", "IndicatorVersion"), FIGURES),
    "Link": "Opens one thing by its number; each room deletes the links to what goes.",
    "AuditVisit": "That somebody opened an audit by its link; nothing about who it was, or whom they saw.",
    "EmailConfirmation": "Hangs on an EmailAddress and goes with it.",
}
FOREIGN_APPS = {
    "leerlijn_cms", "wagtailforms", "wagtailredirects", "wagtailembeds", "wagtailusers", "wagtaildocs", "wagtailimages",
    "wagtailsearch", "wagtailadmin", "wagtailcore", "taggit", "auth", "contenttypes", "wagtailsites", "simple_translation",
}  # fmt: skip
BY_NAME = {"ModelLogEntry", "PageLogEntry"}


def test_every_table_has_an_eraser_or_a_reason() -> None:
    held = {name for eraser in registry.erasers() for name in getattr(eraser, "HOLDS", ())}
    persons = {m.Person, m.Enrolment, m.Attendance, m.Completion, get_user_model()}
    forgotten = []
    for model in apps.get_models():
        texts = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, models.TextField | models.JSONField | models.FileField | models.CharField)
        ]
        points = [field for field in model._meta.concrete_fields if field.related_model in persons]
        known = (
            {model.__name__, model._meta.label} & held
            or model.__name__ in REASONS
            or model._meta.app_label in FOREIGN_APPS
        )
        if (texts or points) and not known:
            forgotten.append(model._meta.label)
    assert forgotten == []
    assert sorted(held & set(REASONS)) == []


def written_about(person: m.Person) -> list[str]:
    """Put something about this person into every room; answers the codes of their certificates."""
    account = person.account
    certificate = issued(NAME)
    m.Person.objects.filter(pk=certificate.person_id).update(latin_name=LATIN, birth_date=BORN)
    merge(certificate.person, person, by=None)
    edition = f.EditionFactory(title="A group")
    session = f.SessionFactory(edition=edition)
    enrolment = f.EnrolmentFactory(person=person, edition=edition, organisation=f.OrganisationFactory())
    mark = f.AttendanceFactory(person=person, session=session, enrolment=enrolment)
    f.CompletionFactory(enrolment=enrolment, reason=f"{NAME} was there")
    f.UnitProgressFactory(enrolment=enrolment)
    f.TestAttemptFactory(enrolment=enrolment, answers={"q1": SAID})
    f.ReflectionFactory(enrolment=enrolment, text=SAID)
    f.AnswerFactory(person=person)
    f.MembershipFactory(person=person)
    f.LinkRequestFactory(addresses=[EMAIL])
    f.OfferFactory(enrolment=enrolment)
    f.WalkInFactory(enrolment=enrolment)
    rounds.ChoiceFactory(enrolment=enrolment)
    fieldwork.ConsentFactory(person=person)
    fieldwork.RecruitFactory(person=person)
    at_home = f.EditionFactory(
        title=f"A talk at {NAME}'s", region=NAME, organisation__name=f"{NAME}", organisation__email=EMAIL
    )
    f.SessionFactory(edition=at_home, place=f"Behind the house of {NAME}, {PHONE}", title=f"{NAME} speaks")
    keys = {"region_key": compared(NAME), "place_key": compared(f"at {NAME}'s"), "host_key": compared(EMAIL)}
    fieldwork.ActivityFactory(note=f"With {NAME} and others", edition=at_home, **keys)
    rounds.RoundFactory(edition=at_home, title=f"With {NAME}")
    m.Announcement.objects.create(edition=at_home, changes=[{"was": "", "now": f"At {NAME}'s"}])
    checking.AcceptedDoubtFactory(sentence=f"{NAME} came late")
    page = paper.SheetPageFactory(sheet__session=session)
    row = paper.SheetRowFactory(page=page, enrolment=enrolment)
    scan = paper.ScanFactory(session=session, page=row.page)
    paper.SignatureFactory(scan=scan, enrolment=enrolment, attendance=mark)
    phone.TapFactory(session=session, enrolment=enrolment, key=uuid.uuid4())
    phone.SessionNoteFactory(session=session, text=f"{NAME} told us much")
    registration = registering.RegistrationFactory(
        edition=edition, name=NAME, email=EMAIL, by_name=NAME, by_email=EMAIL, enrolment=enrolment
    )
    registering.RegistrationAnswerFactory(registration=registration, text=SAID)
    mail = f.MailFactory(recipient=EMAIL, subject=f"Dear {NAME}", text=f"Dear {NAME}", html=f"<p>{NAME}</p>")
    f.MailFactory(recipient="coordinator@example.org", text=f"{NAME} ({EMAIL}, {PHONE}) comes")
    telling.NoticeFactory(enrolment=enrolment, mail=mail)
    job = f.JobFactory(state="done", message=f"{NAME} is done", result={"who": NAME})
    job.result_file.save("list.csv", ContentFile(f"{NAME};{EMAIL}\n".encode()))
    f.UploadFactory(file=ContentFile(f"{NAME};{EMAIL}\n".encode(), name="people.csv"))
    f.SourceLineFactory(type="person", object_id=person.pk, external_id=EMAIL)
    for purpose, subject in (("card", person.pk), ("enrolment", enrolment.pk), ("calendar", enrolment.pk)):
        make_link(purpose=purpose, subject=subject, by=None)
    m.Card.objects.create(person=person, link=m.Link.objects.get(purpose="card"))
    NameCheck.objects.create(person=person, printed="0" * 64)
    TitleChoice.objects.create(enrolment=enrolment, neutral=True)
    EmailAddress.objects.create(user=account, email=EMAIL, verified=True)
    AccessAttempt.objects.create(username=EMAIL, failures_since_start=1)
    log_access(by=None, action=m.Access.Action.SEEN, kind="person", subjects=[person.pk], detail=f"search {NAME}")
    ModelLogEntry.objects.log_action(instance=account, action="wagtail.edit", title=EMAIL, data={"name": NAME})
    return [certificate.code]


def everywhere() -> dict[str, set[str]]:
    """Where something of this person is still to be found."""
    wanted = needles(*WANTED)
    places = {"dump": seen_in(dumped(), wanted), **{name: seen_in(content, wanted) for name, content in on_disk()}}
    return {name: words for name, words in places.items() if words}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_who_was_erased(client: Any) -> None:
    shutil.rmtree(site.FILES_DIR, ignore_errors=True)  # what other tests of this process left
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA secure_delete = ON")
    account = f.UserFactory(email=EMAIL, name=NAME)
    person = f.PersonFactory(
        name=NAME, latin_name=LATIN, email=EMAIL, phone=PHONE, birth_date=BORN, account=account, language="nl"
    )
    codes = written_about(person)
    client.force_login(account)
    before = everywhere()
    assert before["dump"] == set(WANTED)
    assert len(before) > 3  # certificate, result file, upload, and the database's own file
    assert client.get(f"/V/{codes[0]}").status_code == 200
    erase_person(person, by=None, moment=AFTER)
    assert everywhere() == {}
    assert BORN.isoformat() not in dumped().decode()
    answer = client.get(f"/V/{codes[0]}")
    assert answer.status_code == 410
    assert NAME not in answer.content.decode()


def tables_with(*words: str) -> dict[str, set[str]]:
    """Per table which of these words it holds."""
    wanted, found = needles(*words), {}
    for model in apps.get_models(include_auto_created=True):
        rows = "\n".join(str(row) for row in model._default_manager.values_list())
        if words_there := seen_in(rows.encode(), wanted):
            found[model.__name__] = words_there
    return found


@pytest.mark.django_db
def test_within_the_term_only_what_is_locked_is_left_and_only_where_it_should_be() -> None:
    account = f.UserFactory(email=EMAIL, name=NAME)
    person = f.PersonFactory(name=NAME, latin_name=LATIN, email=EMAIL, phone=PHONE, birth_date=BORN, account=account)
    written_about(person)
    grant = f.GrantFactory(keep_until=date(2040, 12, 31), keep_reason="The grant agreement")
    for edition in m.Edition.objects.filter(enrolments__isnull=False).distinct():
        f.EditionFundingFactory(edition=edition, grant=grant)
    m.Completion.objects.update(reason="")
    counted = m.Attendance.objects.count(), m.Completion.objects.count()
    erase_person(person, by=None)
    assert tables_with(*WANTED) == {"Kept": {NAME, LATIN}, "Certificate": {NAME}}
    assert (m.Attendance.objects.count(), m.Completion.objects.count()) == counted
    assert m.Signature.objects.get().scan.file
    assert not m.Reflection.objects.exists()
    assert not m.RegistrationAnswer.objects.exists()
    assert not m.Answer.objects.exists()
