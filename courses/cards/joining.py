"""What joining two persons means for their printed cards."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.people.doubles.preview import Joining, Line
from courses.people.doubles.scopes import own_persons
from courses.people.models import Person


def cards(request: HttpRequest, joining: Joining) -> list[Line]:
    """Those of one's own records; a card goes on opening what it opened."""
    mine = own_persons(request.user).values("pk")
    with_card = Person.objects.filter(pk__in=mine, cards__isnull=False)
    numbers = [with_card.filter(pk__in=records).distinct().count() for records in (joining.kept, joining.double)]
    return [Line(_("printed cards"), numbers[0], numbers[1], sum(numbers))] if sum(numbers) else []
