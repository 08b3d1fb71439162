"""Publishing and taking off the site at a planned moment, as by hand, and telling who planned it what it did."""

from __future__ import annotations

import logging
from typing import Any

from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision

from cms.checking import problems
from cms.foretelling import effect_after, mark_of
from cms.publishing import programme_of
from cms.telling import told
from cms.together.naming import reads_in
from courses.mail.sending import send_mail

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """What Wagtail's `publish_scheduled` does, one by one: what goes wrong with one page holds up no other.

    Answers how many pages and other drafts went on or off the site.
    """
    return sum(_take_off(one) for one in _expired()) + sum(_publish(one) for one in _due())


def _expired() -> list[Any]:
    models = [
        Page,
        *(one for one in apps.get_models() if issubclass(one, DraftStateMixin) and not issubclass(one, Page)),
    ]
    now = timezone.now()
    return [row for model in models for row in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")]


def _due() -> list[Revision]:
    return list(Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"))


def _take_off(row: Any) -> bool:
    try:
        with transaction.atomic():
            row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception:
        logger.exception("%s %s can't be taken off the site as planned", type(row).__name__, row.pk)
        return False
    return True


def _publish(revision: Revision) -> bool:
    try:
        page = revision.content_object
        offer = programme_of(page) if isinstance(page, Page) else None
        mark = mark_of(offer) if offer is not None and offer.pk else None
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
            if offer is not None:
                _tell(revision, mark)
    except Exception:
        logger.exception("revision %s can't be published as planned", revision.pk)
        return False
    return True


def _tell(revision: Revision, mark: Any) -> None:
    """The sentences that stand on the screen after publishing by hand, by mail, in the language of who planned it."""
    account = revision.user
    address = getattr(account, account.get_email_field_name(), "") if account is not None and account.is_active else ""
    if not address:
        return
    language = reads_in(account)
    page = type(revision.content_object)._default_manager.get(pk=revision.content_object.pk)
    with translation.override(language):
        sentences = list(_sentences(page, mark))
    if sentences:
        send_mail(
            key=f"went-live:{revision.pk}",
            to=address,
            template="leerlijn_cms/mail/went_live",
            context={
                "name": account.get_full_name() or account.get_username(),
                "title": page.title,
                "sentences": sentences,
                "path": reverse("leerlijn_programmes:groups", args=[page.pk]),
            },
            language=language,
        )


def _sentences(page: Any, mark: Any) -> list[str]:
    effect = effect_after(page, mark)
    said = [told(effect)] if effect is not None else []
    offer = programme_of(page)
    wrong = problems(offer) if offer is not None and offer.live else []
    if offer is not None and wrong:
        sentence = _("“%(title)s” can't be offered like this: %(problem)s")
        said.append(sentence % {"title": offer.title, "problem": wrong[0].sentence})
    return [sentence for sentence in said if sentence]
