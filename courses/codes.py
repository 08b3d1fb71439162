"""Codes that open a public page: 80 random bits in Crockford's base 32, kind to who types them from paper."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_MISREAD = str.maketrans("OIL", "011")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_code(number: int, length: int) -> str:
    """A number below 32 to the power `length` in these signs, filled up with zeros."""
    signs = []
    for _ in range(length):
        number, last = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[last])
    return "".join(reversed(signs))


def in_groups(code: str) -> str:
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def read_code(typed: str) -> str:
    """What was meant, or "" for what is no code: capitals, spaces and dashes do not matter, O is 0, I and L are 1."""
    code = read_signs(typed)
    return code if len(code) == LENGTH else ""


def read_signs(typed: str) -> str:
    """As `read_code`, for a code of any length up to 60."""
    code = "".join(c for c in typed[:60].upper() if c not in " -–—.\u00a0").translate(_MISREAD)
    return code if all(c in ALPHABET for c in code) else ""
