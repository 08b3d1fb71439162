from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.curricula.contract import CompletionRule, CurriculumKind, UnitKind, text_in


class CurriculumVersion(models.Model):
    """A curriculum as it was when pinned: editions run on this, whatever happens to the page.

    One version serves all languages of the page (`translation_key`). `page` is the one it was pinned from.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="leerlijn_versions")
    translation_key = models.UUIDField()
    number = models.PositiveIntegerField(_("version"))
    structure = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=CurriculumKind.choices)
    titles = models.JSONField()
    rule = models.JSONField()
    outcomes = models.JSONField(default=dict, blank=True)
    net_minutes = models.PositiveIntegerField(default=0)
    address_form = models.CharField(max_length=2, default="je")
    themes = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    # When the page last offered this: an author who takes a change back is at an older version again.
    pinned_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "number"], name="leerlijn_version_number"),
            models.UniqueConstraint(fields=["translation_key", "structure"], name="leerlijn_version_structure"),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self._meta.verbose_name} {self.number}"

    @property
    def title(self) -> str:
        return text_in(self.titles, get_language() or settings.LANGUAGE_CODE)

    @property
    def completion_rule(self) -> CompletionRule:
        return CompletionRule(**self.rule)


class CurriculumUnit(models.Model):
    """A unit of a pinned version; see `courses.curricula.contract.Unit`."""

    version = models.ForeignKey(CurriculumVersion, on_delete=models.CASCADE, related_name="units")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    titles = models.JSONField()
    minutes = models.PositiveIntegerField(default=0)
    required = models.BooleanField(default=True)
    functions = models.JSONField(default=list, blank=True)
    parent = models.CharField(max_length=100, blank=True)
    page = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    definition = models.JSONField(default=dict, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="leerlijn_unit_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="leerlijn_unit_position_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return text_in(self.titles, get_language() or settings.LANGUAGE_CODE)

    def is_for(self, function: str) -> bool:
        """Whether somebody in this function has the unit on their line; without a function everything is."""
        return not self.functions or not function or function in self.functions


class PagePin(models.Model):
    """Which revision of a page a version shows. PROTECT: purging revisions leaves what an edition needs."""

    version = models.ForeignKey(CurriculumVersion, on_delete=models.CASCADE, related_name="pins")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="leerlijn_pins")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="leerlijn_pins"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("pinned page")
        verbose_name_plural = _("pinned pages")
        constraints = [models.UniqueConstraint(fields=["version", "page"], name="leerlijn_pin_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class UnitTool(models.Model):
    """That the plan of a pinned meeting names a tool, by the translation key of its page; written when it is pinned."""

    unit = models.ForeignKey(CurriculumUnit, on_delete=models.CASCADE, related_name="tools")
    tool = models.UUIDField(db_index=True)

    class Meta:
        app_label = "leerlijn_courses"
        constraints = [models.UniqueConstraint(fields=["unit", "tool"], name="leerlijn_unit_tool_once")]

    def __str__(self) -> str:
        return f"tool of unit {self.unit_id}"
