"""What is foretold and told to authors, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.foretelling import Effect, Kind


def in_the_middle(effect: Effect) -> str:
    """ "37 people in 2 groups are in the middle of this."; nothing where nobody is."""
    if not effect.underway:
        return ""
    return ngettext(
        "%(who)s is in the middle of this.", "%(who)s are in the middle of this.", effect.underway.people
    ) % {"who": effect.underway}


def foretold(effect: Effect) -> list[str]:
    """What publishing the draft will do."""
    if effect.kind == Kind.NOTHING:
        return [
            _("Correct words freely: they see it at once."),
            _(
                "What is asked of them stays as it is for them, until somebody takes a newer version over for their group."
            ),
        ]
    return list(_foretold(effect))


def _foretold(effect: Effect) -> Iterator[str]:
    if effect.kind == Kind.WORDS:
        yield _("Publishing this changes words only.")
    elif effect.kind == Kind.STRUCTURE:
        yield _("Publishing this makes version %(number)d, for groups that start from then on.") % {
            "number": effect.number
        }
    elif effect.kind == Kind.BACK:
        yield _("Publishing this brings version %(number)d back, for groups that start from then on.") % {
            "number": effect.number
        }
    if effect.reached:
        yield ngettext("%(who)s sees it at once.", "%(who)s see it at once.", effect.reached.people) % {
            "who": effect.reached
        }
    if effect.waiting:
        yield ngettext(
            "%(who)s goes on with what they have, until somebody takes it over for their group.",
            "%(who)s go on with what they have, until somebody takes it over for their group.",
            effect.waiting.people,
        ) % {"who": effect.waiting}


def told(effect: Effect) -> str:
    """What publishing did, in one message; nothing where nobody was in the middle and nothing new was asked."""
    sentences = []
    if effect.kind == Kind.STRUCTURE:
        sentences.append(_("Version %(number)d is there.") % {"number": effect.number})
    elif effect.kind == Kind.BACK:
        sentences.append(_("Version %(number)d is the newest again.") % {"number": effect.number})
    if effect.reached:
        sentences.append(
            ngettext(
                "%(who)s sees your change from now on.", "%(who)s see your change from now on.", effect.reached.people
            )
            % {"who": effect.reached}
        )
    if effect.waiting:
        sentences.append(
            ngettext(
                "%(who)s goes on with what they have, until somebody takes it over for their group.",
                "%(who)s go on with what they have, until somebody takes it over for their group.",
                effect.waiting.people,
            )
            % {"who": effect.waiting}
        )
    return " ".join(sentences)
