from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from cms.blocks.minute_plan import PlanRowBlock
from courses.people.functions import function_choices


class OwnModuleChooser(blocks.PageChooserBlock):
    """Chooses one of the programme's own modules; that it is its own is checked with the page."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["page_type"] = ["leerlijn_cms.ModulePage"]
        super().__init__(**kwargs)


class PartBlock(blocks.StructBlock):
    """What every part of the outline has."""

    required = blocks.BooleanBlock(label=_("Belongs to what is required"), required=False, default=True)
    functions = blocks.MultipleChoiceBlock(
        label=_("Only for"),
        choices=function_choices,
        required=False,
        help_text=_("Choose nothing and it is for everybody."),
        widget=CheckboxSelectMultiple,
    )


class ModulePartBlock(PartBlock):
    module = OwnModuleChooser(label=_("Module"), help_text=_("One of the modules below this page."))

    class Meta:
        form_layout = BlockGroup(["module", "required"], settings=["functions"])
        icon = "doc-full"
        label = _("Module")


class DescribedPartBlock(PartBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    minutes = blocks.IntegerBlock(label=_("Minutes"), default=0, min_value=0, max_value=100_000)
    description = blocks.TextBlock(label=_("What happens"), required=False, rows=3)

    class Meta:
        form_layout = BlockGroup(["title", "minutes", "description", "required"], settings=["functions"])


class PlannedSessionBlock(DescribedPartBlock):
    """A meeting. What its author types as minutes is net time; left at 0 it is what the minute plan adds up to."""

    plan = blocks.ListBlock(
        PlanRowBlock(),
        label=_("Minute plan"),
        required=False,
        default=[],
        collapsed=True,
        help_text=_("For the trainers only: it prints as their run sheet. With 0 minutes above, these are added up."),
    )

    class Meta:
        form_layout = BlockGroup(["title", "minutes", "description", "required", "plan"], settings=["functions"])
        icon = "group"
        label = _("Meeting")


class WorkProductBlock(DescribedPartBlock):
    class Meta:
        icon = "clipboard-list"
        label = _("Work product")


class DeploymentBlock(DescribedPartBlock):
    class Meta:
        icon = "user"
        label = _("In practice")


class CoachingBlock(DescribedPartBlock):
    class Meta:
        icon = "comment"
        label = _("Talk with a coach")


class CurriculumPartBlock(PartBlock):
    curriculum = blocks.PageChooserBlock(
        label=_("Programme"),
        page_type=["leerlijn_cms.CurriculumPage"],
        help_text=_("A masterclass, training or trajectory that is part of this one."),
    )

    class Meta:
        form_layout = BlockGroup(["curriculum", "required"], settings=["functions"])
        icon = "folder-inverse"
        label = _("Another programme")


class OutlineBlock(blocks.StreamBlock):
    """The parts of a programme in their order. A block's id is the key of its unit; a module's key is the module's own."""

    module = ModulePartBlock()
    planned_session = PlannedSessionBlock()
    work_product = WorkProductBlock()
    deployment = DeploymentBlock()
    coaching = CoachingBlock()


class TrajectoryOutlineBlock(OutlineBlock):
    """A trajectory may contain other programmes."""

    curriculum = CurriculumPartBlock()
