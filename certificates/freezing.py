"""From rows to frozen facts: every word, day and picture as it is at the moment of issuing.

What comes out is plain JSON for the certificate's row and, from the same values, what `rendering.render` takes.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from certificates import addresses, wording
from certificates.errors import DesignProblem, NameWaits
from certificates.models import Design, Kind
from certificates.pictures import picture_of
from certificates.rendering import Design as Look
from certificates.rendering import Facts, Signatory, check_name, clean
from certificates.tokens import fill
from courses.codes import in_groups
from courses.completion.models import Completion
from courses.curricula.contract import text_in
from courses.editions.models import Edition, Enrolment
from courses.moments import hours_in_words
from courses.people.models import Person

VERSION = 1
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Grounds:
    """What one certificate rests on: the completion, or the presence; `days` and `minutes` are what is printed."""

    enrolment: Enrolment
    completion: Completion | None = None
    days: tuple[date, ...] = ()
    minutes: int = 0
    minutes_held: int = 0
    neutral: bool = False


@dataclass(frozen=True)
class Frozen:
    """The facts as stored, and the same for rendering; `valid_until` is the last day, None for ever."""

    stored: dict[str, Any]
    look: Look
    facts: Facts
    valid_until: date | None = None


@dataclass
class Shared:
    """What the certificates of one batch have in common, made once: the design per language, the words per case."""

    looks: dict[str, Look] = field(default_factory=dict)
    words: dict[tuple[Any, ...], Facts] = field(default_factory=dict)


def language_for(person: Person, design: Design) -> str:
    wanted = design.language or person.language.partition("-")[0] or settings.LANGUAGE_CODE.partition("-")[0]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def name_for_print(person: Person, layout: str) -> tuple[str, str]:
    """The name as printed and, below a name in another script, its spelling in Latin script.

    The name itself wherever it can be printed, else the Latin spelling; raises NameWaits where neither can.
    """
    latin = clean(person.latin_name)
    try:
        printed = check_name(person.name, layout)
    except NameWaits:
        if not latin:
            raise
        return check_name(latin, layout), ""
    if latin and not _is_latin(printed):
        return printed, check_name(latin, layout)
    return printed, ""


def freeze(
    grounds: Grounds,
    *,
    edition: Edition,
    kind: Kind | str,
    design: Design,
    serial: str,
    code: str,
    at: datetime,
    shared: Shared | None = None,
) -> Frozen:
    """Raises NameWaits or DesignProblem where it cannot be printed; reads nothing but what it is given and the pictures.

    `shared` serves certificates of one edition, kind, design and moment.
    """
    shared = shared or Shared()
    person = grounds.enrolment.person
    language = language_for(person, design)
    name, latin_name = name_for_print(person, design.layout)
    issued_on = at.astimezone(edition.zone).date()
    valid_until = last_day(issued_on, design.validity_months)
    with override(language):
        look = shared.looks.get(language) or shared.looks.setdefault(language, look_of(design))
        words = (language, *_case(grounds))
        if words not in shared.words:
            shared.words[words] = _facts(grounds, edition=edition, kind=kind, design=design, issued_on=issued_on)
        facts = replace(
            shared.words[words],
            language=language,
            name=name,
            latin_name=latin_name,
            serial_line=_("Number %(serial)s") % {"serial": serial},
            code=in_groups(code),
            address=addresses.verify_address(code),
            issued_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        )
    stored = {
        "version": VERSION,
        **{field.name: getattr(facts, field.name) for field in fields(facts)},
        "kind": str(kind),
        "edition": edition.code,
        "organisation": edition.organisation.name if edition.organisation else "",
        "days": [day.isoformat() for day in grounds.days],
        "minutes": grounds.minutes,
        "completed_on": grounds.completion.completed_on.isoformat() if grounds.completion else "",
        "issued_on": issued_on.isoformat(),
        "valid_until": valid_until.isoformat() if valid_until else "",
        "neutral": grounds.neutral,
        "design": {"id": design.pk, "slug": design.slug, "revision": design.latest_revision_id},
        "layout": look.layout,
        "accent": look.accent,
        "logos": [{"sha256": logo.sha256, "alt": logo.alt} for logo in look.logos],
        "signatories": [
            {"name": s.name, "function": s.function, "sha256": s.signature.sha256 if s.signature else ""}
            for s in look.signatories
        ],
    }
    return Frozen(stored, look, facts, valid_until)


def look_of(design: Design) -> Look:
    """The design as rendering takes it, its pictures prepared."""
    return Look(
        layout=design.layout,
        accent=design.accent,
        logos=tuple(picture_of(logo.image, logo.alt) for logo in design.logos.all()),
        signatories=tuple(
            Signatory(
                clean(signatory.name),
                clean(signatory.function),
                picture_of(signatory.image, _("Signature of %(name)s") % {"name": signatory.name})
                if signatory.image
                else None,
            )
            for signatory in design.signatories.all()
        ),
    )


def _facts(grounds: Grounds, *, edition: Edition, kind: Kind | str, design: Design, issued_on: date) -> Facts:
    """The words in the active language; the personal ones are filled in by `freeze`."""
    language = get_language() or settings.LANGUAGE_CODE
    version = edition.version
    formal = (design.address_form or (version.address_form if version else "je")) == "u"
    programme = text_in(version.titles, language) if version else edition.title
    own = _own_texts(grounds, kind, design)
    if grounds.neutral and design.neutral_title:
        programme = design.neutral_title
    issuer = clean(design.issuer or (edition.organisation.name if edition.organisation else ""))
    tokens = {
        "programme": programme,
        "this_kind": wording.this_kind(edition.kind),
        "day": wording.day(grounds.completion.completed_on) if grounds.completion else wording.days(grounds.days),
        "hours": hours_in_words(grounds.minutes),
        "group": edition.code,
        "organisation": issuer,
    }
    if kind == Kind.ATTENDANCE:
        _check_no_certificate(design)
    outcomes: list[str] = []
    if kind == Kind.COMPLETION and design.print_outcomes and version:
        outcomes = version.outcomes.get(language) or next(iter(version.outcomes.values()), [])
    issued = {"day": wording.day(issued_on), "issuer": issuer}
    return Facts(
        language=language,
        title=clean(fill(own["title"] or wording.title(kind, role_model=_as_role_model(grounds)), tokens)),
        intro=clean(fill(own["intro"] or wording.intro(kind), tokens)),
        statement=clean(fill(own["statement"] or wording.statement(kind, formal=formal), tokens)),
        programme=clean(programme),
        name="",
        rows=_rows(grounds, edition, last_day(issued_on, design.validity_months)),
        outcomes_heading=clean(fill(design.outcomes_heading or wording.outcomes_heading(formal=formal), tokens)),
        outcomes=tuple(clean(outcome) for outcome in outcomes),
        issuer=issuer,
        issued_line=(_("Issued on %(day)s by %(issuer)s") if issuer else _("Issued on %(day)s")) % issued,
        check_lines=(_("Is it genuine? Scan the code or go to"), addresses.verify_address_in_words()),
    )


def _case(grounds: Grounds) -> tuple[Any, ...]:
    """What the words depend on, of all that differs from one certificate of a batch to the next."""
    completed_on = grounds.completion.completed_on if grounds.completion else None
    return completed_on, grounds.days, grounds.minutes, grounds.minutes_held, grounds.neutral, _as_role_model(grounds)


def _as_role_model(grounds: Grounds) -> bool:
    return grounds.enrolment.role == Enrolment.Role.ROLE_MODEL and not grounds.neutral


def _own_texts(grounds: Grounds, kind: Kind | str, design: Design) -> dict[str, str]:
    """The design's texts; a neutral certificate has the standard ones, since a design's may say role model."""
    return {field: "" if grounds.neutral else getattr(design, field) for field in Design.TEXTS}


def last_day(issued_on: date, months: int | None) -> date | None:
    """So many months later, on the same day of the month or the last one it has."""
    if not months:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    return date(year, month + 1, min(issued_on.day, monthrange(year, month + 1)[1]))


def _check_no_certificate(design: Design) -> None:
    """Presence proves less than completing, and a paper about it must not be read as more."""
    if any("certifi" in getattr(design, field).casefold() for field in Design.TEXTS):
        raise DesignProblem(
            _("The design “%(name)s” says certificate, which a statement of attendance never does. Choose another one.")
            % {"name": design.name}
        )


def _rows(grounds: Grounds, edition: Edition, valid_until: date | None) -> tuple[tuple[str, str], ...]:
    rows = []
    if grounds.days:
        rows.append((ngettext("Day", "Days", len(grounds.days)), wording.days(grounds.days)))
    if grounds.minutes:
        hours = hours_in_words(grounds.minutes)
        if grounds.minutes_held > grounds.minutes:
            hours = _("%(hours)s of %(held)s") % {"hours": hours, "held": hours_in_words(grounds.minutes_held)}
        rows.append((_("Net hours"), hours) if grounds.completion else (_("Present"), hours))
    rows.append((_("Group"), edition.code))
    if valid_until:
        rows.append((_("Valid until"), wording.day(valid_until)))
    return tuple(rows)


@lru_cache(maxsize=4096)
def _is_latin(name: str) -> bool:
    latin = ("LATIN", "MODIFIER", "FEMININE", "MASCULINE")
    return all(unicodedata.name(letter, "LATIN").startswith(latin) for letter in name if letter.isalpha())
