"""Places on a screen that higher floors, other plugins and hosts fill by registration.

A slot's owner calls `filled(slot, request, subject)` and shows what comes back; who registers decides per request and
subject whether there is anything to show. Registration belongs in an `AppConfig.ready()`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest

MY_LINE = "my_line"  # subject: Person; a section on the participant's dashboard; answers safe HTML or ""
ENROLMENT = "enrolment"  # subject: Enrolment; beside one's own enrolment; answers safe HTML or ""
# subject: Enrolment; on the page one's mails lead to, without an account (its code: request.resolver_match.kwargs["code"]);
# safe HTML or ""
OWN_PAGE = "own_page"
EDITION_PANEL = "edition_panel"  # subject: Edition; on the edition's page in the admin; answers safe HTML or ""
EDITION_ACTION = "edition_action"  # subject: Edition; a button on its page in the admin; answers an Action or None
SESSION_ACTION = (
    "session_action"  # subject: Session, without a query of one's own; a button beside it; an Action or None
)
PROJECT_TAB = "project_tab"  # subject: Grant; a room of a project's pages in the admin; answers an Action or None
PERSON_PANEL = "person_panel"  # subject: Person; on the person's page in the admin; answers safe HTML or ""
# subject: people.doubles.preview.Joining; what joining two persons (or taking them apart) means in a room: a list of Line
JOINING = "joining"
# subject: words to look for (str), or keys (a frozenset of UUIDs); a list of `courses.giving.tools.Tool`
TOOLS = "tools"
NEEDS_YOU = "needs_you"  # subject: None; answers a list of NeedsYou


class Moment(StrEnum):
    """When a coordinator of a group does something; what is registered without one belongs to setting it up."""

    SIGNING_UP = "signing_up"
    BEFOREHAND = "beforehand"
    ON_THE_DAY = "on_the_day"
    SETTING_UP = "setting_up"


@dataclass(frozen=True)
class Action:
    """A way to somewhere; `label` says what happens there, `moment` where on a group's page it stands."""

    url: str
    label: str
    moment: Moment = Moment.SETTING_UP


Filler = Callable[[HttpRequest, Any], Any]
_fillers: dict[str, list[tuple[int, Filler]]] = defaultdict(list)


def register(slot: str, filler: Filler, *, order: int = 100) -> None:
    """Add a filler to a slot; registering the same one again changes nothing."""
    if all(known is not filler for _, known in _fillers[slot]):
        _fillers[slot].append((order, filler))
        _fillers[slot].sort(key=lambda pair: pair[0])


def filled(slot: str, request: HttpRequest, subject: Any = None) -> list[Any]:
    """What the fillers of a slot have to show, in order; empty answers are left out."""
    answers = (filler(request, subject) for _, filler in _fillers[slot])
    return [answer for answer in answers if answer]
