"""What the parts of a recipe are called on screens."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from courses.reporting.indicators.recipes import Basis, Event, Scope, Unit, Unknowns

UNITS = {
    Unit.PERSONS: _("people"),
    Unit.PARTICIPATIONS: _("participations"),
    Unit.CONTACTS: _("visits to meetings"),
    Unit.COMPLETIONS: _("completions"),
    Unit.HOURS: _("hours"),
    Unit.ACTIVITIES: _("activities"),
    Unit.SESSIONS: _("meetings"),
    Unit.REACH: _("reach (everybody in the room)"),
    Unit.DEPLOYMENTS: _("deployments"),
    Unit.DEPLOYED_PERSONS: _("people deployed"),
}
EVENTS = {
    Event.ATTENDANCE: _("being present"),
    Event.COMPLETION: _("completing a group"),
    Event.SHARE: _("being present at enough meetings"),
    Event.HELD: _("a meeting that was held"),
    Event.DEPLOYMENT: _("being deployed"),
}
SCOPES = {
    Scope.PROJECT: _("everybody once in the project"),
    Scope.EDITION: _("everybody once in each group"),
    Scope.NONE: _("every time"),
}
BASES = {
    Basis.FIRST: _("for the first time in the period"),
    Basis.PERIOD: _("in the period"),
    Basis.SO_FAR: _("from the start until the end of the period"),
}
UNKNOWNS = {
    Unknowns.APART: _("shown apart; percentages are of what is known"),
    Unknowns.DENOMINATOR: _("shown apart; percentages are of everybody"),
    Unknowns.REFUSED: _("not counted until the answer is known"),
}
