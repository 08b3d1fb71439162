"""How an account is named to those who work with it, and in which language it reads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from courses.people.models import Assignment

WORKS_ON_PAGES = (Assignment.Role.AUTHOR, Assignment.Role.EDITOR)


def who(account: Any) -> str:
    """A name with the organisations for which this account writes or reviews: “Anne Voorbeeld (VNG)”."""
    if not account:
        return _("somebody")
    name = account.get_full_name() or account.get_username()
    works = Assignment.objects.filter(account=account, role__in=WORKS_ON_PAGES).order_by("pk")
    names = dict.fromkeys(works.values_list("organisation__name", flat=True))
    return f"{name} ({', '.join(names)})" if names else name


def reads_in(account: Any) -> str:
    """The language of an account: what it chose for Wagtail, else its own, else the site's."""
    profile = getattr(account, "wagtail_userprofile", None)
    known = dict(settings.LANGUAGES)
    for language in (getattr(profile, "preferred_language", ""), getattr(account, "language", "")):
        if language in known:
            return str(language)
    return str(settings.LANGUAGE_CODE)
