"""Uploaded pictures say nothing of where and by whom they were made."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin
from wagtail.images import get_image_model

from cms.pictures import ORIENTATION, without_metadata

MAKER, GPS = 0x013B, 0x8825


def picture(kind="JPEG", *, exif=True, **options):
    out = io.BytesIO()
    if exif:
        tags = Image.Exif()
        tags[MAKER] = "Een Fotograaf"
        tags[ORIENTATION] = 6
        tags.get_ifd(GPS)[1] = "N"
        options["exif"] = tags
    Image.new("RGB", (40, 20), "#0f5c4d").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_who_and_where_are_taken_out_and_the_way_up_stays(kind):
    data = picture(kind)
    assert b"Een Fotograaf" in data
    clean = without_metadata(data)
    assert b"Een Fotograaf" not in clean
    with Image.open(io.BytesIO(clean)) as made:
        assert dict(made.getexif()) == {ORIENTATION: 6}
        assert made.format == kind
        assert made.size == (40, 20)


def test_texts_behind_a_png_go_too():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Een Fotograaf")
    clean = without_metadata(picture("PNG", exif=False, pnginfo=texts))
    assert b"Een Fotograaf" not in clean


@pytest.mark.parametrize("data", [picture(exif=False), b"no picture", b""], ids=["clean", "text", "nothing"])
def test_what_has_nothing_to_take_out_stays_as_it_is(data):
    assert without_metadata(data) is None


@pytest.mark.django_db
def test_an_upload_is_stored_without_it_and_its_renditions_too():
    stored = get_image_model().objects.create(title="Foto", file=ContentFile(picture(), name="foto.jpg"))
    with stored.file.open() as file:
        assert b"Een Fotograaf" not in file.read()
    with stored.get_rendition("width-30").file.open() as file:
        assert b"Een Fotograaf" not in file.read()
    before = stored.file.name
    stored.title = "Andere titel"
    stored.save()
    assert stored.file.name == before
