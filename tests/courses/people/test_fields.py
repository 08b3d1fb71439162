"""What anybody may type as a name or an address, on pages that need no account."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from courses.people.fields import AddressField, NameField


@pytest.mark.parametrize("name", ["Dr. A. van ’t Veld-de Boer", "ሰላም ተስፋዬ", "Şeyma Yıldız", "Q", "J.P. Coen", "O.B.E."])
def test_a_name_stays_as_it_was_written(name):
    assert NameField().clean(name) == name


@pytest.mark.parametrize(
    "name", ["Win now: https://evil.example", "WWW.evil.example", "a@b.example", "Gratis geld.com"]
)
def test_a_name_is_no_way_to_mail_somebody_a_link(name):
    with pytest.raises(ValidationError):
        NameField().clean(name)


def test_signs_nobody_sees_are_taken_out():
    assert NameField().clean("\u202eNoor\u200b\u00a0\r\nBcc: Test\x00\ufeff") == "Noor Bcc: Test"
    assert AddressField().clean("\u200bNoor@Example.org\u202e\u00a0") == "noor@example.org"
    with pytest.raises(ValidationError):
        AddressField().clean("noor@example.org\nBcc: all@example.org")
