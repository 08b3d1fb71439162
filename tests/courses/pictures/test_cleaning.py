"""A photo is what is in the file, never what it is called; nothing of the camera stays."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from courses.pictures.cleaning import LARGEST_FILE, PictureRefused, clean_picture


def photo(size=(60, 40), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **options)
    return out.getvalue()


def test_exif_goes_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Geheime Camera"
    clean = clean_picture(SimpleUploadedFile("a.jpg", photo(exif=exif, comment=b"Geheime plek"))).read()
    with Image.open(io.BytesIO(clean)) as opened:
        assert opened.size == (40, 60)
        assert not opened.getexif()
    assert b"Geheime" not in clean


def test_a_large_one_is_made_smaller():
    with Image.open(clean_picture(SimpleUploadedFile("a.jpg", photo((5000, 1000))))) as opened:
        assert opened.size == (2400, 480)


def test_transparency_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(clean_picture(io.BytesIO(out.getvalue()))) as opened:
        assert opened.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"", b"\xff\xd8\xff\xe0 broken", b"<svg xmlns='x'/>", b"GIF89a"])
def test_what_is_no_photo_is_refused_with_a_sentence(data):
    with pytest.raises(PictureRefused) as refusal:
        clean_picture(SimpleUploadedFile("photo.jpg", data, "image/jpeg"))
    assert str(refusal.value).endswith(".")


def test_one_of_fifty_megabytes_is_refused_unread():
    large = SimpleUploadedFile("a.jpg", b"")
    large.size = LARGEST_FILE + 1
    with pytest.raises(PictureRefused, match="MB"):
        clean_picture(large)


def test_a_small_file_with_endless_pixels_is_refused():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(PictureRefused):
        clean_picture(io.BytesIO(out.getvalue()))
