import pytest

from certificates.errors import AlreadyEnded
from certificates.issuing import issue
from certificates.models import Certificate, Kind
from certificates.revoking import reissue, revoke
from tests import factories as f
from tests.certificates.making import completed, issued

pytestmark = pytest.mark.postgresql


def test_two_clicks_at_the_same_moment_make_one_certificate_each(at_once):
    edition = f.EditionFactory()
    for number in range(20):
        completed(f"Test Person {number}", edition=edition)
    results = at_once(*[lambda: issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates] * 4)
    assert sorted(len(certificates) for certificates in results) == [0, 0, 0, 20]
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    assert [int(serial.rpartition("-")[2]) for serial in serials] == list(range(1, 21))


def test_groups_that_issue_at_the_same_moment_share_one_series(at_once):
    editions = [completed(f"Test Person {number}").edition for number in range(4)]
    results = at_once(
        *[
            lambda edition=edition: issue(edition=edition, kind=Kind.COMPLETION, by=None).certificates
            for edition in editions
        ]
    )
    assert [len(certificates) for certificates in results] == [1, 1, 1, 1]
    assert len(set(Certificate.objects.values_list("serial", flat=True))) == 4


def test_of_revoking_and_replacing_at_the_same_moment_one_wins(at_once):
    certificate = issued()

    def mine() -> Certificate:
        return Certificate.objects.get(pk=certificate.pk)

    results = at_once(
        lambda: reissue(mine(), reason="Name", by=None),
        lambda: reissue(mine(), reason="Name", by=None),
    )
    assert sum(isinstance(result, AlreadyEnded) for result in results) == 1
    new = Certificate.objects.get(state=Certificate.State.VALID)
    results = at_once(*[lambda: revoke([Certificate.objects.get(pk=new.pk)], reason="Wrong", by=None)] * 3)
    assert sum(isinstance(result, AlreadyEnded) for result in results) == 2
