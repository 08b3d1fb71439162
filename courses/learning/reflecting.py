"""Writing for oneself. Nobody else reads a reflection until its writer shares it with the trainer.

Personal data: in this field a reflection can be a political or religious opinion. It leaves this table by its writer's
own screen, and once shared by `shared_with_trainer`; nothing counts, exports or logs it.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.models import Edition, Enrolment
from courses.learning.errors import ReflectionRefused
from courses.learning.models import Reflection
from courses.learning.progressing import check_running

LONGEST = 20_000
BLOCK_KEY = re.compile(r"[\w:.-]{1,100}")


def save_reflection(enrolment: Enrolment, block_key: str, text: str, *, by: Any) -> Reflection:
    """Keep what somebody wrote at a question, in place of what stood there. An empty text is no longer shared."""
    check_running(enrolment)
    if not BLOCK_KEY.fullmatch(block_key):
        raise ReflectionRefused(_("This question isn't on the page."))
    if "\x00" in text:
        raise ReflectionRefused(_("There is a character in your text that can't be kept. Remove it and save again."))
    if len(text) > LONGEST:
        raise ReflectionRefused(
            _("Your text has %(length)d characters; at most %(longest)d can be kept. Shorten it and save again.")
            % {"length": len(text), "longest": LONGEST}
        )
    now = timezone.now()
    reflection, _made = Reflection.objects.update_or_create(
        enrolment=enrolment,
        block_key=block_key,
        defaults={"text": text, "saved_at": now, **({} if text.strip() else {"shared_at": None})},
    )
    return reflection


def share_reflection(enrolment: Enrolment, block_key: str, *, shared: bool, by: Any) -> Reflection:
    """Let the trainer read one reflection, or no longer."""
    reflection = Reflection.objects.filter(enrolment=enrolment, block_key=block_key).first()
    if reflection is None or not reflection.text.strip():
        raise ReflectionRefused(_("Write something first, then you can share it."))
    reflection.shared_at = (reflection.shared_at or timezone.now()) if shared else None
    reflection.save(update_fields=["shared_at"])
    return reflection


def shared_with_trainer(edition: Edition) -> QuerySet[Reflection]:
    """What participants of a group let their trainer read; who left can't take it back, so theirs is not shown."""
    return (
        Reflection.objects.filter(
            enrolment__edition=edition, enrolment__state=Enrolment.State.PLACED, shared_at__isnull=False
        )
        .select_related("enrolment__person")
        .order_by("-shared_at")
    )
