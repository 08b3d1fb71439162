"""The page that is somebody's own without an account: their place, their programme, and what they can change."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from courses.editions.models import Enrolment, Session
from courses.links.codes import code_of
from courses.links.opening import standing_link

OWN_PAGE = "enrolment"
# After the last meeting somebody may still want their statement, and to see what was said.
KEPT = timedelta(days=90)


def own_page_address(enrolment: Enrolment) -> str:
    """The path of this enrolment's own page, for mails and screens: whoever has it may act for this person there."""
    last = Session.objects.filter(edition=enrolment.edition_id).order_by("-ends_at").first()
    link = standing_link(purpose=OWN_PAGE, subject=enrolment.pk, expires_at=last.ends_at + KEPT if last else None)
    return reverse("leerlijn_courses:own_page", args=[code_of(link)])
