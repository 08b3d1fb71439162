"""Is this your name? What will be printed, as a picture, and who said that it is right."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.db import transaction

from certificates.errors import NameWaits
from certificates.freezing import name_for_print
from certificates.models import NameCheck
from courses.audit.history import record_changes
from courses.people.models import Person

LAYOUT = "lijn"
_WIDTH, _HEIGHT, _SCALE = 640.0, 110.0, 2


def check_names(persons: Iterable[Person], *, by: Any, by_holder: bool) -> list[NameCheck]:
    """Record that these names are right as they are now; one that was checked before keeps its first check."""
    with transaction.atomic():
        rows = list(persons)
        known = checked_names(rows)
        fresh = [person for person in rows if person.pk not in known]
        checks = NameCheck.objects.bulk_create(
            [NameCheck(person=one, printed=_printed(one), checked_by=by, by_holder=by_holder) for one in fresh],
            ignore_conflicts=True,
        )
        record_changes(fresh, action="leerlijn_certificates.check_name", by=by, data={"by_holder": by_holder})
        return checks


def checked_names(persons: Iterable[Person]) -> dict[int, NameCheck]:
    """By person the check that holds for the name as it is now; one query."""
    printed = {person.pk: _printed(person) for person in persons}
    checks = NameCheck.objects.filter(person__in=printed).select_related("checked_by")
    return {check.person_id: check for check in checks if check.printed == printed[check.person_id]}


def picture_of_name(person: Person, layout: str = LAYOUT) -> bytes:
    """A PNG of the name as a certificate has it, the spelling in Latin script below it; raises NameWaits."""
    from pypdfium2 import PdfDocument

    name, latin = name_for_print(person, layout)
    document = PdfDocument(_sheet(name, latin))
    try:
        picture = document[0].render(scale=_SCALE).to_pil()
    finally:
        document.close()
    out = BytesIO()
    picture.convert("P").save(out, "PNG", optimize=True)
    return out.getvalue()


def waits(person: Person, layout: str = LAYOUT) -> str:
    """Why the name can't be printed as it is, or ""."""
    try:
        name_for_print(person, layout)
    except NameWaits as error:
        return str(error)
    return ""


def _sheet(name: str, latin: str) -> bytes:
    from courses.typesetting.document import Document
    from courses.typesetting.text import fit

    document = Document(title="", language="und", size=(_WIDTH, _HEIGHT))
    page = document.page()
    size, lines = fit(name, style="display", sizes=(30, 14), width=_WIDTH - 40, lines=2)
    y = _HEIGHT / 2 + (size * 0.62 if len(lines) > 1 else 0) - size * 0.2 + (8 if latin else 0)
    for line in lines:
        page.text(line, 20, y, style="display", size=size, colour="#17302B", language="und")
        y -= size * 1.26
    if latin:
        size, (line, *_rest) = fit(latin, style="regular", sizes=(12, 7), width=_WIDTH - 40)
        page.text(line, 20, 14, style="regular", size=size, colour="#5E5848", language="und")
    return document.finish()


def _printed(person: Person) -> str:
    return sha256(f"{person.name}\n{person.latin_name}".encode(errors="surrogatepass")).hexdigest()
