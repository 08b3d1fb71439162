"""A rule, and what is still missing to it, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.completion.rules import Asked, Missing
from courses.curricula.contract import CompletionRule, UnitKind
from courses.learning.following import said


def rule_in_words(rule: CompletionRule) -> list[str]:
    """What a rule asks, a sentence a part; nothing where it asks nothing."""
    parts = []
    if rule.all_required:
        parts.append(_("Do every part that is required."))
    if rule.test_percentage is not None:
        parts.append(_("Score at least %(percentage)s%% in each test.") % {"percentage": rule.test_percentage})
    if rule.sessions_present:
        parts.append(
            ngettext(
                "Be present at %(count)s meeting at least.",
                "Be present at %(count)s meetings at least.",
                rule.sessions_present,
            )
            % {"count": rule.sessions_present}
        )
    return parts


def missing_in_words(missing: Iterable[Missing]) -> list[str]:
    """What is still to do, a sentence each. A test that its rule names with a percentage is named once."""
    missing = list(missing)
    tested = {one.unit.key for one in missing if one.what == Asked.TEST}
    return [_in_words(one) for one in missing if not (one.what == Asked.UNIT and one.unit.key in tested)]


def _in_words(missing: Missing) -> str:
    if missing.what == Asked.PLANS:
        return _("Being present at the meetings; their dates are not known yet.")
    if missing.what == Asked.MEETINGS:
        left = missing.asked - int(missing.have or 0)
        return ngettext(
            "Being present at %(count)s more meeting.", "Being present at %(count)s more meetings.", left
        ) % {"count": left}
    title = said(missing.unit.titles)[0]
    if missing.what == Asked.TEST:
        return _tested(title, missing)
    return PARTS.get(missing.unit.kind, _part)(title)


def _tested(title: str, missing: Missing) -> str:
    words = {"title": title, "percentage": missing.asked}
    if missing.have is None:
        return _("“%(title)s”: score at least %(percentage)s%%.") % words
    words["best"] = percentage_in_words(missing.have)
    return _("“%(title)s”: score at least %(percentage)s%%. Your best so far is %(best)s%%.") % words


def percentage_in_words(value: Decimal | int) -> str:
    """“66,7” in the reader's language: one decimal at most, and never rounded up to what wasn't reached."""
    shown = Decimal(value).quantize(Decimal("0.1"), rounding="ROUND_DOWN")
    return number_format(shown.normalize() if shown != shown.to_integral() else shown.to_integral(), use_l10n=True)


def _part(title: str) -> str:
    return _("“%(title)s”: read it to the end.") % {"title": title}


PARTS = {
    UnitKind.TEST: lambda title: _("“%(title)s”: pass the test.") % {"title": title},
    UnitKind.PLANNED_SESSION: lambda title: _("“%(title)s”: be present.") % {"title": title},
    UnitKind.WORK_PRODUCT: lambda title: _("“%(title)s”: make it; your trainer confirms it.") % {"title": title},
    UnitKind.DEPLOYMENT: lambda title: _("“%(title)s”: do it in practice; it is confirmed for you.") % {"title": title},
    UnitKind.COACHING: lambda title: _("“%(title)s”: have the talk; your coach confirms it.") % {"title": title},
    UnitKind.CURRICULUM: lambda title: _("“%(title)s”: complete it.") % {"title": title},
}
