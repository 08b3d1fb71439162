"""A certificate authority of the tests' own: keys and certificates that nobody trusts but they."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID


class Authority:
    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = _certificate("Test Authority", self.key, by=self, days=(-2, 400))

    def write(
        self, folder: Path, *, password: bytes = b"", days: tuple[int, int] = (-1, 300), kind: str = "P-256"
    ) -> dict:
        """The three settings, with their files in this folder; `days` from today is when the certificate is valid."""
        key: Any = rsa.generate_private_key(65537, 2048) if kind == "RSA" else ec.generate_private_key(ec.SECP256R1())
        own = _certificate("Stichting Voorbeeld", key, by=self, days=days)
        folder.mkdir(parents=True, exist_ok=True)
        locked = BestAvailableEncryption(password) if password else NoEncryption()
        (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
        chain = own.public_bytes(Encoding.PEM) + self.certificate.public_bytes(Encoding.PEM)
        (folder / "certificates.pem").write_bytes(chain)
        (folder / "password").write_bytes(password + b"\n")
        return {
            "LEERLIJN_SIGNING_KEY": str(folder / "key.pem"),
            "LEERLIJN_SIGNING_CERTIFICATES": str(folder / "certificates.pem"),
            "LEERLIJN_SIGNING_PASSWORD_FILE": str(folder / "password") if password else None,
        }


def _certificate(name: str, key: Any, *, by: Authority, days: tuple[int, int]) -> x509.Certificate:
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test Authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    is_authority = key is by.key
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    usage |= dict.fromkeys(("digital_signature", "content_commitment"), not is_authority)
    usage |= dict.fromkeys(("key_cert_sign", "crl_sign"), is_authority)
    begins, ends = (datetime.now(UTC) + timedelta(days=day) for day in days)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(by.key, SHA256())
    )
