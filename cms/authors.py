"""Who writes and who publishes: groups of accounts, what they may do anywhere, and the pages they work on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
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
# What the workflow was called before its name said who looks at it.
FORMER_REVIEW = "Leerlijn review"
SITE = {"authors": AUTHORS, "editors": EDITORS}
LABEL_PERMISSIONS = [
    f"{does}_{what}tag" for does in ("add", "change", "view") for what in ("theme", "audience", "setting", "region")
]
QUESTION_PERMISSIONS = [f"{does}_bankquestion" for does in ("add", "change", "view")]
QUESTION_EDITING = ["publish_bankquestion", "delete_bankquestion", "lock_bankquestion", "unlock_bankquestion"]
FILE_PERMISSIONS = ["add_libraryfile", "view_libraryfile"]
# Beside a collection of files, which Wagtail keeps apart: these are given for all of them.
COLLECTION = {
    "wagtailimages": ["add_image", "choose_image"],
    "wagtaildocs": ["add_document", "choose_document"],
}
RIGHTS = {
    "authors": {
        "wagtailadmin": ["access_admin"],
        "simple_translation": ["submit_translation"],
        "leerlijn_cms": [*FILE_PERMISSIONS, *QUESTION_PERMISSIONS],
    },
    "editors": {
        "wagtailadmin": ["access_admin"],
        "simple_translation": ["submit_translation"],
        "leerlijn_cms": [*FILE_PERMISSIONS, *QUESTION_PERMISSIONS, *QUESTION_EDITING, *LABEL_PERMISSIONS],
    },
}
# A group that was made before we kept what it got has had all but these, which came with the library and the bank.
LATER = {
    *FILE_PERMISSIONS,
    *QUESTION_PERMISSIONS,
    *QUESTION_EDITING,
    *(name for name in LABEL_PERMISSIONS if name.endswith(("settingtag", "regiontag"))),
}
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
        apps.get_model("leerlijn_cms", "WorkGroup")
        apps.get_model("leerlijn_cms", "RevisionDocument")
        apps.get_model("wagtailcore", "GroupCollectionPermission")
    except LookupError:
        return False
    return True


def ensure_groups(*, using: str = "default") -> tuple[Group, Group]:
    """Authors and editors of the whole site, with what they may do anywhere.

    A group that exists gets the rights that the plugin learned since, each once; what its site took from it, or gave it
    besides, stays so.
    """
    authors = work_group("authors", using=using)
    editors = work_group("editors", using=using)
    with translation.override(settings.LANGUAGE_CODE):
        Workflow.objects.using(using).filter(name=FORMER_REVIEW).update(name=_("the editors"))
        GroupApprovalTask.objects.using(using).filter(name=FORMER_REVIEW).update(name=_("the editors"))
    return authors.group, editors.group


def work_group(kind: str, organisation: Any = None, *, using: str = "default") -> Any:
    """The row of a group that writes or publishes, with its rights; made when it is first needed."""
    from cms.models import WorkGroup

    with transaction.atomic(using=using):
        row = WorkGroup.objects.using(using).filter(kind=kind, organisation=organisation).first()
        if row is None:
            group, fresh = Group.objects.using(using).get_or_create(name=_name_of(kind, organisation))
            given = (
                [] if fresh else [name for name in _rights(kind, organisation) if name.partition(".")[2] not in LATER]
            )
            row, _made = WorkGroup.objects.using(using).get_or_create(
                kind=kind, organisation=organisation, defaults={"group": group, "given": given}
            )
        _give(row, using)
    return row


def let_work_on(page: Any) -> None:
    """Authors write on this page and below and hand in; editors look at it and publish, and write too."""
    authors, editors = ensure_groups()
    allow(authors, [page], ("add_page", "change_page"))
    allow(editors, [page], ("add_page", "change_page", "publish_page"))
    if not WorkflowPage.objects.filter(page=page).exists():
        WorkflowPage.objects.create(workflow=workflow_of(work_group("editors")), page=page)


def allow(group: Group, pages: Iterable[Any], codenames: Iterable[str]) -> None:
    """Let a group do this on pages and below them."""
    permissions = _permissions("wagtailcore", codenames, "default")
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def workflow_of(row: Any) -> Workflow:
    """What is handed in to a group that publishes. It is named by who looks at it: Wagtail's button says “Submit to …”."""
    if row.workflow is None or not row.workflow.active:
        task = GroupApprovalTask.objects.filter(groups=row.group, active=True).first()
        known = Workflow.objects.filter(active=True, workflow_tasks__task=task).first() if task is not None else None
        row.workflow = known or _made_workflow(row)
        row.save(update_fields=["workflow"])
    return row.workflow


def _made_workflow(row: Any) -> Workflow:
    with translation.override(settings.LANGUAGE_CODE):
        name = str(row.organisation or _("the editors"))[:255]
    workflow = Workflow.objects.create(name=name)
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(row.group)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _name_of(kind: str, organisation: Any) -> str:
    if organisation is None:
        return SITE[kind]
    with translation.override(settings.LANGUAGE_CODE):
        words = _("%(organisation)s: authors") if kind == "authors" else _("%(organisation)s: editors")
        name = words % {"organisation": organisation.name[:110]}
    # Two organisations may have one name; their groups never do.
    return f"{name} ({organisation.pk})" if Group.objects.filter(name=name).exists() else name


def _rights(kind: str, organisation: Any) -> list[str]:
    """Every right of this kind of group, as `app.codename`, as far as its app is installed.

    Labels, and what the question bank publishes, belong to all: the editors of one organisation leave them to the site's.
    """
    named = [*RIGHTS[kind if organisation is None else "authors"].items(), *COLLECTION.items()]
    return [f"{app}.{name}" for app, names in named if apps.is_installed(APPS[app]) for name in names]


def _give(row: Any, using: str) -> None:
    """Give what this group never got before."""
    wanted = [name for name in _rights(row.kind, row.organisation) if name not in row.given]
    if not wanted:
        return
    by_app: dict[str, list[str]] = {}
    for name in wanted:
        app, _dot, codename = name.partition(".")
        by_app.setdefault(app, []).append(codename)
    root = Collection.objects.using(using).filter(depth=1).first()
    for app, codenames in by_app.items():
        for permission in _permissions(app, codenames, using):
            if app not in COLLECTION:
                row.group.permissions.add(permission)
            elif root is not None:
                GroupCollectionPermission.objects.using(using).get_or_create(
                    group=row.group, collection=root, permission=permission
                )
    row.given = [*row.given, *wanted]
    row.save(using=using, update_fields=["given"])


def _permissions(app_label: str, codenames: Iterable[str], using: str) -> list[Permission]:
    # Django makes permissions after a migration, app by app: another app's may not be there yet.
    create_permissions(apps.get_app_config(app_label), verbosity=0, using=using)
    found = Permission.objects.using(using).filter(content_type__app_label=app_label, codename__in=list(codenames))
    return list(found)
