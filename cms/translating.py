"""How a translation differs from its original, in what it asks and has; said to the authors of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.rich_text import RichText

from cms.describing import modules_below
from courses.languages import name_of

SHOWN = 60
# More modules than this that are missing are added up.
NAMED = 3


def about_variants(page: Any) -> Iterator[str]:
    """Sentences about a page that is a translation, or has some; nothing where all of them ask the same."""
    if not page.pk:
        return
    variants = _variants(page)
    if len(variants) < 2:
        return
    tell = _about_module if hasattr(page, "body") else _about_programme
    if variants[0].pk == page.pk:
        for other in variants[1:]:
            yield from tell(page, other, seen_from_original=True)
    else:
        yield from tell(variants[0], page, seen_from_original=False)


def _variants(page: Any) -> list[Any]:
    """The page and its translations, the one written first in front, this one with what it holds now."""
    found = type(page)._default_manager.filter(translation_key=page.translation_key, alias_of__isnull=True)
    return sorted(
        [page if one.pk == page.pk else one for one in found.select_related("locale")],
        key=lambda one: (not (one.live or one.pk == page.pk), one.pk),
    )


def _about_module(original: Any, other: Any, *, seen_from_original: bool) -> Iterator[str]:
    asked, here = _asking(original.body), _asking(other.body)
    language = {"language": name_of(other.locale.language_code)}
    for key in [key for key in asked if key not in here]:
        if seen_from_original:
            sentence = _("In %(language)s there is no %(what)s yet: it is shown there as you wrote it.")
        else:
            sentence = _("The original also has %(what)s. It isn't here yet, so it is shown as it was written.")
        yield sentence % {**language, "what": _named(asked[key])}
    for key in [key for key in here if key not in asked]:
        told = {**language, "what": _named(here[key])}
        if here[key].block_type == "test":
            yield _("Only in %(language)s there is %(what)s: nobody can do it until the original has it too.") % told
        else:
            yield _("Only in %(language)s there is %(what)s: who reads in another language isn't asked it.") % told
    if not seen_from_original:
        yield from _about_place(other)


def _about_place(module: Any) -> Iterator[str]:
    """A module is read in a language where its programme is published in it too."""
    offer = module.get_parent()
    if not offer.live:
        yield _("Publish “%(title)s” in this language too: until then nobody reads this.") % {"title": offer.title}


def _about_programme(original: Any, other: Any, *, seen_from_original: bool) -> Iterator[str]:
    language = {"language": name_of(other.locale.language_code)}
    modules = modules_below([original, other])
    there, here = ({one.translation_key: one for one in modules.get(page.path, ())} for page in (original, other))
    missing = [there[key].title for key in there if key not in here]
    for title in missing if len(missing) <= NAMED else ():
        if seen_from_original:
            yield _("“%(title)s” is not there in %(language)s yet.") % {**language, "title": title}
        else:
            yield _("“%(title)s” is not there in this language yet.") % {"title": title}
    if len(missing) > NAMED:
        yield _(
            "In %(language)s %(count)d of %(all)d modules are not there yet: they are shown as they were written."
        ) % {
            **language,
            "count": len(missing),
            "all": len(there),
        }
    parts, own = ({block.id: block for block in page.outline} for page in (original, other))
    extra = [here[key].title for key in here if key not in there]
    extra += [_title(own[key]) for key in own if key not in parts and own[key].block_type != "module"]
    for title in filter(None, extra):
        yield _(
            "“%(title)s” is there in %(language)s only, so it is on nobody's line. The original says what is asked."
        ) % {**language, "title": title}


def _asking(pieces: Any) -> dict[str, Any]:
    """What a reader does or writes, by key: exercises and tests."""
    found: dict[str, Any] = {}
    for block in pieces:
        if block.id and (block.block_type == "test" or getattr(block.block, "is_exercise", False)):
            found[block.id] = block
        elif isinstance(block.value, StructValue):
            for part in block.value.values():
                if isinstance(part, StreamValue):
                    found |= _asking(part)
    return found


def _named(block: Any) -> str:
    title = _title(block)
    kind = str(block.block.label)
    return _("“%(title)s” (%(kind)s)") % {"title": title, "kind": kind} if title else f"“{kind}”"


def _title(block: Any) -> str:
    said = block.value.get("title") or block.value.get("question") or ""
    text = strip_tags(said.source if isinstance(said, RichText) else str(said)).strip()
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
