"""A worker is killed as it issues, on the embedded queue and on Redis: nothing lost, nothing twice."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from django.conf import settings as site
from kombu import pools

from certificates.issuing import CHUNK
from certificates.models import Certificate, Kind
from certificates.queueing import queue_issuing
from config.queue import app
from courses.jobs.models import Job
from courses.jobs.running import reap
from courses.mail.models import Mail
from tests import factories as f
from tests.certificates.making import completed
from tests.rig.redis import Redis
from tests.rig.workers import wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
PEOPLE = 6 * CHUNK


# As sites have them: an embedded one a folder beside SQLite, a server Redis beside PostgreSQL.
@pytest.fixture(
    params=[pytest.param("folder", marks=pytest.mark.sqlite), pytest.param("redis", marks=pytest.mark.postgresql)]
)
def queue(request, worker, tmp_path, settings):
    """The worker of these tests, and what is published, on this queue."""
    if request.param == "folder":
        yield worker
        return
    redis = Redis(tmp_path)
    before = {name: app.conf[name] for name in ("broker_url", "broker_transport_options")}
    worker.environment["BROKER_URL"] = redis.url
    try:
        _publish_to({"broker_url": redis.url, "broker_transport_options": {}})
        yield worker
    finally:
        worker.kill()
        _publish_to(before)
        redis.stop()


def _publish_to(broker: dict) -> None:
    app.conf.update(broker)
    # All of kombu's, since it would hand out a closed one again for an address it knows.
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


@pytest.fixture(autouse=True)
def _where_the_worker_stores(monkeypatch):
    """It runs in a process of its own, so by its settings; what other tests stored there is not of this batch."""
    shutil.rmtree(Path(site.PRIVATE_ROOT) / "certificates", ignore_errors=True)
    storage = Certificate._meta.get_field("pdf").storage
    monkeypatch.setitem(storage.__dict__, "base_location", site.PRIVATE_ROOT)
    monkeypatch.setitem(storage.__dict__, "location", site.PRIVATE_ROOT)


def stored() -> set[str]:
    root = Path(site.PRIVATE_ROOT)
    return {str(file.relative_to(root)) for file in (root / "certificates").rglob("*.pdf")}


def test_a_worker_that_is_killed_in_a_batch_loses_and_doubles_nothing(queue):
    queue.environment["LEERLIJN_JOB_LEASE_SECONDS"] = "4"
    edition = f.EditionFactory()
    enrolments = [completed(f"Test Person {n}", edition=edition).enrolment_id for n in range(PEOPLE)]
    job = queue_issuing(edition, Kind.COMPLETION, enrolments, by=None)
    queue.start()
    wait_until(lambda: Certificate.objects.count() >= CHUNK, every=0.02)
    queue.kill()
    made = set(Certificate.objects.values_list("pk", flat=True))
    assert len(made) < PEOPLE, "it was ready before it could be killed"
    assert Job.objects.get(pk=job.pk).state == Job.State.RUNNING

    queue.start()

    def is_done():
        reap()
        return Job.objects.get(pk=job.pk).state == Job.State.DONE

    wait_until(is_done, seconds=90, every=0.5)
    assert Job.objects.get(pk=job.pk).attempts >= 2
    certificates = list(Certificate.objects.all())
    assert made <= {certificate.pk for certificate in certificates}
    assert sorted(certificate.enrolment_id for certificate in certificates) == sorted(enrolments)
    numbers = sorted(int(certificate.serial.rpartition("-")[2]) for certificate in certificates)
    assert numbers == list(range(1, PEOPLE + 1))
    for certificate in certificates:
        assert hashlib.sha256(certificate.pdf.read()).hexdigest() == certificate.sha256
    assert stored() == {certificate.pdf.name for certificate in certificates}
    keys = [key for key in Mail.objects.values_list("key", flat=True) if key.startswith("certificate:")]
    assert len(keys) == len(set(keys))
