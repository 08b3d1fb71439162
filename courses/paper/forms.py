"""What is sent with and said about a sign-in sheet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.moments import from_to
from courses.paper.access import visible_pages
from courses.paper.models import Scan, SheetPage
from courses.paper.printing import ROWS, empty_rows
from courses.paper.reviewing import Row, rows_of
from courses.people.registering import PersonRefused, clean_name

MOST_FILES = 20


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; empty ones are left to the reader, who says so per file."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data or [])
        if not files:
            raise forms.ValidationError(_("Choose a photo or scan first."))
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Send at most %(most)d files at a time.") % {"most": MOST_FILES})
        return files


class SendForm(forms.Form):
    # iPhones turn their own format into JPEG when only these are asked.
    pictures = FilesField(
        label=gettext_lazy("Photos or scans of the list"),
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or PDF, several at once if you like. The whole page, with the code in sight."
        ),
        widget=FilesInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf", "multiple": True}),
    )


class PageChoice(forms.ModelChoiceField):
    def label_from_instance(self, page: Any) -> str:
        session = page.sheet.session
        return _("%(group)s, %(when)s: print %(print)d, page %(page)d") % {
            "group": session.edition.title,
            "when": from_to(session.starts_at, session.ends_at, session.edition.zone),
            "print": page.sheet.number,
            "page": page.number,
        }


class WhichForm(forms.Form):
    """Which printed page a picture shows, where its code can't be read."""

    page = PageChoice(
        SheetPage.objects.none(),
        label=gettext_lazy("List"),
        empty_label=gettext_lazy("choose the list and page"),
        error_messages={"required": gettext_lazy("Choose the list.")},
    )

    def __init__(self, scan: Scan, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        pages = visible_pages(request.user).select_related("sheet__session__edition")
        if scan.session_id is not None:
            pages = pages.filter(sheet__session=scan.session_id)
        else:
            pages = pages.filter(sheet__session__starts_at__gt=timezone.now() - timedelta(days=200))
        fields: dict[str, Any] = self.fields
        fields["page"].queryset = pages.order_by("-sheet__session__starts_at", "-sheet__number", "number")
        self.any = pages.exists()


class ConfirmForm:
    """A tick for each row, names for the empty ones; read by hand, since the rows are the form.

    What was typed stays in place when something is refused.
    """

    def __init__(self, data: MultiValueDict | None, *, scan: Scan) -> None:
        self.data = data
        self.rows, self.rest = rows_of(scan)
        self.refusal = ""
        self.blanks = empty_rows(len(self.rows))
        self.ticked = set(data.getlist("signed")) if data is not None else {r.key for r in self.rows if r.there}
        given = list(data.getlist("walk_in")) if data is not None else []
        self.names = [*given[: self.blanks], *[""] * (self.blanks - len(given))]
        page = scan.page
        self.first_empty = (page.number - 1) * ROWS + len(self.rows) + 1 if page is not None else 1
        self.countersigned = bool(data and data.get("countersigned"))

    def is_valid(self) -> bool:
        try:
            self.walk_ins = [clean_name(name) for name in self.names if name.strip()]
        except PersonRefused as refusal:
            self.refusal = str(refusal)
        return not self.refusal

    def said(self) -> dict[str, Any]:
        signed = [row.enrolment for row in [*self.rows, *self.rest] if row.key in self.ticked]
        return {"signed": signed, "walk_ins": self.walk_ins, "countersigned": self.countersigned}

    def empty_rows(self) -> list[tuple[int, str]]:
        """Each empty row by its number on the paper, with what was typed."""
        return list(enumerate(self.names, start=self.first_empty))

    def choices(self) -> list[tuple[Row, bool]]:
        return [(row, row.key in self.ticked) for row in self.rows]

    def others(self) -> list[tuple[Row, bool]]:
        return [(row, row.key in self.ticked) for row in self.rest]
