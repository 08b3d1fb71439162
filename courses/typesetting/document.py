"""A file of several pages, such as a list or a report: tagged, with its faces embedded once."""

from __future__ import annotations

from courses.typesetting.archive import Properties, output_intent, write_properties
from courses.typesetting.embedding import Embedded
from courses.typesetting.faces import Face
from courses.typesetting.page import A4, Element, Group, Page
from courses.typesetting.pdf import Objects, number, text_string


class Document:
    """Ask for pages, draw on them, and `finish`: the same drawing gives the same bytes.

    With `kept`, what the file says of itself, it is a PDF/A-3b.
    """

    def __init__(
        self, *, title: str, language: str, size: tuple[float, float] = A4, kept: Properties | None = None
    ) -> None:
        self.title, self.language, self.size, self.kept = title, language, size, kept
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
        structure = _Structure(objects).write(list(zip(self.pages, numbers, strict=True)))
        information, archived = self._properties()
        objects.put(
            root,
            b"<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R%s"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>" % (kids, text_string(self.language), structure, archived),
        )
        return objects.finish(root=root, info=information)

    def _properties(self) -> tuple[int, bytes]:
        """The number of the properties, and what the catalogue says of an archived file."""
        objects = self._objects
        if self.kept is None:
            said = b"<</Title%s/Creator(Leerlijn)/Producer(Leerlijn)>>" % text_string(self.title)
            return objects.add(said), b""
        information, metadata = write_properties(objects, self.kept)
        return information, b"/Metadata %d 0 R/OutputIntents[%d 0 R]" % (metadata, output_intent(objects))


class _Structure:
    """The tree that a screen reader walks, in reading order."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.root, self.document = objects.reserve(), objects.reserve()
        self.groups: dict[Group, int] = {}
        self.kids: dict[Group | None, list[int]] = {None: []}

    def write(self, pages: list[tuple[Page, int]]) -> int:
        objects = self.objects
        parents: list[bytes] = []
        for index, (page, page_number) in enumerate(pages):
            rows = {element: objects.reserve() for element in page.elements}
            for element in sorted(page.elements, key=lambda one: (one.order, one.mark)):
                parent = self._parent(element.inside)
                self.kids[element.inside].append(rows[element])
                objects.put(rows[element], self._element(element, parent, page_number))
            parents.append(b"%d[%s]" % (index, _references(list(rows.values()))))
        for group, group_number in self.groups.items():
            objects.put(group_number, self._group(group.role, self._parent(group.inside), self.kids[group]))
        objects.put(self.document, self._group("Document", self.root, self.kids[None]))
        return objects.put(
            self.root,
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>"
            % (self.document, b" ".join(parents), len(parents)),
        )

    def _parent(self, group: Group | None) -> int:
        """The number of what holds a piece; a group takes its place where its first piece stands."""
        if group is None:
            return self.document
        if group not in self.groups:
            self.groups[group], self.kids[group] = self.objects.reserve(), []
            self._parent(group.inside)
            self.kids[group.inside].append(self.groups[group])
        return self.groups[group]

    def _group(self, role: str, parent: int, kids: list[int]) -> bytes:
        return b"<</Type/StructElem/S/%s/P %d 0 R/K[%s]>>" % (role.encode(), parent, _references(kids))

    def _element(self, element: Element, parent: int, page: int) -> bytes:
        words = {b"Lang": element.language, b"Alt": element.alt, b"ActualText": element.says}
        entries = b"".join(b"/%s%s" % (key, text_string(value)) for key, value in words.items() if value)
        if element.box:
            entries += b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % " ".join(map(number, element.box)).encode()
        elif element.scope:
            entries += b"/A<</O/Table/Scope/%s>>" % element.scope.encode()
        return b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>" % (
            element.role.encode(),
            parent,
            page,
            element.mark,
            entries,
        )


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % one for one in numbers)
