from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.models import Group
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import Revision
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
    published,
)

from cms.authors import ensure_groups, tables_are_there
from cms.bank import programmes_asking, why_kept
from cms.gating import note_all_documents, note_documents
from cms.library.citing import remember, tell, was_published
from cms.models import BankQuestion, CurriculumPage, DossierPage, WorkGroup
from cms.pictures import strip_metadata
from cms.publishing import keep_as_pinned, pin_each, pin_published
from cms.together.sharing import settle, settle_accounts
from courses.people.signals import assignments_changed


@receiver(page_published, dispatch_uid="leerlijn_pin_published")
def pin(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    pin_published(instance, by=revision.user if revision else None)


@receiver(page_unpublished, dispatch_uid="leerlijn_pin_without")
def pin_without(sender: Any, instance: Any, **kwargs: Any) -> None:
    # Wagtail says so too of a page that it is about to delete; that one is still live.
    if not instance.live:
        pin_published(instance, by=None)


@receiver(published, dispatch_uid="leerlijn_pin_asking")
def pin_asking(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Other words of a question reach the tests that ask it; other right answers make a version of the programme."""
    if isinstance(instance, BankQuestion):
        pin_each(programmes_asking(instance), by=revision.user if revision else None)


@receiver(pre_delete, dispatch_uid="leerlijn_keep_asked")
def keep_asked(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Whatever deletes it: a question that a test asks stays."""
    if sender is BankQuestion and (sentence := why_kept([instance])):
        raise ProtectedError(sentence, {instance})


@receiver(post_page_move, dispatch_uid="leerlijn_pin_moved")
def pin_moved(sender: Any, parent_page_before: Any, parent_page_after: Any, **kwargs: Any) -> None:
    pin_each([parent_page_before, parent_page_after], by=None)


@receiver(pre_save, sender=Revision, dispatch_uid="leerlijn_keep_as_pinned")
def keep_what_groups_see(sender: Any, instance: Any, **kwargs: Any) -> None:
    keep_as_pinned(instance)


@receiver(post_save, sender=Revision, dispatch_uid="leerlijn_note_documents")
def note(sender: Any, instance: Any, created: bool, update_fields: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and (update_fields is None or "content" in update_fields):
        note_documents(instance, fresh=created)


@receiver(pre_save, dispatch_uid="leerlijn_strip_metadata")
def strip(sender: Any, instance: Any, **kwargs: Any) -> None:
    if sender is get_image_model():
        strip_metadata(instance)


@receiver(pre_save, sender=DossierPage, dispatch_uid="leerlijn_remember_dossier")
def remember_dossier(sender: Any, instance: Any, **kwargs: Any) -> None:
    remember(instance)


@receiver(page_published, sender=DossierPage, dispatch_uid="leerlijn_tell_citing")
def tell_citing(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    was_published(instance, by=revision.user if revision else None)


@receiver(page_unpublished, sender=DossierPage, dispatch_uid="leerlijn_tell_off_the_site")
def tell_off_the_site(sender: Any, instance: Any, **kwargs: Any) -> None:
    tell(instance, [{"what": "off"}], by=None)


@receiver(assignments_changed, dispatch_uid="leerlijn_settle_accounts")
def settle_groups(sender: Any, accounts: Any, **kwargs: Any) -> None:
    settle_accounts(accounts)


@receiver(post_delete, sender=WorkGroup, dispatch_uid="leerlijn_end_group")
def end_group(sender: Any, instance: Any, **kwargs: Any) -> None:
    """With an organisation goes its group, and with that what it could do on pages."""
    if instance.organisation_id is not None:
        Group.objects.filter(pk=instance.group_id).delete()


@receiver(copy_for_translation_done, dispatch_uid="leerlijn_share_translation")
def share_translation(sender: Any, target_obj: Any, **kwargs: Any) -> None:
    if isinstance(target_obj, CurriculumPage):
        settle(target_obj.translation_key)


@receiver(post_migrate, dispatch_uid="leerlijn_ensure_groups")
def groups(sender: Any, using: str, apps: Any = installed, **kwargs: Any) -> None:
    """Flushing a database sends this signal too, without `apps`."""
    if sender.name == "cms" and tables_are_there(apps):
        ensure_groups(using=using)
        note_all_documents()
