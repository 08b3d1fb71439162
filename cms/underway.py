"""On an author's pages: who is in the middle, what publishing does to them, and which group runs on which version."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.foretelling import Effect, Kind, effect_of
from cms.publishing import programme_of
from cms.telling import foretold, in_the_middle
from courses.completion.differing import differences_of
from courses.completion.underway import enrolments_underway
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import latest_version
from courses.editions.access import visible_editions
from courses.editions.models import Edition

PER_PAGE = 50


def told_of(page: Any, effect: Effect) -> dict[str, Any]:
    """What the notice above a page's fields is made of."""
    return {
        "page": page,
        "effect": effect,
        "middle": in_the_middle(effect),
        "foretold": foretold(effect) if effect.underway or effect.kind in (Kind.STRUCTURE, Kind.BACK) else [],
    }


@never_cache
@require_safe
def effect(request: HttpRequest, page: int) -> HttpResponse:
    """The same for a draft that was just kept, to put in its place."""
    draft = _editable(request, page).get_latest_revision_as_object()
    found = effect_of(draft)
    if found is None:
        return HttpResponse("")
    return render(request, "leerlijn_cms/admin/effect.html", told_of(draft, found))


@require_safe
def groups(request: HttpRequest, page: int) -> HttpResponse:
    """All groups that run on a programme, each with its version; for who may edit it."""
    offer = programme_of(_editable(request, page))
    if offer is None:
        raise Http404
    newest = latest_version(offer)
    versions = list(CurriculumVersion.objects.filter(translation_key=offer.translation_key).order_by("number"))
    mine = set(visible_editions(request.user).values_list("pk", flat=True)[:10_000])
    shown = Paginator(_groups(offer), PER_PAGE).get_page(request.GET.get("groups"))
    context = {
        "offer": offer,
        "newest": newest,
        "versions": [
            (version, differences_of(before, version) if before else [])
            for before, version in reversed(list(zip([None, *versions], versions, strict=False))[-10:])
        ],
        "groups": [(group, group.pk in mine) for group in shown],
        "shown": shown,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_explore", args=[offer.pk]), "label": offer.title},
            {"url": "", "label": _("Versions and groups")},
        ],
        "header_title": f"{_('Versions and groups')} · {offer.title}",
        "header_icon": "history",
    }
    return render(request, "leerlijn_cms/admin/groups.html", context)


def _groups(offer: Any) -> Any:
    people = enrolments_underway().filter(edition=OuterRef("pk")).order_by().values("edition").annotate(n=Count("pk"))
    return (
        Edition.objects.filter(version__translation_key=offer.translation_key)
        .select_related("version", "organisation")
        .annotate(underway=Coalesce(Subquery(people.values("n"), output_field=IntegerField()), 0))
        .order_by("version__number", "-created_at", "-pk")
    )


def _editable(request: HttpRequest, pk: int) -> Any:
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return page
