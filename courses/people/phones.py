"""Phone numbers as people write them: kept as written, compared by what is dialled."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from courses.people.registering import PersonRefused

LENGTH = 40
FEWEST_DIGITS = 6
# What stands in front of a number that is written without its country.
OWN_COUNTRY = "31"


def clean_phone(phone: str) -> str:
    """A number in any notation, with plain digits and single spaces; empty stays empty."""
    text = "".join(_plain(sign) for sign in unicodedata.normalize("NFKC", phone))
    text = " ".join(text.split())
    if text and (sum(sign.isdigit() for sign in text) < FEWEST_DIGITS or len(text) > LENGTH):
        raise PersonRefused(_("This doesn't look like a phone number. An example: 06 12 34 56 78."))
    return text


def dialled(phone: str) -> str:
    """The digits with their country, the same for every notation of one number; "" where there are too few."""
    digits = "".join(_plain(sign) for sign in unicodedata.normalize("NFKC", phone) if sign.isdigit() or sign == "+")
    abroad = digits.startswith(("+", "00"))
    digits = digits.replace("+", "")
    if digits.startswith("00"):
        digits = digits[2:]
    elif not abroad and digits.startswith("0"):
        digits = OWN_COUNTRY + digits[1:]
    # "+31 (0)6 …" is how many write it.
    if digits.startswith(OWN_COUNTRY + "0"):
        digits = OWN_COUNTRY + digits[3:]
    return digits if len(digits) >= FEWEST_DIGITS else ""


def _plain(sign: str) -> str:
    """A digit of any script as ours; invisible signs fall away."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk") else sign
