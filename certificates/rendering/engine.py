"""The file around the page, a tagged PDF/A-3b: the common part compiled once, a short personal tail per certificate."""

from dataclasses import dataclass, replace
from functools import lru_cache

from certificates.errors import NameMissing, NameNotCovered, TextNotCovered
from certificates.rendering import layouts
from certificates.rendering.archive import output_intent, properties
from certificates.rendering.sheet import HEIGHT, WIDTH, Design, Facts
from courses.typesetting.errors import NotCovered
from courses.typesetting.page import Element, Page
from courses.typesetting.pdf import Objects, number, text_string
from courses.typesetting.text import clean


@dataclass(frozen=True)
class _Common:
    objects: Objects
    elements: tuple[Element, ...]
    fonts: bytes
    pictures: bytes
    content: int
    page: int
    pages: int
    document: int
    intent: int


def render(design: Design, facts: Facts) -> bytes:
    """The PDF of one certificate: the same design and facts give the same bytes.

    Raises NameWaits where the name cannot be printed as it is, DesignProblem where the design cannot.
    """
    facts = replace(facts, name=clean(facts.name), latin_name=clean(facts.latin_name))
    if not facts.name:
        raise NameMissing
    common = _compile(design, _without_person(facts))
    objects = Objects(after=common.objects)
    page = Page(objects, facts.language, size=(WIDTH, HEIGHT), prefix="P", first_mark=len(common.elements))
    try:
        layouts.get(design.layout).personal(page, design, facts)
    except NotCovered as error:
        raise NameNotCovered(error.characters) from error
    fonts, pictures, content = page.finish(level=6)
    elements = [*common.elements, *page.elements]
    structure = _structure(objects, elements, common)
    objects.put(
        common.page,
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents[%d 0 R %d 0 R]/StructParents 0/Tabs/S"
        b"/Resources<</Font<<%s%s>>/XObject<<%s%s>>>>>>"
        % (
            common.pages,
            number(WIDTH).encode(),
            number(HEIGHT).encode(),
            common.content,
            content,
            common.fonts,
            fonts,
            common.pictures,
            pictures,
        ),
    )
    information, metadata = properties(objects, facts)
    root = objects.add(
        b"<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R"
        b"/OutputIntents[%d 0 R]/ViewerPreferences<</DisplayDocTitle true>>>>"
        % (common.pages, text_string(facts.language), structure, metadata, common.intent)
    )
    return objects.finish(root=root, info=information)


def check_name(name: str, layout: str) -> str:
    """The name as the layout would print it; raises NameWaits with a sentence where it cannot."""
    name = clean(name)
    if not name:
        raise NameMissing
    try:
        layouts.get(layout).check_name(name)
    except NotCovered as error:
        raise NameNotCovered(error.characters) from error
    return name


def _without_person(facts: Facts) -> Facts:
    return replace(facts, name="", latin_name="", serial_line="", code="", address="", issued_at="")


@lru_cache(maxsize=32)
def _compile(design: Design, facts: Facts) -> _Common:
    objects = Objects()
    page_number, pages, document = objects.reserve(), objects.reserve(), objects.reserve()
    objects.put(pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page_number)
    intent = output_intent(objects)
    page = Page(objects, facts.language, size=(WIDTH, HEIGHT))
    try:
        layouts.get(design.layout).common(page, design, facts)
    except NotCovered as error:
        raise TextNotCovered(error.characters) from error
    fonts, pictures, content = page.finish(level=9)
    return _Common(objects, tuple(page.elements), fonts, pictures, content, page_number, pages, document, intent)


def _structure(objects: Objects, elements: list[Element], common: _Common) -> int:
    """The tree a screen reader walks, in reading order."""
    by_mark: dict[int, int] = {}
    for element in elements:
        entries = b""
        if element.language:
            entries += b"/Lang%s" % text_string(element.language)
        if element.alt:
            entries += b"/Alt%s" % text_string(element.alt)
        if element.says:
            entries += b"/ActualText%s" % text_string(element.says)
        if element.box:
            entries += b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % " ".join(map(number, element.box)).encode()
        by_mark[element.mark] = objects.add(
            b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>"
            % (element.role.encode(), common.document, common.page, element.mark, entries)
        )
    read = sorted(elements, key=lambda element: (element.order, element.mark))
    root = objects.reserve()
    kids = b" ".join(b"%d 0 R" % by_mark[element.mark] for element in read)
    objects.put(common.document, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (root, kids))
    marks = b" ".join(b"%d 0 R" % by_mark[mark] for mark in sorted(by_mark))
    return objects.put(
        root,
        b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[0[%s]]>>/ParentTreeNextKey 1>>" % (common.document, marks),
    )
