from io import BytesIO

import pytest
from pypdf import PdfReader

from courses.typesetting.document import Document
from courses.typesetting.text import fit, measure, printable


def two_pages() -> bytes:
    document = Document(title="Lijst · ሰላም", language="nl")
    for name in ("Nguyễn Thị Minh", "ሰላም ታደሰ"):
        page = document.page()
        with page.element("P", 1, language="und", says=name):
            page.text(name, 50, 700, style="bold", size=20, colour="#000000", language="und")
        with page.ornament(), page.drawing() as canvas:
            canvas.line(50, 690, 300, 690)
    return document.finish()


def test_a_file_of_pages_says_what_stands_on_each_and_embeds_a_face_once():
    pdf = PdfReader(BytesIO(two_pages()))
    assert [" ".join(page.extract_text().split()) for page in pdf.pages] == ["Nguyễn Thị Minh", "ሰላም ታደሰ"]
    assert pdf.metadata.title == "Lijst · ሰላም"
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    fonts = [page["/Resources"]["/Font"] for page in pdf.pages]
    assert fonts[0] == fonts[1]
    assert len(fonts[0]) == 2
    spoken = [kid.get_object()["/ActualText"] for kid in pdf.trailer["/Root"]["/StructTreeRoot"]["/K"][0]["/K"]]
    assert spoken == ["Nguyễn Thị Minh", "ሰላም ታደሰ"]


def test_the_same_drawing_gives_the_same_bytes():
    assert two_pages() == two_pages()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Saba 🙂 Ali", "Saba ? Ali"),
        ("한글", "??"),
        ("\ud800", "?"),
        ("a" + "\u0301" * 50, "á"),
        ("محمد", "محمد"),
        ("", ""),
        ("\u200f\u0000", ""),
    ],
)
def test_a_letter_that_cannot_be_printed_is_a_question_mark_and_the_rest_stays(text, printed):
    assert printable(text, "bold") == printed


def test_a_long_text_shrinks_then_breaks_then_ends_in_an_ellipsis():
    assert fit("Jo", style="bold", sizes=(30, 12), width=200) == (30, ["Jo"])
    size, lines = fit("Annemarie-Josephine van der Wijk", style="bold", sizes=(30, 12), width=250)
    assert 12 <= size < 30
    assert len(lines) == 1
    size, lines = fit("Wolfeschlegelsteinhausen " * 9, style="bold", sizes=(30, 12), width=200, lines=2)
    assert (size, len(lines)) == (12, 2)
    assert lines[1].endswith("…")
    assert all(measure(line, style="bold", size=12, language="und") <= 200 for line in lines)
