"""What changed in a dossier between two publications, and whether who cites it wants to hear of it.

Everything but a small correction is told: a word that was misspelled, a space, a capital, another day to look again. What
looks small but turns a sentence round (a figure, “niet”, “onveilig” for “veilig”) is no small correction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

# More corrected words than this in one text is rewriting it.
CORRECTED = 12
LIKE = 0.7
TURNS = {
    *("niet", "geen", "een", "één", "nooit", "nergens", "niemand", "zonder", "wel", "altijd"),
    *("not", "no", "never", "none", "nobody", "without", "always", "now"),
}
PREFIXES = ("on", "in", "im", "un", "non", "dis", "a", "anti", "de", "ge", "be", "ont", "ver")
MOST_TOLD = 6
QUOTED = 240

Content = Mapping[str, Any]
Difference = dict[str, str]


def content_of(dossier: Any) -> dict[str, Any]:
    """What readers of a dossier lean on, as plain data."""
    return {
        "title": dossier.title,
        "lead": dossier.lead,
        "note": dossier.change_note,
        "for": dossier.available_to,
        "texts": [text for block in dossier.body for text in _texts(block)],
        "sources": {
            block.id: " · ".join(str(block.value[name] or "") for name in ("author", "title", "year", "address"))
            for block in dossier.sources
        },
        "named": {block.id: block.value["title"] for block in dossier.sources},
    }


def _texts(block: Any) -> list[str]:
    found = block.block.get_searchable_content(block.value)
    return [" ".join(strip_tags(re.sub(r"</(p|li|h\d)>|<br ?/?>", " ", str(text))).split()) for text in found]


def differences(was: Content, now: Content) -> list[Difference]:
    """What is told of a change, the most telling first; nothing where it is a small correction only."""
    found: list[Difference] = []
    if now["note"] and now["note"] != was["note"]:
        found.append({"what": "note", "to": now["note"]})
    if now["for"] != was["for"]:
        found.append({"what": "for", "to": now["for"]})
    found += [
        {"what": name, "from": was[name], "to": now[name]}
        for name in ("title", "lead")
        if not small_correction(was[name], now[name])
    ]
    found += _sources(was, now)
    found += _texts_changed(was["texts"], now["texts"])
    return found


def _sources(was: Content, now: Content) -> list[Difference]:
    old, new = was["sources"], now["sources"]
    # A source that was taken out and put in again is the same source.
    gone = [key for key in old if key not in new and old[key] not in new.values()]
    fresh = [key for key in new if key not in old and new[key] not in old.values()]
    changed = [key for key in new if key in old and not small_correction(old[key], new[key])]
    return [
        *({"what": "source_gone", "from": was["named"][key]} for key in gone),
        *({"what": "source_new", "to": now["named"][key]} for key in fresh),
        *({"what": "source_other", "from": was["named"][key], "to": now["named"][key]} for key in changed),
    ]


def _texts_changed(was: Sequence[str], now: Sequence[str]) -> list[Difference]:
    if small_correction(" ".join(was), " ".join(now)):
        return []
    old, new = _sentences(was), _sentences(now)
    found: list[Difference] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = " ".join(old[i:j]), " ".join(new[k:m])
        if tag == "equal" or small_correction(before, after):
            continue
        what = {"insert": "text_new", "delete": "text_gone"}.get(tag, "text_other")
        found.append({"what": what, "from": before, "to": after})
    # Corrections that are small one by one and many together.
    return found or [{"what": "text_many"}]


def _sentences(texts: Sequence[str]) -> list[str]:
    return [part for text in texts for part in re.split(r"(?<=[.!?:])\s+", text) if part]


def small_correction(was: str, now: str) -> bool:
    """Whether one text is the other with at most some misspelled words put right."""
    old, new = _words(was), _words(now)
    if "".join(old) == "".join(new):
        return True
    corrected = 0
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or "".join(old[i:j]) == "".join(new[k:m]):
            continue
        if tag != "replace" or j - i != m - k or not all(map(_misspelled, old[i:j], new[k:m])):
            return False
        corrected += j - i
    return corrected <= CORRECTED


def _words(text: str) -> list[str]:
    # A figure with its decimals is one word, and a sign before or behind it is part of what it says.
    return re.findall(r"[-+]?\d+(?:[.,]\d+)*%?|\w+", text.lower())


def _misspelled(was: str, now: str) -> bool:
    if was in TURNS or now in TURNS or any(sign.isdigit() for sign in was + now):
        return False
    longer, shorter = (was, now) if len(was) > len(now) else (now, was)
    if any(longer == prefix + shorter for prefix in PREFIXES):
        return False
    return SequenceMatcher(None, was, now, autojunk=False).ratio() >= LIKE


def in_words(told: Sequence[Mapping[str, str]]) -> list[str]:
    """The differences as sentences in the reader's language."""
    sentences = [_sentence(one) for one in told[:MOST_TOLD]]
    if len(told) > MOST_TOLD:
        sentences.append(_("And %(count)d more.") % {"count": len(told) - MOST_TOLD})
    return sentences


def _sentence(one: Mapping[str, str]) -> str:
    said = {"was": _short(one.get("from", "")), "now": _short(one.get("to", ""))}
    match one["what"]:
        case "note":
            return said["now"]
        case "off":
            return _("It is no longer on the site.")
        case "for":
            return (
                _("Everybody can read it now.")
                if one["to"] == "everybody"
                else _("Not everybody can read it any more.")
            )
        case "title":
            return _("It was called “%(was)s”, and is called “%(now)s” now.") % said
        case "source_new":
            return _("New source: “%(now)s”.") % said
        case "source_gone":
            return _("Source taken out: “%(was)s”.") % said
        case "source_other":
            return _("Source changed: “%(now)s”.") % said
        case "text_new":
            return _("New: “%(now)s”") % said
        case "text_gone":
            return _("Taken out: “%(was)s”") % said
        case "lead" | "text_other":
            return _("It said “%(was)s” It says now “%(now)s”") % said
    return _("Many words were changed.")


def _short(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()} …"
