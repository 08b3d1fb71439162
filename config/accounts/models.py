from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Addresses of who has none (`courses.cards.holders`); the domain never exists, so no mail is sent there.
NOWHERE = ".invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Whoever can run this has the machine in hand: their address needs no further proof."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        prove_address(user)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A way to log in. Who somebody *is* stands in `courses.people.Person`; most persons have no account."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(
        _("name"), max_length=500, blank=True, help_text=_("As you write it yourself. We use it to greet you.")
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.SCREEN_LANGUAGES,
        default="nl",
        help_text=_("For screens and mails."),
    )
    is_staff = models.BooleanField(_("may manage the site"), default=False)
    is_active = models.BooleanField(_("may log in"), default=True)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or (self.email.partition("@")[0] if self.has_address else "")

    @property
    def has_address(self) -> bool:
        return not self.email.endswith(NOWHERE)


def prove_address(user: User) -> None:
    """Take the account's address for proven, so that it can log in without a mail."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
