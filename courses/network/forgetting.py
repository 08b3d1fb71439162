"""What is kept no longer than was said."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.links.forgetting import forget_links
from courses.mail.models import Mail
from courses.network.applying import GIVEN, PURPOSE, mail_prefix
from courses.network.models import DECIDED, UNCONFIRMED, Application


def forget_applications() -> int:
    """Delete what nobody confirmed, and what was decided a year ago. Twice does no harm."""
    now = timezone.now()
    late = Q(confirmed_at=None, created_at__lt=now - UNCONFIRMED) | Q(decided_at__lt=now - DECIDED)
    return forget(Application.objects.filter(late).values_list("pk", flat=True))


def forget(keys: Iterable[int]) -> int:
    """Delete applications with their links and the mails about them; answers how many."""
    gone = list(keys)
    with transaction.atomic():
        for purpose in (PURPOSE, GIVEN):
            forget_links(purpose=purpose, subjects=gone)
        for pk in gone:
            Mail.objects.filter(key__startswith=mail_prefix(pk)).delete()
        Application.objects.filter(pk__in=gone).delete()
    return len(gone)
