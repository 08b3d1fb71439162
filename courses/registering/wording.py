"""The words of the known questions, and what is said about each: what it is for and when the answer is deleted."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.editions.models import Edition
from courses.moments import in_words
from courses.registering.models import RegistrationQuestion

Kind = RegistrationQuestion.Kind

LABELS: dict[str, Promise] = {
    Kind.FUNCTION: gettext_lazy("Function"),
    Kind.ORGANISATION: gettext_lazy("Organisation"),
    Kind.DIET: gettext_lazy("Diet"),
    Kind.ACCESS: gettext_lazy("What is needed to take part"),
}
PURPOSES: dict[str, Promise] = {
    Kind.FUNCTION: gettext_lazy("So that the programme fits who is in the room."),
    Kind.ORGANISATION: gettext_lazy("For the list of participants and the badge."),
    Kind.DIET: gettext_lazy("So that there is something for everybody to eat. The caterer gets numbers, no names."),
    Kind.ACCESS: gettext_lazy("So that the room and the programme work for everybody."),
}
OPTIONS: dict[str, dict[str, Promise]] = {
    Kind.DIET: {
        "vegetarian": gettext_lazy("vegetarian"),
        "vegan": gettext_lazy("vegan"),
        "halal": gettext_lazy("halal"),
        "kosher": gettext_lazy("kosher"),
        "gluten_free": gettext_lazy("without gluten"),
        "lactose_free": gettext_lazy("without lactose"),
        "no_nuts": gettext_lazy("without nuts"),
    },
    Kind.ACCESS: {
        "wheelchair": gettext_lazy("room for a wheelchair"),
        "hearing_loop": gettext_lazy("a hearing loop"),
        "sign_language": gettext_lazy("an interpreter for sign language"),
        "large_print": gettext_lazy("paper in large print"),
        "quiet_room": gettext_lazy("a quiet place to withdraw"),
    },
    Kind.YES_NO: {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")},
}
INVITATIONS: dict[str, Promise] = {
    Kind.DIET: gettext_lazy("I don't eat everything"),
    Kind.ACCESS: gettext_lazy("I need something to be able to take part"),
}
MORE: dict[str, Promise] = {
    Kind.DIET: gettext_lazy("Something else about food"),
    Kind.ACCESS: gettext_lazy("Something else that is needed"),
}
KEPT = {
    7: gettext_lazy("7 days after the last meeting"),
    30: gettext_lazy("30 days after the last meeting"),
    92: gettext_lazy("3 months after the last meeting"),
    365: gettext_lazy("a year after the last meeting"),
}


def label_of(question: RegistrationQuestion) -> str:
    return str(LABELS.get(question.kind) or question.text)


def options_of(question: RegistrationQuestion) -> list[tuple[str, str]]:
    """Codes and words of what can be chosen; of an own question the words are the codes."""
    if question.kind in OPTIONS:
        return [(code, str(word)) for code, word in OPTIONS[question.kind].items()]
    return [(word, word) for word in question.options]


def purpose_of(question: RegistrationQuestion) -> str:
    return question.purpose or str(PURPOSES.get(question.kind, ""))


def deletion_sentence(question: RegistrationQuestion, last_day: date | None) -> str:
    """Until when the answer is kept, with the day where the last meeting is known."""
    if question.kept_days is None:
        return _("It stays with the enrolment.")
    if last_day is None:
        return ngettext(
            "We delete the answer %(days)s day after the last meeting.",
            "We delete the answer %(days)s days after the last meeting.",
            question.kept_days,
        ) % {"days": question.kept_days}
    day = last_day + timedelta(days=question.kept_days)
    return _("We delete the answer on %(day)s.") % {"day": in_words(day)}


def last_day_of(edition: Edition) -> date | None:
    """The day of the last meeting, as planned now."""
    last = edition.sessions.order_by("-ends_at").first()
    return last.ends_at.astimezone(edition.zone).date() if last else None
