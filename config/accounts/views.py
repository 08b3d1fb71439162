"""The pages about one's account that allauth doesn't have."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from config.accounts.forms import LanguageForm


@login_required
def account_settings(request: HttpRequest) -> HttpResponse:
    """E-mail address, password and language, each with its door."""
    form = LanguageForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        account = form.save()
        with translation.override(account.language):
            messages.success(request, _("Saved. From now on you read this site and its mails in this language."))
        return redirect("account_settings")
    return render(request, "account/settings.html", {"form": form})


def workplace_login(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends who may not come in: to the one login page, or to a clear no for who is logged in."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or "/admin/")
