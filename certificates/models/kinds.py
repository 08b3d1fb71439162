from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a certificate proves: a completion, or presence only."""

    COMPLETION = "completion", _("certificate")
    ATTENDANCE = "attendance", _("statement of attendance")
