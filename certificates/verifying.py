"""What a stranger with a paper in hand may know: whether it is genuine, what it says, and whether the name is right."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from django.db.models import TextChoices

from certificates.erasing import was_erased
from certificates.models import Certificate
from courses.codes import read_code

_CODE = re.compile(rb"LEERLIJN ([0-9A-HJKMNP-TV-Z]{16})")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_INFLATED = 2_000_000


class Verdict(TextChoices):
    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    EXPIRED = "expired"
    ERASED = "erased"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verification:
    verdict: Verdict
    certificate: Certificate | None = None


def verify_code(typed: str) -> Verification:
    """What a typed or scanned code opens; anything that is no code of ours is unknown, and nothing more is said."""
    code = read_code(typed)
    certificate = Certificate.objects.filter(code=code).select_related("edition").first() if code else None
    if certificate is None:
        return Verification(Verdict.ERASED if code and was_erased([code]) else Verdict.UNKNOWN)
    return Verification(_verdict(certificate), certificate)


def verify_file(file: IO[bytes]) -> Verification:
    """What a PDF is: ours byte for byte, altered (it carries a code of ours), or unknown."""
    content = file.read()
    certificate = (
        Certificate.objects.filter(sha256=hashlib.sha256(content).hexdigest()).select_related("edition").first()
    )
    if certificate:
        return Verification(_verdict(certificate), certificate)
    codes = _codes_in(content)
    if Certificate.objects.filter(code__in=codes).exists():
        return Verification(Verdict.ALTERED)
    return Verification(Verdict.ERASED if was_erased(codes) else Verdict.UNKNOWN)


def _verdict(certificate: Certificate) -> Verdict:
    if certificate.state == Certificate.State.VALID and certificate.has_expired:
        return Verdict.EXPIRED
    return Verdict(certificate.state)


def in_json(verification: Verification) -> dict[str, Any]:
    """A certificate as machines read it; texts are in the certificate's own language, days are ISO 8601."""
    certificate = verification.certificate
    assert certificate is not None
    facts = certificate.facts
    return {
        "verdict": verification.verdict,
        "kind": certificate.kind,
        "language": certificate.language,
        "title": facts["title"],
        "programme": facts["programme"],
        "initials": initials(facts["name"]),
        "name": facts["name"] if certificate.shows_name else None,
        "statement": facts["statement"],
        "facts": [{"label": label, "value": value} for label, value in facts["rows"]],
        "outcomes": list(facts.get("outcomes", ())),
        "signatories": [{"name": one["name"], "function": one["function"]} for one in facts.get("signatories", ())],
        "days": facts["days"],
        "minutes": facts["minutes"],
        "completed_on": facts["completed_on"] or None,
        "issued_on": facts["issued_on"],
        "valid_until": certificate.valid_until.isoformat() if certificate.valid_until else None,
        "issuer": facts["issuer"],
        "number": certificate.serial,
        "code": certificate.code_in_groups,
        "address": facts["address"],
        "ended_on": certificate.ended_at.astimezone(certificate.edition.zone).date().isoformat()
        if certificate.ended_at
        else None,
    }


def name_is_right(certificate: Certificate, typed: str) -> bool:
    """Whether somebody typed the printed name or its Latin spelling; capitals and spaces do not matter."""
    known = {_folded(certificate.facts["name"]), _folded(certificate.facts.get("latin_name", ""))} - {""}
    return _folded(typed[:1000]) in known


def initials(name: str) -> str:
    """ "N. T. M. K.": the first character, with its marks, of each part of the name."""
    parts = []
    for word in name.replace("-", " ").split():
        cluster = word[0]
        for character in word[1:]:
            if unicodedata.category(character)[0] != "M":
                break
            cluster += character
        parts.append(f"{cluster}.")
    return " ".join(parts)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def _codes_in(content: bytes) -> set[str]:
    """The codes it says, plainly or in a compressed stream: every file of ours says its own among its properties."""
    codes = {found.decode() for found in _CODE.findall(content)}
    for match in _STREAM.finditer(content):
        with suppress(zlib.error):
            inflated = zlib.decompressobj().decompress(content[match.end() :], _MOST_INFLATED)
            codes |= {found.decode() for found in _CODE.findall(inflated)}
    return codes
