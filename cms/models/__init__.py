"""All models of the plugin, gathered for Django."""

from cms.models.catalogue import CataloguePage
from cms.models.curricula import CurriculumPage, EventPage, MasterclassPage, TrainingPage, TrajectoryPage
from cms.models.labels import AudienceTag, PageAudience, PageTheme, ThemeTag
from cms.models.modules import ModulePage

__all__ = [
    "AudienceTag",
    "CataloguePage",
    "CurriculumPage",
    "EventPage",
    "MasterclassPage",
    "ModulePage",
    "PageAudience",
    "PageTheme",
    "ThemeTag",
    "TrainingPage",
    "TrajectoryPage",
]
