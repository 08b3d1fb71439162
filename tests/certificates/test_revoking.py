import pytest
from wagtail.models import ModelLogEntry

from certificates.errors import AlreadyEnded, NameNotCovered, NothingToIssue, ReasonMissing
from certificates.issuing import dry_run, issue
from certificates.models import Certificate, Kind
from certificates.revoking import reissue, revoke
from certificates.standing import Standing
from courses import models
from tests import factories as f
from tests.certificates.making import issued

pytestmark = pytest.mark.django_db


def test_revoking_keeps_the_row_and_says_who_when_and_why():
    certificate, by = issued(), f.SuperuserFactory()
    revoke([certificate], reason="  Issued to  somebody else ", by=by)
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.REVOKED
    assert certificate.reason == "Issued to somebody else"
    assert certificate.ended_by == by
    assert certificate.ended_at is not None
    assert ModelLogEntry.objects.filter(action="leerlijn_certificates.revoke", object_id=certificate.pk).count() == 1


def test_revoking_needs_a_reason_and_happens_once():
    certificate = issued()
    with pytest.raises(ReasonMissing):
        revoke([certificate], reason="  ", by=None)
    revoke([certificate], reason="Wrong group", by=None)
    with pytest.raises(AlreadyEnded):
        revoke([certificate], reason="Wrong group", by=None)


def test_of_several_all_are_revoked_or_none():
    one, two = issued("Ada"), issued("Bo")
    revoke([two], reason="Wrong group", by=None)
    with pytest.raises(AlreadyEnded):
        revoke([one, two], reason="Wrong group", by=None)
    one.refresh_from_db()
    assert one.state == Certificate.State.VALID


def test_a_revoked_certificate_is_not_made_again_by_a_batch():
    certificate = issued()
    revoke([certificate], reason="Wrong group", by=None)
    assert issue(edition=certificate.edition, kind=Kind.COMPLETION, by=None).certificates == []
    (candidate,) = dry_run(certificate.edition, Kind.COMPLETION)
    assert candidate.standing == Standing.ENDED


def test_a_corrected_name_supersedes():
    certificate = issued("Sukru")
    models.Person.objects.filter(pk=certificate.person_id).update(name="Şükrü")
    new = reissue(certificate, reason="Name corrected", by=None)
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.REPLACED
    assert certificate.facts["name"] == "Sukru"
    assert new.replaces == certificate
    assert new.facts["name"] == "Şükrü"
    assert new.state == Certificate.State.VALID
    assert {new.code, new.serial}.isdisjoint({certificate.code, certificate.serial})
    with pytest.raises(AlreadyEnded):
        reissue(certificate, reason="Name corrected", by=None)


def test_a_revoked_one_can_be_issued_again_and_stays_revoked():
    certificate = issued()
    revoke([certificate], reason="By mistake", by=None)
    new = reissue(certificate, reason="It was right after all", by=None)
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.REVOKED
    assert new.state == Certificate.State.VALID


def test_what_cannot_be_issued_again_leaves_the_old_one_as_it_was():
    certificate = issued()
    models.Person.objects.filter(pk=certificate.person_id).update(name="王小明")
    with pytest.raises(NameNotCovered):
        reissue(certificate, reason="Name corrected", by=None)
    models.Completion.objects.update(void=True)
    with pytest.raises(NothingToIssue):
        reissue(certificate, reason="Name corrected", by=None)
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.VALID
