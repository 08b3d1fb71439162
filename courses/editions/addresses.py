"""The page that is somebody's own without an account: their place, their programme, and what they can change."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.models import Enrolment, Session
from courses.links.codes import code_of
from courses.links.opening import LinkOver, open_link, standing_link
from courses.people.merging import survivor_of

OWN_PAGE = "enrolment"
# After the last meeting somebody may still want their statement, and to see what was said.
KEPT = timedelta(days=90)


def own_page_address(enrolment: Enrolment) -> str:
    """The path of this enrolment's own page, for mails and screens: whoever has it may act for this person there."""
    last = Session.objects.filter(edition=enrolment.edition_id).order_by("-ends_at").first()
    # An address that is handed out now works for a while, also when everything is long over.
    expires_at = max(last.ends_at, timezone.now()) + KEPT if last else None
    link = standing_link(purpose=OWN_PAGE, subject=enrolment.pk, expires_at=expires_at)
    return reverse("leerlijn_courses:own_page", args=[code_of(link)])


def opened_enrolment(code: str) -> Enrolment:
    """Whose own page this code opens, for that page and what hangs below it; raises LinkRefused."""
    link = open_link(code, purpose=OWN_PAGE)
    found = Enrolment.objects.select_related("person", "organisation", "edition__organisation", "edition__version")
    enrolment = found.filter(pk=link.subject).first()
    if enrolment is None or enrolment.person.erased_at or survivor_of(enrolment.person).erased_at:
        raise LinkOver(_("This page is no longer there: the data were deleted."), link)
    return enrolment
