"""The words in braces that a design's texts may use."""

from collections.abc import Mapping
from string import Formatter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TOKENS = {
    "programme": gettext_lazy("the title of the programme"),
    "this_kind": gettext_lazy("“this training”, “this masterclass”…"),
    "day": gettext_lazy("the day of completion, or the days somebody was there"),
    "hours": gettext_lazy("the hours, without breaks"),
    "group": gettext_lazy("the code of the group"),
    "organisation": gettext_lazy("the organisation of the group"),
}


def check_tokens(text: str) -> None:
    """Raises ValidationError with a sentence for a brace that stands alone or a token that does not exist."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise ValidationError(_("A { or } stands alone. Write a token as {programme}.")) from error
    for _text, token, spec, conversion in parts:
        if token is not None and (token not in TOKENS or spec or conversion):
            raise ValidationError(
                _("“{%(token)s}” is not a token. Choose from: %(tokens)s."),
                params={"token": token, "tokens": ", ".join(f"{{{name}}}" for name in TOKENS)},
            )


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its tokens filled in; texts were checked when the design was saved."""
    return "".join(
        before + (values[token] if token is not None else "")
        for before, token, _spec, _conversion in Formatter().parse(text)
    )
