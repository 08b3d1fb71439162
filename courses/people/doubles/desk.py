"""What double persons add to other screens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from courses.people.access import is_coordinator
from courses.people.doubles.finding import pairs_for
from courses.people.doubles.scopes import may_look, own_persons
from courses.people.merging import records_of
from courses.people.models import Person
from courses.slots.needs import NeedsYou


def links_only(account: Any) -> bool:
    """Whether joining double persons is all this account does here."""
    return account.is_authenticated and not is_coordinator(account) and may_look(account)


def possible_doubles(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    if not may_look(request.user):
        return []
    number = pairs_for(request.user).count()
    if not number:
        return []
    sentence = ngettext(
        "%(number)s person may have been written down twice.",
        "%(number)s people may have been written down twice.",
        number,
    )
    return [NeedsYou(sentence % {"number": number}, reverse("leerlijn_people:doubles"))]


def joined_panel(request: HttpRequest, person: Person) -> str:
    """On a person's page: with which of one's own records it is one; of others' no more than that there is one."""
    others = records_of(person) - {person.pk}
    if not others:
        return ""
    own = own_persons(request.user).filter(pk__in=others).order_by("pk")
    context = {"own": own, "elsewhere": len(others) > len(own)}
    return render_to_string("leerlijn_courses/admin/joined_panel.html", context, request)
