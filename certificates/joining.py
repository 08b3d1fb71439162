"""What joining two persons means for their certificates."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.editions.doubles import editions_in_sight
from courses.people.doubles.preview import Joining, Line


def certificates(request: HttpRequest, joining: Joining) -> list[Line]:
    """Those that hold, of the groups in sight; each stays as it was printed."""
    seen = editions_in_sight(request.user).values("pk")
    valid = Certificate.objects.filter(edition__in=seen, state=Certificate.State.VALID)
    numbers = [valid.filter(person__in=records).count() for records in (joining.kept, joining.double)]
    lines = [Line(_("certificates"), numbers[0], numbers[1], sum(numbers))]
    if sum(numbers):
        lines.append(Line(_("Certificates stay as they were printed, each with the name that stands on it.")))
    return lines
