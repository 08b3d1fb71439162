"""Finding a frozen report by its number."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from courses.grants.models import Grant
from courses.reporting.freezing.errors import FreezeRefused
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.periods import Period, quoted

# More digits than any row has.
NUMBER = re.compile(r"[0-9]{1,18}")


def frozen_with_id(text: str) -> FrozenReport:
    found = FrozenReport.objects.filter(pk=int(text)).first() if NUMBER.fullmatch(text) else None
    if found is None:
        raise FreezeRefused(_("There is no frozen report %(id)s.") % {"id": quoted(text)})
    return found


def frozen_for(text: str, *, grant: Grant, period: Period, audience: str | None = None) -> FrozenReport:
    """A frozen report by its number, refused where it is another project's, of other days or for other readers."""
    found = frozen_with_id(text)
    if found.grant_id != grant.pk:
        raise FreezeRefused(
            _("Frozen report %(id)d is of another project, not of %(code)s.") % {"id": found.pk, "code": grant.code}
        )
    if found.period != period:
        raise FreezeRefused(
            _("Frozen report %(id)d is of other days: %(first)s to %(last)s.")
            % {"id": found.pk, "first": found.first_day.isoformat(), "last": found.last_day.isoformat()}
        )
    if audience is not None and found.audience != audience:
        raise FreezeRefused(
            _("Frozen report %(id)d was frozen for other readers: %(audience)s.")
            % {"id": found.pk, "audience": found.audience}
        )
    return found
