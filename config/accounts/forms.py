"""allauth's forms in our words: what is asked, and what for."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.users.forms import UserCreationForm, UserEditForm

from config.accounts.models import User
from courses.people.models import Person


def password_help() -> str:
    least = next((v.min_length for v in get_default_password_validators() if isinstance(v, MinimumLengthValidator)), 8)
    return ngettext(
        "At least %(count)s character. A sentence that only you know is strong and easy to remember.",
        "At least %(count)s characters. A sentence that only you know is strong and easy to remember.",
        least,
    ) % {"count": least}


class _OurWords:
    """Labels and purposes in place of allauth's; no placeholders, which vanish when one starts to type."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("autofocus", None)
            if name in self.words:
                field.label, help_text = self.words[name]
                field.help_text = help_text() if callable(help_text) else help_text


class LoginForm(_OurWords, allauth_forms.LoginForm):
    words = {
        "login": (_("E-mail address"), ""),
        "password": (_("Password"), ""),
        "remember": (_("Stay logged in on this device"), _("Not on a computer that others use too.")),
    }


class SignupForm(_OurWords, allauth_forms.SignupForm):
    words = {
        "email": (_("E-mail address"), _("You log in with it, and we write to it about your groups and certificates.")),
        "password1": (_("Choose a password"), password_help),
    }

    def try_save(self, request: HttpRequest) -> Any:
        """A double click makes one account: who comes second hears the same as who has one already."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class ChangeEmailForm(_OurWords, allauth_forms.AddEmailForm):
    words = {"email": (_("New e-mail address"), _("We send a link to it. The old address holds until you use that."))}

    def clean_email(self) -> str:
        """Who came in by a card may only add the address that the organiser wrote down: a finder has another one."""
        email: str = super().clean_email()
        holder = Person.objects.filter(account=self.user, account_stands_in=True).first()
        if holder is not None and holder.email.lower() != email.lower():
            raise forms.ValidationError(
                _("You came in with your card. Ask the organiser to write down this address, then add it here.")
            )
        return email


class ChangePasswordForm(_OurWords, allauth_forms.ChangePasswordForm):
    words = {
        "oldpassword": (_("Your password now"), ""),
        "password1": (_("New password"), password_help),
        "password2": (_("New password, once more"), ""),
    }


class SetPasswordForm(_OurWords, allauth_forms.SetPasswordForm):
    words = {
        "password1": (_("New password"), password_help),
        "password2": (_("New password, once more"), ""),
    }


class ForgottenPasswordForm(_OurWords, allauth_forms.ResetPasswordForm):
    words = {"email": (_("E-mail address"), _("The one you log in with. We send a link to it."))}


class NewPasswordForm(_OurWords, allauth_forms.ResetPasswordKeyForm):
    words = {
        "password1": (_("New password"), password_help),
        "password2": (_("New password, once more"), ""),
    }


class ReauthenticateForm(_OurWords, allauth_forms.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class LanguageForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["language"]
        widgets = {"language": forms.RadioSelect}


class _WithoutUsername(forms.ModelForm):
    """Wagtail asks for a first and a last name; names have no such parts, and our accounts no such fields."""

    first_name = None
    last_name = None

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def _clean_username(self) -> None:
        taken = User.objects.filter(email__iexact=self.cleaned_data.get("email", "")).exclude(pk=self.instance.pk)
        if taken.exists():
            self.add_error("email", _("There is an account with this address already."))


class SiteUserCreationForm(_WithoutUsername, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = ["email", "name", "language", "is_superuser", "groups"]


class SiteUserEditForm(_WithoutUsername, UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = ["email", "name", "language", "is_active", "is_superuser", "groups"]
