"""What authors build modules and programmes with."""

from cms.blocks.module_body import ModuleBodyBlock
from cms.blocks.outline import OutlineBlock, TrajectoryOutlineBlock

__all__ = ["ModuleBodyBlock", "OutlineBlock", "TrajectoryOutlineBlock"]
