"""Who may have what stands in the library: every page, file and card asks here."""

from __future__ import annotations

from typing import Any

from cms.models.library import LibraryItemPage, LibraryPage


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
    return works_on(page, account)


def works_on(page: LibraryItemPage, account: Any) -> bool:
    """Whether this account writes or publishes this page."""
    return bool(account.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(account).can_edit())
