"""Faces inside the file: only the glyphs that were drawn, each with the text it stands for."""

import hashlib

import uharfbuzz as hb

from courses.typesetting.faces import Face
from courses.typesetting.pdf import Objects
from courses.typesetting.text import Glyph

_NOT_FOR_PDF = ("GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "gasp", "name", "post", "prep")


class Embedded:
    """One face in one file. A glyph that stands for two different texts gets two numbers, so that copying stays right."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._numbers: dict[tuple[int, str], int] = {}
        self._widths: list[int] = []

    def number(self, glyph: Glyph) -> int:
        key = (glyph.gid, glyph.text)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._widths.append(self.face.font.get_glyph_h_advance(glyph.gid))
        return self._numbers[key]

    def width(self, number: int) -> int:
        return self._widths[number - 1]

    def write(self, objects: Objects) -> int:
        """Adds the font to the file and returns its object number."""
        subset, glyph_ids = self._subset()
        scale = 1000 / self.face.upem
        tag = _tag(subset, self._numbers)
        name = f"{tag}+{self.face.name}".encode()
        extents = self.face.font.get_font_extents("ltr")
        file = objects.add_stream(b"/Length1 %d" % len(subset), subset)
        descriptor = objects.add(
            b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 %d 2500 %d]/ItalicAngle 0/Ascent %d/Descent %d"
            b"/CapHeight 714/StemV 80/FontFile2 %d 0 R>>"
            % (
                name,
                extents.descender * scale - 300,
                extents.ascender * scale + 300,
                extents.ascender * scale,
                extents.descender * scale,
                file,
            )
        )
        gids = objects.add_stream(
            b"", b"\0\0" + b"".join(glyph_ids[gid].to_bytes(2, "big") for gid, _ in self._numbers)
        )
        widths = b" ".join(b"%d" % round(width * scale) for width in self._widths)
        descendant = objects.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R/DW 0/W[1[%s]]/CIDToGIDMap %d 0 R>>" % (name, descriptor, widths, gids)
        )
        meaning = objects.add_stream(b"", self._to_unicode())
        return objects.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, descendant, meaning)
        )

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(gid for gid, _ in self._numbers)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_FOR_PDF)
        plan = hb.SubsetPlan(self.face.subsettable, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)

    def _to_unicode(self) -> bytes:
        # Also of a glyph that stands for nothing, as a dot above its letter: left out, it would be copied as a control sign.
        pairs = [
            b"<%04X><%s>" % (number, text.encode("utf-16-be").hex().encode())
            for (_, text), number in self._numbers.items()
        ]
        blocks = b"".join(
            b"%d beginbfchar\n%s\nendbfchar\n" % (len(pairs[i : i + 100]), b"\n".join(pairs[i : i + 100]))
            for i in range(0, len(pairs), 100)
        )
        return (
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            b"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
            b"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n" + blocks + b"endcmap\n"
            b"CMapName currentdict/CMap defineresource pop\nend\nend\n"
        )


def _tag(subset: bytes, numbers: dict[tuple[int, str], int]) -> str:
    """Six capitals that differ when the subset differs, as the standard asks."""
    digest = hashlib.sha256(subset + repr(list(numbers)).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])
