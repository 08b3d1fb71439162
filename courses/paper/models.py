from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from courses.codes import new_code
from courses.editions.models import Attendance, Enrolment, Session
from courses.jobs.models import private_storage


def _somewhere(scan: Scan, name: str) -> str:
    """A name that says nothing: the file has no address, and its name should not become one."""
    return f"scans/{timezone.now():%Y}/{get_random_string(24)}.jpg"


class Sheet(models.Model):
    """One printing of a meeting's sign-in list: who stood on which row is frozen, so that its photo can be read later."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField(_("print"))
    printed_at = models.DateTimeField(_("printed"), default=timezone.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("sign-in sheet")
        verbose_name_plural = _("sign-in sheets")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="leerlijn_sheet_number_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class SheetPage(models.Model):
    """A page of a sheet; its code stands on it as a QR."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField(_("page"))
    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("page of a sign-in sheet")
        verbose_name_plural = _("pages of sign-in sheets")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="leerlijn_sheet_page_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class SheetRow(models.Model):
    """Who stood on which row; the name itself stays with the person."""

    page = models.ForeignKey(SheetPage, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="sheet_rows")

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("row of a sign-in sheet")
        verbose_name_plural = _("rows of sign-in sheets")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="leerlijn_sheet_row_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Scan(models.Model):
    """The photo or scan of one page: pixels only, re-encoded, without what a camera writes beside them.

    Personal data: names and signatures in the picture. `session` is where it belongs (none: only who sent it sees it),
    `page` which printed page it shows (none: a person has yet to say). `source_sha256` and `part` say which file it came
    from, `sha256` is of the stored bytes.
    """

    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.PROTECT, related_name="scans")
    page = models.ForeignKey(SheetPage, null=True, blank=True, on_delete=models.PROTECT, related_name="scans")
    file = models.FileField(storage=private_storage, upload_to=_somewhere, max_length=250)
    sha256 = models.CharField(max_length=64)
    source_sha256 = models.CharField(max_length=64)
    part = models.PositiveSmallIntegerField(default=1)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    countersigned = models.BooleanField(_("signed by the trainer too"), default=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("scan of a sign-in sheet")
        verbose_name_plural = _("scans of sign-in sheets")
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_sha256", "part", "session"],
                condition=Q(session__isnull=False),
                name="leerlijn_scan_once_per_session",
            ),
            models.UniqueConstraint(
                fields=["source_sha256", "part", "uploaded_by"],
                condition=Q(session__isnull=True),
                name="leerlijn_scan_once_per_sender",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(page__isnull=False), name="leerlijn_scan_confirmed_has_page"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Signature(models.Model):
    """That a person saw somebody's signature on a scan, and the mark it is evidence of.

    `raised` says that this scan made or lifted the mark; `before` is the mark that held until then. One that was taken
    back stays, with the moment.
    """

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="signatures")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="signatures")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="signatures")
    before = models.ForeignKey(Attendance, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised = models.BooleanField(default=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["scan", "enrolment"], condition=Q(undone_at__isnull=True), name="leerlijn_signature_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
