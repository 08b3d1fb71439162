"""The signature itself (PAdES, by pyHanko). A leaf: `signing` imports it where the site has a key, and nobody else does."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key, load_pem_private_key
from cryptography.x509 import Certificate, load_pem_x509_certificates
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko_certvalidator.registry import SimpleCertificateStore

_META = PdfSignatureMetadata(
    field_name="Signature",
    md_algorithm="sha256",
    subfilter=SigSeedSubFilter.PADES,
    certify=True,
    docmdp_permissions=MDPPerm.NO_CHANGES,
)
_FIELD = SigFieldSpec("Signature")
# What a signature takes beside the certificates it carries.
_ROOM = 1024


class Unusable(ValueError):
    """The key and the certificates do not belong together, or are of another make."""


class Pades:
    """A P-256 key in memory with its certificates, ready to sign."""

    def __init__(self, key: bytes, certificates: bytes, password: bytes | None) -> None:
        """Raises ValueError or TypeError for what is no key, is locked, or is no certificate."""
        load = load_pem_private_key if key.lstrip().startswith(b"-----") else load_der_private_key
        own, *others = load_pem_x509_certificates(certificates)
        private = load(key, password)
        if not isinstance(private, EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
            raise Unusable("the key is not an elliptic one on the curve P-256")
        if own.public_key() != private.public_key():
            raise Unusable("the first certificate is not that of the key")
        self.certificate = own
        self._signer = _Signer(private, own, others)
        self._reserved = 2 * (_ROOM + sum(len(one.public_bytes(Encoding.DER)) for one in (own, *others)))

    def holds_at(self, moment: datetime) -> bool:
        return self.certificate.not_valid_before_utc <= moment <= self.certificate.not_valid_after_utc

    def sign(self, pdf: bytes) -> bytes:
        """The file with a certifying signature after it; its beginning stays byte for byte."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return self._sign(pdf)
        # pyHanko starts a loop of its own, which a thread that runs one already does not allow.
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(self._sign, pdf).result()

    def _sign(self, pdf: bytes) -> bytes:
        out = BytesIO()
        _Certifier(_META, self._signer, new_field_spec=_FIELD).sign_pdf(
            _Update(BytesIO(pdf)), bytes_reserved=self._reserved, output=out
        )
        return out.getvalue()


class _Signer(ExternalSigner):
    """Signs with a key that was read once; pyHanko's own signer reads it anew for each signature."""

    def __init__(self, key: EllipticCurvePrivateKey, own: Certificate, others: list[Certificate]) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([_as_asn1(other) for other in others])
        super().__init__(signing_cert=_as_asn1(own), cert_registry=store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._key.sign(data, ECDSA(SHA256()))


class _Certifier(PdfSigner):
    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        """Only the one that stands in PDF 1.7: the one for P-256 makes it a 2.0, which PDF/A-3 is not."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


class _Update(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: version and properties stay those of a PDF/A-3."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        pass

    def _update_meta(self) -> None:
        pass


def _as_asn1(certificate: Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
