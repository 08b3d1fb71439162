"""What this site keeps of an account beside courses: sessions, attempts to log in, proven addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from courses.people.erasing.accounts import accounts_going
from courses.people.erasing.naming import Naming, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("AccessAttempt", "AccessFailureLog", "AccessLog", "EmailAddress", "sessions.Session", "User")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [Line(_("browsers that are logged in"), len(_sessions(persons)), Outcome.GOES)]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    naming = naming_of(persons)
    Session.objects.filter(pk__in=_sessions(persons)).delete()
    for address in naming.addresses:
        for model in (AccessAttempt, AccessFailureLog, AccessLog):
            model.objects.filter(username__iexact=address).delete()
    EmailAddress.objects.filter(user__in=[account.pk for account in accounts_going(persons)]).delete()


def _sessions(persons: Persons) -> list[str]:
    """Of these accounts, and those in which one of the addresses waits for a code."""
    keys = {str(account.pk) for account in accounts_going(persons)}
    naming = Naming(addresses=naming_of(persons).addresses)
    if not keys and not naming.addresses:
        return []
    found = []
    for session in Session.objects.iterator(chunk_size=500):
        data = session.get_decoded()
        if str(data.get(SESSION_KEY)) in keys or naming.cleaned(data) != data:
            found.append(session.pk)
    return found
