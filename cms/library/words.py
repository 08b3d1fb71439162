"""What the library says in sentences: an answer, a group's size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def sentence(count: int, chosen: Mapping[str, Any], words: str) -> str:
    """ "4 methods for teachers about polarisation, on the sports field, in Groningen"; `chosen` are values by facet."""
    said = {name: value.label for name, value in chosen.items()}
    first = [counted(count, chosen["kind"].code if "kind" in chosen else "")]
    if "audience" in said:
        first.append(_("for %(audience)s") % {"audience": _lower(said["audience"])})
    if "theme" in said:
        first.append(_("about %(theme)s") % {"theme": _lower(said["theme"])})
    rest = []
    if "setting" in said:
        rest.append(chosen["setting"].phrase)
    if "region" in said:
        rest.append(pgettext("a region", "in %(region)s") % {"region": said["region"]})
    if "language" in said:
        rest.append(_("in %(language)s") % {"language": said["language"]})
    if "year" in said:
        rest.append(_("from %(year)s") % {"year": said["year"]})
    if words:
        rest.append(_("with the words “%(words)s”") % {"words": words})
    return ", ".join([" ".join(first), *rest])


def counted(count: int, kind: str) -> str:
    """ "3 methods"; without a kind "3 tools, dossiers and stories"."""
    if kind == "method":
        text = ngettext("%(count)s method", "%(count)s methods", count)
    elif kind == "conversation_card":
        text = ngettext("%(count)s conversation card", "%(count)s conversation cards", count)
    elif kind == "form":
        text = ngettext("%(count)s form", "%(count)s forms", count)
    elif kind == "handbook":
        text = ngettext("%(count)s handbook", "%(count)s handbooks", count)
    elif kind == "social_map":
        text = ngettext("%(count)s social map", "%(count)s social maps", count)
    elif kind == "dossier":
        text = ngettext("%(count)s dossier", "%(count)s dossiers", count)
    elif kind == "story":
        text = ngettext("%(count)s story of practice", "%(count)s stories of practice", count)
    else:
        text = ngettext("%(count)s result", "%(count)s results", count)
    return text % {"count": count or pgettext("none of what the library has", "No")}


def group_size(tool: Any) -> str:
    """ "6 to 12 people"; empty where nothing was said."""
    least, most = tool.group_from, tool.group_to
    if least and most and least != most:
        return _("%(least)d to %(most)d people") % {"least": least, "most": most}
    if least and not most:
        return ngettext("%(count)d person or more", "%(count)d people or more", least) % {"count": least}
    if most and not least:
        return _("up to %(count)d people") % {"count": most}
    return ngettext("%(count)d person", "%(count)d people", most) % {"count": most} if most else ""


def _lower(label: str) -> str:
    """A label inside a sentence; an abbreviation stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
