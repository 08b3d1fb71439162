from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from certificates.models import Certificate
from certificates.revoking import reissue, revoke
from tests import factories as f
from tests.certificates.making import completed, issued

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def verdict(path) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("verify_certificate", str(path), stdout=out)
    except SystemExit as end:
        return out.getvalue().strip(), int(end.code or 0)
    return out.getvalue().strip(), 0


def test_without_commit_it_is_a_dry_run_that_names_nobody():
    completion = completed("Ada Voorbeeld")
    f.EnrolmentFactory(edition=completion.edition, person__name="Dirk")
    lines = told("issue_certificates", completion.edition.code).splitlines()
    assert [line.split("\t")[1] for line in lines] == ["ready", "not_yet"]
    assert not any("Ada" in line or "Dirk" in line for line in lines)
    assert not Certificate.objects.exists()
    lines = told("issue_certificates", completion.edition.code, "--commit").splitlines()
    assert [line.split("\t")[1] for line in lines] == ["issued", "not_yet"]
    assert Certificate.objects.count() == 1


def test_an_unknown_group_or_kind_is_refused():
    with pytest.raises(CommandError, match="no group"):
        told("issue_certificates", "NOWHERE")
    with pytest.raises(CommandError):
        told("issue_certificates", f.EditionFactory().code, "--kind", "x")


def test_a_file_is_judged_and_only_a_valid_one_ends_well(tmp_path):
    certificate = issued()
    path = tmp_path / "certificate.pdf"
    content = certificate.pdf.read()
    path.write_bytes(content)
    assert verdict(path) == ("valid", 0)
    new = reissue(certificate, reason="Name", by=None)
    assert verdict(path) == ("replaced", 1)
    path.write_bytes(new.pdf.read())
    revoke([new], reason="Wrong", by=None)
    assert verdict(path) == ("revoked", 1)
    path.write_bytes(content + b"%")
    assert verdict(path) == ("altered", 1)
    path.write_bytes(b"something else")
    assert verdict(path) == ("unknown", 1)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_certificate", str(tmp_path / "nowhere.pdf"))


@pytest.mark.parametrize(("language", "words"), [("nl", "Voorbeeld"), ("en", "Sample")])
def test_a_sample_is_rendered_like_a_real_one_and_marked(tmp_path, language, words):
    path = tmp_path / "sample.pdf"
    told("certificate_sample", "--name", "Łukasz Żółć", "--language", language, "--output", str(path))
    text = PdfReader(BytesIO(path.read_bytes())).pages[0].extract_text()
    assert "Łukasz Żółć" in text
    assert words in text
    assert not Certificate.objects.exists()


def test_a_sample_that_cannot_be_made_says_why(tmp_path):
    for arguments in (["--name", "🙂"], ["--name", "Ada", "--design", "nowhere"]):
        with pytest.raises(CommandError):
            told("certificate_sample", *arguments, "--output", str(tmp_path / "x.pdf"))
    with pytest.raises(CommandError, match="cannot be written"):
        told("certificate_sample", "--name", "Ada", "--output", str(tmp_path / "no" / "x.pdf"))
