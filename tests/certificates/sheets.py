"""Facts and pictures for certificates that exist nowhere."""

from io import BytesIO
from typing import Any

from PIL import Image

from certificates.rendering import Design, Facts, Picture, Signatory
from certificates.rendering.images import prepare


def picture(mode: str = "RGBA", size: tuple[int, int] = (90, 30), format: str = "PNG", alt: str = "Logo") -> Picture:
    out = BytesIO()
    Image.new(mode, size, 0).save(out, format)
    return prepare(BytesIO(out.getvalue()), alt=alt)


def design(**changes: Any) -> Design:
    return Design(
        **{
            "logos": (picture(),),
            "signatories": (Signatory("An Example", "Director", picture(alt="Signature")), Signatory("Bo Example")),
        }
        | changes
    )


def facts(name: str = "Test Person", **changes: Any) -> Facts:
    return Facts(
        **{
            "language": "nl",
            "title": "Certificaat",
            "intro": "Dit certificaat is voor",
            "statement": "Je rondde op 7 oktober 2026 deze training af:",
            "programme": "In gesprek als het spannend wordt",
            "name": name,
            "rows": (("Dagen", "4 en 7 oktober 2026"), ("Netto duur", "12 uur"), ("Groep", "G2026-001")),
            "outcomes_heading": "Dit kun je nu:",
            "outcomes": ("Je herkent de vijf rollen.", "Je kiest een aanpak die past."),
            "issuer": "Stichting Voorbeeld",
            "issued_line": "Uitgereikt op 8 oktober 2026",
            "serial_line": "Nummer 2026-000123",
            "check_lines": ("Is dit echt? Scan de code of ga naar", "leerlijn.example.org/V"),
            "code": "7K3M-9QXR-0TVB-WZ2D",
            "address": "https://leerlijn.example.org/V/7K3M9QXR0TVBWZ2D",
            "issued_at": "2026-10-08T09:00:00+00:00",
        }
        | changes
    )
