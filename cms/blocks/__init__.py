"""What authors build modules and programmes with."""

from cms.blocks.module_body import GuideBlock, ModuleBodyBlock
from cms.blocks.outline import OutlineBlock, TrajectoryOutlineBlock

__all__ = ["GuideBlock", "ModuleBodyBlock", "OutlineBlock", "TrajectoryOutlineBlock"]
