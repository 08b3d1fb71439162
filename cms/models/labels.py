from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Label(TagBase):
    """A word of a closed vocabulary: authors choose, editors add. The slug is its code, in addresses and in reports."""

    name_en = models.CharField(_("name in English"), max_length=100, blank=True)

    free_tagging = False

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        if self.name_en and (get_language() or "").startswith("en"):
            return self.name_en
        return self.name


class ThemeTag(Label):
    """What a programme is about."""

    class Meta(Label.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class AudienceTag(Label):
    """For whom a programme is meant; the name reads on after "for": civil servants, teachers."""

    class Meta(Label.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class PageTheme(ItemBase):
    tag = models.ForeignKey(ThemeTag, on_delete=models.CASCADE, related_name="items")
    content_object = ParentalKey("leerlijn_cms.CurriculumPage", on_delete=models.CASCADE, related_name="theme_items")

    def __str__(self) -> str:
        return f"theme {self.tag_id}"


class PageAudience(ItemBase):
    tag = models.ForeignKey(AudienceTag, on_delete=models.CASCADE, related_name="items")
    content_object = ParentalKey("leerlijn_cms.CurriculumPage", on_delete=models.CASCADE, related_name="audience_items")

    def __str__(self) -> str:
        return f"audience {self.tag_id}"


class SettingTag(Label):
    """Where something is used: a sports field, a classroom, a house of faith, at work."""

    phrase = models.CharField(
        _("in a sentence"),
        max_length=100,
        blank=True,
        help_text=_("As it reads on in a sentence: “on the sports field”."),
    )
    phrase_en = models.CharField(_("in a sentence, in English"), max_length=100, blank=True)

    class Meta(Label.Meta):
        verbose_name = _("setting")
        verbose_name_plural = _("settings")

    @property
    def in_words(self) -> str:
        """How it goes on in a sentence, in the reader's language; without a phrase the name between brackets."""
        english = self.phrase_en if (get_language() or "").startswith("en") else ""
        return english or self.phrase or f"({self.label})"


class RegionTag(Label):
    """Where something comes from or is about; the name reads on after "in"."""

    class Meta(Label.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class LibraryTheme(ItemBase):
    tag = models.ForeignKey(ThemeTag, on_delete=models.CASCADE, related_name="library_items")
    content_object = ParentalKey("leerlijn_cms.LibraryItemPage", on_delete=models.CASCADE, related_name="theme_items")

    def __str__(self) -> str:
        return f"theme {self.tag_id}"


class LibraryAudience(ItemBase):
    tag = models.ForeignKey(AudienceTag, on_delete=models.CASCADE, related_name="library_items")
    content_object = ParentalKey(
        "leerlijn_cms.LibraryItemPage", on_delete=models.CASCADE, related_name="audience_items"
    )

    def __str__(self) -> str:
        return f"audience {self.tag_id}"


class LibrarySetting(ItemBase):
    tag = models.ForeignKey(SettingTag, on_delete=models.CASCADE, related_name="library_items")
    content_object = ParentalKey("leerlijn_cms.LibraryItemPage", on_delete=models.CASCADE, related_name="setting_items")

    def __str__(self) -> str:
        return f"setting {self.tag_id}"


class LibraryRegion(ItemBase):
    tag = models.ForeignKey(RegionTag, on_delete=models.CASCADE, related_name="library_items")
    content_object = ParentalKey("leerlijn_cms.LibraryItemPage", on_delete=models.CASCADE, related_name="region_items")

    def __str__(self) -> str:
        return f"region {self.tag_id}"
