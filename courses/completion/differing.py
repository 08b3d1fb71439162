"""What differs between two versions of a programme, in sentences that a trainer can tell a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.completion.wording import rule_in_words
from courses.curricula.contract import CompletionRule, UnitKind, structure_of
from courses.learning.following import said
from courses.moments import hours_in_words
from courses.people.functions import function_choices


def differences(
    old: Iterable[Any], new: Iterable[Any], *, rules: tuple[CompletionRule, CompletionRule], minutes: tuple[int, int]
) -> list[str]:
    """A sentence for each difference between two lists of units (pinned or of the contract), rules and net minutes.

    Parts are known by their key, whatever they are called. Empty where only words differ, and only there.
    """
    before, after = ({unit.key: unit for unit in units} for units in (list(old), list(new)))
    sentences = [_added(after[key], after) for key in after if key not in before]
    sentences += [_gone(before[key], after, before) for key in before if key not in after]
    sentences += _moved(before, after)
    for key in after:
        if key in before:
            sentences += _changed(before[key], after[key])
    if rules[0] != rules[1]:
        sentences.append(_ruled(rules[1]))
    if minutes[0] != minutes[1]:
        sentences.append(
            _("The net time is %(new)s, where it was %(old)s.")
            % {"new": hours_in_words(minutes[1]), "old": hours_in_words(minutes[0])}
        )
    return [sentence for sentence in sentences if sentence]


def title_of(unit: Any) -> str:
    return said(unit.titles)[0] or str(UnitKind(unit.kind).label)


def _added(unit: Any, units: Mapping[str, Any]) -> str:
    words = {"title": title_of(unit), "kind": UnitKind(unit.kind).label}
    if unit.parent in units:
        words["module"] = title_of(units[unit.parent])
        if unit.required:
            return _("New in “%(module)s”: the test “%(title)s”, required.") % words
        return _("New in “%(module)s”: the test “%(title)s”, of free choice.") % words
    if unit.required:
        return _("New: “%(title)s” (%(kind)s), required.") % words
    return _("New: “%(title)s” (%(kind)s), of free choice.") % words


def _gone(unit: Any, after: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    if unit.parent and unit.parent not in after and unit.parent in before:
        return ""  # It went with its module.
    return _("No longer there: “%(title)s” (%(kind)s).") % {
        "title": title_of(unit),
        "kind": UnitKind(unit.kind).label,
    }


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    """The fewest parts that must have moved; a test goes with its module."""
    stays = [key for key in before if key in after and not after[key].parent]
    now = [key for key in after if key in before and not after[key].parent]
    still = {
        key
        for block in SequenceMatcher(a=stays, b=now, autojunk=False).get_matching_blocks()
        for key in stays[block.a : block.a + block.size]
    }
    for number, key in enumerate(now):
        if key in still:
            continue
        words = {"title": title_of(after[key])}
        if number == 0:
            yield _("“%(title)s” now comes first.") % words
        else:
            words["other"] = title_of(after[now[number - 1]])
            yield _("“%(title)s” now comes after “%(other)s”.") % words
    for key in now:
        tests, once = ([one for one in of if of[one].parent == key] for of in (after, before))
        if [one for one in tests if one in before] != [one for one in once if one in after]:
            yield _("The tests in “%(title)s” are in another order.") % {"title": title_of(after[key])}


def _changed(old: Any, new: Any) -> Iterable[str]:
    words = {"title": title_of(new)}
    if old.required != new.required and not new.parent:
        if new.required:
            yield _("“%(title)s” is required now.") % words
        else:
            yield _("“%(title)s” is of free choice now.") % words
    if set(old.functions) != set(new.functions) and not new.parent:
        labels = dict(function_choices())
        if new.functions:
            only = ", ".join(str(labels.get(code, code)) for code in new.functions)
            yield _("“%(title)s” is now only for %(functions)s.") % {**words, "functions": only}
        else:
            yield _("“%(title)s” is now for everybody.") % words
    if old.minutes != new.minutes:
        yield _("“%(title)s” takes %(new)s, where it was %(old)s.") % {
            **words,
            "new": hours_in_words(new.minutes),
            "old": hours_in_words(old.minutes),
        }
    asked = {UnitKind.TEST: _tested, UnitKind.MODULE: _practised}.get(new.kind)
    sentences = list(asked(old.definition, new.definition, words)) if asked else []
    if not sentences and structure_of(old.definition) != structure_of(new.definition):
        sentences = [_("“%(title)s” asks something else now.") % words]
    yield from sentences


def _tested(old: Mapping[str, Any], new: Mapping[str, Any], words: dict[str, Any]) -> Iterable[str]:
    before, after = ({one["key"]: one for one in told.get("questions") or ()} for told in (old, new))
    added, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    scored = sum(_scores(before[key]) != _scores(after[key]) for key in after.keys() & before.keys())
    if added:
        yield (
            ngettext(
                "In “%(title)s” there is %(count)d question more.",
                "In “%(title)s” there are %(count)d questions more.",
                added,
            )
            % {**words, "count": added}
        )
    if gone:
        yield (
            ngettext("In “%(title)s” %(count)d question is gone.", "In “%(title)s” %(count)d questions are gone.", gone)
            % {**words, "count": gone}
        )
    if scored:
        yield (
            ngettext(
                "In “%(title)s” other answers or points are right in %(count)d question.",
                "In “%(title)s” other answers or points are right in %(count)d questions.",
                scored,
            )
            % {**words, "count": scored}
        )
    if old.get("pass_percentage") != new.get("pass_percentage"):
        yield _("“%(title)s” is passed from %(percentage)s%%.") % {**words, "percentage": new.get("pass_percentage")}
    yield from _limited(old, new, words)
    if not (added or gone or scored) and _order(old) != _order(new):
        yield _("In “%(title)s” the questions or answers are in another order.") % words


def _limited(old: Mapping[str, Any], new: Mapping[str, Any], words: dict[str, Any]) -> Iterable[str]:
    """How often, how long, and how many questions are drawn."""
    most, minutes = new.get("attempts"), new.get("minutes")
    if (old.get("attempts") or None) != (most or None):
        if most:
            yield (
                ngettext(
                    "“%(title)s” can now be done %(count)d time.", "“%(title)s” can now be done %(count)d times.", most
                )
                % {**words, "count": most}
            )
        else:
            yield _("“%(title)s” can now be done as often as somebody likes.") % words
    if (old.get("minutes") or None) != (minutes or None):
        if minutes:
            yield _("“%(title)s” now has a time limit of %(time)s.") % {**words, "time": hours_in_words(minutes)}
        else:
            yield _("“%(title)s” has no time limit any more.") % words
    if (old.get("draws") or {}) != (new.get("draws") or {}):
        yield _("“%(title)s” draws its questions from the bank in another way.") % words


def _order(told: Mapping[str, Any]) -> Any:
    """What comes after what."""
    return [(one["key"], [option["key"] for option in one.get("options") or ()]) for one in told.get("questions") or ()]


def _scores(question: Mapping[str, Any]) -> Any:
    """What an answer to a question is worth, whatever it says and in whatever order."""
    options = sorted((option["key"], bool(option.get("right"))) for option in question.get("options") or ())
    return question.get("kind"), question.get("weight"), options


def _practised(old: Mapping[str, Any], new: Mapping[str, Any], words: dict[str, Any]) -> Iterable[str]:
    before, after = (set(told.get("exercises") or ()) for told in (old, new))
    if added := len(after - before):
        yield (
            ngettext(
                "In “%(title)s” there is %(count)d new exercise.",
                "In “%(title)s” there are %(count)d new exercises.",
                added,
            )
            % {**words, "count": added}
        )
    if gone := len(before - after):
        yield (
            ngettext("In “%(title)s” %(count)d exercise is gone.", "In “%(title)s” %(count)d exercises are gone.", gone)
            % {**words, "count": gone}
        )
    whose, now = (told.get("only_for") or {} for told in (old, new))
    if others := sum(whose.get(key) != now.get(key) for key in after & before):
        yield (
            ngettext(
                "In “%(title)s” %(count)d exercise is for other functions now.",
                "In “%(title)s” %(count)d exercises are for other functions now.",
                others,
            )
            % {**words, "count": others}
        )
    if (old.get("elsewhere") or {}) != (new.get("elsewhere") or {}):
        yield _("In a translation of “%(title)s” there are other exercises.") % words


def _ruled(rule: CompletionRule) -> str:
    asked: Sequence[str] = rule_in_words(rule)
    if not asked:
        return _("No rule completes it any more: a coordinator decides.")
    return _("To complete it, now: %(rule)s") % {"rule": " ".join(asked)}


def differences_of(old: Any, new: Any) -> list[str]:
    """Between two pinned versions, with their units read here."""
    return differences(
        old.units.all(),
        new.units.all(),
        rules=(old.completion_rule, new.completion_rule),
        minutes=(old.net_minutes, new.net_minutes),
    )
