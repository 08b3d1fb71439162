"""Signed certificates: another program believes them, PDF/A stays, and none goes out unsigned by mistake."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pikepdf
import pikepdf.pdfa
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.checks import run_checks
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates import signing
from certificates.awarding import standard_design
from certificates.errors import SigningProblem
from certificates.issuing import dry_run, issue
from certificates.models import Certificate, Kind
from certificates.queueing import queue_issuing
from certificates.rendering import render
from certificates.revoking import reissue
from certificates.sampling import sample
from certificates.standing import Standing
from certificates.verifying import Verdict, verify_file
from courses.jobs.models import Job
from courses.jobs.running import run
from tests.certificates.authority import Authority
from tests.certificates.making import completed, issued
from tests.certificates.sheets import design, facts


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def signs(authority, settings, tmp_path):
    """`signs(password=…, days=…)`: from now on this site signs."""

    def begin(**options):
        made = authority.write(tmp_path / "keys", **options)
        for name, value in made.items():
            setattr(settings, name, value)

    signing._load.cache_clear()
    yield begin
    signing._load.cache_clear()


def status_of(pdf: bytes, authority: Authority):
    (root,) = load_certs_from_pemder_data(authority.certificate.public_bytes(Encoding.PEM))
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    trusted = ValidationContext(trust_roots=[root], allow_fetching=False)
    # In a thread of its own: a browser test before this one may have left a loop running in this thread.
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(validate_pdf_signature, signature, trusted).result()


def test_it_signs_where_a_loop_runs_already(signs, authority):
    signs()

    async def within() -> bytes:
        return signing.sign(render(design(), facts()))

    with ThreadPoolExecutor(1) as elsewhere:
        assert status_of(elsewhere.submit(asyncio.run, within()).result(), authority).intact


@pytest.mark.django_db
def test_what_is_issued_is_signed_and_another_program_believes_it(signs, authority):
    signs()
    certificate = issued("Şükrü Yağmuroğlu")
    pdf = certificate.pdf.read()
    status = status_of(pdf, authority)
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.signing_cert.subject.native["common_name"] == "Stichting Voorbeeld"
    assert status.signing_cert.public_key.curve == ("named", "secp256r1")
    assert certificate.sha256 == hashlib.sha256(pdf).hexdigest()
    assert verify_file(BytesIO(pdf)).verdict == Verdict.VALID
    assert len(pdf) < 50_000


@pytest.mark.django_db
def test_a_changed_byte_is_seen_by_both(signs, authority):
    signs()
    pdf = bytearray(issued().pdf.read())
    where = pdf.index(b"/Title") + 12
    pdf[where] = ord("1") if pdf[where] != ord("1") else ord("2")
    status = status_of(bytes(pdf), authority)
    assert not status.intact
    assert not status.bottom_line
    assert verify_file(BytesIO(bytes(pdf))).verdict == Verdict.ALTERED


def test_the_file_stays_a_pdf_a_3b_of_version_1_7_and_its_beginning_as_rendered(signs, authority):
    signs()
    rendered = render(design(), facts("محمد رضا شجریان"))
    signed = signing.sign(rendered)
    assert signed.startswith(rendered)
    assert signed.startswith(b"%PDF-1.7")
    with pikepdf.open(BytesIO(signed)) as opened:
        assert "/Version" not in opened.Root
        assert opened.pdf_version == "1.7"
        # What the standard asks of a form and of permissions; the checker leaves them to its user.
        form, permissions = opened.Root.AcroForm, opened.Root.Perms
        assert set(form.keys()) <= {"/Fields", "/SigFlags"}
        (field,) = form.Fields
        assert set(permissions.keys()) == {"/DocMDP"}
        assert not [key for key in field.V.Reference[0].keys() if key.startswith("/Digest")]  # noqa: SIM118
        assert (list(field.Rect), int(field.F) & 0b100111) == ([0, 0, 0, 0], 4)
        found = pikepdf.pdfa.check(opened, "3b").findings
        assert {(finding.kind, finding.where.split()[-1]) for finding in found} == {
            ("unsupported", "/AcroForm"),
            ("unsupported", "/Perms"),
        }
        del opened.Root.AcroForm, opened.Root.Perms, opened.Root.Extensions, opened.pages[0].Annots
        assert pikepdf.pdfa.check(opened, "3b").verdict == "pass"
    assert status_of(signed, authority).docmdp_ok


def test_samples_are_not_signed(signs, db):
    signs()
    assert not PdfFileReader(BytesIO(sample(standard_design()))).embedded_signatures


@pytest.mark.django_db
def test_a_reissue_is_signed_and_a_site_without_a_key_does_not_sign(signs, authority):
    first = issued("Ada")
    assert not PdfFileReader(BytesIO(first.pdf.read())).embedded_signatures
    signs()
    second = reissue(first, reason="Anders", by=None)
    assert status_of(Certificate.objects.get(pk=second.pk).pdf.read(), authority).bottom_line


def test_a_key_with_a_password_is_read_once(signs, authority, tmp_path):
    signs(password=b"geheim")
    assert status_of(signing.sign(render(design(), facts())), authority).bottom_line
    for file in (tmp_path / "keys").iterdir():
        file.unlink()
    assert status_of(signing.sign(render(design(), facts())), authority).bottom_line


def _gone(settings, tmp_path):
    (tmp_path / "keys" / "key.pem").unlink()


def _not_a_key(settings, tmp_path):
    (tmp_path / "keys" / "key.pem").write_text("no key")


def _wrong_password(settings, tmp_path):
    (tmp_path / "keys" / "password").write_text("anders")


def _no_password(settings, tmp_path):
    settings.LEERLIJN_SIGNING_PASSWORD_FILE = None


def _only_certificates(settings, tmp_path):
    settings.LEERLIJN_SIGNING_KEY = None


def _of_another(settings, tmp_path):
    Authority().write(tmp_path / "other")
    settings.LEERLIJN_SIGNING_CERTIFICATES = str(tmp_path / "other" / "certificates.pem")


def _where_uploads_are(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


WRONG = [_gone, _not_a_key, _wrong_password, _no_password, _only_certificates, _of_another, _where_uploads_are]


@pytest.mark.django_db
@pytest.mark.parametrize("break_it", WRONG)
def test_what_is_wrong_is_an_error_at_start_and_a_sentence_at_issuing(signs, settings, tmp_path, break_it):
    signs(password=b"geheim")
    break_it(settings, tmp_path)
    (error,) = [found for found in run_checks() if found.id == "leerlijn.E020"]
    assert "LEERLIJN_SIGNING_KEY" in error.hint
    completion = completed()
    (candidate,) = dry_run(completion.edition, Kind.COMPLETION)
    assert candidate.standing == Standing.DESIGN
    assert "handtekening" in candidate.sentence
    assert str(tmp_path) not in candidate.sentence
    with pytest.raises(SigningProblem):
        issue(edition=completion.edition, kind=Kind.COMPLETION, by=None)
    job = queue_issuing(completion.edition, Kind.COMPLETION, [completion.enrolment_id], by=None)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "handtekening" in job.message
    assert not Certificate.objects.exists()
    assert not list((tmp_path / "private").rglob("*.pdf"))


@pytest.mark.parametrize("options", [{"days": (-10, -1)}, {"days": (1, 10)}, {"kind": "RSA"}])
def test_a_certificate_that_is_not_valid_today_or_of_another_make_signs_nothing(signs, options):
    signs(**options)
    with pytest.raises(SigningProblem):
        signing.sign(b"%PDF")
    assert [found.id for found in run_checks() if found.id == "leerlijn.E020"]


def test_a_right_key_gives_no_error_at_start(signs):
    signs()
    assert not [found for found in run_checks() if found.id.startswith("leerlijn")]


def test_a_host_without_the_package_runs_and_says_what_is_missing(authority, tmp_path):
    """In a process of its own, where pyHanko cannot be imported."""
    made = authority.write(tmp_path)
    script = (
        "import sys; sys.modules['pyhanko'] = None\n"
        "import django; django.setup()\n"
        "from django.test import override_settings\n"
        "from certificates import signing\nfrom certificates.rendering import render\n"
        "from tests.certificates.sheets import design, facts\n"
        "pdf = render(design(), facts())\nassert signing.sign(pdf) == pdf\n"
        f"with override_settings(**{made!r}):\n"
        "    print(signing.check_signing()[0].msg)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pakket" in ended.stdout
