"""What the plugin adds to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages, widgets
from wagtail.models import Page

from cms import gating, guarding, question_admin  # noqa: F401 (the bank registers its own hooks)
from cms.advising import advice
from cms.checking import offer_problems, problems
from cms.foretelling import effect_after, effect_of, mark_of
from cms.library.choosing import file_chooser
from cms.library.listing import tool_listing
from cms.publishing import pin_each, programme_of, settle_copy
from cms.starting import start_url
from cms.telling import foretold, told
from cms.together.handing_in import with_our_button
from cms.together.sharing import may_share
from cms.viewsets import LabelsViewSetGroup


@hooks.register("register_admin_viewset")
def register_labels() -> LabelsViewSetGroup:
    return LabelsViewSetGroup()


@hooks.register("register_admin_viewset")
def register_library_files() -> Any:
    return file_chooser


@hooks.register("register_admin_viewset")
def register_tools() -> Any:
    return tool_listing


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def start_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    url = start_url(page, user)
    if url:
        yield widgets.Button(_("Start a group"), url, icon_name="group", priority=15)


@hooks.register("register_admin_urls")
def register_programme_urls() -> list[Any]:
    return [path("leerlijn/programmes/", include("cms.admin_urls"))]


@hooks.register("insert_editor_js")
def underway_js() -> str:
    return format_html('<script src="{}" defer></script>', static("leerlijn_cms/underway.js"))


@hooks.register("register_page_header_buttons")
def groups_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    if programme_of(page) is not None and page.permissions_for_user(user).can_edit():
        url = reverse("leerlijn_programmes:groups", args=[page.pk])
        yield widgets.Button(_("Versions and groups"), url, icon_name="history", priority=16)


@hooks.register("register_page_header_buttons")
def partners_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    programme = programme_of(page)
    if programme is not None and programme.pk == page.pk and may_share(programme, user):
        url = reverse("leerlijn_programmes:partners", args=[page.pk])
        yield widgets.Button(_("Who writes, who reviews"), url, icon_name="group", priority=17)


@hooks.register("construct_page_action_menu")
def hand_in(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    with_our_button(items)


@hooks.register("before_edit_page")
def before_editing(request: HttpRequest, page: Any) -> None:
    """So that afterwards it can be told what publishing did, by whichever button it was done."""
    if request.method == "POST":
        _remember(request, [page])


@hooks.register("after_edit_page")
def after_editing(request: HttpRequest, page: Any) -> None:
    _tell(request, [page])


@hooks.register("before_create_page")
def before_creating(request: HttpRequest, parent_page: Any, page_class: Any) -> None:
    if request.method == "POST":
        _remember(request, [parent_page])


@hooks.register("after_create_page")
def after_creating(request: HttpRequest, page: Any) -> None:
    _tell(request, [page])


@hooks.register("after_publish_page")
def after_publishing(request: HttpRequest, page: Any) -> None:
    programme = programme_of(page)
    if programme is None:
        return
    if _is_planned(page):
        _say_what_is_planned(request, page)
        return
    url = start_url(programme, request.user)
    wrong = offer_problems(programme, page) if programme.live else []
    if wrong:
        sentence = _("“%(title)s” can't be offered like this: %(problem)s")
        messages.warning(request, sentence % {"title": programme.title, "problem": wrong[0].sentence})
    elif url and programme.pk == page.pk:
        messages.info(
            request,
            _("Participants can come now."),
            buttons=[messages.button(url, _("Start a group"))],
        )


@hooks.register("after_publish_page")
def advising(request: HttpRequest, page: Any) -> None:
    """What could be better is said once it is published: it is no reason to refuse."""
    said = advice(page)
    if said:
        more = ngettext("And %(count)d thing more.", "And %(count)d things more.", len(said) - 2) % {
            "count": len(said) - 2
        }
        sentences = [*said[:2], more] if len(said) > 2 else said
        messages.warning(request, " ".join([_("Published. This could be better:"), *sentences]))


@hooks.register("before_serve_document")
def serving(document: Any, request: HttpRequest) -> HttpResponse | None:
    """A module's document is had by who may read the module; who is not logged in may still turn out to be that."""
    places = gating.places_of(document)
    if not places or gating.opens_for(places, request.user):
        return None
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


@hooks.register("before_delete_page")
def before_deleting(request: HttpRequest, page: Any) -> HttpResponse | None:
    return _refuse_or_let_go(request, [page])


@hooks.register("before_bulk_action")
def before_bulk_action(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    pages = [one for one in objects if isinstance(one, Page)]
    if not pages:
        return None
    if action_type == "delete":
        return _refuse_or_let_go(request, pages)
    if action_type in ("unpublish", "move"):
        _say_who_goes_on(request, pages)
    if action_type == "publish":
        _remember(request, pages)
        return _refuse_unready(request, pages)
    return None


@hooks.register("after_copy_page")
def after_copying(request: HttpRequest, page: Any, new_page: Any) -> None:
    settle_copy(page, new_page, by=request.user)


@hooks.register("after_delete_page")
def after_deleting(request: HttpRequest, page: Any) -> None:
    pin_each(guarding.parents_of([page]), by=request.user)


@hooks.register("after_bulk_action")
def after_bulk_action(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    pages = [one for one in objects if isinstance(one, Page)]
    if pages and action_type == "delete":
        pin_each(guarding.parents_of(pages), by=request.user)
    if pages and action_type == "publish":
        _tell(request, [type(page)._default_manager.get(pk=page.pk) for page in pages])


@hooks.register("construct_main_menu")
def without_help(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's help leads to pages elsewhere; who works here has the manual, and a short menu."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name != "help"]


@hooks.register("after_unpublish_page")
def after_unpublishing(request: HttpRequest, page: Any) -> None:
    _say_who_goes_on(request, [page])


@hooks.register("after_move_page")
def after_moving(request: HttpRequest, page: Any) -> None:
    _say_who_goes_on(request, [page])


def _refuse_or_let_go(request: HttpRequest, pages: list[Any]) -> HttpResponse | None:
    sentence = guarding.why_not_deleted(pages)
    if sentence:
        messages.error(request, sentence)
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
    if request.method == "POST":
        guarding.let_go(pages)
    return None


def _say_who_goes_on(request: HttpRequest, pages: list[Any]) -> None:
    sentence = guarding.who_goes_on(pages)
    if sentence:
        messages.info(request, sentence)


def _refuse_unready(request: HttpRequest, pages: list[Any]) -> HttpResponse | None:
    for page in pages:
        wrong = problems(page.get_latest_revision_as_object())
        if wrong:
            sentence = _("“%(title)s” can't be published yet: %(problem)s")
            messages.error(request, sentence % {"title": page.title, "problem": wrong[0].sentence})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def _remember(request: HttpRequest, pages: list[Any]) -> None:
    offers = {offer.pk: offer for page in pages if (offer := programme_of(page)) is not None and offer.pk}
    request.leerlijn_marks = {pk: mark_of(offer) for pk, offer in offers.items()}  # type: ignore[attr-defined]


def _tell(request: HttpRequest, pages: list[Any]) -> None:
    """What became of those in the middle, where this request pinned something."""
    marks = getattr(request, "leerlijn_marks", {})
    for page in pages:
        offer = programme_of(page)
        if offer is None or offer.pk not in marks:
            continue
        effect = effect_after(page, marks[offer.pk])
        sentence = told(effect) if effect is not None else ""
        if sentence:
            url = reverse("leerlijn_programmes:groups", args=[page.pk])
            messages.info(request, sentence, buttons=[messages.button(url, _("Versions and groups"))])


def _is_planned(page: Any) -> bool:
    return page.scheduled_revision is not None


def _say_what_is_planned(request: HttpRequest, page: Any) -> None:
    effect = effect_of(page.get_latest_revision_as_object())
    if effect is not None and effect.underway and effect.starts_at:
        moment = date_format(timezone.localtime(effect.starts_at), "DATETIME_FORMAT")
        sentence = _("Planned for %(moment)s: %(effect)s")
        messages.info(request, sentence % {"moment": moment, "effect": " ".join(foretold(effect))})
