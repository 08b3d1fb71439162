"""All models of the plugin, gathered for Django."""

from cms.models.catalogue import CataloguePage
from cms.models.citing import CitationNotice, DossierChange
from cms.models.curricula import CurriculumPage, EventPage, MasterclassPage, TrainingPage, TrajectoryPage
from cms.models.documents import RevisionDocument
from cms.models.files import LibraryFile
from cms.models.groups import WorkGroup
from cms.models.labels import (
    AudienceTag,
    LibraryAudience,
    LibraryRegion,
    LibrarySetting,
    LibraryTheme,
    PageAudience,
    PageTheme,
    RegionTag,
    SettingTag,
    ThemeTag,
)
from cms.models.library import DossierPage, LibraryItemPage, LibraryPage, StoryPage, ToolPage
from cms.models.modules import ModulePage
from cms.models.partners import OrganisationLogo, ProgrammePartner
from cms.models.questions import BankQuestion, BankQuestionTheme

__all__ = [
    "AudienceTag",
    "BankQuestion",
    "BankQuestionTheme",
    "CataloguePage",
    "CitationNotice",
    "CurriculumPage",
    "DossierChange",
    "DossierPage",
    "EventPage",
    "LibraryAudience",
    "LibraryFile",
    "LibraryItemPage",
    "LibraryPage",
    "LibraryRegion",
    "LibrarySetting",
    "LibraryTheme",
    "MasterclassPage",
    "ModulePage",
    "OrganisationLogo",
    "PageAudience",
    "PageTheme",
    "ProgrammePartner",
    "RegionTag",
    "RevisionDocument",
    "SettingTag",
    "StoryPage",
    "ThemeTag",
    "ToolPage",
    "TrainingPage",
    "TrajectoryPage",
    "WorkGroup",
]
