"""Who may have what stands in the library: every page, file and card asks here."""

from __future__ import annotations

from typing import Any

from cms.models.library import LibraryItemPage, LibraryPage
from courses.network.taking_part import takes_part
from courses.people.access import organisations_of


def library_of(page: LibraryItemPage) -> LibraryPage | None:
    """The library a page stands in, by its place in the tree; a page that is new has its parent's."""
    if not page.path:
        return None
    return LibraryPage.objects.filter(path=page.path[: -page.steplen]).select_related("network").first()


def may_have(page: LibraryItemPage, account: Any) -> bool:
    """Whether this account may have the whole of a page: its text, files, pictures and cards."""
    if page.available_to == page.For.EVERYBODY:
        return True
    if not getattr(account, "is_authenticated", False) or not account.is_active:
        return False
    if works_on(page, account):
        return True
    library = library_of(page)
    network = library.network if library is not None else None
    if network is None:
        return False
    if page.available_to == page.For.REQUEST:
        return organisations_of(account).filter(pk=network.pk).exists()
    only = page.only_members.values_list("pk", flat=True)
    return takes_part(account, network, only=set(only))


def works_on(page: LibraryItemPage, account: Any) -> bool:
    """Whether this account writes or publishes this page."""
    return bool(account.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(account).can_edit())
