"""Making a sign-in sheet: who stands on which row, on which page."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.expected import expected_at
from courses.editions.models import Session
from courses.paper.errors import PaperError
from courses.paper.models import Sheet, SheetPage, SheetRow

ROWS = 16
# For who comes along and isn't on the list.
EMPTY = 3


def print_sheet(session: Session, *, by: Any) -> Sheet:
    """A new sheet with everybody who is expected now, each on a row of their own, and at least three empty rows."""
    if session.self_paced or session.is_break:
        raise PaperError(_("There is no meeting here to sign in for."))
    with transaction.atomic():
        Session.objects.select_for_update().get(pk=session.pk)
        last = Sheet.objects.filter(session=session).aggregate(last=Max("number"))["last"] or 0
        sheet = Sheet.objects.create(session=session, number=last + 1, printed_at=timezone.now(), printed_by=by)
        expected = list(expected_at(session))
        pages = SheetPage.objects.bulk_create(
            SheetPage(sheet=sheet, number=number + 1) for number in range(pages_for(len(expected)))
        )
        SheetRow.objects.bulk_create(
            [
                SheetRow(page=pages[place // ROWS], number=place + 1, enrolment=enrolment)
                for place, enrolment in enumerate(expected)
            ],
            batch_size=2_000,
        )
        record_changes([session], action="leerlijn.print_sheet", by=by, data={"sheet": sheet.number})
        return sheet


def pages_for(people: int) -> int:
    return -(-(people + EMPTY) // ROWS)


def empty_rows(listed: int) -> int:
    """How many rows of a page have no name when so many have one."""
    return max(0, ROWS - listed)
