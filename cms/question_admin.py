"""The question bank in Wagtail's admin: the list with its filters, archiving, and copying a module's questions into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages, widgets
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.bank import archive, copy_to_bank, own_questions, short, why_kept
from cms.models import BankQuestion, ModulePage, ThemeTag
from courses.people.models import Organisation


class QuestionFilters(WagtailFilterSet):
    themes = django_filters.ModelChoiceFilter(label=gettext_lazy("Theme"), queryset=ThemeTag.objects.all())
    organisation = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.all()
    )
    archived = django_filters.BooleanFilter(
        label=gettext_lazy("Archived"), field_name="archived_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = BankQuestion
        fields: list[str] = []


class QuestionChooser(SnippetChooserViewSet):
    """Archived questions are not offered."""

    def get_object_list(self) -> Any:
        return BankQuestion.objects.filter(archived_at__isnull=True)


class BankQuestionViewSet(SnippetViewSet):
    model = BankQuestion
    icon = "help"
    menu_label = gettext_lazy("Question bank")
    menu_order = 340
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("kind", label=gettext_lazy("Kind")),
        "organisation",
        LiveStatusTagColumn(),
        "archived_at",
    ]
    search_fields = ["name", "question"]
    search_backend_name = None
    filterset_class = QuestionFilters
    chooser_viewset_class = QuestionChooser


register_snippet(BankQuestionViewSet)


@hooks.register("register_admin_urls")
def register_question_urls() -> list[Any]:
    return [
        path("leerlijn/questions/<int:pk>/archive/", archive_question, name="leerlijn_archive_question"),
        path("leerlijn/questions/from/<int:module>/", copy_questions, name="leerlijn_copy_questions"),
    ]


def may(user: Any, action: str) -> bool:
    return user.has_perm(f"leerlijn_cms.{get_permission_codename(action, BankQuestion._meta)}")


def archive_question(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks, POST archives or takes out of the archive."""
    if not may(request.user, "change"):
        raise PermissionDenied
    question = get_object_or_404(BankQuestion, pk=pk)
    index = BankQuestion.snippet_viewset.get_url_name("list")
    if request.method == "POST":
        archive(question, archived=question.archived_at is None, by=request.user)
        messages.success(request, _("“%(name)s” is changed.") % {"name": question.name})
        return redirect(index)
    header = {"header_title": question.name, "header_icon": "help"}
    return render(request, "leerlijn_cms/admin/archive_question.html", {"question": question, "index": index, **header})


def copy_questions(request: HttpRequest, module: int) -> HttpResponse:
    """Choose which questions of a module come into the bank."""
    # Asked as a page: that number is checked for its size, the number of a page's own type is not.
    page = get_object_or_404(Page, pk=module).specific
    if not isinstance(page, ModulePage):
        raise Http404
    if not (may(request.user, "add") and page.permissions_for_user(request.user).can_edit()):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if request.method == "POST":
        made = copy_to_bank(draft, request.POST.getlist("question"), by=request.user)
        if made:
            sentence = ngettext(
                "%(count)d question is in the bank now, as a draft.",
                "%(count)d questions are in the bank now, as drafts.",
                len(made),
            )
            messages.success(request, sentence % {"count": len(made)})
            return redirect(BankQuestion.snippet_viewset.get_url_name("list"))
        messages.error(request, _("Choose at least one question."))
    questions = [(test, child, short(child)) for test, child in own_questions(draft)]
    context = {"module": page, "questions": questions, "header_title": page.title, "header_icon": "help"}
    return render(request, "leerlijn_cms/admin/copy_questions.html", context)


@hooks.register("register_page_header_buttons")
def copy_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    if page.specific_class is ModulePage and may(user, "add") and page.pk:
        url = reverse("leerlijn_copy_questions", args=[page.pk])
        yield widgets.Button(_("Questions to the bank"), url, icon_name="help", priority=60)


@hooks.register("register_snippet_listing_buttons")
def archive_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Any]:
    if isinstance(snippet, BankQuestion) and may(user, "change"):
        label = _("Use again") if snippet.archived_at else _("Archive")
        url = reverse("leerlijn_archive_question", args=[snippet.pk])
        yield widgets.ListingButton(label, url, icon_name="folder", priority=50)


@hooks.register("before_delete_snippet")
def keep_what_is_asked(request: HttpRequest, instances: Any) -> HttpResponse | None:
    """Both one question and several at once come by here."""
    questions = [one for one in instances if isinstance(one, BankQuestion)]
    sentence = why_kept(questions) if questions else ""
    if not sentence:
        return None
    messages.error(request, sentence)
    return redirect(BankQuestion.snippet_viewset.get_url_name("list"))
