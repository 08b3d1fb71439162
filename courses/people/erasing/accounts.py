"""The account of somebody who is erased: it goes, unless its holder works here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import EmailField, ProtectedError, RestrictedError
from django.utils.crypto import get_random_string

from courses.people.erasing.registry import Persons
from courses.people.models import Assignment, Person


def accounts_of(persons: Persons) -> list[Any]:
    rows = Person.objects.filter(pk__in=persons, account__isnull=False).select_related("account").order_by("pk")
    return [row.account for row in rows]


def accounts_going(persons: Persons) -> list[Any]:
    """Those that open nothing but this person's own pages."""
    return [account for account in accounts_of(persons) if not works_here(account)]


def works_here(account: Any) -> bool:
    """Whether an account has work on this site: running it, writing for it, or for an organisation."""
    return bool(
        account.is_superuser
        or account.has_perm("wagtailadmin.access_admin")
        or Assignment.objects.filter(account=account).exists()
    )


def delete_account(account: Any) -> None:
    """Delete it with all that is its own; where a host's rows protect it, leave one that is nobody and opens nothing."""
    avatar = getattr(getattr(account, "wagtail_userprofile", None), "avatar", None)
    if avatar:
        storage, name = avatar.storage, str(avatar.name)
        transaction.on_commit(lambda: storage.delete(name))
    try:
        with transaction.atomic():
            account.delete()
    except (ProtectedError, RestrictedError):
        _make_nobody(account)


def _make_nobody(account: Any) -> None:
    model = get_user_model()
    nobody = f"erased-{get_random_string(20).lower()}"
    for field in model._meta.concrete_fields:
        if field.name == model.USERNAME_FIELD or isinstance(field, EmailField):
            setattr(account, field.name, f"{nobody}@erased.invalid" if isinstance(field, EmailField) else nobody)
        elif field.name in ("name", "first_name", "last_name"):
            setattr(account, field.name, "")
    account.set_unusable_password()
    account.is_active = False
    account.save()
