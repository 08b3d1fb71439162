"""Which languages there are: those that screens and mails speak, and how content in any other one is named and written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_info

# As far as our catalogues go. A site may name more languages in `LANGUAGES`: Wagtail wants those of its content there.
SPOKEN = ("nl", "en")
# Beside those Django knows: Dari, Pashto and Sorani are read here too.
RIGHT_TO_LEFT = {"ar", "arc", "azb", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur", "yi"}
# Of those Django doesn't know.
OWN_NAMES = {"am": "አማርኛ", "ckb": "کوردیی ناوەندی", "prs": "دری", "ps": "پښتو", "so": "Soomaali", "ti": "ትግርኛ"}


def screen_languages() -> list[tuple[str, Any]]:
    """Those of the site's languages that screens and mails speak; where that is none, the site's own."""
    spoken = [(code, name) for code, name in settings.LANGUAGES if base_of(code) in SPOKEN]
    return spoken or list(settings.LANGUAGES)


def spoken(code: str) -> str:
    """A reader's language as far as screens and mails speak it, else the site's own: never half of each."""
    return next(
        (one for one, _name in screen_languages() if code and base_of(one) == base_of(code)), settings.LANGUAGE_CODE
    )


def base_of(code: str) -> str:
    return code.partition("-")[0]


def screen_language() -> str:
    """The language the screen is in, without its region."""
    return base_of(get_language() or settings.LANGUAGE_CODE)


def own_name(code: str) -> str:
    """What a language calls itself, with a capital where it has any."""
    if base_of(code) in OWN_NAMES:
        return OWN_NAMES[base_of(code)]
    try:
        name = str(get_language_info(code)["name_local"])
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


def name_of(code: str) -> str:
    """What a language is called in the language of the screen, as the site names it."""
    named = dict(settings.LANGUAGES)
    name = named.get(code) or named.get(base_of(code))
    try:
        return str(name or get_language_info(code)["name_translated"])
    except KeyError:
        return own_name(code)


def is_rtl(code: str) -> bool:
    return base_of(code) in RIGHT_TO_LEFT


def direction_of(code: str) -> str:
    return "rtl" if is_rtl(code) else "ltr"
