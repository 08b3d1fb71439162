"""A file of several pages, such as a list or a sheet of badges: tagged, with its faces embedded once."""

from __future__ import annotations

from courses.typesetting.embedding import Embedded
from courses.typesetting.faces import Face
from courses.typesetting.page import A4, Element, Page
from courses.typesetting.pdf import Objects, number, text_string


class Document:
    """Ask for pages, draw on them, and `finish`: the same drawing gives the same bytes."""

    def __init__(self, *, title: str, language: str, size: tuple[float, float] = A4) -> None:
        self.title, self.language, self.size = title, language, size
        self.pages: list[Page] = []
        self._objects = Objects()
        self._fonts: dict[Face, tuple[str, Embedded]] = {}
        self._pictures: dict[str, int] = {}

    def page(self) -> Page:
        """A new page after the last one; earlier ones can still be drawn on (a number of pages, say)."""
        page = Page(self._objects, self.language, self.size, prefix="F", fonts=self._fonts, pictures=self._pictures)
        self.pages.append(page)
        return page

    def finish(self) -> bytes:
        objects = self._objects
        kids, root = objects.reserve(), objects.reserve()
        contents = [page.write_content(level=6) for page in self.pages]
        fonts = b"".join(b"/%s %d 0 R" % (name.encode(), font.write(objects)) for name, font in self._fonts.values())
        pictures = b"".join(b"/FI%d %d 0 R" % pair for pair in enumerate(self._pictures.values()))
        resources = objects.add(b"<</Font<<%s>>/XObject<<%s>>>>" % (fonts, pictures))
        width, height = (number(side).encode() for side in self.size)
        numbers = [
            objects.add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/StructParents %d/Tabs/S/Resources %d 0 R>>"
                % (kids, width, height, content, index, resources)
            )
            for index, content in enumerate(contents)
        ]
        objects.put(kids, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(numbers), _references(numbers)))
        structure = self._structure(numbers)
        information = objects.add(b"<</Title%s/Creator(Leerlijn)/Producer(Leerlijn)>>" % text_string(self.title))
        objects.put(
            root,
            b"<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>" % (kids, text_string(self.language), structure),
        )
        return objects.finish(root=root, info=information)

    def _structure(self, numbers: list[int]) -> int:
        objects = self._objects
        root, document = objects.reserve(), objects.reserve()
        read: list[int] = []
        parents: list[bytes] = []
        for index, (page, page_number) in enumerate(zip(self.pages, numbers, strict=True)):
            rows = {element: self._element(element, document, page_number) for element in page.elements}
            read += [rows[element] for element in sorted(page.elements, key=lambda one: (one.order, one.mark))]
            parents.append(b"%d[%s]" % (index, _references(list(rows.values()))))
        objects.put(document, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (root, _references(read)))
        return objects.put(
            root,
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>"
            % (document, b" ".join(parents), len(parents)),
        )

    def _element(self, element: Element, document: int, page: int) -> int:
        words = {b"Lang": element.language, b"Alt": element.alt, b"ActualText": element.says}
        entries = b"".join(b"/%s%s" % (key, text_string(value)) for key, value in words.items() if value)
        if element.box:
            entries += b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % " ".join(map(number, element.box)).encode()
        return self._objects.add(
            b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>"
            % (element.role.encode(), document, page, element.mark, entries)
        )


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % one for one in numbers)
