"""Mails to a whole group and a real worker that is killed, as a machine that loses its power is: nobody gets two."""

import re
from collections import Counter

import pytest

from courses.editions.enrolling import Entry, enrol_many
from courses.jobs.models import Job
from courses.jobs.running import reap
from courses.mail.models import Mail
from courses.mail.sending import LEAVING
from courses.telling.models import Notice
from tests import factories as f
from tests.factories_telling import group
from tests.rig.workers import wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
PEOPLE = 60


def test_kill_9_in_between_writes_and_sends_nobody_two(worker, tmp_path):
    """The worker sends to files in a folder: what lies there has left."""
    sent = tmp_path / "sent"
    worker.environment["LEERLIJN_JOB_LEASE_SECONDS"] = "3"
    worker.environment["EMAIL_BACKEND"] = "django.core.mail.backends.filebased.EmailBackend"
    worker.environment["EMAIL_FILE_PATH"] = str(sent)
    edition = group()
    enrol_many([Entry(person) for person in f.PersonFactory.create_batch(PEOPLE)], edition, by=None)

    worker.start()
    wait_until(lambda: Mail.objects.count() >= 5)
    worker.kill()
    written_before = Mail.objects.count()
    worker.start()
    wait_until(lambda: reap() is not None and Mail.objects.exclude(sent_at=None).count() >= 10, seconds=60)
    worker.kill()
    worker.start()

    def all_done():
        reap()
        return not Job.objects.filter(state__in=["queued", "running"]).exists()

    wait_until(all_done, seconds=120, every=0.5)
    assert 0 < written_before <= PEOPLE
    assert Notice.objects.filter(state="mailed").count() == Mail.objects.count() == PEOPLE
    assert Counter(Mail.objects.values_list("recipient", flat=True)).most_common(1)[0][1] == 1
    # One that was being handed over when the power went is not sent again: nobody knows whether it left.
    unsure = Mail.objects.filter(problem=LEAVING).count()
    assert unsure <= 2
    assert Mail.objects.exclude(sent_at=None).count() == PEOPLE - unsure
    assert Mail.objects.filter(attempts__gt=1).count() == 0
    left = Counter(to for path in sent.glob("*.log") for to in re.findall(r"(?m)^To: (\S+)", path.read_text()))
    assert max(left.values()) == 1
    assert PEOPLE - unsure <= len(left) <= PEOPLE
