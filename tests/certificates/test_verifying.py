from io import BytesIO

import pytest

from certificates.revoking import reissue, revoke
from certificates.verifying import Verdict, initials, name_is_right, verify_code, verify_file
from courses.codes import in_groups, new_code, read_code
from tests.certificates.making import issued


def test_codes_have_eighty_random_bits():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 16 and read_code(code) == code for code in codes)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7k3m-9qxr-otvb-wz2d", "7K3M9QXR0TVBWZ2D"),
        (" 7K3M 9QXR 0TVB WZ2D ", "7K3M9QXR0TVBWZ2D"),
        ("iIlL-9QXR-0TVB-WZ2D", "11119QXR0TVBWZ2D"),
        ("7K3M", ""),
        ("7K3M-9QXR-0TVB-WZ2U", ""),
        ("ß" * 16, ""),
        ("x" * 5000, ""),
        ("\x00", ""),
    ],
)
def test_a_code_is_read_kindly(typed, code):
    assert read_code(typed) == code
    assert in_groups("7K3M9QXR0TVBWZ2D") == "7K3M-9QXR-0TVB-WZ2D"


@pytest.mark.django_db
def test_a_code_opens_what_it_belongs_to_in_every_state():
    certificate = issued()
    assert verify_code(certificate.code_in_groups.lower()).verdict == Verdict.VALID
    revoke([certificate], reason="Wrong", by=None)
    assert verify_code(certificate.code).verdict == Verdict.REVOKED
    other = issued("Bo")
    reissue(other, reason="Name", by=None)
    assert verify_code(other.code).verdict == Verdict.REPLACED
    assert verify_code(new_code()).verdict == Verdict.UNKNOWN
    assert verify_code(certificate.serial).verdict == Verdict.UNKNOWN


@pytest.mark.django_db
def test_a_file_is_ours_byte_for_byte_or_altered_or_unknown():
    certificate = issued()
    content = certificate.pdf.read()
    assert verify_file(BytesIO(content)).verdict == Verdict.VALID
    assert verify_file(BytesIO(content + b" ")).verdict == Verdict.ALTERED
    assert verify_file(BytesIO(content.replace(certificate.code.encode(), b"7" * 16))).verdict == Verdict.UNKNOWN
    assert verify_file(BytesIO(b"%PDF-1.4 something")).verdict == Verdict.UNKNOWN
    assert verify_file(BytesIO(b"")).verdict == Verdict.UNKNOWN


@pytest.mark.django_db
def test_a_typed_name_is_right_whatever_its_capitals_and_spaces():
    certificate = issued("Şükrü  van den Berg")
    for typed in ("şükrü van den berg", "  S\u0327ükrü van  den Berg", "ŞÜKRÜ VAN DEN BERG"):
        assert name_is_right(certificate, typed)
    for typed in ("Sukru van den Berg", "", "van den Berg", "x" * 5000):
        assert not name_is_right(certificate, typed)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Thị Minh Khai", "N. T. M. K."),
        ("x\u0302a de Vries-Bos", "x\u0302. d. V. B."),
        ("Madonna", "M."),
        ("- -", ""),
    ],
)
def test_initials(name, shown):
    assert initials(name) == shown
