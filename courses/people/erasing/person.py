"""The record itself: its own fields, what was answered and agreed to, and the account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from courses.facts.changes import tell
from courses.moments import in_words
from courses.people.doubles.models import PersonKey, PersonPair
from courses.people.erasing.accounts import accounts_going, accounts_of, delete_account
from courses.people.erasing.models import Kept
from courses.people.erasing.naming import naming_of
from courses.people.erasing.registry import Line, Outcome, Persons, terms_of
from courses.people.erasing.signals import persons_erased
from courses.people.models import Answer, Consent, ErasureRequest, LinkRequest, Membership, Person

# Tables of this room that hold persons, each dealt with below; merges hold two numbers and stay.
HOLDS = (
    "Answer",
    "Consent",
    "ErasureRequest",
    "Kept",
    "LinkRequest",
    "Membership",
    "Merge",
    "Person",
    "PersonKey",
    "PersonPair",
)

REACHED = ("email", "phone", "language")
EMPTY = dict.fromkeys(("name", "latin_name", *REACHED), "")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    rows = list(Person.objects.filter(pk__in=persons))
    terms = terms_of(persons, moment)
    kept = Kept.objects.filter(person__in=persons).count()
    named = sum(1 for row in rows if row.name or row.latin_name)
    lines = [
        Line(_("e-mail address and phone number"), _filled(rows, REACHED), Outcome.GOES),
        Line(_("date of birth"), _filled(rows, ["birth_date"]), Outcome.GOES),
        Line(_("answers to background questions"), Answer.objects.filter(person__in=persons).count(), Outcome.GOES),
        Line(_("what was said about being written down"), _of(Consent, persons), Outcome.GOES),
        Line(_("organisations this person works for"), _of(Membership, persons), Outcome.GOES),
        *_account_lines(persons),
    ]
    if terms:
        why = _("Until %(day)s, because of %(project)s: %(reason)s.") % {
            "day": in_words(terms[0].until),
            "project": terms[0].project,
            "reason": terms[0].reason,
        }
        # A name that is out of sight already has nothing more to lose.
        return [Line(_("name"), named + kept, Outcome.LOCKED, why), *lines]
    return [Line(_("name"), named + kept, Outcome.GOES), *lines, *_number_stays(rows)]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    terms = terms_of(persons, moment)
    rows = list(Person.objects.filter(pk__in=persons).select_related("account"))
    going = accounts_going(persons)
    addresses = naming_of(persons).addresses
    _keep_names(rows, terms[0].until) if terms else Kept.objects.filter(person__in=persons).delete()
    Answer.objects.filter(person__in=persons).delete()
    Consent.objects.filter(person__in=persons).delete()
    ErasureRequest.objects.filter(person__in=persons).delete()
    Membership.objects.filter(person__in=persons).delete()
    PersonKey.objects.filter(person__in=persons).delete()
    PersonPair.objects.filter(Q(first__in=persons) | Q(second__in=persons)).delete()
    LinkRequest.objects.filter(_asks_about(persons, addresses)).delete()
    whole = Person.objects.filter(pk__in=persons)
    whole.update(**EMPTY, birth_date=None, account=None, account_stands_in=False)
    whole.filter(erased_at=None).update(erased_at=moment)
    if not terms:
        whole.update(keeper=None)
    for account in going:
        delete_account(account)
    persons_erased.send(sender=Person, persons=persons)
    tell(persons=persons)


def _keep_names(rows: list[Person], until: Any) -> None:
    for row in rows:
        if row.name:
            said = {"name": row.name, "latin_name": row.latin_name, "until": until}
            Kept.objects.update_or_create(person=row, defaults=said)
    Kept.objects.filter(person__in=rows).update(until=until)


def _asks_about(persons: Persons, addresses: frozenset[str]) -> Q:
    """Questions which person an account is, if this one may be meant."""
    asked = Q(person__in=persons)
    for request in LinkRequest.objects.all():
        if addresses & {str(address).lower() for address in request.addresses}:
            asked |= Q(pk=request.pk)
    return asked


def _account_lines(persons: Persons) -> list[Line]:
    going = accounts_going(persons)
    staying = len(accounts_of(persons)) - len(going)
    return [
        Line(_("account to log in with"), len(going), Outcome.GOES),
        Line(
            _("account to log in with"),
            staying,
            Outcome.STAYS,
            _(
                "Its holder works on this site, so it stays, no longer linked to this record. A site admin ends the work "
                "first, and then deletes the account."
            ),
        ),
    ]


def _number_stays(rows: list[Person]) -> list[Line]:
    why = _("A number without a name, so that an old file that is brought in again doesn't bring this person back.")
    return [Line(_("number of the record"), len(rows), Outcome.STAYS, why)]


def _filled(rows: list[Person], fields: Any) -> int:
    return sum(1 for row in rows for field in fields if getattr(row, field))


def _of(model: Any, persons: Persons) -> int:
    return int(model.objects.filter(person__in=persons).count())
