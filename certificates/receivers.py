"""What follows in this plugin from what happened in others: one line each, the verb does the rest."""

from typing import Any

from django.dispatch import receiver

from certificates.announcing import announce
from certificates.queueing import queue_for_completions
from certificates.signals import certificates_issued
from courses.completion.signals import completed


@receiver(completed, dispatch_uid="leerlijn_certificates.completed")
def after_completion(completions: list[Any], **kwargs: Any) -> None:
    queue_for_completions(completions)


@receiver(certificates_issued, dispatch_uid="leerlijn_certificates.issued")
def after_issuing(certificates: list[Any], **kwargs: Any) -> None:
    announce(certificates)
