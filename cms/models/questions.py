from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from cms.blocks.knowledge_test import OwnQuestionsBlock
from cms.blocks.module_body import settle_keys
from cms.forms import PublishableQuestionForm
from cms.models.labels import ThemeTag
from cms.panels import UsesPanel


class BankQuestion(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A question that several tests can ask. Its translations share one key, and the keys of the answers.

    The words of a published one reach every test that asks it; other right answers make new versions of those programmes.
    What groups run on holds the question whole, so that nothing here can break it.
    """

    name = models.CharField(
        _("name"), max_length=200, help_text=_("By which authors find it. Participants don't read this.")
    )
    question = StreamField(OwnQuestionsBlock(min_num=1, max_num=1), verbose_name=_("question"))
    themes = ClusterTaggableManager(through="leerlijn_cms.BankQuestionTheme", blank=True, verbose_name=_("themes"))
    organisation = models.ForeignKey(
        "leerlijn_courses.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Whose question it is."),
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="bank_question",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="bank_question",
        for_concrete_model=False,
    )

    base_form_class = PublishableQuestionForm
    panels = [
        FieldPanel("name"),
        FieldPanel("question"),
        FieldPanel("themes"),
        FieldPanel("organisation"),
        UsesPanel(heading=_("Where it is asked")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("question"),
        index.FilterField("locale"),
        index.FilterField("organisation"),
        index.FilterField("archived_at"),
    ]

    class Meta(TranslatableMixin.Meta):
        app_label = "leerlijn_cms"
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def asked(self) -> Any:
        """The question itself: one block of one of the three kinds, or None in a draft."""
        return next(iter(self.question), None)

    @property
    def kind(self) -> str:
        return str(self.asked.block.label) if self.asked is not None else ""

    def clean(self) -> None:
        super().clean()
        settle_keys(self.question)

    def with_content_json(self, content: Any) -> Any:
        """Publishing an older draft doesn't take a question out of the archive."""
        made = super().with_content_json(content)
        made.archived_at = BankQuestion.objects.filter(pk=self.pk).values_list("archived_at", flat=True).first()
        return made

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("asked", _("As it is asked")), ("answered", _("After it was answered"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "leerlijn_cms/question_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from cms.bank import example_of

        return {**super().get_preview_context(request, mode_name), **example_of(self, answered=mode_name == "answered")}


class BankQuestionTheme(ItemBase):
    tag = models.ForeignKey(ThemeTag, on_delete=models.CASCADE, related_name="question_items")
    content_object = ParentalKey("leerlijn_cms.BankQuestion", on_delete=models.CASCADE, related_name="theme_items")

    def __str__(self) -> str:
        return f"theme {self.tag_id}"
