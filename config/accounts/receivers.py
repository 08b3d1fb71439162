"""Whoever proves an address becomes one with the person who has it (the rule stands in courses); the log keeps no address."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry

from config.accounts.models import User
from courses.cards.signals import card_stopped
from courses.people.linking import link_account


@receiver(email_confirmed)
def link_on_proof(email_address: EmailAddress, **kwargs: Any) -> None:
    _link(email_address.user)


@receiver(user_logged_in, sender=User)
def link_on_login(user: User, **kwargs: Any) -> None:
    _link(user)


@receiver(card_stopped, sender=User)
def forget_unproven(account: User, **kwargs: Any) -> None:
    """A finder may have added an address of their own: its link, pressed later, would open the account again."""
    EmailAddress.objects.filter(user=account, verified=False).delete()


@receiver(pre_save, sender=ModelLogEntry)
def log_a_number(instance: ModelLogEntry, **kwargs: Any) -> None:
    """Wagtail's audit log outlives an account, so it names one by its number."""
    if instance.content_type.model_class() is User:
        instance.label = f"{User._meta.verbose_name} {instance.object_id}"


def _link(account: Any) -> None:
    proven = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    link_account(account=account, addresses=list(proven))
