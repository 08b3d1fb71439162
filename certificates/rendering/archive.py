"""What makes the file a PDF/A-3b: its properties told twice in the same words, and what its colours mean."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape

from certificates.rendering.sheet import Facts
from courses.typesetting.faces import FONTS
from courses.typesetting.pdf import Objects, text_string

ENGINE_VERSION = "leerlijn-1"
_CREATOR = "Leerlijn"
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


def output_intent(objects: Objects) -> int:
    """Adds the sRGB profile and returns the number of the intent that names it."""
    profile = objects.add_stream(b"/N 3", _profile(), level=9)
    return objects.add(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %d 0 R>>"
        % profile
    )


def properties(objects: Objects, facts: Facts) -> tuple[int, int]:
    """Adds the properties as PDF and as XMP, and returns the numbers of both. Times are those of issuing, in UTC."""
    title = " · ".join(part for part in (facts.title, facts.programme, facts.name) if part)
    author = facts.issuer or _CREATOR
    keywords = "LEERLIJN " + "".join(c for c in facts.code if c.isascii() and c.isalnum())
    moment = facts.issued_at[:19]
    dates, made = "", b""
    if moment:
        digits = "".join(c for c in moment if c.isdigit()).encode()
        made = b"/CreationDate(D:%s+00'00')/ModDate(D:%s+00'00')" % (digits, digits)
        dates = f"<xmp:CreateDate>{moment}+00:00</xmp:CreateDate><xmp:ModifyDate>{moment}+00:00</xmp:ModifyDate>"
    information = objects.add(
        b"<</Title%s/Author%s/Keywords(%s)/Creator(%s)/Producer(%s)%s>>"
        % (
            text_string(title),
            text_string(author),
            keywords.encode(),
            _CREATOR.encode(),
            _PRODUCER.encode(),
            made,
        )
    )
    packet = _PACKET.format(
        title=escape(title),
        author=escape(author),
        language=escape(facts.language),
        creator=_CREATOR,
        producer=_PRODUCER,
        keywords=escape(keywords),
        dates=dates,
    )
    metadata = objects.add_stream(b"/Type/Metadata/Subtype/XML", packet.encode(), level=0)
    return information, metadata


@cache
def _profile() -> bytes:
    return (FONTS / "sRGB.icc").read_bytes()
