"""Printed sheets and their photos, made with Pillow: a page as a printer gives it, then as a camera sees it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import factory
import pypdfium2
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image

from courses import models
from courses.paper.drawing import sheet_pdf
from courses.paper.models import Sheet, SheetPage
from courses.paper.printing import print_sheet
from tests.factories import AttendanceFactory, EnrolmentFactory, SessionFactory

# Where the picture was taken, as phones write it beside the pixels.
SECRET = b"53.2193N-SECRET-PLACE"


def printed_sheet(session: Any = None, people: int = 3, by: Any = None) -> Sheet:
    """A sheet of a meeting with so many people."""
    session = session or SessionFactory()
    EnrolmentFactory.create_batch(people, edition=session.edition)
    return print_sheet(session, by=by)


def paper_of(sheet: Sheet) -> list[Image.Image]:
    """Its pages as pictures, 150 dots an inch."""
    document = pypdfium2.PdfDocument(sheet_pdf(sheet))
    return [page.render(scale=150 / 72).to_pil().convert("RGB") for page in document]


def photo_of(page: SheetPage | Image.Image, **changes: Any) -> bytes:
    """A JPEG of a page with GPS and a comment beside its pixels; `turned` degrees clockwise."""
    if isinstance(page, SheetPage):
        page = paper_of(page.sheet)[page.number - 1]
    if turned := changes.get("turned"):
        page = page.rotate(-turned, expand=True, fillcolor="#775")
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    out = BytesIO()
    page.save(out, "JPEG", quality=90, exif=exif, comment=SECRET)
    return out.getvalue()


def scanned(*pages: Image.Image) -> bytes:
    """A PDF of pictures, as an office scanner makes it."""
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()


class ScanFactory(DjangoModelFactory):
    """A picture of which nobody said yet what it shows; `page=` and `session=` say it."""

    class Meta:
        model = models.Scan

    file = factory.LazyFunction(lambda: ContentFile(photo_of(Image.new("RGB", (60, 80), "white")), name="a.jpg"))
    sha256 = source_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    width, height = 60, 80


class SheetFactory(DjangoModelFactory):
    class Meta:
        model = models.Sheet

    session = factory.SubFactory(SessionFactory)
    number = 1


class SheetPageFactory(DjangoModelFactory):
    class Meta:
        model = models.SheetPage

    sheet = factory.SubFactory(SheetFactory)
    number = 1


class SheetRowFactory(DjangoModelFactory):
    class Meta:
        model = models.SheetRow

    page = factory.SubFactory(SheetPageFactory)
    number = 1
    enrolment = factory.SubFactory(EnrolmentFactory)


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = models.Signature

    scan = factory.SubFactory(ScanFactory)
    attendance = factory.SubFactory(AttendanceFactory)
    enrolment = factory.SelfAttribute("attendance.enrolment")
