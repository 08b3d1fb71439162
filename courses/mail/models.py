from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """A mail that was or will be sent, once: `key` names its occasion, so a crash or a second click sends no second one."""

    key = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    # Invitations, as `courses.mail.sending.Invitation` holds them.
    invitations = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return self.key
