"""Photos as people take them, and files that are none: what is kept, and the sentence for the rest."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from courses.paper.errors import Unreadable
from courses.paper.reading import LARGEST, LONG_SIDE, MOST_PAGES, pictures_in
from courses.typesetting import qr
from tests.factories_paper import SECRET, photo_of, scanned

CODE = "7YG6T0VVM1GFDS1K"


def sheet(code: str = CODE) -> Image.Image:
    """A page with a code in its corner and lines, without a database."""
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    bars, count = qr.modules(f"http://localhost:8000/sheet/{code}/")
    module = 165 / count
    for column, row, length in bars:
        x, y = 980 + column * module, 90 + row * module
        draw.rectangle((x, y, x + length * module, y + module), fill="black")
    for line in range(17):
        draw.line((90, 420 + line * 65, 1150, 420 + line * 65), fill="#B9B09C", width=2)
    return page


def read(data: bytes, size: int | None = None):
    return list(pictures_in(BytesIO(data), size=len(data) if size is None else size))


def jpeg(picture: Image.Image, form: str = "JPEG") -> bytes:
    out = BytesIO()
    picture.save(out, form)
    return out.getvalue()


SLANTED = (1.25, 0.15, -120, 0.05, 1.3, -90, 0.0001, 0.00015)
AS_SEEN = {
    "straight": lambda page: page,
    "upside down": lambda page: page.rotate(180),
    "on its side": lambda page: page.rotate(90, expand=True),
    "a bit turned": lambda page: page.rotate(17, expand=True, fillcolor="#664"),
    "slanted": lambda page: page.transform(page.size, Image.Transform.PERSPECTIVE, SLANTED, fillcolor="#664"),
    "out of focus": lambda page: page.filter(ImageFilter.GaussianBlur(2)),
    "dark": lambda page: ImageEnhance.Brightness(page).enhance(0.12),
    "grey and dim": lambda page: ImageEnhance.Contrast(ImageEnhance.Brightness(page).enhance(0.4)).enhance(0.2),
    "from far": lambda page: _on_a_table(page.resize((620, 877))),
    "small": lambda page: page.resize((620, 877)),
}


def _on_a_table(page: Image.Image) -> Image.Image:
    table = Image.new("RGB", (2400, 1800), "#775533")
    table.paste(page.rotate(11, expand=True, fillcolor="#775533"), (1300, 500))
    return table


@pytest.mark.parametrize("how", AS_SEEN)
def test_the_code_is_found_however_the_photo_was_taken(how):
    [picture] = read(jpeg(AS_SEEN[how](sheet())))
    assert picture.codes == (CODE,)


def test_a_photo_on_its_side_is_kept_upright():
    for turned in (90, 180, 270):
        [picture] = read(photo_of(sheet(), turned=turned))
        assert (picture.width, picture.height) == (1240, 1754)
        kept = Image.open(BytesIO(picture.data))
        assert kept.crop((980, 90, 1145, 255)).convert("L").resize((1, 1)).getpixel((0, 0)) < 200


def test_two_lists_on_one_photo_are_both_found():
    both = Image.new("RGB", (2600, 1800), "#553")
    both.paste(sheet(), (20, 20))
    both.paste(sheet("0123456789ABCDEF"), (1330, 20))
    [picture] = read(jpeg(both))
    assert set(picture.codes) == {CODE, "0123456789ABCDEF"}


def test_nothing_of_the_camera_stays_in_the_bytes():
    photo = photo_of(sheet())
    assert photo.count(SECRET) >= 2, "the photo itself tells the place"
    [picture] = read(photo)
    assert SECRET not in picture.data
    assert b"Exif" not in picture.data
    assert not Image.open(BytesIO(picture.data)).getexif()


def test_the_direction_the_camera_wrote_is_applied_before_it_goes():
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "JPEG", exif=exif)
    [picture] = read(out.getvalue())
    assert (picture.width, picture.height) == (300, 400)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_become_a_plain_one(form):
    [picture] = read(jpeg(sheet().convert("RGBA"), form))
    assert picture.codes == (CODE,)
    assert picture.data.startswith(b"\xff\xd8")


def test_a_large_photo_is_kept_smaller_and_still_read():
    [picture] = read(jpeg(sheet().resize((4960, 7016))))
    assert max(picture.width, picture.height) == LONG_SIDE
    assert picture.codes == (CODE,)


def test_each_page_of_a_pdf_whatever_its_name():
    pages = read(scanned(sheet(), Image.new("RGB", (800, 600), "white"), sheet("0123456789ABCDEF")))
    assert [page.codes for page in pages] == [(CODE,), (), ("0123456789ABCDEF",)]


def test_a_pdf_page_as_large_as_a_house_is_made_smaller():
    document = pikepdf.new()
    document.add_blank_page(page_size=(14_000, 14_000))
    out = BytesIO()
    document.save(out)
    [picture] = read(out.getvalue())
    assert max(picture.width, picture.height) <= LONG_SIDE


def refusal(data: bytes, size: int | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, size)
    return str(refused.value)


def locked() -> bytes:
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def pages(number: int) -> bytes:
    document, out = pikepdf.new(), BytesIO()
    for _ in range(number):
        document.add_blank_page(page_size=(100, 100))
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that unpacks into gigabytes."""
    out = BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


def test_a_sentence_for_what_cannot_be_kept(settings):
    photo = jpeg(sheet())
    whole = scanned(sheet())
    sentences = [
        refusal(b""),
        refusal(b"naam;handtekening\n" * 100),
        refusal(photo[: len(photo) // 2]),
        refusal(b"\0\0\0\x18ftypheic" + b"\0" * 99),
        refusal(locked()),
        refusal(whole[: len(whole) // 2]),
        refusal(b"%PDF-1.7\nnothing more"),
        refusal(pages(500)),
        refusal(bomb()),
        refusal(photo, LARGEST + 1),
    ]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) >= 9
    assert "500" in sentences[7]
    assert len(read(pages(MOST_PAGES))) == MOST_PAGES


def test_a_photo_of_fifty_megabytes_is_no_burden():
    """Noise does not compress: this is what a camera with very many pixels writes."""
    import resource

    noise = Image.effect_noise((9_000, 7_000), 90).convert("RGB")
    noise.paste(sheet().resize((2480, 3508)), (200, 200))
    out = BytesIO()
    noise.save(out, "JPEG", quality=93)
    del noise
    assert 30_000_000 < out.tell() < LARGEST
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [picture] = read(out.getvalue())
    assert len(picture.data) < 8_000_000
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 250, "megabytes"


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1)])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_too_small_for_any_code_is_a_picture_all_the_same(size, form):
    [picture] = read(jpeg(Image.new("RGB", size), form))
    assert (picture.width, picture.height, picture.codes) == (*size, ())
