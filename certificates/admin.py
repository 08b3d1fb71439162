"""Certificates in Wagtail's admin: read-only records, scoped to who coordinates the group."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from certificates.queries import managed_certificates
from courses.people.scoped_admin import ScopedAdmin


class CertificateAdmin(ScopedAdmin):
    """What was issued; issuing and revoking happen from the group."""

    model = Certificate
    menu_label = _("Certificates")
    menu_icon = "doc-full-inverse"
    add_to_admin_menu = False
    personal = True
    list_display = ("serial", "printed_name", "kind", "edition", "state", "issued_at")
    list_select_related = ("edition",)
    list_filter = ("state", "kind")
    list_export = ("serial", "printed_name", "kind", "edition", "state", "issued_at", "ended_at", "reason")
    search_fields = ("serial", "code", "person__name", "edition__title", "edition__code")
    ordering = ("-issued_at", "-pk")
    inspect_template_name = "leerlijn_certificates/admin/certificate.html"
    inspect_view_fields = [
        "serial",
        "printed_name",
        "kind",
        "edition",
        "state",
        "issued_at",
        "issued_by",
        "ended_at",
        "ended_by",
        "reason",
        "replaces",
        "code_in_groups",
    ]

    def scope(self, account: Any) -> QuerySet[Certificate]:
        return managed_certificates(account)

    def may_create(self, account: Any) -> bool:
        return False

    def may_edit(self, account: Any, obj: Certificate) -> bool:
        return False
