"""What the plugin adds to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages, widgets
from wagtail.models import Page

from cms import guarding
from cms.checking import problems
from cms.publishing import pin_each, programme_of
from cms.starting import start_url
from cms.viewsets import LabelsViewSetGroup


@hooks.register("register_admin_viewset")
def register_labels() -> LabelsViewSetGroup:
    return LabelsViewSetGroup()


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def start_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    url = start_url(page, user)
    if url:
        yield widgets.Button(_("Start a group"), url, icon_name="group", priority=15)


@hooks.register("after_publish_page")
def after_publishing(request: HttpRequest, page: Any) -> None:
    programme = programme_of(page)
    if programme is None:
        return
    url = start_url(programme, request.user)
    wrong = problems(programme) if programme.live and programme.pk != page.pk else []
    if wrong:
        sentence = _("“%(title)s” can't be offered like this: %(problem)s")
        messages.warning(request, sentence % {"title": programme.title, "problem": wrong[0].sentence})
    elif url and programme.pk == page.pk:
        messages.info(
            request,
            _("Participants can come now."),
            buttons=[messages.button(url, _("Start a group"))],
        )


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
        return _refuse_unready(request, pages)
    return None


@hooks.register("after_delete_page")
def after_deleting(request: HttpRequest, page: Any) -> None:
    pin_each(guarding.parents_of([page]), by=request.user)


@hooks.register("after_bulk_action")
def after_bulk_action(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    pages = [one for one in objects if isinstance(one, Page)]
    if pages and action_type == "delete":
        pin_each(guarding.parents_of(pages), by=request.user)


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
