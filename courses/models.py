"""All models of the plugin, gathered for Django; each lives in its own room."""

from courses.audit.models import Access
from courses.cards.models import Card
from courses.completion.models import Completion
from courses.curricula.models import CurriculumUnit, CurriculumVersion, PagePin, UnitTool
from courses.door.models import Door, WalkIn
from courses.editions.models import Attendance, CodeSeries, Edition, EditionDocument, EditionFunding, Enrolment, Session
from courses.editions.places.models import Offer
from courses.editions.rounds.models import Choice, ChoiceWaiting, Round
from courses.fieldwork.models import Activity, HostAnswer, PossibleDouble, Recruit
from courses.giving.models import NotedTool
from courses.grants.models import Funder, Grant, GrantPartner
from courses.interchange.models import SiteIdentity, SourceLine, Upload
from courses.jobs.models import Job
from courses.learning.models import ExtraTime, Reflection, TestAttempt, TestSitting, UnitProgress
from courses.links.models import Link
from courses.mail.models import Mail
from courses.network.models import Application, NetworkMember
from courses.paper.models import Scan, Sheet, SheetPage, SheetRow, Signature
from courses.people.doubles.models import PersonKey, PersonPair
from courses.people.erasing.models import Kept
from courses.people.models import (
    Answer,
    Assignment,
    Consent,
    ErasureRequest,
    LinkRequest,
    Membership,
    Merge,
    Organisation,
    Person,
)
from courses.phone.models import SessionNote, Tap
from courses.registering.models import Registration, RegistrationAnswer, RegistrationQuestion
from courses.reporting.checking.models import AcceptedDoubt
from courses.reporting.drilling.models import Audit, AuditVisit, NamesReleased
from courses.reporting.erased.models import ErasedTally
from courses.reporting.freezing.models import FrozenMember, FrozenReport, FrozenStep
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.projections.models import (
    AwaitedFact,
    PersonEdition,
    PersonProject,
    PersonSession,
    SurvivingRecord,
)
from courses.telling.models import Announcement, CalendarEntry, EditionMails, EditionText, Notice

__all__ = [
    "AcceptedDoubt",
    "Access",
    "Activity",
    "Announcement",
    "Answer",
    "Application",
    "Assignment",
    "Attendance",
    "Audit",
    "AuditVisit",
    "AwaitedFact",
    "CalendarEntry",
    "Card",
    "Choice",
    "ChoiceWaiting",
    "CodeSeries",
    "Completion",
    "Consent",
    "CurriculumUnit",
    "CurriculumVersion",
    "Door",
    "Edition",
    "EditionDocument",
    "EditionFunding",
    "EditionMails",
    "EditionText",
    "Enrolment",
    "ErasedTally",
    "ErasureRequest",
    "ExtraTime",
    "FrozenMember",
    "FrozenReport",
    "FrozenStep",
    "Funder",
    "Grant",
    "GrantPartner",
    "HostAnswer",
    "Indicator",
    "IndicatorVersion",
    "Job",
    "Kept",
    "Link",
    "LinkRequest",
    "Mail",
    "Membership",
    "Merge",
    "NamesReleased",
    "NetworkMember",
    "NotedTool",
    "Notice",
    "Offer",
    "Organisation",
    "PagePin",
    "Person",
    "PersonEdition",
    "PersonKey",
    "PersonPair",
    "PersonProject",
    "PersonSession",
    "PossibleDouble",
    "Recruit",
    "Reflection",
    "Registration",
    "RegistrationAnswer",
    "RegistrationQuestion",
    "Round",
    "Scan",
    "Session",
    "SessionNote",
    "Sheet",
    "SheetPage",
    "SheetRow",
    "Signature",
    "SiteIdentity",
    "SourceLine",
    "SurvivingRecord",
    "Tap",
    "TestAttempt",
    "TestSitting",
    "UnitProgress",
    "UnitTool",
    "Upload",
    "WalkIn",
]
