"""What an auditor sees by a link, without an account: the rows drawn, the facts of each, and nobody else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.links.showing import opened_by_link
from courses.paper.models import Signature
from courses.reporting.definitions import DEFINITIONS
from courses.reporting.drilling.auditing import keys_of, note_visit, open_audit
from courses.reporting.drilling.models import AuditVisit
from courses.reporting.drilling.pictures import row_picture
from courses.reporting.drilling.rows import persons_on, rows_of, signatures_on


@opened_by_link
@require_safe
def audit(request: HttpRequest, code: str) -> HttpResponse:
    """The rows with their facts; the visit is written down."""
    row = open_audit(code)
    rows = rows_of(row)
    note_visit(row, AuditVisit.What.PAGE, persons=persons_on(rows))
    definition = DEFINITIONS[row.measure]
    context = {
        "audit": row,
        "grant": row.grant,
        "rows": rows,
        "label": definition.label,
        "text": definition.text,
        "sentence": definition.said(row.population),
        "code": code,
    }
    return render(request, "leerlijn_courses/drilling/auditor.html", context)


@opened_by_link
@require_safe
def picture(request: HttpRequest, code: str, signature: int) -> HttpResponse:
    """One row of a signed list, of somebody who was drawn; with their name only once names were released."""
    row = open_audit(code)
    rows = rows_of(row)
    if signature not in signatures_on(rows):
        raise Http404
    found = get_object_or_404(Signature.objects.select_related("scan__page"), pk=signature, undone_at=None)
    person = next(one.person for one in rows if one.person is not None and signature in signatures_on([one]))
    note_visit(row, AuditVisit.What.PICTURE, detail=f"signature {found.pk}", persons=[person] if person else [])
    return row_picture(found, with_name=row.names_released_at is not None)


@opened_by_link
@require_safe
def keys(request: HttpRequest, code: str) -> HttpResponse:
    """The numbers that were drawn from, one a line, so that the draw can be repeated."""
    row = open_audit(code)
    note_visit(row, AuditVisit.What.KEYS)
    text = "".join(f"{key}\n" for key in keys_of(row))
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="audit-{row.pk}.txt"'},
    )
