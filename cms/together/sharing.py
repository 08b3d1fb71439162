"""Saying which organisations write a programme and which one reviews and publishes it; Wagtail's rights follow from it.

Organisations work on it by their accounts: whoever is assigned to one as author or editor is in its group.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page, WorkflowPage, WorkflowState

from cms.authors import allow, work_group, workflow_of
from cms.models import CurriculumPage, ProgrammePartner, WorkGroup
from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.people.access import organisations_of
from courses.people.models import Assignment, Organisation
from courses.slots.registry import Action

WRITES, REVIEWS = ProgrammePartner.Role.WRITES, ProgrammePartner.Role.REVIEWS
MAY = {WRITES: ("add_page", "change_page"), REVIEWS: ("add_page", "change_page", "publish_page")}
KIND = {WRITES: WorkGroup.Kind.AUTHORS, REVIEWS: WorkGroup.Kind.EDITORS}
GROUP_OF = {
    Assignment.Role.AUTHOR.value: WorkGroup.Kind.AUTHORS,
    Assignment.Role.EDITOR.value: WorkGroup.Kind.EDITORS,
}
MOST = 20


def partners_of(programme: Any) -> list[ProgrammePartner]:
    """Who makes a programme: who writes first, in the order in which they came."""
    rows = ProgrammePartner.objects.filter(translation_key=programme.translation_key)
    rows = rows.select_related("organisation__leerlijn_logo__image")
    return sorted(rows, key=lambda row: row.role != WRITES)


def may_share(programme: Any, account: Any) -> bool:
    """Who publishes a programme decides who writes it; so do the coordinators of the organisation that reviews it."""
    if not account.is_authenticated or not account.is_active:
        return False
    if account.is_superuser or programme.permissions_for_user(account).can_publish():
        return True
    reviews = ProgrammePartner.objects.filter(translation_key=programme.translation_key, role=REVIEWS)
    return reviews.filter(organisation__in=organisations_of(account)).exists()


def partners_action(request: Any, edition: Any) -> Action | None:
    """On a group's page: the way there for who coordinates the organisation that reviews, and has none of its pages."""
    version = edition.version
    if version is None:
        return None
    reviews = ProgrammePartner.objects.filter(translation_key=version.translation_key, role=REVIEWS)
    if not reviews.filter(organisation__in=organisations_of(request.user)).exists():
        return None
    return Action(reverse("leerlijn_programmes:partners", args=[version.page_id]), _("Who writes, who reviews"))


def share(programme: Any, organisation: Organisation, role: str, *, by: Any) -> ProgrammePartner:
    """Let an organisation write a programme, or review and publish it in the place of whoever did; saying it twice
    changes nothing.
    """
    key = programme.translation_key
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=programme.pk)
        rows = ProgrammePartner.objects.filter(translation_key=key)
        if role == WRITES and rows.filter(role=WRITES).exclude(organisation=organisation).count() >= MOST:
            raise CoursesError(_("%(count)d organisations write this already; that is the most.") % {"count": MOST})
        if role == REVIEWS:
            rows.filter(role=REVIEWS).exclude(organisation=organisation).delete()
        row, fresh = ProgrammePartner.objects.get_or_create(translation_key=key, organisation=organisation, role=role)
        if fresh:
            record_changes([row], action="leerlijn.share", by=by)
        settle(key, by=by)
        return row


def unshare(row: ProgrammePartner, *, by: Any) -> None:
    """End what an organisation does for a programme: its accounts lose the pages at once; what they wrote stays."""
    with transaction.atomic():
        record_changes([row], action="leerlijn.unshare", by=by)
        key = row.translation_key
        row.delete()
        settle(key, by=by)


def settle(key: Any, *, by: Any = None) -> None:
    """Bring the rights on a programme's pages, in all languages, and where their changes are handed in, up to date."""
    pages = list(CurriculumPage.objects.filter(translation_key=key, alias_of__isnull=True))
    rows = list(ProgrammePartner.objects.filter(translation_key=key).select_related("organisation"))
    groups = {row: work_group(KIND[row.role], row.organisation) for row in rows}  # type: ignore[index]
    working = [one.group_id for one in groups.values()]
    ended = GroupPagePermission.objects.filter(page__in=pages, group__leerlijn_work__organisation__isnull=False)
    ended.exclude(group__in=working).delete()
    for row, group in groups.items():
        allow(group.group, pages, MAY[row.role])  # type: ignore[index]
    _settle_review(pages, next((group for row, group in groups.items() if row.role == REVIEWS), None), by=by)


def _settle_review(pages: list[Any], reviewers: Any, *, by: Any) -> None:
    theirs = WorkGroup.objects.filter(organisation__isnull=False, workflow__isnull=False).values("workflow")
    workflow = workflow_of(reviewers) if reviewers is not None else None
    for page in pages:
        known = WorkflowPage.objects.filter(page=page).first()
        if workflow is not None and (known is None or known.workflow_id != workflow.pk):
            WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
            _hand_over(page, by=by)
        elif workflow is None and WorkflowPage.objects.filter(page=page, workflow__in=theirs).delete()[0]:
            _hand_over(page, by=by)


def _hand_over(page: Any, *, by: Any) -> None:
    """What waits for who looked at it before goes to who looks at it now; what came back is handed in anew, to those."""
    below = Page.objects.filter(path__startswith=page.path)
    waiting = WorkflowState.objects.filter(
        base_content_type=Page.get_base_content_type(page),
        object_id__in=[str(pk) for pk in below.values_list("pk", flat=True)],
    )
    for state in waiting.filter(status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)):
        subject = state.content_object
        workflow = subject.get_workflow()
        if workflow is None or workflow.pk == state.workflow_id:
            continue
        handed_in = state.status == WorkflowState.STATUS_IN_PROGRESS
        state.cancel(user=by)
        if handed_in:
            workflow.start(subject.specific, state.requested_by)


def settle_accounts(accounts: Iterable[Any]) -> None:
    """Let each account be in exactly the groups of the organisations for which it is an author or editor."""
    for account in accounts:
        works = Assignment.objects.filter(account=account, role__in=GROUP_OF).select_related("organisation")
        wanted = {work_group(GROUP_OF[one.role], one.organisation).group for one in works}
        there = set(account.groups.filter(leerlijn_work__organisation__isnull=False))
        account.groups.add(*(wanted - there))
        account.groups.remove(*(there - wanted))
