from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from courses.curricula.contract import CompletionRule, Curriculum, CurriculumKind, Unit, UnitKind, UnitVisit


class Session(models.Model):
    """An evening in the village hall; nothing to do with Leerlijn."""

    starts_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.starts_at}"


class WalkPage(Page):
    """A walk with a story: the village's own page type, which offers a curriculum of one module, and shows it."""

    story = models.TextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("story")]
    template = "lessons/walk.html"

    def get_curriculum(self) -> Curriculum:
        unit = Unit(
            key=str(self.translation_key), kind=UnitKind.MODULE, titles={"nl": self.title}, minutes=45, page_id=self.pk
        )
        return Curriculum(
            kind=CurriculumKind.TRAINING,
            titles={"nl": self.title},
            units=(unit,),
            rule=CompletionRule(all_required=True),
            net_minutes=45,
            pages={self.pk: self.live_revision_id},
        )

    def serve_unit(self, request: HttpRequest, visit: UnitVisit) -> HttpResponse:
        return render(request, "lessons/walk.html", {"page": self, "visit": visit})
