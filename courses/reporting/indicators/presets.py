"""Indicators that funders ask for, each with where its rule comes from and whether we checked that against the text."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit


@dataclass(frozen=True)
class Preset:
    """A recipe to start from. `caution` says what to mind, `unread` that the text it comes from was not at hand.

    Without either the rule was held beside its source.
    """

    key: str
    code: str
    name: Promise
    source: Promise
    recipe: Recipe
    caution: Promise | str = ""
    unread: bool = False

    @property
    def unchecked(self) -> Promise | str:
        return UNREAD if self.unread else ""


def _people(event: Event = Event.ATTENDANCE, **more: object) -> Recipe:
    return Recipe(Unit.PERSONS, event, Scope.PROJECT, Basis.SO_FAR, **more)  # type: ignore[arg-type]


OFFICIAL_NAME = _(
    "The rule is that of the source: who was at all required meetings, everybody once. The official name and the further "
    "wording were not checked: hold it beside your programme's own agreement before you use it."
)
# What was not at hand for any of the three of ESF+; each says besides what its own rule leaves out.
UNREAD = _(
    "The legal text was not at hand when this was made: codes, names, age groups and the wording of the definition were not "
    "checked. Hold it beside the regulation and your programme's own agreement before you use it."
)
# What each partner did, and all together.
PER_PARTNER = ("organisation",)
POLRAD = _("The project POLRAD, its own promise; the numbers are the project's.")
PRESETS: tuple[Preset, ...] = (
    Preset(
        "esf-participants",
        "EECO01",
        _("Participants (ESF+, Annex I)"),
        _("Regulation (EU) 2021/1057 (ESF+), Annex I: common output indicators for participants"),
        _people(dimensions=("gender", "age", "education", "employment"), age_bands="0-17,18-29,30-54,55+"),
        _(
            "The long-term unemployed and the special groups of Annex I are not in it: ask those only where your programme "
            "needs them."
        ),
        unread=True,
    ),
    Preset(
        "esf-sensitive",
        "EECO12-15",
        _("Participants from special groups (ESF+, Annex I)"),
        _(
            "Regulation (EU) 2021/1057 (ESF+), Annex I: participants with disabilities, of foreign background, minorities"
        ),
        _people(dimensions=("gender", "disability", "origin", "minority")),
        _("These are sensitive questions. Ask them only if your programme's text says that you must."),
        unread=True,
    ),
    Preset(
        "esf-most-deprived",
        "ESF+ II",
        _("People supported, with the age groups of Annex II (ESF+)"),
        _("Regulation (EU) 2021/1057 (ESF+), Annex II: support for addressing material deprivation"),
        _people(dimensions=("gender", "age"), age_bands="0-17,18-29,30-64,65+"),
        _("Annex II counts people who got food or goods; here are the people who took part, in its age groups."),
        unread=True,
    ),
    Preset(
        "eea-civ-007",
        "CIV-007",
        _("People trained (CIV-007)"),
        _("EEA and Norway Grants, core indicator CIV-007"),
        _people(Event.SHARE, minimum_share=100, dimensions=("gender",)),
        OFFICIAL_NAME,
    ),
    Preset(
        "eea-civ-039",
        "CIV-039",
        _("People trained (CIV-039)"),
        _("EEA and Norway Grants, core indicator CIV-039"),
        _people(Event.SHARE, minimum_share=100, dimensions=("gender",)),
        OFFICIAL_NAME,
    ),
    Preset(
        "polrad-role-models",
        "POLRAD-1",
        _("Role models deployed"),
        POLRAD,
        Recipe(Unit.DEPLOYED_PERSONS, Event.DEPLOYMENT, Scope.PROJECT, Basis.SO_FAR, dimensions=PER_PARTNER),
    ),
    Preset(
        "polrad-professionals",
        "POLRAD-2",
        _("Professionals trained"),
        POLRAD,
        _people(roles=("professional",), dimensions=PER_PARTNER),
    ),
    Preset(
        "polrad-activities",
        "POLRAD-3",
        _("Information activities"),
        POLRAD,
        Recipe(Unit.ACTIVITIES, Event.HELD, Scope.NONE, Basis.SO_FAR, kinds=("outreach",), dimensions=PER_PARTNER),
    ),
)
BY_KEY = {preset.key: preset for preset in PRESETS}
