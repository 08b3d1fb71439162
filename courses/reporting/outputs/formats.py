"""The four files of a report, each by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import slugify

from courses.reporting.outputs.material import Material
from courses.reporting.report import BOM, as_csv, as_json


@dataclass(frozen=True)
class Format:
    """`write` makes the file of some material, in the active language. What is text holds the answer alone."""

    name: str
    content_type: str
    write: Callable[[Material], bytes]
    is_text: bool = False


def _json(material: Material) -> bytes:
    return as_json(material.answer).encode()


def _csv(material: Material) -> bytes:
    return (BOM + as_csv(material.answer)).encode()


def _xlsx(material: Material) -> bytes:
    from courses.reporting.outputs.content import content_of
    from courses.reporting.outputs.workbook import workbook_of

    return workbook_of(content_of(material))


def _pdf(material: Material) -> bytes:
    from courses.reporting.outputs.content import content_of
    from courses.reporting.outputs.printing import pdf_of

    return pdf_of(content_of(material))


FORMATS = {
    one.name: one
    for one in (
        Format("json", "application/json", _json, is_text=True),
        Format("csv", "text/csv; charset=utf-8", _csv, is_text=True),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
        Format("pdf", "application/pdf", _pdf),
    )
}


def file_name(material: Material, kind: str) -> str:
    """Such as `home-2012-2025-01-01-2025-06-30.xlsx`; without letters in the code, without it."""
    period = material.answer["period"]
    parts = [slugify(material.project.code)[:80] or "report", period["first_day"], period["last_day"]]
    if material.seal:
        parts.append(f"v{material.seal.version}")
    return f"{'-'.join(parts)}.{kind}"
