"""The three doors of the demo's start page: who stands behind each, and where that person begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.grants.models import Grant

from .logins import AUTHOR_AND_TRAINER, COORDINATOR, PARTICIPANT, Login
from .polrad_participation import CODE


class Door(NamedTuple):
    slug: str
    title: str | Promise
    text: str | Promise
    login: Login
    leads_to: Callable[[], str]


def _author_begins() -> str:
    return reverse("wagtailadmin_home")


def _participant_begins() -> str:
    return reverse("leerlijn_courses:my_line")


def _coordinator_begins() -> str:
    """At the figures of the project that is over and has to be accounted for."""
    grant = Grant.objects.filter(code=CODE).first()
    if grant is None:
        return reverse("wagtailadmin_home")
    return reverse("leerlijn_reporting:project", args=[grant.pk]) + "?by=role&by=kind"


DOORS = {
    door.slug: door
    for door in (
        Door(
            "maken",
            _("I make a training"),
            _("Write modules, start a group, and see who is coming today."),
            AUTHOR_AND_TRAINER,
            _author_begins,
        ),
        Door(
            "volgen",
            _("I follow one"),
            _("See your line, read on where you were, and take the test."),
            PARTICIPANT,
            _participant_begins,
        ),
        Door(
            "verantwoorden",
            _("I answer for a project"),
            _("See how many people took part, where each figure comes from, and what a funder gets to see."),
            COORDINATOR,
            _coordinator_begins,
        ),
    )
}
