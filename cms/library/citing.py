"""Pages that cite a dossier, and telling those who wrote them when the dossier changes: each person once a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page, ReferenceIndex

from cms.library.comparing import Content, Difference, content_of, differences, in_words
from cms.models import CitationNotice, DossierChange, DossierPage, ProgrammePartner
from cms.publishing import programme_of
from cms.together.naming import reads_in
from courses.mail.sending import send_mail
from courses.people.models import Assignment

CONTENT = "_leerlijn_content_before"


def remember(dossier: DossierPage) -> None:
    """Before a dossier is saved: what stands in the database is what was published last."""
    if dossier.pk and not hasattr(dossier, CONTENT):
        stored = DossierPage.objects.filter(pk=dossier.pk, first_published_at__isnull=False).first()
        setattr(dossier, CONTENT, content_of(stored) if stored is not None else None)


def was_published(dossier: DossierPage, *, by: Any) -> DossierChange | None:
    """Tell what differs from the publication before; None where there was none, or where nothing is worth telling."""
    was: Content | None = dossier.__dict__.pop(CONTENT, None)
    told = differences(was, content_of(dossier)) if was is not None else []
    return tell(dossier, told, by=by) if told else None


def tell(dossier: DossierPage, told: Sequence[Difference], *, by: Any) -> DossierChange | None:
    """Write down a change and tell who wrote what cites it, but for who made it; None where nobody cites it."""
    cited = pages_citing(dossier)
    authors = authors_of(cited)
    authors.pop(by, None)
    if not authors:
        return None
    with transaction.atomic():
        change = DossierChange.objects.create(dossier_id=dossier.pk, title=dossier.title, told=list(told))
        for account, pages in authors.items():
            notice = CitationNotice.objects.create(
                change=change, account=account, pages=sorted(page.pk for page in pages)
            )
            _mail(notice, pages)
    return change


def _mail(notice: CitationNotice, pages: Iterable[Any]) -> None:
    account, language = notice.account, reads_in(notice.account)
    address = getattr(account, account.get_email_field_name(), "")
    if not address:
        return
    with translation.override(language):
        sentences = in_words(notice.change.told)
    send_mail(
        key=f"dossier-changed:{notice.change_id}:{account.pk}",
        to=address,
        template="leerlijn_cms/mail/dossier_changed",
        context={
            "name": account.get_full_name() or account.get_username(),
            "title": notice.change.title,
            "sentences": sentences,
            "pages": [page.get_admin_display_title() for page in pages],
            "path": reverse("leerlijn_programmes:dossier_changed", args=[notice.pk]),
        },
        language=language,
    )


def pages_citing(dossier: Any) -> list[Any]:
    """The pages that name a dossier, drafts among them, by Wagtail's index of references."""
    content_type = Page.get_base_content_type(Page)
    index = ReferenceIndex.get_references_to(dossier).filter(base_content_type=content_type)
    keys = {int(pk) for pk in index.values_list("object_id", flat=True)} - {dossier.pk}
    return list(Page.objects.filter(pk__in=keys, alias_of__isnull=True).specific().order_by("pk"))


def authors_of(pages: Iterable[Any]) -> dict[Any, list[Any]]:
    """Who wrote each page and still may: its owner, who kept its drafts, and who writes its programme for an organisation."""
    found: dict[Any, list[Any]] = {}
    for page in pages:
        kept = Q(pk=page.owner_id) | Q(pk__in=page.revisions.filter(user__isnull=False).values("user"))
        offer = programme_of(page)
        if offer is not None:
            writing = ProgrammePartner.objects.filter(translation_key=offer.translation_key, role="writes")
            works = Assignment.objects.filter(
                role=Assignment.Role.AUTHOR, organisation__in=writing.values("organisation")
            )
            kept |= Q(pk__in=works.values("account"))
        for account in get_user_model().objects.filter(kept, is_active=True).order_by("pk"):
            if page.permissions_for_user(account).can_edit():
                found.setdefault(account, []).append(page)
    return found


def tick_off(notice: CitationNotice) -> None:
    CitationNotice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=timezone.now())
