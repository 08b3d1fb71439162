"""Who writes and who publishes: two groups of accounts, and the pages they work on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

AUTHORS = "Leerlijn authors"
EDITORS = "Leerlijn editors"
REVIEW = "Leerlijn review"
LABEL_PERMISSIONS = [
    f"{does}_{what}tag" for does in ("add", "change", "view") for what in ("theme", "audience", "setting", "region")
]
QUESTION_PERMISSIONS = [f"{does}_bankquestion" for does in ("add", "change", "view")]
QUESTION_EDITING = ["publish_bankquestion", "delete_bankquestion", "lock_bankquestion", "unlock_bankquestion"]
FILE_PERMISSIONS = ["add_libraryfile", "view_libraryfile"]
APPS = {
    "leerlijn_cms": "cms",
    "simple_translation": "wagtail.contrib.simple_translation",
    "wagtailadmin": "wagtail.admin",
    "wagtailcore": "wagtail",
    "wagtaildocs": "wagtail.documents",
    "wagtailimages": "wagtail.images",
}


def tables_are_there(apps: Any) -> bool:
    """Whether a migration got as far as what groups need; `apps` is the state it reached."""
    try:
        apps.get_model("leerlijn_cms", "LibraryFile")
        apps.get_model("leerlijn_cms", "BankQuestion")
        apps.get_model("wagtailcore", "GroupCollectionPermission")
    except LookupError:
        return False
    return True


def ensure_groups(*, using: str = "default") -> tuple[Group, Group]:
    """Authors and editors, with what they may do anywhere. Groups that exist are left as their site made them."""
    groups = []
    for name in (AUTHORS, EDITORS):
        group, fresh = Group.objects.using(using).get_or_create(name=name)
        if fresh:
            group.permissions.add(*_permissions("wagtailadmin", ["access_admin"], using))
            group.permissions.add(*_permissions("simple_translation", ["submit_translation"], using))
            group.permissions.add(*_permissions("leerlijn_cms", FILE_PERMISSIONS, using))
            group.permissions.add(*_permissions("leerlijn_cms", QUESTION_PERMISSIONS, using))
            _let_use_files(group, using)
            if name == EDITORS:
                group.permissions.add(*_permissions("leerlijn_cms", LABEL_PERMISSIONS, using))
                group.permissions.add(*_permissions("leerlijn_cms", QUESTION_EDITING, using))
        groups.append(group)
    return groups[0], groups[1]


def let_work_on(page: Any) -> None:
    """Authors write on this page and below and hand in; editors look at it and publish, and write too."""
    authors, editors = ensure_groups()
    for group, codenames in (
        (authors, ("add_page", "change_page")),
        (editors, ("add_page", "change_page", "publish_page")),
    ):
        for permission in _permissions("wagtailcore", codenames, "default"):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    _let_look_at(page, editors)


def _let_look_at(page: Any, editors: Group) -> None:
    """What authors hand in on this page goes to the editors, unless the page has a workflow of its own."""
    if WorkflowPage.objects.filter(page=page).exists():
        return
    workflow = Workflow.objects.filter(name=REVIEW).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=REVIEW)
        task = GroupApprovalTask.objects.create(name=REVIEW)
        task.groups.add(editors)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)


def _let_use_files(group: Group, using: str) -> None:
    root = Collection.objects.using(using).filter(depth=1).first()
    wanted = [f"{does}_{what}" for does in ("add", "choose") for what in ("image", "document")]
    for permission in [*_permissions("wagtailimages", wanted, using), *_permissions("wagtaildocs", wanted, using)]:
        if root is not None:
            GroupCollectionPermission.objects.using(using).get_or_create(
                group=group, collection=root, permission=permission
            )


def _permissions(app_label: str, codenames: Iterable[str], using: str) -> list[Permission]:
    if not apps.is_installed(APPS.get(app_label, app_label)):
        return []
    # Django makes permissions after a migration, app by app: another app's may not be there yet.
    create_permissions(apps.get_app_config(app_label), verbosity=0, using=using)
    found = Permission.objects.using(using).filter(content_type__app_label=app_label, codename__in=list(codenames))
    return list(found)
