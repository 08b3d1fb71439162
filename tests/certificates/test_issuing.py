import errno
import hashlib
import os
from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from certificates.awarding import set_award, standard_design
from certificates.errors import DesignProblem, NotStored
from certificates.issuing import CHUNK, dry_run, issue
from certificates.models import Award, Certificate, Design, Kind
from certificates.queueing import queue_issuing
from certificates.rendering import ENGINE_VERSION
from certificates.standing import Standing
from courses.completion.models import Completion
from courses.editions.models import Attendance, CodeSeries, Enrolment
from courses.facts.appending import append_facts
from courses.jobs.models import Job
from courses.jobs.running import run
from tests import factories as f
from tests.certificates.making import completed

pytestmark = pytest.mark.django_db


def take_back(completion: Completion) -> None:
    key = {name: getattr(completion, name) for name in ("person", "edition", "enrolment")}
    append_facts([Completion(**key, completed_on=date(2025, 3, 2), void=True)])


def text_of(certificate: Certificate) -> str:
    return " ".join(PdfReader(BytesIO(certificate.pdf.read())).pages[0].extract_text().split())


def test_a_completion_gets_a_certificate_with_frozen_facts():
    completion = completed(person={"language": "nl"})
    version = completion.edition.version
    version.outcomes = {"nl": ["Je kunt luisteren."], "en": ["You can listen."]}
    version.net_minutes = 390
    version.save()
    f.SessionFactory(edition=completion.edition)
    by = f.SuperuserFactory()

    (certificate,) = issue(edition=completion.edition, kind=Kind.COMPLETION, by=by).certificates

    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.VALID
    assert certificate.issued_by == by
    assert certificate.completion == completion
    assert certificate.facts["name"] == "Şükrü Yağmuroğlu"
    assert certificate.facts["days"] == ["2025-01-15"]
    assert certificate.facts["minutes"] == 390
    assert certificate.facts["completed_on"] == "2025-03-01"
    assert certificate.facts["outcomes"] == ["Je kunt luisteren."]
    assert certificate.facts["edition"] == completion.edition.code
    assert certificate.engine == ENGINE_VERSION
    printed = text_of(certificate)
    for words in (
        "Şükrü Yağmuroğlu",
        "Je kunt luisteren.",
        completion.edition.code,
        certificate.code_in_groups,
        certificate.serial,
    ):
        assert words in printed


def test_names_stay_out_of_logs_serials_and_file_names():
    certificate = issue(edition=completed("Ada Voorbeeld").edition, kind=Kind.COMPLETION, by=None).certificates[0]
    entries = ModelLogEntry.objects.filter(action="leerlijn_certificates.issue")
    assert [entry.object_id for entry in entries] == [str(certificate.pk)]
    for said in (
        str(certificate),
        certificate.file_name(),
        certificate.pdf.name,
        entries[0].label,
        str(entries[0].data),
    ):
        assert "Ada" not in said
        assert "Voorbeeld" not in said
    assert certificate.code not in certificate.pdf.name


def test_issuing_twice_makes_one():
    edition = completed().edition
    issue(edition=edition, kind=Kind.COMPLETION, by=None)
    again = issue(edition=edition, kind=Kind.COMPLETION, by=None)
    assert again.certificates == []
    assert [candidate.standing for candidate in again.others] == [Standing.HAS_ONE]
    assert Certificate.objects.count() == 1


def test_the_database_allows_one_valid_certificate_an_enrolment_and_kind():
    certificate = issue(edition=completed().edition, kind=Kind.COMPLETION, by=None).certificates[0]
    certificate.pk, certificate.serial, certificate.code = None, "2025-999999", "X" * 16
    with pytest.raises(IntegrityError), transaction.atomic():
        certificate.save(force_insert=True)


def test_serials_follow_each_other_and_codes_do_not():
    edition = f.EditionFactory()
    for number in range(3):
        completed(f"Test Person {number}", edition=edition)
    made = issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
    numbers = [int(certificate.serial.rpartition("-")[2]) for certificate in made]
    assert numbers == [1, 2, 3]
    assert len({certificate.code for certificate in made}) == 3


def test_the_dry_run_says_who_and_who_not_and_why():
    edition = f.EditionFactory()
    completed("Ada", edition=edition)
    completed("王小明", edition=edition)
    completed("Cas", edition=edition, origin=Completion.Origin.IMPORT)
    f.EnrolmentFactory(edition=edition, person__name="Dirk")
    has_one = completed("Eva", edition=edition)
    issue(edition=edition, kind=Kind.COMPLETION, by=None, enrolments=[has_one.enrolment_id])
    f.EnrolmentFactory(edition=edition, person__name="Floor", role=Enrolment.Role.TRAINER)
    f.EnrolmentFactory(edition=edition, person__name="Gijs", state=Enrolment.State.WAITING)

    candidates = {c.enrolment.person.name: c for c in dry_run(edition, Kind.COMPLETION)}

    assert {name: c.standing for name, c in candidates.items()} == {
        "Ada": Standing.READY,
        "王小明": Standing.WAITS,
        "Cas": Standing.DECIDE,
        "Dirk": Standing.NOT_YET,
        "Eva": Standing.HAS_ONE,
    }
    assert "王 小 明" in candidates["王小明"].sentence
    assert all(candidate.sentence for candidate in candidates.values())
    assert Certificate.objects.count() == 1


def test_the_dry_run_does_not_ask_more_of_the_database_for_more_people(django_assert_max_num_queries):
    edition = f.EditionFactory()
    for number in range(30):
        completed(f"Test Person {number}", edition=edition)
    standard_design()
    with django_assert_max_num_queries(12):
        assert len(dry_run(edition, Kind.COMPLETION)) == 30


def test_imported_completions_wait_for_a_person():
    edition = completed(origin=Completion.Origin.IMPORT).edition
    assert issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates == []
    assert len(issue(edition=edition, kind=Kind.COMPLETION, by=f.SuperuserFactory(), decided=True).certificates) == 1


def test_an_imported_edition_without_a_version_prints_its_title():
    edition = f.EditionFactory(version=None, title="Signalering van polarisatie")
    completed(edition=edition, origin=Completion.Origin.IMPORT)
    (certificate,) = issue(edition=edition, kind=Kind.COMPLETION, by=None, decided=True).certificates
    assert "Signalering van polarisatie" in text_of(certificate)


def test_a_completion_taken_back_gives_nothing_and_shows_at_who_has_one():
    completion = completed()
    issue(edition=completion.edition, kind=Kind.COMPLETION, by=None)
    take_back(completion)
    (candidate,) = dry_run(completion.edition, Kind.COMPLETION)
    assert candidate.standing == Standing.HAS_ONE
    assert Certificate.objects.get().state == Certificate.State.VALID
    other = completed("Bo", edition=f.EditionFactory())
    append_facts(
        [
            Completion(
                person=other.person,
                edition=other.edition,
                enrolment=other.enrolment,
                completed_on=date(2025, 3, 2),
                void=True,
            )
        ]
    )
    assert issue(edition=other.edition, kind=Kind.COMPLETION, by=None).certificates == []


def test_a_name_in_another_script_waits_and_is_printed_by_its_latin_spelling():
    completion = completed("王小明")
    assert issue(edition=completion.edition, kind=Kind.COMPLETION, by=None).certificates == []
    completion.person.latin_name = "Wáng Xiǎomíng"
    completion.person.save()
    (certificate,) = issue(edition=completion.edition, kind=Kind.COMPLETION, by=None).certificates
    assert certificate.facts["name"] == "Wáng Xiǎomíng"
    completion.person.refresh_from_db()
    assert completion.person.name == "王小明"


def test_a_name_in_a_script_we_print_has_its_latin_spelling_below():
    edition = completed("Ελένη Παππά", person={"latin_name": "Eleni Pappa"}).edition
    (certificate,) = issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
    assert (certificate.facts["name"], certificate.facts["latin_name"]) == ("Ελένη Παππά", "Eleni Pappa")
    assert "Eleni Pappa" in text_of(certificate)


def test_presence_is_proved_by_marks_with_its_own_minutes():
    session = f.SessionFactory()
    there = f.EnrolmentFactory(edition=session.edition, person__name="Ada Deels")
    f.AttendanceFactory(enrolment=there, session=session, status=Attendance.Status.PARTIAL, minutes=90)
    absent = f.EnrolmentFactory(edition=session.edition, person__name="Bo Weg")
    f.AttendanceFactory(enrolment=absent, session=session, status=Attendance.Status.ABSENT)
    (certificate,) = issue(edition=session.edition, kind=Kind.ATTENDANCE, by=None).certificates
    assert certificate.enrolment == there
    assert certificate.facts["minutes"] == 90
    assert certificate.facts["days"] == ["2025-01-15"]
    assert certificate.completion is None


def test_both_kinds_can_be_issued_to_one_enrolment():
    completion = completed()
    f.AttendanceFactory(enrolment=completion.enrolment)
    for kind in Kind:
        assert len(issue(edition=completion.edition, kind=kind, by=None).certificates) == 1


def test_an_edition_goes_before_its_curriculum_and_can_give_none():
    edition = completed().edition
    Award.objects.create(page=edition.version.page, kind=Kind.COMPLETION, design=standard_design())
    set_award(edition=edition, kind=Kind.COMPLETION, design=None)
    result = issue(edition=edition, kind=Kind.COMPLETION, by=None)
    assert [candidate.standing for candidate in result.others] == [Standing.NONE_GIVEN]


def test_all_languages_of_a_page_share_its_award():
    edition = completed().edition
    design = Design.objects.create(name="Eigen", slug="eigen", language="en", title="Well done")
    Award.objects.create(page=edition.version.page, kind=Kind.COMPLETION, design=design)
    (certificate,) = issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
    assert certificate.design == design
    assert certificate.language == "en"
    assert "Well done" in text_of(certificate)


def test_editing_a_design_touches_nothing_that_was_issued():
    edition = completed().edition
    design = Design.objects.create(
        name="Eigen", slug="eigen", language="nl", title="Getuigschrift", statement="Voor {programme}."
    )
    set_award(edition=edition, kind=Kind.COMPLETION, design=design)
    (certificate,) = issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
    certificate.refresh_from_db()
    before = (certificate.facts, certificate.sha256, certificate.pdf.read())
    design.title = "Iets anders"
    design.save()
    certificate = Certificate.objects.get()
    assert (certificate.facts, certificate.sha256, certificate.pdf.read()) == before
    assert certificate.facts["title"] == "Getuigschrift"


def test_a_design_that_cannot_be_printed_stops_before_the_first(tmp_path):
    edition = completed().edition
    edition.version.outcomes = {"nl": ["Je kunt heel veel dingen die hier lang staan uitgeschreven. " * 4] * 12}
    edition.version.save()
    (candidate,) = dry_run(edition, Kind.COMPLETION)
    assert candidate.standing == Standing.DESIGN
    with pytest.raises(DesignProblem):
        issue(edition=edition, kind=Kind.COMPLETION, by=None)
    assert not Certificate.objects.exists()
    assert not list((tmp_path / "private").rglob("*.pdf"))


def test_a_full_disk_leaves_no_row_and_no_file(monkeypatch, tmp_path):
    edition = f.EditionFactory()
    for number in range(3):
        completed(f"Test Person {number}", edition=edition)
    folder = tmp_path / "private" / "certificates"
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    with pytest.raises(NotStored):
        issue(edition=edition, kind=Kind.COMPLETION, by=None)
    assert not Certificate.objects.exists()
    folder.unlink()
    assert len(issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates) == 3
    assert Certificate.objects.order_by("serial").first().serial.endswith("-000001")


def test_a_disk_that_fills_up_stops_a_batch_between_two_chunks_and_it_can_go_on(monkeypatch, tmp_path):
    edition = f.EditionFactory()
    people = CHUNK + 20
    for number in range(people):
        completed(f"Test Person {number}", edition=edition)
    storage = Certificate._meta.get_field("pdf").storage
    save = storage._save
    full_at, saved = CHUNK + 10, []

    def fills_up(name, content):
        if len(saved) < full_at:
            saved.append(save(name, content))
            return saved[-1]
        # As a real one does: a part of the file is there already.
        save(name, ContentFile(b"%PDF-1.7 half"))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(storage, "_save", fills_up)
    enrolments = list(edition.enrolments.order_by("pk").values_list("pk", flat=True))
    job = queue_issuing(edition, Kind.COMPLETION, enrolments, by=None)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.FAILED, CHUNK)
    assert "schijf" in job.message
    assert Certificate.objects.count() == CHUNK
    assert files(tmp_path) == set(Certificate.objects.values_list("pdf", flat=True))

    monkeypatch.undo()
    monkeypatch.setitem(storage.__dict__, "base_location", str(tmp_path / "private"))
    monkeypatch.setitem(storage.__dict__, "location", str(tmp_path / "private"))
    run(queue_issuing(edition, Kind.COMPLETION, enrolments, by=None).pk)
    assert sorted(Certificate.objects.values_list("enrolment", flat=True)) == enrolments
    assert files(tmp_path) == set(Certificate.objects.values_list("pdf", flat=True))
    numbers = sorted(Certificate.objects.values_list("serial", flat=True))
    assert [int(number.rpartition("-")[2]) for number in numbers] == list(range(1, people + 1))


def test_a_file_left_by_a_process_that_was_killed_is_written_over(tmp_path):
    edition = completed("Ada").edition
    (first,) = issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
    left = tmp_path / "private" / first.pdf.name
    Certificate.objects.all().delete()
    CodeSeries.objects.filter(name__startswith="certificate").update(last=0)
    left.write_bytes(b"a certificate of somebody")
    (again,) = issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
    assert files(tmp_path) == {again.pdf.name}
    assert hashlib.sha256(again.pdf.read()).hexdigest() == again.sha256


def files(tmp_path) -> set[str]:
    private = tmp_path / "private"
    return {str(file.relative_to(private)) for file in (private / "certificates").rglob("*") if file.is_file()}


def test_the_language_is_the_persons_then_the_sites():
    edition = f.EditionFactory()
    completed("Ada", edition=edition, person={"language": "en"})
    completed("Bo", edition=edition, person={"language": "fr"})
    made = issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
    assert {certificate.person.name: certificate.language for certificate in made} == {"Ada": "en", "Bo": "nl"}


def test_a_run_reports_its_progress():
    edition = f.EditionFactory()
    for number in range(3):
        completed(f"Test Person {number}", edition=edition)
    seen: list[int] = []
    issue(edition=edition, kind=Kind.COMPLETION, by=None, progress=seen.append)
    assert seen == [3]
