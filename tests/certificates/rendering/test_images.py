from io import BytesIO
from math import sin

import pytest
from PIL import Image, ImageChops, ImageDraw
from pypdf import PdfReader

from certificates.errors import DesignProblem
from certificates.rendering import render
from certificates.rendering.images import prepare
from tests.certificates.sheets import design, facts


def encoded(mode: str, format: str, size: tuple[int, int] = (40, 20), **options: object) -> BytesIO:
    out = BytesIO()
    Image.new(mode, size, 1).save(out, format, **options)
    return BytesIO(out.getvalue())


@pytest.mark.parametrize(
    ("mode", "format"),
    [
        *(("RGB", format) for format in ("PNG", "JPEG", "WEBP", "AVIF")),
        *((mode, "PNG") for mode in ("RGBA", "P", "L", "I;16", "1")),
        ("CMYK", "JPEG"),
        ("RGBA", "WEBP"),
        ("P", "GIF"),
    ],
)
def test_pictures_of_any_make_become_small_pngs_and_print(mode, format):
    prepared = prepare(encoded(mode, format), alt="Logo")
    with Image.open(BytesIO(prepared.data)) as opened:
        assert opened.format == "PNG"
        assert opened.mode in ("RGB", "RGBA")
    pdf = PdfReader(BytesIO(render(design(logos=(prepared,), signatories=()), facts())))
    (image,) = pdf.pages[0].images
    assert image.image.size == (40, 20)


def test_a_picture_comes_out_in_its_colours():
    source = Image.new("RGB", (16, 8), "#A8481F")
    source.putpixel((3, 2), (1, 2, 3))
    out = BytesIO()
    source.save(out, "PNG")
    pdf = PdfReader(BytesIO(render(design(logos=(prepare(BytesIO(out.getvalue())),), signatories=()), facts())))
    assert pdf.pages[0].images[0].image.convert("RGB").tobytes() == source.tobytes()


def drawn(*colours: str, size: tuple[int, int] = (1400, 440)) -> BytesIO:
    """Strokes on nothing, made smaller so that their edges are soft."""
    large = Image.new("RGBA", size, (0, 0, 0, 0))
    for number, colour in enumerate(colours):
        points = [(x, 220 + (30 + 150 * sin(x / 41)) * sin(x / 60 + number)) for x in range(60, 1340, 6)]
        ImageDraw.Draw(large).line(points, fill=colour, width=9, joint="curve")
    out = BytesIO()
    large.resize((size[0] // 2, size[1] // 2)).save(out, "PNG")
    return BytesIO(out.getvalue())


def test_a_signature_takes_little_place_and_looks_as_it_did():
    source = drawn("#17302B")
    prepared = prepare(source)
    assert len(prepared.data) < len(source.getvalue()) / 2
    paper = Image.new("RGBA", (700, 220), "white")
    before = Image.alpha_composite(paper, Image.open(source))
    after = Image.alpha_composite(paper, Image.open(BytesIO(prepared.data)).convert("RGBA"))
    assert max(top for _least, top in ImageChops.difference(before, after).getextrema()) <= 12


def test_a_picture_of_two_colours_stays_as_it_is():
    source = drawn("#17302B", "#A8481F")
    assert Image.open(BytesIO(prepare(source).data)).tobytes() == Image.open(source).tobytes()


def test_a_picture_of_nothing_stays_nothing():
    prepared = prepare(encoded("RGBA", "PNG"))
    assert Image.open(BytesIO(prepared.data)).convert("RGBA").getchannel("A").getextrema()[1] <= 1


def test_a_large_picture_is_made_smaller_and_a_huge_one_refused():
    with Image.open(BytesIO(prepare(encoded("RGB", "PNG", (3000, 1000))).data)) as opened:
        assert opened.size == (1400, 467)
    with pytest.raises(DesignProblem, match="te groot"):
        prepare(encoded("1", "PNG", (8000, 5000)))


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_is_answered_with_a_sentence(content):
    with pytest.raises(DesignProblem, match="niet als afbeelding"):
        prepare(BytesIO(content))


def test_a_truncated_picture_is_answered_with_a_sentence():
    whole = encoded("RGB", "PNG", (400, 300)).getvalue()
    with pytest.raises(DesignProblem, match="niet als afbeelding"):
        prepare(BytesIO(whole[: len(whole) // 2]))


def test_no_exif_stays():
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    assert b"where I live" not in prepare(encoded("RGB", "JPEG", exif=exif)).data
