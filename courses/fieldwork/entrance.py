"""The way into the neighbourhood from a field worker's own line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from courses.people.models import Assignment


def field_work(request: HttpRequest, subject: Any) -> str:
    """A link for who does field work; nothing for everybody else."""
    role = Assignment.Role.FIELDWORKER
    if not Assignment.objects.filter(account=request.user.pk, role=role).exists():
        return ""
    return render_to_string("leerlijn_courses/field/on_my_line.html", request=request)
