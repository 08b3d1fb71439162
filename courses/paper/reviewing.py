"""What stands beside a picture: the rows of its page with their marks, and the state of each printed list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from courses.editions.expected import expected_at
from courses.editions.marking import effective_marks
from courses.editions.models import Attendance, Enrolment, Session
from courses.paper.models import Scan, Sheet, SheetPage, SheetRow, Signature


@dataclass
class Row:
    """One person who may have signed; `number` is their row on the paper, None for who isn't on it."""

    enrolment: Enrolment
    number: int | None
    mark: Attendance | None

    @property
    def key(self) -> str:
        return str(self.enrolment.pk)

    @property
    def there(self) -> bool:
        return self.mark is not None and self.mark.status in Attendance.COUNTED


@dataclass
class PrintedPage:
    number: int
    scans: list[Scan] = field(default_factory=list)


@dataclass
class Printed:
    """A printed list and what came back of it, page by page."""

    pk: int
    number: int
    printed_at: datetime
    pages: list[PrintedPage]


def rows_of(scan: Scan) -> tuple[list[Row], list[Row]]:
    """Those on the page in its order, and those of the group who stand on no page of this list."""
    page, session = scan.page, scan.session
    if page is None or session is None:
        return [], []
    marks = effective_marks(session)
    listed = SheetRow.objects.filter(page=page).select_related("enrolment__person", "enrolment__organisation")
    on_page = [Row(row.enrolment, row.number, marks.get(row.enrolment.person_id)) for row in listed]
    on_sheet = SheetRow.objects.filter(page__sheet=page.sheet_id).values("enrolment")
    rest = expected_at(session).exclude(pk__in=on_sheet)
    return on_page, [Row(enrolment, None, marks.get(enrolment.person_id)) for enrolment in rest]


def confirmed_rows(scan: Scan) -> list[Signature]:
    rows = Signature.objects.filter(scan=scan, undone_at=None)
    return list(rows.select_related("enrolment__person", "attendance").order_by("pk"))


def sheets_of(session: Session) -> list[Printed]:
    """Newest first; three queries however many lists and pages there are."""
    scans: dict[int, list[Scan]] = {}
    for scan in Scan.objects.filter(session=session, page__isnull=False):
        scans.setdefault(scan.page_id or 0, []).append(scan)
    pages: dict[int, list[PrintedPage]] = {}
    for page in SheetPage.objects.filter(sheet__session=session).order_by("number"):
        pages.setdefault(page.sheet_id, []).append(PrintedPage(page.number, scans.get(page.pk, [])))
    sheets = Sheet.objects.filter(session=session).order_by("-number")
    return [Printed(one.pk, one.number, one.printed_at, pages.get(one.pk, [])) for one in sheets]
