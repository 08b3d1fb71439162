"""The mails of a group, for its coordinator: what goes out, what went out, and who must be called."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import managed_editions, manages
from courses.editions.models import Edition
from courses.editions.views import _header
from courses.errors import CoursesError
from courses.mail.sending import written
from courses.slots.registry import Action, Moment
from courses.telling import texts
from courses.telling.announcing import audience, pending, publish_changes
from courses.telling.composing import TEMPLATE, Told, Writer
from courses.telling.forms import RemindersForm, TextForm
from courses.telling.models import EditionMails, EditionText, MailKind, Notice
from courses.telling.words import languages, standard, token_words

A_PAGE = 50


def mails_action(request: HttpRequest, edition: Edition) -> Action | None:
    if not manages(request.user, edition):
        return None
    return Action(reverse("leerlijn_telling:mails", args=[edition.pk]), _("Mails"), Moment.BEFOREHAND)


@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes that wait, reminders, each kind of mail, who must be called, and the log; POST sets the reminders."""
    group = _managed(request, pk)
    row = EditionMails.objects.filter(edition=group).first() or EditionMails(edition=group)
    form = RemindersForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data
        texts.set_reminders(group, first=days["first_reminder"], last=days["last_reminder"], by=request.user)
        messages.success(request, _("The reminders are set."))
        return redirect("leerlijn_telling:mails", group.pk)
    notices = Notice.objects.filter(edition=group).select_related("enrolment__person", "mail")
    page = Paginator(notices.exclude(state=Notice.State.DROPPED), A_PAGE).get_page(request.GET.get("page"))
    to_call = list(notices.filter(state=Notice.State.TO_CALL)[:A_PAGE])
    log_access(
        by=request.user,
        action=Access.Action.SEEN,
        kind="person",
        subjects=sorted({notice.enrolment.person_id for notice in (*page.object_list, *to_call)}),
        detail=f"mails of group {group.pk}",
    )
    context = {
        "edition": group,
        "form": form,
        "changes": _waiting_changes(group),
        "tell_at": row.tell_at and max(row.tell_at, timezone.now()),
        "people": audience(group).count(),
        "kinds": _kinds(group),
        "to_call": to_call,
        "notices": page,
        **_header(group, _("Mails")),
    }
    return render(request, "leerlijn_courses/admin/mails.html", context)


def _waiting_changes(group: Edition) -> list[Any]:
    writer = Writer(group, [])
    return [writer.fact(Told(change.entry, change.was, change.now), {}) for change in pending(group)]  # type: ignore[arg-type]


def _kinds(group: Edition) -> list[dict[str, Any]]:
    own = set(EditionText.objects.filter(edition=group).values_list("kind", "language"))
    return [
        {
            "label": label,
            "texts": [
                (language, reverse("leerlijn_telling:text", args=[group.pk, kind, language]), (kind, language) in own)
                for language in languages()
            ],
        }
        for kind, label in MailKind.choices
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, pk: int, kind: str, language: str) -> HttpResponse:
    """One kind of mail in one language: how it looks, and its words to change."""
    group = _managed(request, pk)
    _known(kind, language)
    form_of_address = group.version.address_form if group.version else "je"
    usual = standard(kind, language, form_of_address)
    own = EditionText.objects.filter(edition=group, kind=kind, language=language).first()
    shown = own or usual
    form = TextForm(
        request.POST if request.method == "POST" else None,
        language=language,
        initial={"subject": shown.subject, "text": shown.text},
    )
    if request.method == "POST" and "standard" in request.POST:
        texts.forget_text(group, kind, language, by=request.user)
        messages.success(request, _("The standard text holds again."))
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        texts.set_text(group, kind, language, by=request.user, **form.cleaned_data)
        messages.success(request, _("The text is saved. From now on the mail goes out like this."))
        return redirect(request.path)
    letter = texts.specimen(group, kind, language)
    label = str(MailKind(kind).label)
    context = {
        "edition": group,
        "kind": kind,
        "language": language,
        "others": [(code, reverse("leerlijn_telling:text", args=[group.pk, kind, code])) for code in languages()],
        "form": form,
        "own": own,
        "tokens": token_words(language),
        "letter": written(TEMPLATE, letter.context, language),
        "token": uuid.uuid4().hex,
        **_header(group, label),
    }
    return render(request, "leerlijn_courses/admin/mail_text.html", context)


@require_safe
def preview(request: HttpRequest, pk: int, kind: str, language: str) -> HttpResponse:
    """The HTML of the mail, for the frame on its page."""
    group = _managed(request, pk)
    _known(kind, language)
    letter = texts.specimen(group, kind, language)
    return HttpResponse(written(TEMPLATE, letter.context, language)["html"])


@require_POST
def test(request: HttpRequest, pk: int, kind: str, language: str) -> HttpResponse:
    group = _managed(request, pk)
    _known(kind, language)
    token = re.sub(r"[^0-9a-f]", "", request.POST.get("token", ""))[:32]
    try:
        texts.send_specimen(group, kind, language, by=request.user, token=token)
        messages.success(request, _("The mail is on its way to you."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_telling:text", group.pk, kind, language)


@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the group of what changed now, or decide that nobody hears of it."""
    group = _managed(request, pk)
    silently = request.POST.get("tell") == "nobody"
    notices = publish_changes(group, by=request.user, tell=not silently)
    if silently:
        messages.success(request, _("Nobody is told of these changes."))
    elif notices:
        count = len(notices)
        said = ngettext("%(count)d person is told.", "%(count)d people are told.", count) % {"count": count}
        messages.success(request, said)
    else:
        messages.info(request, _("There is nothing to tell: no change waits."))
    return redirect("leerlijn_telling:mails", group.pk)


@require_POST
def again(request: HttpRequest, pk: int, notice: int) -> HttpResponse:
    group = _managed(request, pk)
    row = get_object_or_404(Notice.objects.select_related("enrolment"), pk=notice, edition=group)
    typed = request.POST.get("number", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else row.pk
    try:
        texts.send_again(row, by=request.user, number=number)
        messages.success(request, _("The mail is sent once more."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_telling:mails", group.pk)


@require_POST
def called(request: HttpRequest, pk: int, notice: int) -> HttpResponse:
    group = _managed(request, pk)
    row = get_object_or_404(Notice.objects.select_related("enrolment"), pk=notice, edition=group)
    texts.mark_called(row, by=request.user)
    messages.success(request, _("Noted: this person knows."))
    return redirect("leerlijn_telling:mails", group.pk)


def _managed(request: HttpRequest, pk: int) -> Edition:
    found = managed_editions(request.user).select_related("organisation", "version")
    return get_object_or_404(found, pk=pk)


def _known(kind: str, language: str) -> None:
    if kind not in MailKind.values or language not in languages():
        raise Http404
