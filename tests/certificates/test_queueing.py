import pytest
from django.urls import reverse
from django.utils import translation

from certificates.models import Certificate, Kind
from certificates.queueing import ISSUE, may_see, queue_for_completions, queue_issuing, title
from courses.completion.models import Completion
from courses.completion.signals import completed as completed_signal
from courses.editions.marking import Mark, mark_session
from courses.jobs.models import Job
from courses.jobs.running import run
from courses.mail.models import Mail
from courses.people.assigning import assign
from tests import factories as f
from tests.certificates.making import completed, issued

pytestmark = pytest.mark.django_db


def test_a_completion_is_followed_by_its_certificate_and_one_mail():
    completion = completed("Ada Voorbeeld", person={"account": f.UserFactory(), "email": "ada@example.org"})
    completed_signal.send(sender=Completion, completions=[completion])
    job = Job.objects.get(kind=ISSUE)
    assert job.created_by is None
    assert run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.State.DONE, 1, 1)
    certificate = Certificate.objects.get()
    assert certificate.completion == completion
    mail = Mail.objects.get(key=f"certificate:{certificate.pk}")
    assert mail.recipient == "ada@example.org"
    assert "Beste Ada Voorbeeld" in mail.text
    assert reverse("leerlijn_certificates:mine") in mail.text
    assert certificate.facts["address"] in mail.text
    completed_signal.send(sender=Completion, completions=[completion])
    run(Job.objects.filter(kind=ISSUE).last().pk)
    assert Certificate.objects.count() == 1
    assert Mail.objects.filter(key__startswith="certificate:").count() == 1


def test_imported_and_void_completions_are_followed_by_nothing():
    imported = completed("Ada", origin=Completion.Origin.IMPORT)
    void = completed("Bo", void=True)
    queue_for_completions([imported, void])
    assert not Job.objects.exists()


def test_completions_of_many_groups_are_a_job_each():
    completions = [completed(f"Test Person {number}") for number in range(3)]
    queue_for_completions(completions)
    assert Job.objects.filter(kind=ISSUE).count() == 3


def test_an_attempt_that_follows_a_crash_goes_on_where_it_was():
    edition = f.EditionFactory()
    rows = [completed(f"Test Person {number}", edition=edition) for number in range(3)]
    enrolments = [row.enrolment_id for row in rows]
    job = queue_issuing(edition, Kind.COMPLETION, enrolments, by=f.SuperuserFactory())
    issued_before = issued("Somebody", edition=edition)
    Job.objects.filter(pk=job.pk).update(done=1)
    assert run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.DONE, 3)
    made = Certificate.objects.exclude(pk=issued_before.pk).values_list("enrolment", flat=True)
    assert sorted(made) == enrolments[1:]
    assert job.result["url"] == reverse("leerlijn_issuing:issuing", args=[edition.pk, "completion"])
    assert "2 certificaten" in job.message


def test_a_design_that_cannot_be_printed_fails_the_job_with_its_sentence():
    completion = completed()
    completion.edition.version.outcomes = {"nl": ["Je kunt heel veel dingen die hier lang staan. " * 6] * 12}
    completion.edition.version.save()
    job = queue_issuing(completion.edition, Kind.COMPLETION, [completion.enrolment_id], by=None)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "leerdoelen" in job.message


def test_a_job_names_no_person_and_is_seen_by_who_coordinates_the_group():
    completion = completed("Ada Voorbeeld")
    job = queue_issuing(completion.edition, Kind.COMPLETION, [completion.enrolment_id], by=None)
    assert "Ada" not in title(job) + str(job.parameters)
    account = f.UserFactory()
    assert not may_see(job, account)
    assign(account, completion.edition.organisation, "coordinator", by=None)
    assert may_see(job, account)


def test_who_has_no_address_gets_no_mail_and_formal_programmes_say_u():
    issued("Ada", person={"email": ""})
    assert not Mail.objects.exists()
    completion = completed("Bo", person={"email": "bo@example.org", "language": "nl"})
    completion.edition.version.address_form = "u"
    completion.edition.version.save()
    run(queue_issuing(completion.edition, Kind.COMPLETION, [completion.enrolment_id], by=None).pk)
    mail = Mail.objects.get()
    assert mail.subject.startswith("Uw certificaat")
    assert "Je " not in mail.text
    assert Certificate.objects.get(person=completion.person).facts["statement"].startswith("U rondde")


def test_the_job_that_issues_statements_speaks_of_no_certificate():
    edition = f.EditionFactory()
    session = f.SessionFactory(edition=edition)
    enrolment = f.EnrolmentFactory(edition=edition)
    mark_session(session, [Mark(enrolment, "present")], by=None)
    job = queue_issuing(edition, Kind.ATTENDANCE, [enrolment.pk], by=f.SuperuserFactory(language="nl"))
    assert run(job.pk)
    job.refresh_from_db()
    assert job.message == "Er is 1 bewijs van deelname uitgereikt."
    with translation.override("nl"):
        assert "certifica" not in (title(job) + job.message + job.result["label"]).casefold()
