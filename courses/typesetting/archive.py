"""What makes a file a PDF/A-3b: its properties told twice in the same words, and what its colours mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from courses.typesetting.faces import FONTS
from courses.typesetting.pdf import Objects, text_string

ENGINE_VERSION = "leerlijn-1"
CREATOR = "Leerlijn"
_PRODUCER = f"Leerlijn {ENGINE_VERSION}"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>{dates}
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Properties:
    """What a file says of itself. `moment` is in UTC, as 2026-02-01T11:00:00, or empty."""

    title: str
    author: str
    language: str
    keywords: str = ""
    moment: str = ""


def output_intent(objects: Objects) -> int:
    """Adds the sRGB profile and returns the number of the intent that names it."""
    profile = objects.add_stream(b"/N 3", _profile(), level=9)
    return objects.add(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %d 0 R>>"
        % profile
    )


def write_properties(objects: Objects, said: Properties) -> tuple[int, int]:
    """Adds the properties as PDF and as XMP, and returns the numbers of both."""
    dates, made = "", b""
    if said.moment:
        digits = "".join(c for c in said.moment if c.isdigit()).encode()
        made = b"/CreationDate(D:%s+00'00')/ModDate(D:%s+00'00')" % (digits, digits)
        dates = (
            f"<xmp:CreateDate>{said.moment}+00:00</xmp:CreateDate><xmp:ModifyDate>{said.moment}+00:00</xmp:ModifyDate>"
        )
    information = objects.add(
        b"<</Title%s/Author%s/Keywords(%s)/Creator(%s)/Producer(%s)%s>>"
        % (
            text_string(said.title),
            text_string(said.author),
            said.keywords.encode(),
            CREATOR.encode(),
            _PRODUCER.encode(),
            made,
        )
    )
    packet = _PACKET.format(
        title=escape(said.title),
        author=escape(said.author),
        language=escape(said.language),
        creator=CREATOR,
        producer=_PRODUCER,
        keywords=escape(said.keywords),
        dates=dates,
    )
    return information, objects.add_stream(b"/Type/Metadata/Subtype/XML", packet.encode(), level=0)


@cache
def _profile() -> bytes:
    return (FONTS / "sRGB.icc").read_bytes()
