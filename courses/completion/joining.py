"""What joining two persons means for their completions."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.completion.models import Completion
from courses.editions.doubles import editions_in_sight
from courses.people.doubles.preview import Joining, Line


def completions(request: HttpRequest, joining: Joining) -> list[Line]:
    """Of the groups in sight. Of one group only one counts, the earliest."""
    seen = editions_in_sight(request.user).values("pk")
    groups = [
        set(
            Completion.objects.effective()
            .filter(person__in=records, edition__in=seen, void=False)
            .values_list("edition", flat=True)
        )
        for records in (joining.kept, joining.double)
    ]
    return [Line(_("completions"), len(groups[0]), len(groups[1]), len(groups[0] | groups[1]))]
