"""Certificates a second on one core: ours against what one would write first, and a batch with everything around it.

The same page everywhere: A4 landscape, a border, a logo of 900 by 300 with transparency, two signatures of 700 by 220,
a QR and 12 lines or more. Ours are tagged PDF/A-3b, always: there is no lighter kind, so they stand against the bars for
untagged files too. Rates are by the processor's time, so that another program on the machine does not count.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.results import Result

PERSONS = 10_000
LINES = (
    "Certificaat",
    "Dit certificaat is voor",
    "Je rondde op 7 oktober 2026 deze training af:",
    "In gesprek als het spannend wordt",
    "Dagen: 11 en 18 september en 7 oktober 2026",
    "Netto duur: 12 uur",
    "Groep: G2026-001",
    "Je herkent de vijf rollen.",
    "Je kiest een aanpak die past bij de fase.",
    "Je leidt een gesprek zonder partij te kiezen.",
    "Uitgereikt op 8 oktober 2026",
)


def measure() -> list[Result]:
    ours = _rate(lambda n: _render(n), 400)
    naive = _rate(_naive, 25)
    weasyprint = _rate(_weasyprint(), 15)
    early = _memory_after(1_000)
    late = _memory_after(PERSONS)
    size = max(len(_render(n)) for n in range(20)) / 1000
    return [
        Result("certificate, against naive reportlab", ours, "a second", naive, "at least 15"),
        Result("certificate, against WeasyPrint", ours, "a second", weasyprint, "at least 10"),
        Result("certificate", size, "KB", 50, "at most 1.00"),
        Result(f"memory after {PERSONS:,} certificates", late, "MB", early, "flat: that after 1,000"),
        *_signed(),
        *_batch(),
    ]


def _rate(make: Callable[[int], object], times: int) -> float:
    """The best of three, by processor time; the first one only warms up."""
    make(0)
    best = float("inf")
    for turn in range(3):
        began = time.process_time()
        for number in range(times):
            make(turn * times + number)
        best = min(best, time.process_time() - began)
    return times / best


# The page


@lru_cache
def _logo() -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 280, 280), fill="#0F5C4D")
    draw.ellipse((90, 90, 210, 210), fill="#F2B632")
    for row in range(4):
        draw.rounded_rectangle(
            (330, 40 + row * 62, 860 - row * 70, 80 + row * 62), 18, fill=(15, 92, 77, 255 - row * 50)
        )
    return _png(picture)


@lru_cache
def _signature(number: int) -> bytes:
    from math import sin

    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (1400, 440), (0, 0, 0, 0))
    points = [
        (x, 220 + 150 * sin(x / (31 + 9 * number)) * sin(x / 170 + number) + 30 * sin(x / 11))
        for x in range(60, 1340, 6)
    ]
    ImageDraw.Draw(picture).line(points, fill="#17302B", width=9, joint="curve")
    return _png(picture.resize((700, 220)))


def _png(picture: Any) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _code(number: int) -> str:
    return f"{number:016}"


def _address(number: int) -> str:
    return f"https://leerlijn.example.org/V/{_code(number)}"


def _name(number: int) -> str:
    return f"Şükrü Nguyễn-Voorbeeld {chr(65 + number % 26)}. {number}"


# Ours


@lru_cache
def _design() -> Any:
    from certificates.rendering import Design, Signatory
    from certificates.rendering.images import prepare

    people = [
        Signatory(f"An Example {n}", "Director", prepare(BytesIO(_signature(n)), alt="Signature")) for n in (0, 1)
    ]
    return Design(layout="kader", logos=(prepare(BytesIO(_logo()), alt="Logo"),), signatories=tuple(people))


def _render(number: int) -> bytes:
    from certificates.rendering import Facts, render

    facts = Facts(
        language="nl",
        title=LINES[0],
        intro=LINES[1],
        statement=LINES[2],
        programme=LINES[3],
        name=_name(number),
        rows=(("Dagen", "11 en 18 september en 7 oktober 2026"), ("Netto duur", "12 uur"), ("Groep", "G2026-001")),
        outcomes_heading="Dit kun je nu:",
        outcomes=LINES[7:10],
        issuer="Stichting Voorbeeld",
        issued_line=LINES[10],
        serial_line=f"Nummer 2026-{number:06}",
        check_lines=("Is dit echt? Scan de code of ga naar", "leerlijn.example.org/V"),
        code=_code(number),
        address=_address(number),
        issued_at="2026-10-08T09:00:00+00:00",
    )
    return render(_design(), facts)


def _memory_after(times: int) -> float:
    """Resident memory in MB once so many were made."""
    for number in range(times):
        _render(1_000_000 + number)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


# What one would write first


def _naive(number: int) -> bytes:
    """reportlab as in its manual: fonts registered and pictures opened for each document, its own QR."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from courses.typesetting.faces import FONTS

    for face in ("NotoSans-Regular", "NotoSans-Bold", "NotoSerifDisplay-Medium"):
        pdfmetrics.registerFont(TTFont(face, str(FONTS / f"{face}.ttf")))
    out = BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4))
    width, height = landscape(A4)
    canvas.setLineWidth(2)
    canvas.roundRect(24, 24, width - 48, height - 48, 12)
    canvas.drawImage(ImageReader(BytesIO(_logo())), 64, height - 110, 171, 57, mask="auto")
    for place in (0, 1):
        canvas.drawImage(ImageReader(BytesIO(_signature(place))), 250 + place * 170, 90, 127, 40, mask="auto")
    y = height - 130
    for index, line in enumerate((*LINES, f"Nummer 2026-{number:06}", _name(number))):
        face = ("NotoSans-Regular", "NotoSans-Bold")[index % 2] if index else "NotoSerifDisplay-Medium"
        canvas.setFont(face, 11 if index else 24)
        canvas.drawCentredString(width / 2, y, line)
        y -= 22
    code = QrCodeWidget(_address(number), barLevel="M")
    left, bottom, right, top = code.getBounds()
    drawing = Drawing(74, 74, transform=[74 / (right - left), 0, 0, 74 / (top - bottom), 0, 0])
    drawing.add(code)
    renderPDF.draw(drawing, canvas, width - 140, 60)
    canvas.save()
    return out.getvalue()


def _weasyprint() -> Callable[[int], bytes]:
    import logging
    from base64 import b64encode

    import segno
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from courses.typesetting.faces import FONTS

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    fonts = FontConfiguration()
    style = CSS(
        string=f"""
        @font-face {{ font-family: N; src: url({(FONTS / "NotoSans-Regular.ttf").as_uri()}) }}
        @font-face {{ font-family: N; font-weight: bold; src: url({(FONTS / "NotoSans-Bold.ttf").as_uri()}) }}
        @page {{ size: A4 landscape; margin: 24pt }}
        body {{ font: 11pt N; border: 2pt solid #0F5C4D; border-radius: 12pt; text-align: center; height: 540pt }}
        p:nth-child(even) {{ font-weight: bold }} .logo {{ width: 171pt }} .signature {{ width: 127pt }} p {{ margin: 4pt }}
        """,
        font_config=fonts,
    )

    def inline(data: bytes, kind: str = "png") -> str:
        return f"data:image/{kind};base64,{b64encode(data).decode()}"

    pictures = [inline(_logo()), inline(_signature(0)), inline(_signature(1))]
    cache: dict[str, Any] = {}

    def make(number: int) -> bytes:
        code = BytesIO()
        segno.make(_address(number), error="m").save(code, kind="svg")
        lines = "".join(f"<p>{line}</p>" for line in (*LINES, f"Nummer 2026-{number:06}", _name(number)))
        html = (
            f'<html lang="nl"><body><img class="logo" src="{pictures[0]}">{lines}<img class="signature" src="{pictures[1]}">'
            f'<img class="signature" src="{pictures[2]}"><img width="98" src="{inline(code.getvalue(), "svg+xml")}">'
        )
        made: bytes = HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts, cache=cache)
        return made

    return make


# Signed


def _signed() -> list[Result]:
    """Rendered and signed, against pyHanko's own signer on a file that is there already, with the same key."""
    import tempfile

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    from certificates.pades import Pades

    key, certificate = _key()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "key").write_bytes(key)
        (Path(folder) / "certificate").write_bytes(certificate)
        bare_signer = SimpleSigner.load(f"{folder}/key", f"{folder}/certificate")
    meta = PdfSignatureMetadata(field_name="Signature", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    ours, ready = Pades(key, certificate, None), _render(0)
    bare = _rate(lambda _number: sign_pdf(IncrementalPdfFileWriter(BytesIO(ready)), meta, bare_signer), 60)
    rate = _rate(lambda number: ours.sign(_render(number)), 60)
    return [
        Result("signed certificate, against bare pyHanko", rate, "a second", bare, "at least 0.80"),
        Result("signed certificate", len(ours.sign(ready)) / 1000, "KB", 50, "at most 1.00"),
    ]


def _key() -> tuple[bytes, bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Benchmark")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    now = datetime.now(UTC)
    certificate = builder.not_valid_before(now).not_valid_after(now + timedelta(days=1)).sign(key, SHA256())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), certificate.public_bytes(Encoding.PEM)


# A batch


def _batch() -> list[Result]:
    """Rows, files and ZIP of 10,000, against rendering them alone."""
    from certificates.issuing import issue
    from certificates.models import Certificate, Design, Kind
    from certificates.zipping import zipped
    from courses.models import Completion, Edition, Enrolment, Organisation, Person

    keeper, _made = Organisation.objects.get_or_create(name="Benchmark of certificates")
    edition = Edition.objects.create(title="A batch", code="BENCH-BATCH", kind="training", organisation=keeper)
    people = Person.objects.bulk_create([Person(name=_name(n), keeper=keeper) for n in range(PERSONS)], 2_000)
    day = date(2025, 3, 1)
    rows = [Enrolment(person=p, edition=edition, enrolled_on=day, placed_on=day) for p in people]
    enrolments = Enrolment.objects.bulk_create(rows, 2_000)
    Completion.objects.bulk_create(
        [Completion(person_id=e.person_id, edition=edition, enrolment=e, completed_on=day) for e in enrolments], 2_000
    )
    assert Design.objects.exists()
    began, clock = time.process_time(), time.perf_counter()
    issued = issue(
        edition=edition, kind=Kind.COMPLETION, by=None, enrolments=[row.pk for row in enrolments], decided=True
    )
    stored = Certificate.objects.filter(edition=edition)
    packed = sum(len(piece) for piece in zipped(stored))
    seconds, waited = time.process_time() - began, time.perf_counter() - clock
    assert len(issued.keys) == stored.count() == PERSONS
    assert packed > PERSONS * 10_000
    alone = _rate(_again(stored), 400)
    return [
        Result(f"batch of {PERSONS:,}, rows, files and ZIP", PERSONS / seconds, "a second", alone, "at least 0.50"),
        Result(f"batch of {PERSONS:,}, by the clock", waited, "seconds"),
    ]


def _again(stored: Any) -> Callable[[int], bytes]:
    """Renders what the batch issued once more, without anything around it: those of long ago, of which no cache knows."""
    from certificates.freezing import look_of
    from certificates.rendering import Facts, render

    stored = stored.select_related("design").order_by("pk")
    first = stored.first()
    look = look_of(first.design)
    names = Facts.__dataclass_fields__
    kept = [{name: _tuples(value) for name, value in row.facts.items() if name in names} for row in stored[:1_200]]
    return lambda number: render(look, Facts(**kept[number % len(kept)]))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
