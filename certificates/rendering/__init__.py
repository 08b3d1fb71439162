"""From frozen facts to the bytes of a PDF: no database, no clock, the same bytes each time."""

from certificates.rendering.archive import ENGINE_VERSION
from certificates.rendering.engine import check_name, render
from certificates.rendering.sheet import Design, Facts, Signatory
from courses.typesetting.pictures import Picture
from courses.typesetting.text import clean

__all__ = ["ENGINE_VERSION", "Design", "Facts", "Picture", "Signatory", "check_name", "clean", "render"]
