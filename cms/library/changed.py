"""For authors: what changed in a dossier that they cite, and ticking it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.library.citing import tick_off
from cms.library.comparing import in_words
from cms.models import CitationNotice
from courses.slots.needs import NeedsYou

SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_changed(request: HttpRequest, pk: int) -> HttpResponse:
    """One change, for the author it is told to; POST ticks it off."""
    own = CitationNotice.objects.filter(account=request.user.pk).select_related("change__dossier")
    notice = get_object_or_404(own, pk=pk)
    if request.method == "POST":
        tick_off(notice)
        messages.success(request, _("Ticked off."))
        return redirect("leerlijn_programmes:dossier_changed", notice.pk)
    pages = [page for page in Page.objects.filter(pk__in=notice.pages).specific() if _mine(page, request.user)]
    title = _("“%(title)s” changed") % {"title": notice.change.title}
    context = {
        "notice": notice,
        "sentences": in_words(notice.change.told),
        "pages": pages,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "header_icon": "openquote",
    }
    return render(request, "leerlijn_cms/admin/dossier_changed.html", context)


def dossiers_changed(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """For "what needs you": each change that this account has not ticked off."""
    rows = CitationNotice.objects.filter(account=request.user.pk, seen_at=None).select_related("change")
    return [
        NeedsYou(
            ngettext(
                "The dossier “%(title)s” changed. You cite it on %(count)d page. %(first)s",
                "The dossier “%(title)s” changed. You cite it on %(count)d pages. %(first)s",
                len(row.pages),
            )
            % {"title": row.change.title, "count": len(row.pages), "first": next(iter(in_words(row.change.told)), "")},
            reverse("leerlijn_programmes:dossier_changed", args=[row.pk]),
        )
        for row in rows.order_by("-change__at", "-pk")[:SHOWN]
    ]


def _mine(page: Any, account: Any) -> bool:
    return bool(page.permissions_for_user(account).can_edit())
